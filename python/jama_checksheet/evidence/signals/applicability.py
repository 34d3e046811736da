"""Whether a text argues that the item does not apply: the thing to protect does not exist in the company.

『無線LANはない』 is a reason; 『手順書はない』 is a measure that is merely missing. What is denied decides.
"""

from __future__ import annotations

import re

from jama_checksheet.evidence.signals.span import Span

_MEASURE = r"規程|規則|規定|手順|台帳|記録|訓練|演習|教育|研修|点検|監視|体制|ルール|決まり|決め|一覧|計画|仕組み|担当|契約書|連絡網|連絡先|検査|診断|設定|対策|管理|施錠|見直し|周知|基準|区分|様式|要員|人手|予算|費用|時間|余裕|ノウハウ|知識|取り決め|条文|条項|定め|方針|備え|手当|準備|実績|経験|機会|話|把握|対応|鍵|名簿|受付簿|帳|棚卸|監査|バックアップ|控え|暗号|制限|検討|意識|責任者|誓約|約束|報告|ログ|履歴|マニュアル|評価|必要性|関係|該当"
_NONE = r"(?:ない|無い|なし|無し|なく|無く|ゼロ|皆無|存在し(?:ない|ません|ておらず)|存在せず|ありません|ございません|おらず|おりません|いない|いません|居ない|持(?:たない|たず|って(?:い|お)(?:ない|らず|りません)|ってない)|保有し(?:ない|て(?:い|お)(?:ない|らず|りません)|ておらず)|設けて(?:い|お)(?:ない|らず|りません)|置いて(?:い|お)(?:ない|らず|りません)|引いて(?:い|お)(?:ない|らず|りません))"
_SUBJECT = re.compile(
    rf"(?P<what>[^、。\n]{{1,40}}?)(?:[はがもを]|自体が?|そのもの[がは]?)?(?:一切|一件も|1件も|1台も|一台も|一つも|1つも|全く|まったく|現在|もう|今後も)?{_NONE}"
)
_UNUSED = re.compile(
    r"(?P<what>[^、。\n]{0,40}?)(?:使(?:わ(?:ない|ず)|って(?:い|お)(?:ない|らず|りません)|ってない|用(?:を認め)?(?:せず|しない|して(?:い|お)(?:ない|らず|りません)|していない))|利用(?:せず|しない|して(?:い|お)(?:ない|らず|りません)|は(?:なく|ない))|扱(?:わ(?:ない|ず)|って(?:い|お)(?:ない|らず|りません))|取り扱(?:わ(?:ない|ず)|って(?:い|お)(?:ない|らず|りません)|いがない)"
    r"|預か(?:らない|って(?:い|お)(?:ない|らず|りません)|ることが?(?:ない|ありません))|貸与(?:せず|して(?:い|お)(?:ない|らず|りません))|支給(?:せず|して(?:い|お)(?:ない|らず|りません))|渡(?:さない|して(?:い|お)(?:ない|らず|りません))|(?:外に|社外に|外注に)?出(?:さない|して(?:い|お)(?:ない|らず|りません))|委託(?:せず|して(?:い|お)(?:ない|らず|りません)|は(?:ない|なく))|開発(?:せず|して(?:い|お)(?:ない|らず|りません)|を?行(?:わ|って))|(?:通販|販売|輸出|取引|事業|業務|製造|生産|開発|決済|サービス|在宅勤務|テレワーク|受託)[^、。]{0,8}(?:を|は|も)?(?:行(?:って(?:い|お)(?:ない|らず|りません)|わ(?:ない|ず))|して(?:い|お)(?:ない|らず|りません)|せず|ない|なく)|公開して(?:い|お)(?:ない|らず|りません)|認めて(?:い|お)(?:ない|らず|りません)|認めず|採用して(?:い|お)(?:ない|らず|りません)|導入して(?:い|お)(?:ない|らず|りません)(?=[^。]*対象)|作って(?:い|お)(?:ない|らず|りません)|つないで(?:い|お)(?:ない|らず|りません)|接続して(?:い|お)(?:ない|らず|りません))"
)
_STATED = re.compile(
    r"対象(?:と(?:なる|する)|の)?(?!.{0,6}入ら)[^、。]{0,14}(?:が|は|も)?(?:ない|存在しない|なし|無い|ありません|ございません|おらず|いない|なくな)|対象外(?=と(?:な|判)|です|である)|前提に当たら|(?:当社|弊社|うち|自社)に(?:は)?(?:当たら|当てはまら|該当し(?:ない|ません))|当てはまら|該当し(?:ない|ません)|該当する[^、。]{0,14}(?:ない|なし|無い|存在しない|ありません)|適用(?:外|対象外)|場面(?:が|も)?(?:ない|なく|生じ(?:ない|ません)|ありません)|(?:相手|余地|必要)が(?:い|存在し)?ない|関係(?:が|は)?(?:ない|ありません|なし)"
)
_ENDED = re.compile(
    r"(?:撤去|廃止|解約|廃業|閉鎖|撤退|終了|売却|全廃|廃却|なくし|やめ)(?:し|て|た|済|で|を|。|、|ま)"
)
_CONFINED = re.compile(
    r"(?:のみ|だけ|に限(?:られ|り|る)|専業|専門)(?:です|である|で(?!き)|の(?:会社|事業|工場|取引|ため)|なので|であり|。|、|$)|(?:すべて|全て|全部|全量|全工程|全社員?|みな|皆|全員)[^、。]{0,20}(?:自社|内製|市販|有線|据置|紙|手作業|外部|親会社|データセンター|パッケージ|出社|スタンドアロン|デスクトップ|直営)"
)
_UNTIL_NOW = re.compile(
    r"まだ|未だ|いまだ|今(?:は|のところ)|現(?:在|状)(?:は|のところ)?|当面|そこまで|手が|余裕|人手|予算|費用|多忙|忙し|検討|予定|計画|いずれ|今後|これから|来年|来期|準備|見送|先送り|後回し|少ない|少数|程度|様子|しかない|のまま|任せ|特に(?:何も)?|難し|面倒|大変"
)


def denied_thing(text: str) -> Span | None:
    """Words that deny the thing to protect (not a measure): 社外に公開するサイトは持っていない."""
    for pattern in (_UNUSED, _SUBJECT):
        for match in pattern.finditer(text):
            if not re.search(rf"(?:{_MEASURE})[^、。]{{0,6}}$", match["what"]) and match["what"].strip():
                return Span(match.start(), match.end(), match.group())
    return None


def stated(text: str) -> Span | None:
    """Words that say outright that the item does not apply: 対象となる設備がない, 当社には当たらない."""
    match = _STATED.search(text)
    return Span(match.start(), match.end(), match.group()) if match else None


def ended(text: str) -> Span | None:
    """Words that the thing was given up: 撤去した, 解約した."""
    match = _ENDED.search(text)
    return Span(match.start(), match.end(), match.group()) if match else None


def confined(text: str) -> Span | None:
    """Words that confine the business or the equipment: 国内販売のみ, 全て市販品."""
    match = _CONFINED.search(text)
    return Span(match.start(), match.end(), match.group()) if match else None


def merely_missing(text: str) -> Span | None:
    """Words that explain why a measure is missing rather than why it is not needed: 手が回らない, まだ."""
    match = _UNTIL_NOW.search(text)
    return Span(match.start(), match.end(), match.group()) if match else None
