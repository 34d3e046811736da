"""The Excel side of the doctor: the add-in in its place, the settings, what Excel and Windows allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jama_checksheet.addin.products import ADDIN_FILE
from jama_checksheet.install import settings_file
from jama_checksheet.install.finding import Diagnosis, fine, look, mend
from jama_checksheet.install.places import Places
from jama_checksheet.install.record import read_if_there
from jama_checksheet.install.registry import Registry
from jama_checksheet.install.settings_file import FAST, FROZEN, INTERPRETER

_EXCEL = r"Software\Microsoft\Office\16.0\Excel"
_POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel"
_APP_PATH = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CHILD_PROCESS_RULE = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""Defender's attack surface reduction rule "Block all Office applications from creating child processes" (Microsoft's id)."""
_RULE_KEYS = (
    r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)
_INSTALL = "jama-checksheet install を実行してください。"
_ASK = "情報システム部門にご相談ください。"


def check_files(
    places: Places, addin: bytes, interpreter: str, environment: Mapping[str, str], *, frozen: bool = False
) -> list[Diagnosis]:
    """The add-in in XLSTART, its Mark of the Web, and the user's xlwings.conf. `interpreter` is what runs now (`frozen`: the
    one-folder program)."""
    return [
        _addin(places, addin),
        _mark_of_the_web(places.addin),
        *_settings(places.settings, interpreter, environment, frozen),
    ]


def _addin(places: Places, addin: bytes) -> Diagnosis:
    name = "アドイン"
    try:
        there = read_if_there(places.addin)
    except OSError:
        return look(name, f"{places.addin} を読み取れません。Excel を閉じてから、もう一度お試しください。")
    if there is None:
        return mend(name, f"{places.xlstart} にありません。{_INSTALL}")
    if there != addin:
        return mend(name, f"{places.addin} は、今の版と違います。Excel を閉じてから {_INSTALL}")
    return fine(name, str(places.addin))


def _mark_of_the_web(path: Path) -> Diagnosis:
    """Windows notes where a file came from in the stream Zone.Identifier; zones 3 and 4 are the internet and restricted sites."""
    name = "ダウンロードの印"
    try:
        stream = Path(f"{path}:Zone.Identifier").read_bytes()
    except OSError:
        return fine(name, "付いていません。")
    text = stream.decode("utf-8", "replace").replace(" ", "").lower()
    if "zoneid=3" in text or "zoneid=4" in text:
        return mend(
            name,
            "アドインに「インターネットから取得」の印があり、Excel がマクロを止めます。ファイルのプロパティで「許可する」にチェックを入れてください。",
        )
    return fine(name, "マクロを止める印は付いていません。")


def _settings(
    path: Path, interpreter: str, environment: Mapping[str, str], frozen: bool
) -> Iterator[Diagnosis]:
    name, key = ("プログラムの場所の設定", FROZEN) if frozen else ("Python の場所の設定", INTERPRETER)
    try:
        data = read_if_there(path)
    except OSError:
        yield look(name, f"{path} を読み取れません。アクセス権をご確認ください。")
        return
    content = data or b""
    value = settings_file.expanded(settings_file.value_of(content, key) or "", environment)
    if not value:
        yield mend(name, f"{path} に {key} がありません。{_INSTALL}")
    elif not Path(value).is_file():
        yield mend(name, f"{value} が見つかりません。{_INSTALL}")
    elif Path(value) != Path(interpreter):
        yield look(name, f"{value} です（今動いているのは {interpreter}）。こちらに替える場合は {_INSTALL}")
    else:
        yield fine(name, value)
    if frozen:
        return  # the program knows no fast mode
    if program := settings_file.value_of(content, FROZEN):
        yield look(
            "Python を含むプログラム", f"ボタンは {program} で動きます。今の Python に替える場合は {_INSTALL}"
        )
    yield _fast_mode(content, path)


def _fast_mode(data: bytes, path: Path) -> Diagnosis:
    name, value = "高速モード", settings_file.value_of(data, FAST)
    if value is None or value.lower() == "false":
        return fine(name, "使っていません（ボタンのたびに Python を起動します）。")
    if value.lower() == "true":
        return fine(name, "使っています（Python が待機します）。")
    return mend(
        name, f"{path} の {FAST} が「{value}」です。ボタンが動きません。True か False にするか、{_INSTALL}"
    )


