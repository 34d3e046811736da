"""Words that a department wrote over what it was given: into the cover, above the table, into columns that only inform."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from jama_checksheet.actions.check_evidence import mark_and_text
from jama_checksheet.actions.collect_departments import others_blocks
from jama_checksheet.actions.collect_files import Sorted
from jama_checksheet.actions.collect_history import Received
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.checksheet.memory import fingerprint
from jama_checksheet.delivery.manifest import Manifest
from jama_checksheet.model import Answer, CheckItem, ItemNo
from jama_checksheet.workbook.plan import OwnSheet
from jama_checksheet.workbook.returned.reply import GivenText, Remark
from jama_checksheet.workbook.subsheet import items_sheet
from jama_checksheet.workbook.subsheet.content import SubItem, SubSheet
from jama_checksheet.workbook.subsheet.cover import cover

_LEAD = "（主担当）"
_STATES = frozenset({items_sheet.OPEN, items_sheet.NO_SCORE, items_sheet.NO_TEXT, items_sheet.DONE})
_MANY = 4
_OTHERWISE = "の文章の多くが、配布したときと異なります。ファイルを開いてご確認ください。"


def with_remarks(
    files: Sorted, bench: Workbench, manifest: Manifest, asked: Mapping[str, tuple[str, ...]]
) -> Sorted:
    """The files with further remarks: words over what was given out, and in other departments' blocks of a joined text."""
    given = _Given(bench, manifest, asked)
    received = []
    for file in files.received:
        more = (*others_blocks(file, asked), *given.remarks(file))
        returned = replace(file.returned, remarks=(*file.returned.remarks, *more))
        received.append(replace(file, returned=returned))
    return replace(files, received=tuple(received))


@dataclass(frozen=True)
class _Given:
    """What the files of a distribution were given out with, as far as manifest and master still tell."""

    bench: Workbench
    manifest: Manifest
    asked: Mapping[str, tuple[str, ...]]

    def remarks(self, file: Received) -> Iterator[Remark]:
        """Every text that is not as it was given out. Where most of a kind differ (another version of ours), that alone is told."""
        persons = {row.no: row.person for row in file.rows}
        pages = self._pages(file)
        held = {row.no for row in file.rows if row.held and row.no}  # such a row may be another item's
        given = [text for text in file.returned.given if text.no not in held]
        odd = [text for text in given if not self._known(file, text, pages)]
        every = Counter(text.key for text in given)
        for key, count in Counter(text.key for text in odd).items():
            texts = [text for text in odd if text.key == key]
            if every[key] >= _MANY and count * 2 > every[key]:
                yield Remark(texts[0].place, "", _OTHERWISE)
                continue
            yield from (Remark(text.place, text.no, text.text, persons.get(text.no, "")) for text in texts)

    def _known(self, file: Received, text: GivenText, pages: frozenset[str]) -> bool:
        if text.key in ("cover", "head"):
            return fingerprint(text.text) in pages
        if text.key == "state":
            return text.text in _STATES
        if text.key == "last_year":  # what stood there is known to nobody any more but by its form
            return text.text.startswith("【")
        item = self._items.get(text.no)
        if item is None:
            return True
        if text.key == "area":
            return fingerprint(text.text) == fingerprint("、".join(item.areas))
        if text.key == "departments":
            return _names(text.text) == _names("\n".join(self.asked.get(text.no, ())))
        return fingerprint(text.text) in self._points(file, item)

    @cached_property
    def _items(self) -> Mapping[str, CheckItem]:
        return {str(item.no): item for item in self.bench.sheet.items}

    def _points(self, file: Received, item: CheckItem) -> frozenset[str]:
        """ご確認いただきたい点 of the answer that was given out, on the days that it may have been judged for."""
        given = file.returned.payload.item(str(item.no))
        if given is None:
            return frozenset()
        answer = Answer(given.score, given.evidence)
        if (item.no, answer) not in self._judged:
            made: date = datetime.fromisoformat(self.manifest.made).date()
            verdicts = [self.bench.judging.verdict(item, answer, day) for day in {self.bench.as_of, made}]
            self._judged[item.no, answer] = frozenset(fingerprint(mark_and_text(v)[1]) for v in verdicts)
        return self._judged[item.no, answer]

    @cached_property
    def _judged(self) -> dict[tuple[ItemNo, Answer], frozenset[str]]:
        """The points of an item that several departments got, judged once."""
        return {}

    def _pages(self, file: Received) -> frozenset[str]:
        """The texts of cover and head, made anew."""
        sheet = self._sheet(file)
        # One item with everything that an item can have shows every heading.
        every = tuple(replace(entry, points="、", last_year="、") for entry in sheet.items[:1])
        pages = (cover(sheet), items_sheet.items_sheet(replace(sheet, items=every)))
        return frozenset(text for page in pages for text in _texts(page))

    def _sheet(self, file: Received) -> SubSheet:
        part, bench = file.part, self.bench
        entries = []
        for carried in file.returned.payload.items:
            item = self._items.get(carried.no)
            if item is not None:
                names = self.asked.get(carried.no, (part.department,))
                first = part.department if carried.no in part.lead else ""
                departments = tuple(sorted(names, key=lambda name: name != first)) if first else ("", *names)
                entries.append(SubItem(item, Answer(carried.score, carried.evidence), departments, carried))
        return SubSheet(
            key=self.manifest.key,
            department=part.department,
            year=self.manifest.year,
            master_sheet=self.manifest.sheet,
            items=tuple(entries),
            words=bench.sheet.words,
            columns=frozenset(bench.sheet.layout.columns),
            made=datetime.fromisoformat(self.manifest.made),
            due=part.due,
            contact=self.manifest.contact,
        )


def _texts(page: OwnSheet) -> Iterator[str]:
    for cell in page.cells.values():
        if isinstance(cell.value, str):
            yield fingerprint(cell.value.strip())


def _names(text: str) -> list[str]:
    return sorted(fingerprint(line.replace(_LEAD, "")) for line in text.split("\n") if line.strip())
