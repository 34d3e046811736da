"""What tests of `send` read from an outcome and from a folder."""

SUZUKI, TANAKA, ITO, KATO = (f"{name}@example.co.jp" for name in ("suzuki", "tanaka", "ito", "kato"))


def states(outcome):
    return {message["department"]: message["state"] for message in outcome.result["messages"]}


def message(outcome, department):
    return next(m for m in outcome.result["messages"] if m["department"] == department)


def files(place):
    return {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}
