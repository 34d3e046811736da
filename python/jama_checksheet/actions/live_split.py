"""部門別シートを作る from the open workbook: asks where, until when and who asks, shows who gets what, then makes the folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jama_checksheet.actions.live_actions import Wishes, with_owners
from jama_checksheet.actions.live_copy import bench_on_copy
from jama_checksheet.actions.live_distribution import (
    folder_beside,
    remember,
    remembered,
    start_folder,
)
from jama_checksheet.actions.on_open_book import NOTHING_CHANGED, Declined, OpenBook, refuse
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.split_folder import refuse_files, refuse_folder, written
from jama_checksheet.actions.split_outcome import split_outcome
from jama_checksheet.actions.split_sheets import (
    TITLE,
    Distribution,
    Request,
    distribute,
    files_of,
    key_plan,
)
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.checksheet.dates import as_date
from jama_checksheet.delivery.manifest import Part, to_text
from jama_checksheet.errors import OwnersError, UnsafeFileError, UsageError
from jama_checksheet.evidence.signals.calendar import fiscal_year
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.progress import in_status_bar
from jama_checksheet.workbook.plan import ChangePlan

_SHOWN = 12
"""Departments in the question before writing; a message box must fit on the screen."""
NOTHING_MADE = f"取りやめました。フォルダーは作っていません。{NOTHING_CHANGED}"
DUE = "回答期限を入力してください（例: 2025/12/12）。空のままにすると、担当者の表の回答期限を使います。"
CONTACT = "ご依頼元とお問い合わせ先を入力してください（例: 情報セキュリティ推進室 青木 内線1234）。表紙とメールに載ります。"
FOLDER = "部門別シートのフォルダー「{name}」を作る場所を選んでください"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What was asked for: the folder to make, the due date (None: as in the owners table), who asks."""

    folder: Path
    due: date | None
    contact: str


def split(opened: OpenBook, wishes: Wishes) -> Outcome:
    """Make the sub-sheets and the manifest; the book gets the collection key, where it can be written at all.

    Result: as `split` on a file. Raises Declined, OwnersError, OutputError and what the file action raises; then no folder is made.
    """
    bench = with_owners(bench_on_copy(opened, wishes.as_of), wishes)
    previous = _previous(wishes)
    _distributed(bench, Request(wishes.now))  # what cannot be distributed is told before anything is asked
    wanted = _ask(opened, wishes, bench)
    request = Request(wishes.now, wanted.due, wanted.contact, previous)
    distribution = _distributed(bench, request)
    refuse_folder(wanted.folder, force=False)
    names = [part.path for part in distribution.manifest.parts]
    refuse_files(wanted.folder, names, (), force=False)
    keeps = _can_keep_key(opened)
    opened.agree("\n".join(_question(distribution, wanted, keeps_key=keeps)), NOTHING_MADE)
    with in_status_bar(opened.live.app, "部門別シートを作っています", len(names)) as step:
        files = files_of(distribution, None, step)
    bench.judging.save()
    paths: dict[str, Any] = {"output": None, "backup": None}
    with written(wanted.folder, files, to_text(distribution.manifest), wishes.now):
        if keeps:
            stays = f"作成した部門別シートのフォルダーは、そのまま残っています: {wanted.folder}"
            paths = opened.carry_out(
                key_plan(bench, distribution.manifest),
                wishes.now,
                lambda journal: journal.stays(stays),
            )
    remember(opened, wanted.folder, wanted.contact)
    outcome = split_outcome(bench, distribution, request, wanted.folder, paths)
    return bench.outcome(
        ChangePlan(TITLE), outcome.result, _told(outcome.result, wanted.folder), needs_eye=outcome.needs_eye
    )


def _distributed(bench: Workbench, request: Request) -> Distribution:
    try:
        return distribute(bench, request)
    except OwnersError as error:
        raise OwnersError(
            f"{error.what}{NOTHING_CHANGED}",
            where=error.where,
            remedy="「社内用_担当者」シートに部門をご記入のうえ「担当者割当」を選ぶか、シートの「担当部門」の列をご記入ください。",
        ) from error


