"""回答を取り込む into the open workbook: the files that the user picks, merged by the live applier, undone by 直前の操作を取り消す."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jama_checksheet.actions.collect_answers import TITLE, refuse_other_master
from jama_checksheet.actions.collect_answers import collect as collected
from jama_checksheet.actions.collect_files import expanded, passed_over, refuse_unread, sort_out
from jama_checksheet.actions.collect_outcome import (
    department_of,
    missing_line,
    numbers_of,
    open_points,
    rule_lines,
)
from jama_checksheet.actions.live_actions import Wishes
from jama_checksheet.actions.live_copy import bench_on_copy
from jama_checksheet.actions.live_distribution import own_manifest
from jama_checksheet.actions.on_open_book import CALLED_OFF, NOTHING_CHANGED, Declined, OpenBook, refuse
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.checksheet.sheet import Problem
from jama_checksheet.checksheet.wording import and_more
from jama_checksheet.delivery.manifest import FILE_NAME, Manifest, load, to_text
from jama_checksheet.errors import CheckSheetError, UnsafeFileError, UsageError
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.journal import Journal
from jama_checksheet.workbook.live.location import local_path
from jama_checksheet.workbook.live.preview import preview
from jama_checksheet.workbook.live.progress import in_status_bar
from jama_checksheet.workbook.plan import ChangePlan

_SHOWN = 5
"""Files, conflicts and quarantined places in a message each; everything stands on 社内用_回答履歴 or in the JSON document."""


@dataclass
class _Record:
    """manifest.json: what it says now, and writing it once the book is changed. `problem` tells where that failed."""

    path: Path
    manifest: Manifest
    problem: str = ""

    def write(self, manifest: Manifest, journal: Journal | None = None) -> None:
        """Remember the replies. The answers are in the book by then, so a failure is told and undoes nothing."""
        from jama_checksheet.workbook.storage import write_atomically

        if manifest == self.manifest:
            return
        try:
            before, after = self.path.read_text(encoding="utf-8"), to_text(manifest).encode("utf-8")
            write_atomically(self.path, after)
        except (CheckSheetError, OSError, UnicodeDecodeError):
            self.problem = (
                "配布の記録（manifest.json）を更新できませんでした。もう一度取り込むと更新されます。"
            )
            return
        if journal is not None:
            journal.file(self.path, before, after)


def collect(opened: OpenBook, wishes: Wishes) -> Outcome:
    """Merge the returned files. Result: as `collect` on a file, with `manifest`.

    The manifest is written after the book is changed, and undoing takes that back too. Raises Declined and CheckSheetError; then
    nothing was changed, the manifest included.
    """
    _refuse(opened)
    files = _files(opened, wishes)
    place = _manifest(opened, wishes, files)
    record = _Record(place, load(place))
    _refuse_other_sheet(opened, record.manifest)
    bench = bench_on_copy(opened, wishes.as_of)
    refuse_other_master(bench, record.manifest)
    passwords = _passwords(opened, wishes, record.manifest)
    with in_status_bar(opened.live.app, "回答用シートを読み取っています", len(files)) as step:
        found = sort_out(files, bench.sheet, record.manifest, passwords, step)
    refuse_unread(files, found)
    found = replace(found, passed_over=passed_over(wishes.returned, (place,)))
    made = collected(bench, record.manifest, found, wishes.now, wishes.rule)
    plan, result = made.outcome.plan, made.outcome.result
    paths: dict[str, str | None] = {"output": None, "backup": None}
    if plan:
        opened.agree(preview(plan, bench.sheet, opened.live.sheets, _ahead(result)))
        paths = opened.carry_out(plan, wishes.now, lambda journal: record.write(made.manifest, journal))
    else:
        record.write(made.manifest)
    lines = _told(result)
    if paths["output"]:
        lines += [
            "",
            "ブックを上書き保存すると、取り込んだ内容が残ります。",
            f"書き込む前の控え: {paths['backup']}",
            "元に戻すときは「その他」→「直前の操作を取り消す」を選んでください。",
        ]
    if record.problem:
        bench.problems.append(Problem(FILE_NAME, record.problem))
    result = {**result, **paths, "manifest": str(place)}
    return bench.outcome(ChangePlan(TITLE), result, lines, needs_eye=made.outcome.needs_eye)


def _refuse(opened: OpenBook) -> None:
    """Before anybody picks files: what could not be written anyway."""
    refuse(opened.live, ChangePlan(TITLE))
    if opened.protected:
        raise UnsafeFileError(
            f"シート「{opened.live.chosen}」は保護されているため、回答を書き込めません。{NOTHING_CHANGED}",
            where=opened.live.name,
            remedy="「校閲」→「シート保護の解除」をしてから、もう一度実行してください。",
        )


def _refuse_other_sheet(opened: OpenBook, manifest: Manifest) -> None:
    if manifest.sheet != opened.live.chosen and manifest.sheet in opened.live.sheets:
        raise UsageError(
            f"配布に使ったのはシート「{manifest.sheet}」です。{NOTHING_CHANGED}",
            where=opened.live.name,
            remedy="そのシートを表示してから、もう一度実行してください。",
        )


def _files(opened: OpenBook, wishes: Wishes) -> tuple[Path, ...]:
    chosen = tuple(wishes.returned)
    if not chosen and not opened.talk.asks:
        raise UsageError(
            f"取り込むファイルが指定されていません。{NOTHING_CHANGED}",
            remedy="--returned で、返ってきたファイルか、それらを入れたフォルダーを指定してください。",
        )
    if not chosen:
        chosen = opened.talk.files("返ってきた回答用シートを選んでください（いくつでも選べます）")
    if not chosen:
        raise Declined(CALLED_OFF)
    here = local_path(opened.live.fullname)
    files = expanded(chosen, here or Path(opened.live.name))
    if not files:
        raise UsageError(f"取り込むファイルが見つかりません。{NOTHING_CHANGED}", where=str(chosen[0]))
    return files


def _manifest(opened: OpenBook, wishes: Wishes, files: Sequence[Path]) -> Path:
    """The one that was named; the book's own, beside the files or where it was made; the only one beside the files; else asked for."""
    if wishes.manifest is not None:
        return wishes.manifest
    folders = list(dict.fromkeys(path.parent for path in files))
    own = own_manifest(opened, folders)
    if own is not None:
        return own
    beside = [folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file()]
    if len(beside) == 1:
        return beside[0]
    if not opened.talk.asks:
        raise UsageError(
            f"配布の記録（manifest.json）が{'複数あります' if beside else '見つかりません'}。{NOTHING_CHANGED}",
            where=str(folders[0]),
            remedy="--manifest で、部門別シートを作ったフォルダーの manifest.json を指定してください。",
        )
    found = opened.talk.file(
        "部門別シートを作ったフォルダーの manifest.json（配布の記録）を選んでください", com.MANIFESTS
    )
    if found is None:
        raise Declined(CALLED_OFF)
    return found


