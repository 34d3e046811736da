"""Leaves Excel as it was found, whatever happens in between: screen, calculation, events, filter, hidden rows, selection, status bar."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from types import TracebackType
from typing import Any

from jama_checksheet.checksheet.grid import Cells
from jama_checksheet.workbook.edit.refs import parse_area
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.reading import LiveBook
from jama_checksheet.workbook.live.rectangles import addresses, rectangles
from jama_checksheet.workbook.live.state import logger


class Guard:
    """A context manager around an action that writes.

    Inside it nothing flickers, nothing is calculated, no event runs, and no row of the check sheet is hidden. `filter_address` is
    where the filter shall stand afterwards; an action that widens it changes this. `status` says the progress in the status bar.
    """

    def __init__(self, live: LiveBook, *, autosave_off: bool = False) -> None:
        self.live = live
        self.filter_address = live.filter_address
        self._kept_selection = False
        self._autosave_off = autosave_off
        self._undo: list[Callable[[], object]] = []

    def status(self, text: str) -> None:
        """Show the progress."""
        self.live.app.status_bar = text

    def __enter__(self) -> Guard:
        try:
            self._set(self.live.app, "status_bar", None)
            self._set(self.live.app, "screen_updating", False)
            self._set(self.live.app, "enable_events", False)
            self._set(self.live.app, "calculation", "manual")
            if self._autosave_off:
                com.autosave(self.live.book, on=False)
                self._undo.append(lambda: com.autosave(self.live.book, on=True))
            if self.live.chosen:
                self._show_all_rows()
        except BaseException:
            self._put_back()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._put_back()

    def _set(self, target: Any, name: str, value: Any) -> None:
        before = getattr(target, name)
        self._undo.append(lambda: setattr(target, name, before))
        if value is not None:
            setattr(target, name, value)

    def _put_back(self) -> None:
        while self._undo:
            step = self._undo.pop()
            try:
                com.patiently(step)
            except Exception as error:
                # One thing that cannot be put back must not keep the others from it.
                logger().warning("could not restore: %s", type(error).__name__)

    def moves(self) -> None:
        """To be called before another sheet is activated or other cells are selected."""
        if self._kept_selection:
            return
        self._kept_selection = True
        try:
            address = str(self.live.app.api.Selection.Address)
        except (com.com_error(), AttributeError):  # a shape or a chart is selected
            return
        name = self.live.active_name
        if name not in self.live.sheets:
            return

        def select() -> None:
            if name in self.live.sheets:
                com.activate(self.live.sheets[name])
                com.select(self.live.sheets[name].range(address))

        # Last of all but the screen, which stays still until then.
        self._undo.insert(min(4, len(self._undo)), select)

    def _show_all_rows(self) -> None:
        """No filter hides rows any more, and no row is hidden by hand; both come back at the end."""
        sheet = self.live.sheets[self.live.chosen]
        used = self.live.cells_of(self.live.chosen)
        criteria = list(com.criteria(sheet)) if self.live.filtering else []
        self._undo.append(lambda: self._put_filter_back(criteria))
        if criteria:
            com.show_all(sheet)
        # Excel itself shows rows hidden by hand inside a filter again when the filter is cleared; the others are left.
        hidden = _hidden(com.hidden_rows(used.range), used.area)
        if hidden:
            self._undo.insert(len(self._undo) - 1, lambda: self._hide(sheet, hidden))
            used.range.api.EntireRow.Hidden = False

    def _hide(self, sheet: Any, rows: set[int]) -> None:
        for address in addresses(rectangles({(row, 1) for row in rows})):
            sheet.range(address).api.EntireRow.Hidden = True

    def _put_filter_back(self, criteria: list[dict[str, Any]]) -> None:
        """The filter over its (perhaps wider) range, with the criteria it had."""
        before = self.live.filter_address
        if not before or (not criteria and self.filter_address == before):
            return
        sheet = self.live.sheets[self.live.chosen]
        cells = sheet.range(self.filter_address)
        if self.filter_address != before:
            sheet.api.AutoFilterMode = False
            com.filter_by(cells)
        for one in criteria:
            with contextlib.suppress(com.com_error()):
                com.filter_by(cells, **one)


def _hidden(visible: str, used: Cells) -> set[int]:
    everything = set(range(used.top, used.bottom + 1))
    if visible == "":
        return set()
    if visible == "-":
        return everything
    shown: set[int] = set()
    for piece in visible.split(","):
        area = parse_area(piece)
        shown.update(range(area.top, area.bottom + 1))
    return everything - shown
