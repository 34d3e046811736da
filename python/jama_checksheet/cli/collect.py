"""The command `collect`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jama_checksheet.actions.on_file import OpenFile, write
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.cli import options as take
from jama_checksheet.cli.options import Options
from jama_checksheet.cli.progress import Steps
from jama_checksheet.cli.saved import with_paths
from jama_checksheet.delivery.manifest import FILE_NAME, Manifest, load, to_text
from jama_checksheet.errors import CheckSheetError, UsageError


def arguments(parser: argparse.ArgumentParser) -> None:
    """MASTER, RETURNED…, --manifest, --rule, --password-file, --sheet, --as-of, -o, --in-place, --force."""
    parser.add_argument(
        "file", metavar="MASTER", type=Path, help="配布に使った元のチェックシート（.xlsx / .xlsm）"
    )
    parser.add_argument(
        "returned",
        metavar="RETURNED",
        type=Path,
        nargs="+",
        help="部門から返ってきたファイル（いくつでも、順序は問いません）。フォルダーでも指定できます",
    )
    parser.add_argument("--sheet", metavar="NAME", help="似たシートが複数あるときのシート名")
    parser.add_argument(
        "--manifest",
        metavar="F",
        type=Path,
        help="配布の記録（省略時は、返ってきたファイルと同じフォルダーの manifest.json）",
    )
    parser.add_argument(
        "--rule",
        metavar="lowest|lead",
        choices=("lowest", "lead"),
        help="複数の部門が答える項目のまとめ方。lowest は最も低い評価、lead は主担当の回答。"
        "省略時は前回と同じ（初回は lowest）。"
        "項目ごとの指定は「社内用_担当者」シートの集約ルールが優先します",
    )
    parser.add_argument(
        "--password-file",
        metavar="F",
        type=Path,
        help="暗号化されたファイルを開くためのパスワード（split に使ったもの）",
    )
    take.as_of(parser)
    take.output(parser)


def perform(options: Options) -> Outcome:
    """Merge the returned files, write the master, then the manifest."""
    from jama_checksheet.actions.collect_answers import collect, refuse_other_master
    from jama_checksheet.actions.collect_files import expanded, passed_over, refuse_unread, sort_out

    options.target.check(needed=True)
    files = expanded(options.returned, options.file)
    if not files:
        raise UsageError(
            "取り込むファイルが見つかりません。",
            where=str(options.returned[0]),
            remedy="返ってきたファイルか、それらを入れたフォルダーを指定してください。",
        )
    place = _manifest_path(options, files)
    manifest, passwords = load(place), _passwords(options)
    opened = options.open()
    bench = opened.bench(options.as_of, options.sheet or _known_sheet(opened, manifest))
    refuse_other_master(bench, manifest)
    with Steps(total=len(files) + 1) as steps:
        found = sort_out(files, bench.sheet, manifest, passwords, steps.next)
        refuse_unread(files, found)
        known = [path for path in (place, options.password_file, options.target.out) if path]
        found = replace(found, passed_over=passed_over(options.returned, known))
        collected = collect(bench, manifest, found, options.now, options.rule)
        steps.next("書き込み")
        outcome = _written(opened, collected.outcome, options)
        if collected.manifest != manifest:
            outcome = _remembered(outcome, place, collected.manifest)
    return outcome


def _known_sheet(opened: OpenFile, manifest: Manifest) -> str:
    """The worksheet that was distributed, where the master still has it."""
    return manifest.sheet if opened.book.grid(manifest.sheet) else ""


def _passwords(options: Options) -> Any:
    if options.password_file is None:
        return None
    from jama_checksheet.delivery.encryption import require_encryption
    from jama_checksheet.delivery.passwords import read_passwords

    require_encryption()
    return read_passwords(options.password_file)


def _manifest_path(options: Options, files: Sequence[Path]) -> Path:
    """--manifest, else the one manifest.json that lies beside the returned files. Raises UsageError where there is none, or several."""
    if options.manifest is not None:
        return options.manifest
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in (*options.returned, *files))
    found = [folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file()]
    if len({path.resolve() for path in found}) == 1:
        return found[0]
    raise UsageError(
        "配布の記録（manifest.json）が、返ってきたファイルのフォルダーに複数あります。"
        if found
        else "配布の記録（manifest.json）が、返ってきたファイルのフォルダーにありません。",
        where=str(next(iter(folders))),
        remedy="--manifest で、split が作ったフォルダーの manifest.json を指定してください。",
    )


def _written(opened: OpenFile, outcome: Outcome, options: Options) -> Outcome:
    """Write the master. Where nothing changes, --in-place leaves the file alone, and -o gets the same bytes."""
    target = options.target
    paths: dict[str, str | None] = {"output": None, "backup": None}
    if outcome.plan:
        paths = write(opened, outcome.plan, target, options.now)
    elif target.out is not None:
        from jama_checksheet.workbook.opening import content_of, ending_of
        from jama_checksheet.workbook.storage import check_output, write_atomically

        check_output(opened.path, target.out, target.force, ending_of(opened.package))
        write_atomically(target.out, content_of(opened.path))
        paths["output"] = str(target.out)
    return with_paths(outcome, paths, unwritten="チェックシートは変更していません。")


def _remembered(outcome: Outcome, place: Path, manifest: Manifest) -> Outcome:
    """The manifest written after the master. The master is safe by then, so a failure is told and does not undo it."""
    from jama_checksheet.workbook.storage import write_atomically

    try:
        write_atomically(place, to_text(manifest).encode("utf-8"))
    except CheckSheetError as error:
        problem = f"配布の記録を更新できませんでした。もう一度取り込むと更新されます。{error.one_line()}"
        problems = [*outcome.result["problems"], {"cell": FILE_NAME, "message": problem}]
        result = {**outcome.result, "problems": problems}
        return replace(outcome, result=result, lines=(*outcome.lines, problem), needs_eye=True)
    return outcome