def _passwords(opened: OpenBook, wishes: Wishes, manifest: Manifest) -> Any:
    """Asked for only where files were given out with passwords; without them, those files are told and the others go on."""
    path = wishes.password_file
    if path is None and opened.talk.asks and any(part.encrypted for part in manifest.parts):
        path = opened.talk.file(
            "配布に使ったパスワードのファイルを選んでください（キャンセルすると、パスワード付きのファイルは取り込みません）",
            com.PASSWORD_FILES,
        )
    if path is None:
        return None
    from jama_checksheet.delivery.encryption import require_encryption
    from jama_checksheet.delivery.passwords import read_passwords

    require_encryption()
    return read_passwords(path)


def _ahead(result: Mapping[str, Any]) -> list[str]:
    """What the question says beside the plan: the files, what needs a person, what is left out."""
    merged = result["merged"]
    lines = [f"・取り込むファイル: {len(result['returned'])}件{_departments(result)}"]
    if merged:
        lines.append(f"・反映する項目: {len(merged)}件{numbers_of(merged)}")
    return lines + rule_lines(result["rule"]) + open_points(result, _SHOWN)


def _told(result: Mapping[str, Any]) -> list[str]:
    """How it went, and first of all who is missing."""
    merged = result["merged"]
    return [
        f"{len(result['returned'])}件のファイルを取り込みました{_departments(result)}。",
        f"{len(merged)}項目に反映しました{numbers_of(merged)}。"
        if merged
        else "チェックシートの回答に変更はありません。",
        missing_line(result["missing"]) if result["missing"] else "すべての部門から回答を受け取りました。",
        *rule_lines(result["rule"]),
        *open_points(result, _SHOWN),
    ]


def _departments(result: Mapping[str, Any]) -> str:
    named = [department_of(entry) for entry in result["returned"]]
    return f"（{'、'.join(named[:_SHOWN])}{and_more(named, _SHOWN)}）" if named else ""
