"""What needs no check sheet to be read: 直前の操作を取り消す, 使い方, バージョン情報."""

from __future__ import annotations

import platform
from typing import Any

from jama_checksheet import __version__
from jama_checksheet.actions.on_open_book import CALLED_OFF, NOTHING_CHANGED, Declined, OpenBook
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.errors import UnsafeFileError, UsageError
from jama_checksheet.workbook.live import com
from jama_checksheet.workbook.live.state import journal_path, log_path
from jama_checksheet.workbook.plan import ChangePlan

HELP = (
    "1. チェックシートを開いて「はじめる」を選びます。作業用の写しができ、プルダウンが使えるようになります。",
    "2. 評価と根拠をご記入ください。「記入例を入れる」で書き出しを入れられます。",
    "3. 「点検する」を選ぶと、評価と根拠をもう一度見ていただきたい行（確認ポイント）に淡い色が付きます。",
    "4. 「前へ」「次へ」で確認ポイントを巡り、直すか、問題がなければ「確認済みにする」を選びます。",
    "5. ほかの部門に答えていただく項目は、「配布・回収」で部門別シートを作り、返ってきたファイルを取り込みます。",
    "6. 「サマリー」で得点と残りを確かめ、「提出用を作る」で公式の様式に回答だけを写します。",
    "",
    "書き込む前には内容をお見せし、控え（「控え」フォルダー、最新5件）を保存します。",
    "元に戻すときは「その他」→「直前の操作を取り消す」を選んでください。",
)


def undo(opened: OpenBook) -> Outcome:
    """Take the last action of this product on the open workbook back. Result: `undone` (its title), `left`."""
    from jama_checksheet.workbook.live.guard import Guard
    from jama_checksheet.workbook.live.journal import Journal
    from jama_checksheet.workbook.live.undo import take_back

    live = opened.live
    path = journal_path(live.fullname)
    journal = Journal.load(path)
    if journal is None or not journal.entries:
        raise UsageError(
            f"取り消せる操作がありません。{NOTHING_CHANGED}",
            where=live.name,
            remedy="さらに前の状態に戻すには、「控え」フォルダーのファイルをお使いください。",
        )
    if opened.protected or com.is_read_only(live.book):
        raise UnsafeFileError(
            f"シートが保護されているか、ブックが読み取り専用のため、取り消せません。{NOTHING_CHANGED}",
            where=live.name,
            remedy="保護または読み取り専用を解除してから、もう一度実行してください。",
        )
    question = (
        f"直前の操作「{journal.title}」を取り消し、書き込む前の値に戻します。\n"
        "その後に手で直した内容も、同じセルであれば元の値に戻ります。続けますか？"
    )
    if not opened.talk.agree(question):
        raise Declined(CALLED_OFF)
    with Guard(live, autosave_off=opened.ask_about_autosave()) as guard:
        guard.status("直前の操作を取り消しています…")
        left = take_back(live, guard, journal)
    path.unlink(missing_ok=True)
    lines = [f"「{journal.title}」を取り消しました。", *journal.staying]
    if left:
        lines += ["次のものは戻せませんでした。控えをご確認ください。", *(f"  ・{line}" for line in left)]
        lines.append(f"控え: {journal.backup}")
    return Outcome(ChangePlan("取り消し"), {"undone": journal.title, "left": left}, tuple(lines), bool(left))


def version(app: Any = None) -> Outcome:
    """What runs here. Result: `version`, `python`, `xlwings`, `excel`, `log`."""
    from jama_checksheet.workbook.live.excel import load_xlwings

    result: dict[str, Any] = {
        "version": __version__,
        "python": platform.python_version(),
        "xlwings": str(load_xlwings().__version__),
        "excel": str(app.version) if app is not None else None,
        "log": str(log_path()),
    }
    lines = (
        f"自工会チェック支援 {__version__}",
        f"Python {result['python']}、xlwings {result['xlwings']}、Excel {result['excel'] or '不明'}",
        f"ログファイル: {result['log']}",
    )
    return Outcome(ChangePlan("バージョン情報"), result, lines)


def help_text() -> Outcome:
    """How the buttons are meant to be used, in order."""
    return Outcome(ChangePlan("使い方"), {"lines": list(HELP)}, HELP)
