"""Runs xlwings' real Windows engine on any system: stands in for pywin32 and counts every COM call."""

from __future__ import annotations

import builtins
import collections
import ctypes
import datetime as dt
import subprocess
import sys
import types
from unittest import mock


class ComError(Exception):
    """pywintypes.com_error: (hresult, text, exception info, argument)."""

    @property
    def hresult(self) -> int:
        return self.args[0]

    @property
    def excepinfo(self) -> object:
        return self.args[2]


class Messages:
    """What MessageBox was asked to show, and how it answers: the prepared answers in turn, else OK or Yes."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []
        self.answers: list[str] = []

    def box(self, _window: int, text: str, title: str, style: int) -> int:
        self.shown.append((title, text))
        if self.answers:
            return {"ok": 1, "cancel": 2, "yes": 6, "no": 7}[self.answers.pop(0)]
        return 6 if style & 0xF in (3, 4) else 1


messages = Messages()
stubs: dict[str, types.ModuleType] = {}
"""What stands in for pywin32, once installed."""
_application: object = None


def use(application: object) -> None:
    """Let this fake application be the running Excel."""
    global _application
    _application = application


def _stubs() -> dict[str, types.ModuleType]:
    pywintypes = types.ModuleType("pywintypes")
    pywintypes.com_error, pywintypes.error, pywintypes.IID = ComError, OSError, str
    pywintypes.TimeType = type("TimeType", (), {})
    pythoncom = types.ModuleType("pythoncom")
    pythoncom.ole_error, pythoncom.CoInitialize, pythoncom.__file__ = ComError, lambda: None, "x"
    win32com, client = types.ModuleType("win32com"), types.ModuleType("win32com.client")
    for name in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass"):
        setattr(client, name, type(name, (), {}))
    client.Dispatch = client.DispatchEx = lambda *_: _application
    client.gencache, win32com.client = mock.MagicMock(), client
    zone = types.ModuleType("win32timezone")
    zone.TimeZoneInfo = types.SimpleNamespace(utc=lambda: dt.UTC)
    process = types.ModuleType("win32process")
    process.GetWindowThreadProcessId = lambda window: (0, window + 1)
    con, api = types.ModuleType("win32con"), types.ModuleType("win32api")
    con.MB_OK, con.MB_OKCANCEL, con.MB_YESNOCANCEL, con.MB_YESNO = 0, 1, 3, 4
    con.MB_ICONINFORMATION, con.MB_ICONWARNING = 0x40, 0x30
    api.MessageBox = messages.box
    return {
        "pywintypes": pywintypes,
        "pythoncom": pythoncom,
        "win32com": win32com,
        "win32com.client": client,
        "win32timezone": zone,
        "win32process": process,
        "win32con": con,
        "win32api": api,
        "win32gui": mock.MagicMock(),
    }


def install() -> types.ModuleType:
    """Make xlwings believe that it runs on Windows beside our Excel. Returns xlwings."""
    from jama_checksheet.workbook.live.excel import load_xlwings

    xlwings = load_xlwings()
    if "xlwings._xlwindows" in sys.modules:
        return xlwings
    stubs.update(_stubs())
    sys.modules.update(stubs)
    real = {name: getattr(ctypes, name, None) for name in ("oledll", "windll", "PyDLL")}
    ctypes.oledll = ctypes.windll = ctypes.PyDLL = mock.MagicMock()
    builtins.WindowsError = OSError
    held = sys.modules.get("pandas", "absent")
    if held == "absent":
        sys.modules["pandas"] = None
    import xlwings._xlwindows as engine

    if held == "absent":
        del sys.modules["pandas"]
    for name, value in real.items():
        if value is None:
            delattr(ctypes, name)
        else:
            setattr(ctypes, name, value)
    subprocess.CREATE_NO_WINDOW = 0
    engine.time_types = (dt.date, dt.datetime)
    engine.get_excel_hwnds = lambda: iter([4242] if _application is not None else [])
    engine.get_xl_app_from_hwnd = lambda _window: engine.COMRetryObjectWrapper(_application).Application
    engine.Apps.cleanup = staticmethod(lambda: None)
    xlwings.engines.add(xlwings.Engine(impl=engine.engine))
    xlwings.engines.active = xlwings.engines["excel"]
    return xlwings


def put_away() -> None:
    """Take the stand-in for pywin32 out of sight again, for tests that look whether pywin32 is there."""
    for name in stubs:
        sys.modules.pop(name, None)


class Counter:
    """Counts COM round trips where every one of them passes: xlwings' two retry wrappers. Iteration counts one per item."""

    def __init__(self) -> None:
        self.calls: collections.Counter[str] = collections.Counter()

    @property
    def total(self) -> int:
        return self.calls.total()

    def __enter__(self) -> Counter:
        import xlwings._xlwindows as engine

        thing, method, calls = engine.COMRetryObjectWrapper, engine.COMRetryMethodWrapper, self.calls
        self._before = (thing.__getattr__, thing.__setattr__, thing.__call__, thing.__iter__, method.__call__)
        get, put, call, walk, invoke = self._before

        def counted_get(self: object, name: str) -> object:
            value = get(self, name)
            if not isinstance(value, method):
                calls[f"get {name}"] += 1
            return value

        def counted_put(self: object, name: str, value: object) -> None:
            calls[f"set {name}"] += 1
            put(self, name, value)

        def counted_call(self: object, *args: object, **named: object) -> object:
            calls["item"] += 1
            return call(self, *args, **named)

        def counted_walk(self: object) -> object:
            for value in walk(self):
                calls["next"] += 1
                yield value

        def counted_invoke(self: object, *args: object, **named: object) -> object:
            calls[f"call {self._COMRetryMethodWrapper__method.__name__}"] += 1
            return invoke(self, *args, **named)

        thing.__getattr__, thing.__setattr__, thing.__call__ = counted_get, counted_put, counted_call
        thing.__iter__, method.__call__ = counted_walk, counted_invoke
        return self

    def __exit__(self, *_: object) -> None:
        import xlwings._xlwindows as engine

        thing, method = engine.COMRetryObjectWrapper, engine.COMRetryMethodWrapper
        thing.__getattr__, thing.__setattr__, thing.__call__, thing.__iter__, method.__call__ = self._before
