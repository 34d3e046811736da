"""The ribbon, as one table: every button with its VBA Sub, its Python function, its action and its name on the command line.

Everything that must agree is read from here: the ribbon XML (`addin.ribbon_xml`), the VBA callbacks (`addin.callbacks`), the
functions of `jama_checksheet.ribbon`, and `jama-checksheet live NAME`. The order is the order on the tab.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TAB_ID = "jamaChecksheet"
TAB_LABEL = "自工会チェック支援"


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the tab."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu button that opens a list of commands. `image` is an imageMso name."""

    id: str
    label: str
    screentip: str
    supertip: str
    image: str


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the ribbon.

    `id` is the ribbon id (lowerCamel). `function` is the function in `jama_checksheet.ribbon`, "" where VBA alone does the work.
    `action` is the module in `jama_checksheet.actions` that holds the work, "" where the ribbon alone has it. `cli` is the name
    on the command line (`jama-checksheet live NAME`), "" where there is none. `image` is an imageMso name, "" for none.
    """

    id: str
    function: str
    action: str
    cli: str
    label: str
    screentip: str
    supertip: str
    image: str
    group: Group
    menu: Menu | None = None
    large: bool = False

    @property
    def sub(self) -> str:
        """The name of the VBA Sub: the id in UpperCamel."""
        return self.id[0].upper() + self.id[1:]

    @property
    def vba_alone(self) -> bool:
        """Whether the command runs without Python."""
        return not self.function


WORK = Group("jamaWork", "点検")
POINTS = Group("jamaPoints", "確認ポイント")
RESULTS = Group("jamaResults", "まとめ・提出")
OTHERS = Group("jamaOthers", "その他")
GROUPS = (WORK, POINTS, RESULTS, OTHERS)

MORE = Menu(
    "more",
    "その他",
    "その他の機能",
    "この行だけの点検、評価の提案、記入例、プルダウン設定、PDF出力、取り消し、設定などを選べます。",
    "PropertySheet",
)
DISTRIBUTE = Menu(
    "distribute",
    "配布・回収",
    "部門への配布と回収",
    "部門別の回答用シートの作成、依頼メールの下書き、返ってきた回答の取り込み、催促を選べます。",
    "FileSendAsAttachment",
)
MENUS = (DISTRIBUTE, MORE)


def _departments(
    id: str, function: str, action: str, cli: str, label: str, screentip: str, supertip: str, image: str = ""
) -> Command:
    return Command(id, function, action, cli, label, screentip, supertip, image, RESULTS, DISTRIBUTE)


def _more(
    id: str, function: str, action: str, cli: str, label: str, supertip: str, image: str = ""
) -> Command:
    return Command(id, function, action, cli, label, label, supertip, image, OTHERS, MORE)


COMMANDS: tuple[Command, ...] = (
    Command(
        "start",
        "start",
        "live_start",
        "start",
        "はじめる",
        "作業の準備をします",
        "開いているチェックシートを確認し、配布されたままのファイルであれば作業用の写し「〈ファイル名〉_社内用」を作ります。"
        "そのうえでプルダウンと担当者を設定し、認識した内容をお知らせします。",
        "MacroPlay",
        WORK,
        large=True,
    ),
    Command(
        "runAll",
        "run_all",
        "run_all",
        "run",
        "点検する",
        "評価と根拠を点検します",
        "プルダウン設定、担当者割当、点検、サマリー作成をまとめて行います。書き込む前に内容をお見せします。"
        "評価と根拠の欄の文章は変更しません。",
        "ErrorChecking",
        WORK,
        large=True,
    ),
    Command(
        "previousPoint",
        "",
        "",
        "",
        "◀ 前へ",
        "前の確認ポイントへ移動します",
        "選択しているセルより上にある、未確認の確認ポイントへ移動します。",
        "",
        POINTS,
    ),
    Command(
        "nextPoint",
        "",
        "",
        "",
        "次へ ▶",
        "次の確認ポイントへ移動します",
        "選択しているセルより下にある、未確認の確認ポイントへ移動します。",
        "",
        POINTS,
    ),
    Command(
        "confirmPoint",
        "",
        "",
        "",
        "確認済みにする",
        "この行を確認済みにします",
        "選択している行の「確認」欄に「済」を入れます。回答を変更すると、次の点検で改めて確認ポイントになります。",
        "DataValidation",
        POINTS,
    ),
    Command(
        "showSummary",
        "show_summary",
        "summarize_sheet",
        "summarize",
        "サマリー",
        "サマリーを作ります",
        "得点と記入状況を「社内用_サマリー」シートにまとめて表示します。",
        "FilePrintPreview",
        RESULTS,
        large=True,
    ),
    _departments(
        "splitSheets",
        "split_sheets",
        "live_split",
        "split",
        "部門別シートを作る",
        "部門ごとの回答用シートを作ります",
        "担当部門ごとに、その部門の項目だけを入れた Excel ファイルを作ります。作る前に、どの部門に何項目を渡すかをお見せします。"
        "このブックのセルは変更しません。",
    ),
    _departments(
        "draftMails",
        "draft_mails",
        "live_send",
        "send",
        "メール下書き",
        "依頼メールの下書きを作ります",
        "部門別シートを添付した依頼メールの下書きを、Outlook に作ります。送信はしません。先に、宛先と添付をお見せします。",
        "FileSendAsAttachment",
    ),
    _departments(
        "collectAnswers",
        "collect_answers",
        "live_collect",
        "collect",
        "回答を取り込む",
        "返ってきた回答をこのシートに取り込みます",
        "部門から返ってきたファイルを選ぶと、評価と根拠を番号で照らし合わせて取り込みます。書き込む前に内容をお見せし、"
        "受け取った回答はすべて「社内用_回答履歴」シートに残します。",
        "Refresh",
    ),
    _departments(
        "remindDepartments",
        "remind_departments",
        "live_send",
        "remind",
        "催促",
        "まだ回答のない部門への催促メールの下書きを作ります",
        "回答をまだ取り込んでいない部門にだけ、催促のメールの下書きを Outlook に作ります。送信はしません。",
    ),
    Command(
        "submitAnswers",
        "submit_answers",
        "submit_answers",
        "submit",
        "提出用を作る",
        "提出用のファイルを作ります",
        "配布されたままのファイルに評価と根拠だけを書き込み、提出前の確認を行います。このブックは変更しません。",
        "FileSaveAs",
        RESULTS,
        large=True,
    ),
    _more(
        "checkRow",
        "check_row",
        "live_row",
        "check-row",
        "この行を点検",
        "選択している行だけを点検し、結果を表示します。シートには書き込みません。",
        "Spelling",
    ),
    _more(
        "showSuggestions",
        "show_suggestions",
        "suggest_scores",
        "suggest",
        "評価の提案を見る",
        "根拠の記入があり評価が未選択の行について、文章から読み取れる評価の案を表示します。反映するかどうかは選べます。",
    ),
    _more(
        "insertStarter",
        "insert_starter",
        "live_row",
        "starter",
        "記入例を入れる",
        "選択している行の評価に合わせた書き出しを、空の根拠欄に入れます。〔　〕の部分を書き換えてお使いください。",
    ),
    _more(
        "prepareLists",
        "prepare_lists",
        "prepare",
        "prepare",
        "プルダウン設定",
        "評価、担当部門、担当者のプルダウンを設定します。",
    ),
    _more(
        "assignOwners",
        "assign_owners",
        "assign_owners",
        "assign",
        "担当者割当",
        "「社内用_担当者」シートの表をもとに、担当領域から担当部門と担当者を割り当てます。手で入れた担当はそのまま残します。",
    ),
    _more(
        "exportPdf",
        "export_pdf",
        "live_pdf",
        "pdf",
        "PDF出力",
        "「社内用_サマリー」をPDFファイルにします。",
    ),
    _more(
        "undoLast",
        "undo_last",
        "live_aside",
        "undo",
        "直前の操作を取り消す",
        "このツールが直前に書き込んだ内容を、書き込む前の値に戻します。",
    ),
    _more(
        "removeOurs",
        "remove_ours",
        "detach",
        "detach",
        "ツールの列とシートを外す",
        "このツールが加えた列、シート、色、プルダウンを外します。評価と根拠の回答は残ります。",
    ),
    _more(
        "openSettings",
        "open_settings",
        "live_settings",
        "settings",
        "設定",
        "担当者の表や基準日などの設定を開きます。",
    ),
    _more(
        "openHelp",
        "open_help",
        "live_aside",
        "help",
        "使い方",
        "使い方の説明を開きます。",
        "Help",
    ),
    _more(
        "showVersion",
        "show_version",
        "live_aside",
        "version",
        "バージョン情報",
        "このツールの版と、動作している環境を表示します。",
    ),
)

BY_ID = {command.id: command for command in COMMANDS}

SHOW_TAB = "ShowTab"
"""The VBA callback that says whether the tab shows: an add-in's tab hides while the active book carries its own."""

KNOWN_IMAGES = frozenset(
    {
        "DataValidation",
        "ErrorChecking",
        "FilePrintPreview",
        "FileSaveAs",
        "FileSendAsAttachment",
        "Help",
        "MacroPlay",
        "PropertySheet",
        "Refresh",
        "ReplaceDialog",
        "Spelling",
    }
)
"""imageMso names that Excel 2016 to 365 has, from Microsoft's lists of control identifiers. Not all that Word or Outlook know exist
in Excel; a name outside this set shows no icon there, so only names of this set are used."""


def snake_case(id: str) -> str:
    """A ribbon id as a Python name: runAll -> run_all."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", id).lower()
