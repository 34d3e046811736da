"""Expressions kept from click to click: the same matches, and never a failure where the file is not what it should be."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from jama_checksheet.evidence.kept import FILE_NAME, Kept, write_whole
from jama_checksheet.evidence.phrases import compiled_form
from jama_checksheet.evidence.triggers import all_sources
from jama_checksheet.evidence.wording import expression

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "python")}

TEXT = "『情報管理規程』(2024年4月改定)を年2回、30台中25台で点検。残りは来年3月に予定しており、担当者に任せています。"


def matches(pattern: re.Pattern[str]) -> list[tuple[object, ...]]:
    return [(found.span(), found.groupdict(), found.lastgroup) for found in pattern.finditer(TEXT)]


def kept(path, *sources):
    """A file that an earlier click wrote."""
    earlier = Kept()
    earlier.use(path)
    for source in sources:
        earlier.pattern(source)
    earlier.save()


def test_every_expression_comes_back_as_it_was_compiled(tmp_path, monkeypatch):
    sources = [compiled_form(source) for source in all_sources()]
    kept(tmp_path / "e.bin", *sources)
    later = Kept()
    later.use(tmp_path / "e.bin")
    monkeypatch.setattr(
        "jama_checksheet.evidence.kept._compiled", lambda source: pytest.fail(f"compiled {source}")
    )

    for source in sources:
        here, there = re.compile(source), later.pattern(source)
        assert (there.pattern, there.flags, there.groups) == (here.pattern, here.flags, here.groups)
        assert dict(there.groupindex) == dict(here.groupindex)
        assert matches(there) == matches(here)


def test_without_a_file_nothing_is_read_or_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    alone = Kept()

    assert alone.pattern("規程|手順").search(TEXT)
    alone.save()

    assert list(tmp_path.iterdir()) == []


def test_the_file_is_written_only_when_something_new_was_compiled(tmp_path):
    path = tmp_path / "e.bin"
    kept(path, "規程")
    before = path.stat().st_mtime_ns, path.read_bytes()

    kept(path, "規程")

    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def cut(data: bytes) -> bytes:
    return data[: len(data) - 40]


def other_python(data: bytes) -> bytes:
    head, _, body = data.partition(b"\n")
    document = json.loads(head)
    document["python"][1] += 1
    return json.dumps(document).encode() + b"\n" + body


def other_codes(data: bytes) -> bytes:
    head, _, body = data.partition(b"\n")
    return head + b"\n" + b"\xff" * len(body)


def other_letter(data: bytes) -> bytes:
    head, _, body = data.partition(b"\n")
    return head + b"\n" + body.replace("規".encode("utf-32-le"), "腐".encode("utf-32-le"))


def nested(data: bytes) -> bytes:
    return b"[" * 200_000


def more_groups(data: bytes) -> bytes:
    head, _, body = data.partition(b"\n")
    document = json.loads(head)
    for entry in document["expressions"]:
        entry[4], entry[5] = 1, {"n": 99}
    return json.dumps(document).encode() + b"\n" + body


@pytest.mark.parametrize(
    "harm",
    [
        cut,
        other_python,
        other_codes,
        other_letter,
        nested,
        more_groups,
        lambda data: b"",
        lambda data: b"{}\n",
        lambda data: b"[1]\nx",
        lambda data: data[:-3],
    ],
)
def test_a_file_that_is_not_what_it_should_be_costs_time_and_nothing_else(tmp_path, harm):
    path = tmp_path / "e.bin"
    kept(path, "(?P<n>[0-9]+)回", "規程|手順")
    path.write_bytes(harm(path.read_bytes()))

    later = Kept()
    later.use(path)

    assert later.pattern("(?P<n>[0-9]+)回").search(TEXT)["n"] == "2"
    assert later.pattern("規程|手順").search(TEXT).group() == "規程"


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path):
    lost = Kept()
    lost.use(tmp_path / "gone" / "e.bin")

    assert lost.pattern("規程").search(TEXT)
    lost.save()


def test_a_mistake_in_an_expression_is_told_as_ever(tmp_path):
    broken = Kept()
    broken.use(tmp_path / "e.bin")

    with pytest.raises(re.error):
        broken.pattern("(規程")


PROGRAM = """
import sys
from pathlib import Path
from jama_checksheet.actions.keep_expressions import keep_expressions
keep_expressions(Path(sys.argv[1]))
"""


def test_the_installation_compiles_every_expression_ahead(tmp_path, monkeypatch):
    subprocess.run([sys.executable, "-c", PROGRAM, str(tmp_path)], check=True, env=ENVIRONMENT)
    later = Kept()
    later.use(tmp_path / FILE_NAME)
    monkeypatch.setattr(
        "jama_checksheet.evidence.kept._compiled", lambda source: pytest.fail(f"compiled {source}")
    )

    for source in (*map(compiled_form, all_sources()), expression()):
        assert later.pattern(source).pattern == source


WITHOUT_PRIVATE_PARTS = """
import builtins, sys
from pathlib import Path
real = builtins.__import__
def refuse(name, scope=None, local=None, wanted=(), level=0):
    if name == "re" and "_compiler" in (wanted or ()):
        raise ImportError(name)
    return real(name, scope, local, wanted, level)
builtins.__import__ = refuse
from jama_checksheet.evidence.kept import Kept
kept = Kept()
kept.use(Path(sys.argv[1]) / "e.bin")
assert kept.pattern("規程").search("規程を制定")
kept.save()
"""


def test_a_python_without_the_private_parts_of_re_keeps_nothing_and_works(tmp_path):
    subprocess.run([sys.executable, "-c", WITHOUT_PRIVATE_PARTS, str(tmp_path)], check=True, env=ENVIRONMENT)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_else(step, tmp_path, monkeypatch):
    (tmp_path / "e.bin").write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, step, full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "e.bin", b"new")
    monkeypatch.undo()

    assert [path.name for path in tmp_path.iterdir()] == ["e.bin"]
    assert (tmp_path / "e.bin").read_bytes() == b"old"
