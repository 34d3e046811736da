"""The change plan carried out in the open workbook: the same operations as `workbook.file`, with the same results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jama_checksheet.errors import CheckSheetError, UnsafeFileError
from jama_checksheet.workbook.edit.refs import area_ref, column_letters, parse_area
from jama_checksheet.workbook.live import com, own_sheet
from jama_checksheet.workbook.live.blocks import Blocks
from jama_checksheet.workbook.live.guard import Guard
from jama_checksheet.workbook.live.journal import Journal
from jama_checksheet.workbook.live.looks import Looks, bgr, styles_of
from jama_checksheet.workbook.live.memo import MEMO, mark_of
from jama_checksheet.workbook.live.notes import notes_xml
from jama_checksheet.workbook.live.reading import LiveBook
from jama_checksheet.workbook.live.rectangles import Place, addresses, bridged, rectangles
from jama_checksheet.workbook.live.undo import roll_back
from jama_checksheet.workbook.live.used_cells import UsedCells
from jama_checksheet.workbook.plan import (
    CellValue,
    Change,
    ChangePlan,
    DefineName,
    ExtendFilter,
    Keep,
    MarkAsOurs,
    MarkCells,
    PutSheet,
    RemoveColumns,
    RemoveList,
    RemoveSheet,
    SetColumn,
    SetList,
    ShrinkFilter,
    WriteBlock,
)
from jama_checksheet.workbook.style import CellStyle

_PADDING = 0.71
"""A file counts a column's width with the cell's padding, Excel's object model without (at the default font)."""
_MANY = 6
"""From so many separate blocks on, blank cells between them are written too, so that the calls do not grow with the rows."""


def apply_live(live: LiveBook, plan: ChangePlan, guard: Guard, journal: Journal) -> None:
    """Carry out the plan inside an entered guard. Whatever fails is taken back before the error goes on.

    Raises CheckSheetError, also where the sheet was changed since it was read.
    """
    applier = _Applier(live, guard, journal)
    try:
        applier.apply(plan)
    except BaseException:
        guard.status("元に戻しています…")
        roll_back(live, guard, journal)
        raise


