"""The base of all fake COM objects: strict about names, able to be busy, refusing as COM refuses."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pywintypes
from win32com.client import CDispatch

CALL_REJECTED = -2147418111
EXCEPTION = -2147352567

state = SimpleNamespace(rejections=0)
"""`rejections`: how many calls are still refused because a cell is in edit mode."""


def refused(text: str) -> Exception:
    """What a COM call raises when Excel will not do it (error 1004)."""
    return pywintypes.com_error(
        EXCEPTION, "例外が発生しました。", (0, "Microsoft Excel", text, None, 0, -2146827284), None
    )


def rejected() -> Exception:
    """What every COM call raises while the user edits a cell (RPC_E_CALL_REJECTED)."""
    return pywintypes.com_error(CALL_REJECTED, "呼び出し先が呼び出しを拒否しました。", None, None)


class _Ole:
    def __init__(self, kind: str) -> None:
        self.kind = kind

    def GetIDsOfNames(self, *names: Any) -> None:
        raise pywintypes.com_error(-2147352570, f"{self.kind} has no member {names[-1]}", None, None)


class ComObject(CDispatch):
    """Public names are COM members; names with an underscore are the model's own state."""

    def __getattribute__(self, name: str) -> Any:
        if name[0] != "_" and state.rejections:
            state.rejections -= 1
            raise rejected()
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name[0] != "_":
            if state.rejections:
                state.rejections -= 1
                raise rejected()
            member = getattr(type(self), name, None)
            if isinstance(member, property) and member.fset is None:
                raise refused(f"{type(self).__name__}.{name} is read-only")
            if not hasattr(type(self), name):
                raise refused(f"{type(self).__name__} has no property {name}")
        object.__setattr__(self, name, value)

    @property
    def _oleobj_(self) -> _Ole:
        return _Ole(type(self).__name__)


def bare(value: Any) -> Any:
    """The object behind xlwings' retry wrapper."""
    return (
        object.__getattribute__(value, "_inner") if type(value).__name__ == "COMRetryObjectWrapper" else value
    )


class Collection(ComObject):
    """A 1-based COM collection over a list; items are found by number or by their `Name`."""

    def __init__(self, items: list[Any]) -> None:
        self._items = items

    @property
    def Count(self) -> int:
        return len(self._items)

    def Item(self, key: Any) -> Any:
        return self(key)

    def __call__(self, key: Any) -> Any:
        if isinstance(key, (int, float)):
            if not 1 <= key <= len(self._items):
                raise refused("Subscript out of range")
            return self._items[int(key) - 1]
        for item in self._items:
            if item.Name.casefold() == str(key).casefold():
                return item
        raise refused("Subscript out of range")

    def __iter__(self) -> Any:
        return iter(list(self._items))
