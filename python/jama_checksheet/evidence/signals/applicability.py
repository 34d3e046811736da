"""Whether a text argues that the item does not apply: the thing to protect does not exist in the company.

『無線LANはない』 is a reason; 『手順書はない』 is a measure that is merely missing. What is denied decides.
"""

from __future__ import annotations

from jama_checksheet.evidence.phrases import Phrase, Phrases
from jama_checksheet.evidence.signals.span import Span

_MEASURE = r"会議|定義|選定|指定|分析|レビュー|委員|責任者|体制|規程|規則|規定|手順|台帳|記録|訓練|演習|教育|研修|点検|監視|体制|ルール|決まり|決め|一覧|計画|仕組み|担当|契約書|連絡網|連絡先|検査|診断|設定|対策|管理|施錠|見直し|周知|基準|区分|様式|要員|人手|予算|費用|費|時間|余裕|ノウハウ|知識|取り決め|条文|条項|定め|方針|備え|手当|準備|実績|経験|機会|話|受け|試|把握|対応|鍵|名簿|受付簿|帳|棚卸|監査|バックアップ|控え|暗号|制限|検討|意識|責任者|誓約|約束|報告|ログ|履歴|マニュアル|評価|必要性|関係|該当|チェック|(?:お)?金|資金|ツール"
_NONE = r"(?:(?<=[一-龥ァ-ヶーA-Za-z]|[がもはの])(?:ない|なく)|無い|なし|無し|無く|ゼロ|皆無|存在し(?:ない|ません|ておらず)|存在せず|ありません|ございません|(?<![てで])(?:おらず|おりません|いない|いません)|居ない|持(?:たない|たず|って(?:い|お)(?:ない|らず|りません)|ってない)|保有し(?:ない|て(?:い|お)(?:ない|らず|りません)|ておらず)|設けて(?:い|お)(?:ない|らず|りません)|置いて(?:い|お)(?:ない|らず|りません)|引いて(?:い|お)(?:ない|らず|りません))"
_SUBJECT = Phrase(
    rf"(?:[はがもを]|自体が?|そのもの[がは]?)?(?:一切|一件も|1件も|1台も|一台も|一つも|1つも|全く|まったく|現在|もう|今後も)?{_NONE}"
)
_NOT = r"(?:ない|ません|ず|なく|ておらず|ていません|ておりません|てない|てません)"
_UNUSED = Phrase(
    r"(?:使わ|使って|使用(?:を認め|し|せ)|利用(?:を認め|し|せ|は)|扱わ|扱って|扱いが|取り扱|預から|預かって|預けて|預け|渡さ|渡して|渡すことが|出さ|出して|頼ま|頼んで|頼むことが|委託し|委託は|受託し|販売し|売ら|売って|輸出し|開発し|開発は|製造し|製造は|作って|作ら|公開し|接続し|つない|つなが|繋[いが]|認め|許可し|置か|置いて|設け|引い|雇|受け入れ|受入れ|常駐し|発生し|生じ|契約し|契約は|採用し|貸与し|支給し|貸し|(?:取引|事業|業務|通販|販売|決済|サービス|在宅勤務|テレワーク|開発|製造|生産|輸出|提供|委託|研究|勤務|売買|仕事)[^、。]{0,6}(?:行っ|行わ|して|せ|し)|[るうくすつぶむぐ]こと(?:[はもが](?:し|行って|行わ)?|を(?:し|行って|行わ))|飛ばして|運ば|送ら|出入りし|外に出)(?:ら|さ|れ|て|い|お|り|こと(?:が|は|も))*"
    + _NOT
)
_STATED = Phrase(
    r"対象(?:と(?:なる|する)|の)?(?!.{0,6}入ら)[^、。]{0,14}(?:が|は|も)?(?:ない|存在しない|なし|無い|ありません|ございません|おらず|いない|なくな)|対象外(?=と(?:な|判)|です|である|の(?:項目|設問))|前提に当たら|(?:当社|弊社|うち|自社)に(?:は)?(?:当たら|当てはまら|該当し(?:ない|ません))|当てはまら|該当し(?:ない|ません)|該当する[^、。]{0,14}(?:ない|なし|無い|存在しない|ありません)|適用(?:外|対象外)|場面(?:が|も)?(?:ない|なく|生じ(?:ない|ません)|ありません)|(?:相手|余地|必要)が(?:い|存在し)?ない|関係(?:が|は)?(?:ない|ありません|なし)"
)
_ENDED = Phrase(
    r"(?:使用|利用|持ち?込み?|接続|業務利用|私用|設置)[^、。]{0,14}(?:禁じ|禁止し|認めて(?:い|お)(?:ない|らず)|認めず)|(?:撤去|廃止|解約|廃業|閉鎖|撤退|終了|売却|全廃|廃却|なくし|やめ)(?:し|て|た|済|で|を|。|、|ま)"
)
_CONFINED = Phrase(
    r"(?:のみ|だけ|に限(?:られ|り|る)|専業|専門)(?:です|である|で(?!き)|の(?:会社|事業|工場|取引|ため)|なので|であり|。|、|$)|(?:すべて|全て|全部|全量|全工程|全社員?|みな|皆|全員)[^、。]{0,20}(?:自社|内製|市販|有線|据置|紙|手作業|外部|親会社|データセンター|パッケージ|出社|スタンドアロン|デスクトップ|直営)"
)
_UNTIL_NOW = Phrase(
    r"(?:お)?金が(?:ない|なく|無い|ありません)|暇(?:が|も)|(?:調査|調べ|把握|確認)(?:し|でき)?て(?:い(?:ない|ません)|お(?:らず|りません))|つかめて|まだ|未だ|いまだ|今のところ|現(?:在|状)(?:は|のところ)|当面|そこまで|(?<!相)手が(?:回|足|つ|付|空)|余裕|人手|要員|予算|費用|費が(?:ない|かか|出)|多忙|忙し|いずれ(?!も|の|か)|今後(?!も)|これから|準備|見送|先送り|後回し|見合わせ|少ない|少数|人数が(?:多|少)|程度|(?<!そ)のまま|任せ|特に(?:何も|管理|対|し)|難し|面倒|大変|至って(?:い|お)|恵まれ|失礼|わざわざ|支障|経験がな|思って|考えて|古く"
    r"|(?:予定|計画|検討)(?!(?:は|も|が|して|と(?:も)?|等|など)*(?:な|あり|い?ませ|無|行って|しておら|していな))"
)

