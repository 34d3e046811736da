"""The command `send`."""

from __future__ import annotations

import argparse
from pathlib import Path

from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.cli import options as take
from jama_checksheet.cli.options import Options
from jama_checksheet.cli.progress import Steps


def arguments(parser: argparse.ArgumentParser) -> None:
    """DIR, the way of sending and what it needs; --owners is the table with corrected addresses."""
    add = parser.add_argument
    add("file", metavar="DIR", type=Path, help="split が作ったフォルダー（manifest.json のある場所）")
    add(
        "--as",
        dest="way",
        required=True,
        choices=("eml", "smtp", "outlook"),
        help="eml: 下書きファイル、smtp: メールサーバーで送信、outlook: Outlook の下書き",
    )
    add(
        "--yes",
        action="store_true",
        help="実際に送ります（Outlook では下書きを作ります）。ないときは予定だけを表示します",
    )
    add("--remind", action="store_true", help="まだ回答のない部門にだけ、催促のメールを用意します")
    add(
        "-o",
        "--out",
        metavar="DIR",
        type=Path,
        help="下書きファイルの置き場所（省略時は DIR の中の「メール下書き」）",
    )
    add(
        "--link",
        metavar="URL",
        help="添付の代わりに案内する共有フォルダー（https://… または \\\\サーバー\\フォルダー）",
    )
    add("--from", dest="sender", metavar="ADDRESS", help="差出人（例 佐藤 <sato@example.co.jp>）")
    add(
        "--allow-domain",
        dest="allow_domains",
        metavar="DOMAIN",
        action="append",
        help="送ってよいドメイン（繰り返し可。省略時は差出人のドメインだけ）",
    )
    add(
        "--again",
        metavar="部門",
        action="append",
        help="送信済みの記録があっても、この部門にもう一度送ります（繰り返し可）",
    )
    add("--only", metavar="部門", action="append", help="この部門にだけ用意します（繰り返し可）")
    take.owners(parser)
    add("--host", metavar="HOST", help="メールサーバー")
    add("--port", metavar="PORT", type=_port, help="ポート番号（省略時は starttls 587、tls 465、none 25）")
    add("--security", choices=("starttls", "tls", "none"), help="接続の暗号化（省略時は starttls）")
    add(
        "--user",
        metavar="NAME",
        help="メールサーバーのユーザー名（パスワードは keyring か、次のファイルから読みます）",
    )
    add(
        "--smtp-password-file",
        metavar="F",
        type=Path,
        help="メールサーバーのパスワードを1行目に書いたファイル",
    )
    add(
        "--force",
        action="store_true",
        help="暗号化しない接続（--security none）を、この PC の外のサーバーにも使います",
    )


def perform(options: Options) -> Outcome:
    """Show, draft or send the mails."""
    from jama_checksheet.actions.send_mails import SendWishes, send_mails
    from jama_checksheet.delivery.manifest import FILE_NAME, load

    owners = None
    if options.owners is not None:
        from jama_checksheet.workbook.owners_file import load_owners

        owners = load_owners(options.owners)
    wishes = SendWishes(
        way=options.way,
        out=options.out,
        link=options.link,
        sender=options.sender,
        allow_domains=tuple(options.allow_domains),
        yes=options.yes,
        remind=options.remind,
        again=tuple(options.again),
        only=tuple(options.only),
        host=options.host,
        port=options.port,
        security=options.security or "starttls",
        user=options.user,
        password_file=options.smtp_password_file,
        forced=options.force,
        owners=owners,
        now=options.now,
    )
    with Steps(len(load(options.file / FILE_NAME).parts)) as steps:
        return send_mails(options.file, wishes, steps.next)


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if not 0 < number < 65536:
        raise argparse.ArgumentTypeError(f"ポート番号は 1 から 65535 の数で指定してください: {text}")
    return number