def _ask(opened: OpenBook, wishes: Wishes, bench: Workbench) -> _Wanted:
    """Folder, due date and who asks: as wished, else asked for; where nobody is there, beside the book and as the table says."""
    name = f"{fiscal_year(bench.as_of)}_自工会_配布"
    folder, due, contact = wishes.folder, wishes.due, wishes.contact
    if not opened.talk.asks:
        beside = folder_beside(opened)
        if folder is None and beside is None:
            raise UsageError(
                f"作成先のフォルダーが決まりません。{NOTHING_CHANGED}",
                where=opened.live.name,
                remedy="--to でフォルダーを指定してください。",
            )
        return _Wanted(folder or _free(beside or Path(), name), due, contact)
    if folder is None:
        place = opened.talk.folder(FOLDER.format(name=name), start_folder(opened))
        if place is None:
            raise Declined(NOTHING_MADE)
        folder = _free(place, name)
    if due is None:
        due = _asked_due(opened)
    if not contact:
        typed = opened.talk.text(CONTACT, remembered(opened).contact or com.user_name(opened.live.app))
        if typed is None:
            raise Declined(NOTHING_MADE)
        contact = typed
    return _Wanted(folder, due, " ".join(contact.split()))


def _asked_due(opened: OpenBook) -> date | None:
    while True:
        typed = opened.talk.text(DUE)
        if typed is None:
            raise Declined(NOTHING_MADE)
        if not typed.strip():
            return None
        due = as_date(typed)
        if due is not None:
            return due
        opened.talk.tell(
            f"「{typed.strip()[:40]}」は日付として読み取れません。2025/12/12 の形で入力してください。"
        )


def _free(place: Path, name: str) -> Path:
    """The folder of that name in `place`, or the first of name_2, name_3 … that is not taken."""
    number, free = 2, place / name
    while free.exists():
        free, number = place / f"{name}_{number}", number + 1
    return free


def _can_keep_key(opened: OpenBook) -> bool:
    """Whether the collection key can go into the book. Without it collecting works too; it only keeps distributions apart."""
    if opened.protected:
        return False
    try:
        refuse(opened.live, ChangePlan(TITLE))
    except UnsafeFileError:
        return False
    return True


def _previous(wishes: Wishes) -> Any:
    if wishes.previous is None:
        return None
    from jama_checksheet.actions.on_file import OpenFile
    from jama_checksheet.checksheet.recognise import recognise

    return recognise(OpenFile.open(wishes.previous).book)


def _question(distribution: Distribution, wanted: _Wanted, *, keeps_key: bool) -> list[str]:
    parts = distribution.manifest.parts
    lines = [
        f"{len(parts)}部門の回答用シートを作ります。",
        f"フォルダー: {wanted.folder}",
        f"回答期限: {f'{wanted.due:%Y/%m/%d}' if wanted.due else '担当者の表のとおり'}",
        f"ご依頼元: {wanted.contact or '（記載なし）'}",
        *(_part(part) for part in parts[:_SHOWN]),
    ]
    if len(parts) > _SHOWN:
        lines.append(f"  ほか{len(parts) - _SHOWN}部門")
    if distribution.unassigned:
        lines.append(
            f"担当部門が決まっていない{len(distribution.unassigned)}項目は、どのシートにも入りません。"
        )
    lines.append(
        "このブックのセルは変更せず、回収用の番号だけを記録します。"
        if keeps_key
        else "このブックには書き込めないため、回収用の番号は記録しません（回収はできます）。"
    )
    return [*lines, "", "続けますか？"]


def _part(part: Part) -> str:
    to = "、".join(contact.mail for contact in part.to) or "宛先は未登録"
    cc = f"、CC {len(part.cc)}件" if part.cc else ""
    return f"・{part.department}: {len(part.items)}項目（{to}{cc}）"


def _told(result: dict[str, Any], folder: Path) -> Sequence[str]:
    lines = [
        f"{len(result['files'])}部門の回答用シートを作りました。",
        f"フォルダー: {folder}",
        *result["warnings"],
    ]
    if result["output"]:
        lines += [
            "回収用の番号をこのブックに記録しました。ブックを上書き保存してください。",
            f"書き込む前の控え: {result['backup']}",
            "「直前の操作を取り消す」を選ぶと番号だけを消します。作ったフォルダーは残ります。",
        ]
    else:
        lines.append(f"回収用の番号は記録していません。{NOTHING_CHANGED}")
    return [*lines, "", "次は「配布・回収」→「メール下書き」で、依頼メールを用意できます。"]