_UNREACHABLE = Phrase(
    r"(?:社外|外部?|自?宅|家|インターネット|ネット)から[^、。]{0,12}(?:見られ|見え|入れ|使え|つなが|つなげ|利用でき|アクセスでき|接続でき)(?:ら)?(?:ない|ません|ず)"
)
_IN_USE = Phrase(
    r"(?:使用|利用|保有|所有|設置|貸与|取引)して(?:い|お)(?:る|ます|り)(?:が|けど|けれど|ものの)|ある?だけ(?:だから|なので|ですから)|(?:使|持)って(?:い|お)(?:る|ます|り)(?:が|けど|けれど|ものの)"
)

_BEFORE = Phrase(r"[^、。\n]+$")
_MEASURES = Phrase(_MEASURE)
_FOR_MEASURE = Phrase(rf"(?:{_MEASURE})(?:用|する(?:ため)?|のため)の?")
_MEASURE_LAST = Phrase(rf"(?:{_MEASURE})[^、。]{{0,6}}$")


_REASONS = Phrases((None, phrase) for phrase in (_UNUSED, _SUBJECT, _STATED, _ENDED, _CONFINED, _UNREACHABLE))


def touched(text: str) -> bool:
    """Whether any word for a reason could stand in a text at all."""
    return bool(_REASONS.awake(text))


def denied_thing(text: str) -> Span | None:
    """Words that deny the thing to protect (not a measure): 社外に公開するサイトは持っていない."""
    for pattern in (_UNUSED, _SUBJECT):
        for match in pattern.finditer(text):
            what = _BEFORE.search(text[max(0, match.start() - 40) : match.start()])
            thing = what.group() if what else ""
            if thing.strip() and not (_MEASURE_LAST.search(thing) or _FOR_MEASURE.search(thing)):
                start = match.start() - len(thing)
                return Span(start, match.end(), text[start : match.end()])
    return None


def names_measure(words: str) -> bool:
    """Whether words name a measure rather than a thing to protect."""
    return bool(_MEASURES.search(words))


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


def unreachable(text: str) -> Span | None:
    """Words that nothing can be reached from outside, so that there is nothing to guard: 社外からは何も見られない."""
    match = _UNREACHABLE.search(text)
    return Span(match.start(), match.end(), match.group()) if match else None


def in_use(text: str) -> bool:
    """Whether a text concedes that the thing is there: 20本使用しているが."""
    return bool(_IN_USE.search(text))


def merely_missing(text: str) -> Span | None:
    """Words that explain why a measure is missing rather than why it is not needed: 手が回らない, まだ."""
    match = _UNTIL_NOW.search(text)
    return Span(match.start(), match.end(), match.group()) if match else None