class _Applier:
    def __init__(self, live: LiveBook, guard: Guard, journal: Journal) -> None:
        self.live, self.guard, self.journal = live, guard, journal
        self._standing_on = ""
        self._rules: dict[str, list[tuple[Any, str]]] = {}
        self._rules_changed = False

    def apply(self, plan: ChangePlan) -> None:
        written = {change.sheet for change in plan.changes if isinstance(change, WriteBlock)}
        for name in written:
            self._refuse_changed(name)
        for change in plan.changes:
            if isinstance(change, PutSheet | RemoveSheet):
                name = change.content.name if isinstance(change, PutSheet) else change.name
                own_sheet.refuse_foreign(self.live, name)
        self._believe_memo(plan)
        self._looks_and_values(plan)
        self._columns([change for change in plan.changes if isinstance(change, SetColumn)])
        for change in plan.changes:
            self._apply(change)

    def _believe_memo(self, plan: ChangePlan) -> None:
        """Lists, rules and names that an earlier action put in place are not looked at again, unless something was changed there."""
        memo, put = self.live.memo, [c.content.name for c in plan.changes if isinstance(c, PutSheet)]
        marks = [change for change in plan.changes if isinstance(change, MarkCells)]
        if marks and memo.rules >= 0 and com.rule_count(self.live.sheets[marks[0].sheet]) != memo.rules:
            memo.done.clear()
        for change in plan.changes:
            if isinstance(change, SetList) and any(name in change.source for name in put):
                memo.done = [mark for mark in memo.done if mark != mark_of(change)]

    def _once(self, change: Change) -> bool:
        """Whether the change is to be carried out; it is remembered as done."""
        mark = mark_of(change)
        if mark in self.live.memo.done:
            return False
        self.live.memo.done.append(mark)
        return True

    def _refuse_changed(self, name: str) -> None:
        if name not in self.live.sheets:
            raise CheckSheetError(
                f"シート「{name}」が見つかりません。", remedy="シート名を確かめてください。"
            )
        if name in self.live.used and not self.live.cells_of(name).is_as_read():
            raise UnsafeFileError(
                "読み取った後にシートの内容が変わったため、書き込みませんでした。",
                where=f"シート「{name}」",
                remedy="もう一度実行してください。",
            )

    # cells of the user's sheets ----------------------------------------------------------------------------------------

    def _looks_and_values(self, plan: ChangePlan) -> None:
        cells: dict[str, dict[Place, tuple[CellValue | Keep, CellStyle | None]]] = {}
        for change in plan.changes:
            if not isinstance(change, WriteBlock):
                continue
            targets = cells.setdefault(change.sheet, {})
            for down, line in enumerate(change.values):
                for right, value in enumerate(line):
                    if not (isinstance(value, Keep) and change.style is None):
                        targets[change.row + down, change.column + right] = (value, change.style)
        for name, targets in cells.items():
            self._write(name, targets)

    def _write(self, name: str, targets: dict[Place, tuple[CellValue | Keep, CellStyle | None]]) -> None:
        sheet, before = self.live.sheets[name], self.live.cells_of(name)
        styles = styles_of((place, style) for place, (_, style) in targets.items())
        values = {place: value for place, (value, _) in targets.items() if not isinstance(value, Keep)}
        values = _in_blocks(values, before, targets)
        self._note_cells(name, styles, values, targets)
        looks = Looks(sheet)
        if styles:
            self.guard.status("列の体裁を整えています…")
            looks.dress(styles)
        formats = {place: style.number_format for style, places in styles.items() for place in places}
        if values:
            self.guard.status("結果を書き込んでいます…")
            Blocks(sheet, name, self.live.book, formats).write(values)

    def _note_cells(
        self,
        name: str,
        styles: dict[CellStyle, set[Place]],
        values: dict[Place, CellValue],
        targets: dict[Place, Any],
    ) -> None:
        before = self.live.cells_of(name)
        dressed = set().union(*styles.values()) if styles else set()
        if dressed and not any(place in before.values for place in dressed):
            for address in addresses(rectangles(dressed)):
                self.journal.note("fresh", sheet=name, address=address)
            values = {place: value for place, value in values.items() if place not in dressed}
        for area in rectangles(set(values)):
            self.journal.cells(name, area, before.values, before.formulas)

    def _columns(self, changes: list[SetColumn]) -> None:
        groups: dict[tuple[str, float], list[int]] = {}
        hidden: dict[str, list[int]] = {}
        for change in changes:
            groups.setdefault((change.sheet, change.width), []).append(change.column)
            if change.hidden:
                hidden.setdefault(change.sheet, []).append(change.column)
        for name in dict.fromkeys(change.sheet for change in changes):
            self._note_widths(name, [change.column for change in changes if change.sheet == name])
        for (name, width), columns in groups.items():
            self.live.sheets[name].range(_columns(columns)).column_width = max(
                0.0, round(width - _PADDING, 2)
            )
        for name, columns in hidden.items():
            self.live.sheets[name].range(_columns(columns)).api.EntireColumn.Hidden = True

    def _note_widths(self, name: str, columns: list[int]) -> None:
        """The widths before: one question where all are alike, as free columns are."""
        sheet = self.live.sheets[name]
        common = sheet.range(_columns(columns)).column_width
        if common is not None:
            self.journal.note("columns", sheet=name, widths={_columns(columns): common})
            return
        widths = {_columns([column]): sheet.range(_columns([column])).column_width for column in columns}
        self.journal.note("columns", sheet=name, widths=widths)

    # everything else ---------------------------------------------------------------------------------------------------

    def _apply(self, change: Change) -> None:
        match change:
            case WriteBlock() | SetColumn():
                pass  # done already, all of them together
            case SetList() if self._once(change):
                self._set_list(change)
            case MarkCells() if self._once(change):
                self._mark(change)
            case ExtendFilter():
                self._extend_filter(change)
            case DefineName() if self._once(change):
                self._define(change)
            case PutSheet():
                self._put(change)
            case RemoveSheet():
                self._remove(change)
            case RemoveColumns():
                self._remove_columns(change)
            case RemoveList():
                self._remove_list(change)
            case ShrinkFilter():
                self._shrink_filter(change)
            case MarkAsOurs():
                self._note(change)

    def _set_list(self, change: SetList) -> None:
        wanted = {
            "Formula1": self._source(change),
            "ShowError": change.strict,
            "InputTitle": change.prompt_title,
            "InputMessage": change.prompt,
            "ErrorTitle": change.error_title,
            "ErrorMessage": change.error,
        }
        sheet = self.live.sheets[change.sheet]
        for address in addresses(parse_area(part) for text in change.ranges for part in text.split()):
            cells = sheet.range(address)
            if com.has_list(cells, wanted):
                continue
            before = com.list_of(cells)
            if before is None and not wanted["Formula1"]:
                continue
            self.journal.note("list", sheet=change.sheet, address=address, before=before)
            com.set_list(cells, wanted if wanted["Formula1"] else None)

    def _source(self, change: SetList) -> str:
        if change.source:
            return "=" + change.source.removeprefix("=")
        if any("," in word or not word.strip() for word in change.choices):
            raise CheckSheetError(
                "選択肢に半角カンマや空の言葉は使えません。",
                where=f"シート「{change.sheet}」 {','.join(change.choices)}",
                remedy="「、」などに置き換えてください。",
            )
        source = (com.list_separator(self.live.app) if len(change.choices) > 1 else ",").join(change.choices)
        if len(source) > 255:
            raise CheckSheetError(
                f"選択肢の合計が Excel の上限 255 文字を超えています（{len(source)} 文字）。",
                where=f"シート「{change.sheet}」",
                remedy="選択肢をシートに並べ、その範囲を参照してください。",
            )
        return source

    def _mark(self, change: MarkCells) -> None:
        from jama_checksheet.workbook.edit.formats_xml import signed

        sheet = self.live.sheets[change.sheet]
        self._rules_changed = True
        if change.sheet not in self._rules:
            self._rules[change.sheet] = com.signed_rules(sheet)
        rules = self._rules[change.sheet]
        mine = [rule for rule, formula in rules if f'"{change.signature}"' in formula]
        areas = [parse_area(part) for part in change.range.split()]
        if change.formula and len(mine) == 1:
            covered, color = com.rule_covers(mine[0])
            if [parse_area(part) for part in covered.split(",")] == areas and color == bgr(change.fill):
                return
        for rule in mine:
            rule.Delete()
        if mine:
            self._rules.pop(change.sheet)
        if not change.formula:
            return
        self.journal.note("rule", sheet=change.sheet, signature=change.signature)
        cells = sheet.range(addresses(areas)[0])
        self._stand_on(change.sheet, sheet)
        # Excel reads relative references in a formula from the active cell.
        com.select(cells)
        com.add_rule(cells, "=" + signed(change.formula, change.signature), bgr(change.fill))

    def _stand_on(self, name: str, sheet: Any) -> None:
        self.guard.moves()
        if self._standing_on != name:
            com.activate(sheet)
            self._standing_on = name

    def _extend_filter(self, change: ExtendFilter) -> None:
        if change.sheet != self.live.chosen or not self.guard.filter_address:
            return
        area = parse_area(self.guard.filter_address)
        if area.right < change.last_column:
            self.journal.note("filter", sheet=change.sheet, before=area_ref(area))
            self.guard.filter_address = area_ref(area._replace(right=change.last_column))

    def _shrink_filter(self, change: ShrinkFilter) -> None:
        if change.sheet != self.live.chosen or not self.guard.filter_address:
            return
        area = parse_area(self.guard.filter_address)
        if area.left <= change.last_column < area.right:
            self.journal.note("filter", sheet=change.sheet, before=area_ref(area))
            self.guard.filter_address = area_ref(area._replace(right=change.last_column))

    def _remove_columns(self, change: RemoveColumns) -> None:
        sheet, used = self.live.sheets[change.sheet], self.live.cells_of(change.sheet)
        columns = [column for column in change.columns if column <= used.area.right]
        areas = rectangles(
            {(row, column) for row in range(used.area.top, used.area.bottom + 1) for column in columns}
        )
        self.journal.note("left", text="社内用の列の体裁・プルダウン・色の印（「点検する」で付け直せます）")
        for area in areas:
            self.journal.cells(change.sheet, area, used.values, used.formulas)
        for address in addresses(areas):
            cells = sheet.range(address)
            cells.clear_contents()
            com.plain(cells)
            com.set_list(cells, None)
        whole = sheet.range(_columns(change.columns))
        whole.api.EntireColumn.Hidden = False
        com.standard_width(whole)

    def _remove_list(self, change: RemoveList) -> None:
        sheet, used = self.live.sheets[change.sheet], self.live.cells_of(change.sheet)
        column = sheet.range(area_ref(used.area._replace(left=change.column, right=change.column)))
        for address in com.validated_areas(column):
            cells = sheet.range(address)
            before = com.list_of(cells)
            if (
                before
                and before["InputTitle"] == change.prompt_title
                and before["InputMessage"] == change.prompt
            ):
                self.journal.note("list", sheet=change.sheet, address=address, before=before)
                com.set_list(cells, None)

    def _define(self, change: DefineName) -> None:
        names, refers_to = self.live.book.names, "=" + change.refers_to.removeprefix("=")
        before = com.refers_to(self.live.book, change.name)
        if not change.refers_to:
            if before is not None:
                self.journal.note("name", name=change.name, before=f"={before}")
                names[change.name].delete()
            return
        if before is not None and _plain_reference(f"={before}") == _plain_reference(refers_to):
            return
        self.journal.note("name", name=change.name, before=before and f"={before}")
        made = names.add(change.name, refers_to)
        if change.hidden:
            made.api.Visible = False

    def _put(self, change: PutSheet) -> None:
        name = change.content.name
        self.guard.status(f"「{name}」を作っています…")
        self.guard.moves()
        self._standing_on = ""
        self.journal.note("sheet", name=name, replaced=name in self.live.sheets)
        own_sheet.put_sheet(self.live, change.content)

    def _remove(self, change: RemoveSheet) -> None:
        if change.name not in self.live.sheets:
            return
        self.guard.moves()
        self._standing_on = ""
        self.journal.note("sheet", name=change.name, replaced=True)
        own_sheet.delete(self.live, change.name)

    def _note(self, change: MarkAsOurs) -> None:
        notes = dict(change.notes)
        if notes:
            if self._rules_changed and self.live.chosen:
                self.live.memo.rules = com.rule_count(self.live.sheets[self.live.chosen])
            notes[MEMO] = self.live.memo.to_text()
        if notes == self.live.notes:
            return
        self.journal.note("notes", before=dict(self.live.notes))
        namespace, xml = notes_xml(notes)
        com.write_notes(self.live.book, namespace, xml)
        self.live.notes = notes


def _in_blocks(
    values: dict[Place, CellValue], before: UsedCells, targets: Mapping[Place, Any]
) -> dict[Place, CellValue]:
    """The blocks in which at least one value is new. Blank cells in between join blocks where there would be many."""
    if len(rectangles(values.keys())) > _MANY:
        free = bridged(
            set(values),
            lambda place: (
                place not in before.values and (place not in targets or isinstance(targets[place][0], Keep))
            ),
        )
        values = {**dict.fromkeys(free), **values}
    found: dict[Place, CellValue] = {}
    for area in rectangles(values.keys()):
        block = {
            (row, column): values[row, column]
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }
        if any(
            place in before.formulas or before.values.get(place) != (None if value == "" else value)
            for place, value in block.items()
        ):
            found.update(block)
    return found


def _columns(columns: Iterable[int]) -> str:
    """Column numbers as "O:O,Q:S"."""
    areas = rectangles({(1, column) for column in columns})
    return ",".join(f"{column_letters(area.left)}:{column_letters(area.right)}" for area in areas)


def _plain_reference(text: str) -> str:
    """A reference without the quotes that Excel leaves out around simple sheet names."""
    return text.replace("'", "")
