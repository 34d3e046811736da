"""Which short strings an expression cannot match without, and which characters a match can begin with.

`python -m jama_checksheet.evidence.triggers CORPUS_DIR` writes `triggers.json` for `phrases.py`. The parse tree of an
expression is read as runs of text with gaps between them; every match contains one string of each run, so the rarest
stretch of each string in one run will do. How rare a stretch is comes from the texts in CORPUS_DIR and decides only how
much time is saved.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

from jama_checksheet.evidence import phrases
from jama_checksheet.evidence.phrases import LONGEST, quick

_MOST = 300
"""Strings that a run may branch into before it is cut."""
_LARGEST_CLASS = 12
"""Characters of a class that are listed one by one; a larger one is a gap."""
_OFTEN = 0.1
"""Share of answers that wake an expression, from which on it is told its first characters."""
_WIDEST_RANGE = 100
"""Characters of a range of a class that is worth looking at; the kanji are not."""
_CATEGORIES = {sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_SPACE: r"\s"}
_ZERO_WIDTH = (sre.ASSERT, sre.ASSERT_NOT, sre.AT)

Items = list[tuple[Any, Any]]
Choice = tuple[float, frozenset[str]]
"""How often the triggers occur together, and the triggers."""


def _members(members: Items) -> set[str] | None:
    """The characters of a class, when they are few."""
    found: set[str] = set()
    for kind, value in members:
        if kind is sre.LITERAL:
            found.add(chr(value))
        elif kind is sre.RANGE and value[1] - value[0] < _LARGEST_CLASS:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return found if len(found) <= _LARGEST_CLASS else None


def _strings(kind: Any, value: Any) -> set[str] | None:
    """Every string that one node can stand for; `None` for a gap: too many, or no limit."""
    if kind is sre.LITERAL:
        return {chr(value)}
    if kind is sre.IN:
        return _members(value)
    if kind is sre.SUBPATTERN:
        return _all_strings(value[3])
    if kind is sre.BRANCH:
        parts = [_all_strings(branch) for branch in value[1]]
        found = {s for part in parts for s in part or ()}
        return None if None in parts or len(found) > _MOST else found
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[:2] == (0, 1):
        inner = _all_strings(value[2])
        return None if inner is None else {"", *inner}
    return {""} if kind in _ZERO_WIDTH else None


def _all_strings(items: Items) -> set[str] | None:
    found = {""}
    for kind, value in items:
        here = _strings(kind, value)
        if here is None or len(found) * len(here) > _MOST:
            return None
        found = {a + b for a in found for b in here}
    return found


def _runs(items: Items) -> Iterator[set[str]]:
    """The sets of strings between the gaps of a sequence; every match contains one string of each set."""
    run = {""}
    for kind, value in items:
        here = _strings(kind, value)
        if here is None:
            yield run
            run = {""}
        elif len(run) * len(here) > _MOST:
            yield run
            run = here
        else:
            run = {a + b for a in run for b in here}
    yield run


def _inside(items: Items) -> Iterator[list[Items]]:
    """The alternatives of each node that every match must pass through."""
    for kind, value in items:
        if kind is sre.BRANCH:
            yield list(value[1])
        elif kind is sre.SUBPATTERN:
            yield [value[3]]
        elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[0] > 0:
            yield [value[2]]
        elif kind is sre.ASSERT:
            yield [value[1]]


def _pieces(text: str) -> list[str]:
    """The stretches of a string that may stand for it."""
    return [text[i : i + LONGEST] for i in range(len(text) - LONGEST + 1)] or [text]


def covered(items: Items, triggers: frozenset[str]) -> bool:
    """Whether every match of a parsed expression contains one of `triggers`."""
    return any(all(any(t in s for t in triggers) for s in run) for run in _runs(items)) or any(
        all(covered(branch, triggers) for branch in branches) for branches in _inside(items)
    )


def _choose(items: Items, often: Callable[[str], float]) -> Choice | None:
    """The triggers that wake an expression least often; `None` where it has none."""
    found: list[Choice] = []
    for run in _runs(items):
        if "" not in run:
            keys = frozenset(min(_pieces(s), key=lambda piece: (often(piece), piece)) for s in run)
            found.append((sum(map(often, keys)), keys))
    for branches in _inside(items):
        parts = [_choose(branch, often) for branch in branches]
        if all(parts):
            keys = frozenset[str]().union(*(part[1] for part in parts if part))
            found.append((sum(map(often, keys)), keys))
    return min(found, key=lambda choice: (choice[0], sorted(choice[1])), default=None)


def _class_items(members: Items) -> set[str] | None:
    """A class as its parts; `None` where they are many, or tell what is not meant."""
    found: set[str] = set()
    for kind, value in members:
        if kind is sre.LITERAL:
            found.add(re.escape(chr(value)))
        elif kind is sre.RANGE and value[1] - value[0] < _WIDEST_RANGE:
            found.add("-".join(re.escape(chr(end)) for end in value))
        elif kind is sre.CATEGORY and value in _CATEGORIES:
            found.add(_CATEGORIES[value])
        else:
            return None
    return found


Beginning = tuple[set[str], bool]
"""Parts of a class that hold the first character of every match, and whether a match can be empty."""


def _begins(kind: Any, value: Any) -> Beginning | None:
    """How a match of one node begins; `None` where that is too much to list."""
    if kind in (sre.LITERAL, sre.IN):
        members = _class_items([(kind, value)] if kind is sre.LITERAL else value)
        return None if members is None else (members, False)
    if kind is sre.SUBPATTERN:
        _, added, removed, inside = value
        return None if added or removed else _beginning(inside)
    if kind is sre.BRANCH:
        parts = [_beginning(branch) for branch in value[1]]
        known = [part for part in parts if part]
        whole = set[str]().union(*(members for members, _ in known)), any(empty for _, empty in known)
        return whole if len(known) == len(parts) else None
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        inner = _beginning(value[2])
        return inner and (inner[0], inner[1] or value[0] == 0)
    return (set(), True) if kind in _ZERO_WIDTH else None


def _beginning(items: Items) -> Beginning | None:
    found: set[str] = set()
    for kind, value in items:
        here = _begins(kind, value)
        if here is None:
            return None
        found |= here[0]
        if not here[1]:
            return found, False
    return found, True


def first(source: str) -> str:
    """The characters that a match can begin with, as a class; "" where they are too many or `re` finds them by itself."""
    tree = _parser.parse(quick(source))
    header = _compiler._code(tree, 0)[:3]
    if header[0] == sre.INFO and header[2] & (sre.SRE_INFO_PREFIX | sre.SRE_INFO_CHARSET):
        return ""
    begins = None if tree.state.flags & re.IGNORECASE else _beginning(list(tree))
    return "".join(sorted(begins[0])) if begins and not begins[1] else ""


def parsed(source: str) -> Items:
    """The parse tree of an expression."""
    return list(_parser.parse(source))


def all_sources() -> list[str]:
    """The sources of every expression of the package, each once."""
    package = import_module("jama_checksheet.evidence")
    for module in walk_packages(package.__path__, "jama_checksheet.evidence."):
        if not module.name.endswith((".train", ".fitting")):
            import_module(module.name)
    return list(dict.fromkeys(phrases.SOURCES))


def _stretches(text: str) -> set[str]:
    """Every stretch of one to `LONGEST` characters of a text."""
    return {text[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(text) - n + 1)}


def _seen(texts: list[str]) -> Counter[str]:
    """In how many texts each stretch stands."""
    return Counter(piece for text in texts for piece in _stretches(text))


def openings(triggers: dict[str, list[str]], texts: list[str]) -> dict[str, str]:
    """The first characters for every expression that is asked often enough to be worth the longer compiling, by its name."""
    found = {}
    for source in sorted(all_sources()):
        name = phrases.key_of(source)
        asked = sum(any(trigger in text for trigger in triggers.get(name, [""])) for text in texts)
        if asked >= _OFTEN * len(texts) and (chars := first(source)):
            found[name] = chars
    return found


def by_end(triggers: dict[str, list[str]], texts: list[str]) -> str:
    """The triggers of three characters whose last two are rarer than the first two, so that they are looked up by those."""
    seen = _seen(texts)
    longest = {t for found in triggers.values() for t in found if len(t) == LONGEST}
    return " ".join(sorted(trigger for trigger in longest if seen[trigger[1:]] < seen[trigger[:2]]))


def derive(texts: list[str]) -> dict[str, list[str]]:
    """Triggers for every expression that has any, by its name."""
    seen = _seen(texts)
    chosen = {source: _choose(parsed(source), lambda piece: seen[piece] + 0.1) for source in all_sources()}
    return {phrases.key_of(s): sorted(choice[1]) for s, choice in sorted(chosen.items()) if choice}


def main(folder: str) -> None:
    """Rewrite `triggers.json` by the answers in `folder`."""
    lines = [line for path in sorted(Path(folder).glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    texts = [json.loads(line)["evidence"] for line in lines if line.strip()]
    stored = derive(texts)
    # One line for each, so that a change shows which.
    both: dict[str, dict[str, Any]] = {"first": openings(stored, texts), "triggers": stored}
    parts = {
        part: ",\n".join(f"{json.dumps(n)}: {json.dumps(v, ensure_ascii=False)}" for n, v in values.items())
        for part, values in both.items()
    }
    body = ",\n".join(f'"{part}": {{\n{rows}\n}}' for part, rows in parts.items())
    ends = f'"by_end": {json.dumps(by_end(stored, texts), ensure_ascii=False)}'
    Path(__file__).with_name("triggers.json").write_text(f"{{{ends},\n{body}}}\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