def check_trust(registry: Registry | None, places: Places | None) -> list[Diagnosis]:
    """Whether Excel is there, and whether its settings and Windows let the add-in work."""
    if registry is None:
        return [look("Excel とセキュリティの設定", "Windows ではないため、確認していません。")]
    return [
        _excel(registry),
        _addins_allowed(registry),
        _macros_allowed(registry),
        *_registered_twice(registry, places),
        *_disabled_after_crash(registry),
        _child_processes(registry),
    ]


def _excel(registry: Registry) -> Diagnosis:
    for hive in ("HKLM", "HKCU"):
        if path := registry.values(hive, _APP_PATH).get(""):
            return fine("Excel", str(path))
    return look(
        "Excel", "インストールされている場所を確認できません。Excel のない PC ではボタンを使えません。"
    )


def _setting(registry: Registry, below: str, name: str) -> Any:
    """A setting of Excel; a company's policy wins over what the user chose."""
    for hive, root in (("HKCU", _POLICY), ("HKLM", _POLICY), ("HKCU", _EXCEL)):
        value = registry.values(hive, root + below).get(name)
        if value is not None:
            return value
    return None


def _addins_allowed(registry: Registry) -> Diagnosis:
    name = "アドインの許可"
    for value, what in (
        ("DisableAllAddins", "すべてのアドインが無効に"),
        ("RequireAddinSig", "署名のあるアドインだけが有効に"),
    ):
        if _setting(registry, r"\Security", value) == 1:
            return mend(
                name,
                f"Excel の「トラスト センター」→「アドイン」で、{what}設定されています。変更できないときは {_ASK}",
            )
    return fine(name, "止める設定はありません。")


def _macros_allowed(registry: Registry) -> Diagnosis:
    """Macros from trusted locations run whatever VBAWarnings says, and XLSTART is one by default, unless all are switched off."""
    name = "マクロの許可"
    if _setting(registry, r"\Security\Trusted Locations", "AllLocationsDisabled") == 1:
        level = _setting(registry, r"\Security", "VBAWarnings")
        if level in (3, 4):
            return mend(
                name,
                f"「信頼できる場所」とマクロの両方が無効です。アドインは動きません。{_ASK}"
                "コマンドライン（jama-checksheet live など）は使えます。",
            )
        return look(
            name, "「信頼できる場所」が無効です。Excel の起動時に、マクロを有効にするか尋ねられます。"
        )
    level = _setting(registry, r"\Security", "VBAWarnings")
    if level in (3, 4):
        return look(
            name,
            "マクロは止められています。アドイン（信頼できる場所）は動きますが、attach で作ったブックのボタンは動きません。",
        )
    return fine(name, "アドインのマクロは動きます。")


def _registered_twice(registry: Registry, places: Places | None) -> Iterator[Diagnosis]:
    """Excel notes add-ins that were ticked by hand as OPEN, OPEN1, … beside those in XLSTART."""
    for value, text in registry.values("HKCU", rf"{_EXCEL}\Options").items():
        if value.upper().startswith("OPEN") and ADDIN_FILE in str(text).lower():
            yield look(
                "アドインの二重登録",
                f"「アドイン」ダイアログでも {text} が登録されています。どちらか一方にしてください。",
            )


def _disabled_after_crash(registry: Registry) -> Iterator[Diagnosis]:
    wanted = ADDIN_FILE.encode("utf-16-le")
    for data in registry.values("HKCU", rf"{_EXCEL}\Resiliency\DisabledItems").values():
        if isinstance(data, bytes) and wanted in data.lower():
            yield mend(
                "使用できないアドイン",
                "Excel がアドインを無効にしています。「ファイル」→「オプション」→「アドイン」→「使用できないアイテム」で有効にしてください。",
            )


def _child_processes(registry: Registry) -> Diagnosis:
    name = "Excel からの起動"
    for key in _RULE_KEYS:
        rules = {rule.lower(): str(value) for rule, value in registry.values("HKLM", key).items()}
        if rules.get(_CHILD_PROCESS_RULE) == "1":
            return mend(
                name,
                "会社の設定で、Excel から Python を起動できません。ボタンの代わりに jama-checksheet live run などをお使いください（Excel の外から同じ操作ができます）。",
            )
    return fine(name, "止める設定は見つかりません（確認できない設定もあります）。")
