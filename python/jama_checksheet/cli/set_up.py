"""The commands `install`, `uninstall` and `doctor`."""

from __future__ import annotations

import argparse
import os
import sys

from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.cli.options import Options
from jama_checksheet.workbook.plan import ChangePlan


def no_arguments(parser: argparse.ArgumentParser) -> None:
    """None of their own."""


def install_arguments(parser: argparse.ArgumentParser) -> None:
    """--fast."""
    parser.add_argument(
        "--fast", action="store_true", help="高速モード: Python を待機させ、ボタンの反応を速くします"
    )


def install(options: Options) -> Outcome:
    """Put the add-in and the settings in place."""
    from jama_checksheet.actions.keep_expressions import keep_expressions
    from jama_checksheet.install.places import places_of
    from jama_checksheet.install.product import addin_bytes
    from jama_checksheet.install.set_up import install as set_up

    places = places_of(os.environ)
    frozen = bool(getattr(sys, "frozen", False))
    done = set_up(places, addin_bytes(), sys.executable, os.environ, fast=options.fast, frozen=frozen)
    keep_expressions(places.state)
    result = {
        "addin": str(places.addin),
        "settings": str(places.settings),
        "values": dict(done.values),
        "replaced": dict(done.replaced),
    }
    lines = [
        "アドインを入れました。Excel を起動し直すと、タブ「自工会チェック支援」が表示されます。",
        f"  アドイン: {places.addin}",
        f"  設定: {places.settings}",
        *(f"    {key} = {value}" for key, value in done.values.items()),
    ]
    for key, theirs in done.replaced.items():
        lines.append(
            f"  ご確認ください: {key} は「{theirs}」でした。xlwings を使うほかのブックも、これからは上の値で動きます"
            "（uninstall で元に戻ります）。"
        )
    lines.append("うまく動かないときは jama-checksheet doctor で確認できます。")
    return Outcome(ChangePlan("install"), result, tuple(lines), bool(done.replaced))


def uninstall(_options: Options) -> Outcome:
    """Take them away again."""
    from jama_checksheet.install.places import places_of
    from jama_checksheet.install.set_up import uninstall as take_away

    places = places_of(os.environ)
    done = take_away(places)
    result = {
        "removed": [str(path) for path in done.removed],
        "restored": done.restored,
        "kept": list(done.kept),
    }
    lines = [
        "このツールのアドインと設定を取り除きました。"
        if done.removed or done.restored
        else "このツールのアドインは入っていませんでした。",
        *(f"  削除: {path}" for path in done.removed),
    ]
    if done.restored:
        lines.append(f"  設定を元に戻しました: {places.settings}")
    lines += [f"  {key} は、その後に変更されているため、そのまま残しました。" for key in done.kept]
    return Outcome(ChangePlan("uninstall"), result, tuple(lines), bool(done.kept))


def doctor(_options: Options) -> Outcome:
    """Tell what is missing and how to mend it."""
    from jama_checksheet.install.doctor import diagnose
    from jama_checksheet.install.python_side import PythonFacts
    from jama_checksheet.install.registry import registry_of_this_pc

    found = diagnose(PythonFacts(), os.environ, registry_of_this_pc())
    result = {
        "checks": [
            {"name": check.name, "ok": check.ok, "mark": check.mark, "detail": check.detail}
            for check in found
        ]
    }
    lines = tuple(f"{check.mark} {check.name}: {check.detail}" for check in found)
    return Outcome(ChangePlan("doctor"), result, lines, not all(check.ok for check in found))
