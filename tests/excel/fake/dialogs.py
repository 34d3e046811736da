"""Excel's dialogs, answered by the test: what the user picks or types, in turn, and cancelled where nothing is prepared."""

from __future__ import annotations

from typing import Any

from excel.fake.com import Collection, ComObject, refused

ERROR_2015 = -2146826273
"""CVErr(2015), as it comes over COM."""
FOLDER_PICKER = 4
_LONGEST_PROMPT = 255


class FileDialog(ComObject):
    """Application.FileDialog: shown once, then asked what was chosen."""

    Title = ""
    InitialFileName = ""
    AllowMultiSelect = False

    def __init__(self, app: Any, kind: int) -> None:
        if kind != FOLDER_PICKER:
            raise refused("only the folder picker is known here")
        self._app, self._chosen = app, []

    def Show(self) -> int:
        picked = self._app._answer("folder", self.Title, self.InitialFileName)
        self._chosen = [picked] if picked else []
        return -1 if picked else 0

    SelectedItems = property(lambda self: Collection(self._chosen))


class Dialogs(ComObject):
    """The members of Application that open a dialog. `_answers` are taken in turn, `_shown` is what came up."""

    def __init__(self) -> None:
        self._answers: list[Any] = []
        self._shown: list[tuple[str, str, str]] = []
        self._chosen: Any = False

    def _answer(self, kind: str, title: str, more: str = "") -> Any:
        self._shown.append((kind, title, more))
        return self._answers.pop(0) if self._answers else self._chosen

    def GetOpenFilename(
        self,
        FileFilter: str = "",
        FilterIndex: int = 1,
        Title: str = "",
        ButtonText: str = "",
        MultiSelect: bool = False,
    ) -> Any:
        """A path, with MultiSelect a tuple of paths even for one; False where the user cancels."""
        if len(FileFilter.split(",")) % 2:
            raise refused("a filter is a text and a pattern")
        picked = self._answer("files" if MultiSelect else "file", Title, FileFilter)
        if not picked:
            return False
        if MultiSelect:
            return (picked,) if isinstance(picked, str) else tuple(picked)
        if not isinstance(picked, str):
            raise refused("one file can be chosen")
        return picked

    def FileDialog(self, fileDialogType: int) -> FileDialog:
        return FileDialog(self, fileDialogType)

    def InputBox(self, Prompt: str, Title: str = "", Default: str = "", **more: Any) -> Any:
        """What was typed, False where the user cancels. A longer prompt than 255 characters shows no box but gives an error value."""
        if len(Prompt) > _LONGEST_PROMPT:
            return ERROR_2015
        if more.get("Type") != 2:
            raise refused("another type than text is not known here")
        typed = self._answer("text", Prompt, Default)
        return Default if typed is True else typed
