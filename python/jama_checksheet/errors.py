"""Errors a user can meet: each says what happened, where, and what to do, in Japanese.

The command line turns them into one line on stderr and exit status 2; the ribbon into a message box.
"""

from __future__ import annotations


class CheckSheetError(Exception):
    """Something that stops an action. `what` and `where` name it, `remedy` tells the user the next step."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(self.one_line())

    def one_line(self) -> str:
        """The whole message on one line."""
        place = f"{self.where}: " if self.where else ""
        return " ".join(f"{place}{self.what} {self.remedy}".split())


class UnreadableFileError(CheckSheetError):
    """The file is not a workbook that can be read: damaged, encrypted, no workbook at all, absent, not permitted."""


class UnsafeFileError(CheckSheetError):
    """The file is refused because opening or editing it could do harm: oversized, entities, signed, shared, open elsewhere."""


class LayoutError(CheckSheetError):
    """No check sheet, no header or no items were recognised. Says what was looked for and what was found."""


class AnswerCellError(CheckSheetError):
    """A cell that must hold a typed answer holds something else, such as a formula."""


class OwnersError(CheckSheetError):
    """The owners table is absent or cannot be used."""


class OutputError(CheckSheetError):
    """The result cannot be written where it was asked for."""


class UsageError(CheckSheetError):
    """The command was called in a way that cannot be carried out."""


class MailError(CheckSheetError):
    """Mails cannot be sent or drafted: no connection, no login, no Outlook. Nothing has gone out."""
