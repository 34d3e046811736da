"""What a clause says of its matter: done, practised, under way, planned, absent, hearsay, not applicable.

The words at the end of a clause decide (Japanese predicates stand last): negation, past, progress and intention are read
from the analysed words, fixed turns of speech from the text. Negations that ARE the measure (接続できない設定,
許可しない), denied gaps (漏れはない) and conditions inside a procedure (未適用の端末が見つかった場合) are no absence.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from itertools import accumulate, filterfalse, islice, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from jama_checksheet.evidence.morphemes import NEGATIONS
from jama_checksheet.evidence.phrases import Phrase, Phrases
from jama_checksheet.evidence.signals import denial

if TYPE_CHECKING:
    from jama_checksheet.evidence.clauses import Clause
    from jama_checksheet.evidence.morphemes import Word


class State(StrEnum):
    """The state a clause puts its matter in."""

    DONE = "done"
    PRACTISED = "practised"
    PRESENT = "present"
    """Plain present: a habit, or a plan where a time to come stands beside it."""
    UNDER_WAY = "under_way"
    PLANNED = "planned"
    ABSENT = "absent"
    BLOCKED = "blocked"
    """A negation that is the measure itself."""
    CLEAN = "clean"
    """A denied gap: nothing is missing."""
    HEARSAY = "hearsay"
    CONDITION = "condition"
    NOMINAL = "nominal"
    """No predicate: a name, a list, a heading."""


_END = r"(?:[、。,!?)）」』\s]|です|ます|である|だ|と(?:いう|なって|なる)|で|が|けど|けれど|もの|の|状況|状態|こと|ため|ので|から|し|よ|ね|な)*$"

_HEARSAY = Phrase(
    r"(?:(?:と|よう(?:に)?)?(?:聞いて(?:い|お|る|ます)|聞いた|聞く|伺って|言ってい|言われて)|はず(?:です|だ|であ|。|$|なの|で、)|らしい|だろう|でしょう|だろ(?:[。!?]|$)|(?<!たい)と思(?:う|い|って|われ)|かもしれ"
    r"|(?:いる|ある|おられる|する|した|れる|ない)よう(?:です|だ|であ|。|$)|だそう(?:です|だ)|とのこと|たぶん|おそらく|恐らく|に違いない)"
)
_CONDITION = Phrase(
    r"(?:場合(?:は|に|には|も|、)|ときは|時は|たら|なければ|れば|ない限り|ないと(?!い)|際は|際に?|とき、)[、は]?$"
)
_PLAN = Phrase(
    r"(?:予定|計画|見込み?|見通し|つもり|積もり|(?<=[うくぐすつぬむるいた])方針|考え|段取り|構え|運び|目標|目途|めど|意向|目論見|算段|手はず|手筈|腹づもり|所存|課題|検討事項|検討課題|(?<=[うくすつぶむぐる])(?:って|という)話|構想|心づもり|約束|はこび)"
    r"(?:(?:と|で|に|が|を|し|は|も|の|て|い|る|お|り|す|ま|た|です|ある|なって|立て|ついて|固ま|認識|考え|組ん|回答)*)"
    + _END
)
_INTENT = Phrase(
    r"(?:(?:し|き|み|り|ち|い|え|け|せ|て|れ|め|げ|ね|べ|じ|ぎ|び)たい(?:と(?:考え|思)[^、。]{0,80})?|て(?:まい|参)(?:り|る)[^、。]{0,80}|ていく|でいく|ていきます|でいきます|よう(?:に|と)(?:する|します|したい|考え)|ことに(?:する|します|した|しま|し、|なっ(?:た|て)|決め)|目指(?:す|し|して)|努め(?:る|ます|てまい)|(?:着手|開始|スタート)(?:する|します|予定)|検討(?:する|します|して(?:い|お|ま)|を(?:進|続|始)|中|段階|したい|の段階)|これから|今後(?:の|は|、)|次第[、。]?$|(?:始め|取り掛か|取りかか|手を付け|手をつけ|動き出)(?:る|ます)|(?:開始|稼働|運用|展開|適用|導入|監視)は、?[^、。]{1,14}(?:後|あと|てから)(?:となる|になる|になります|となります|です|だ)|(?:って|という)話|方向で[^、。]{0,16}(?:検討|話し?|話して(?:い|お)|調整|進め)[^、。]{0,80}|働きかける|諮る|(?:申請|上申|要求|計上|提案|依頼|相談|調整)(?:する|します|予定|し(?:た|て)い))"
    + _END
)
_PLAN_NOUN = Phrase(
    r"(?:予定|これから|未定|検討中|見込み?|目標|(?<![一-龥])案|[0-9追加化用]案|の案|待ち|後日|次期|今後|来年度|来期|次年度|構想|検討)"
    + _END
)
_UNDER_WAY = Phrase(
    r"(?:(?<![一-龥])中|最中|途中|ところ|途上|つつある|つつあり|(?<![0-9])段階(?:に(?:ある|あり(?:ます)?))?|(?:作成|策定|準備|調整|検討|構築|整備|導入|移行|展開|作業|対応|改定|改訂|見直し|推進|実施|試行|交渉|協議|手配|確認|選定|設定|回収|入力|登録|教育|切替|設計|審議|審査|起案|執筆|起草|照会|検証|督促|依頼|登録|配布|配付|申請|見積|養成|査読|切り替え|切替え|工事|進行|稟議|査定|配備|選考|回議|議論|周知|整理|着工|施工|改修|更新|暗号化|集計|取得|取りまとめ|とりまとめ|適用|発注|仕掛|仕掛け|打合せ|すり合わせ)中)"
    + _END
)
_PROGRESS = Phrase(
    r"(?:進め(?:て|つつ)|取り組(?:んで|み(?:中|を進め))|(?:準備|調整|検討|作成|策定|構築|協議|移行|展開|交渉|改定|改訂|執筆|起案|起草|手配|試行|検証|選定|審議|照会|督促|整理|照合|集計|確認作業|依頼|推進)(?:を?(?:し|進め|行っ|続け)て|をして)(?:い|お|る|ま)|詰めて(?:い(?![くきけ])|お|る)|(?:案|原稿|手順書?|規程|文書|章|計画書?|台本|資料)[^、。]{0,6}書いて(?:い(?![くきけ])|お|る)(?:る|ます|り)|(?:作|つく)って(?:い(?![くきけ])|お|る)(?:る|ます)?[。、]?$|(?:今|いま|現在)(?:は|、)?[^、。]{0,20}(?:作っ|つくっ|書い|描い|直し|調べ|選ん|決め|まとめ|話し合っ|比べ)て(?:い(?![くきけ])|お)|意見を(?:もらっ|聞い|募っ|集め)て(?:い|お)|(?:事例|方法|方式|候補|製品|業者|可否|要否)[^、。]{0,6}(?:調査|比較|研究)して(?:い|お)|続いて(?:い(?![くきけ])|お)|揉んで|増やして|広げて(?:い(?![くきけ])|お|る)|進んで(?:い(?![くきけ])|お|る)|向けて(?:動|準備)|働きかけて|待って(?:い(?![くきけ])|お|る)|(?:見直し|試し|埋め|洗い出し|聞き取っ|集め|寄せ|当てはめ|切り替え|切替え|広げ|入れ替え|差し替え|(?<![巡周転旋])回し|揉んで|練っ|固め|詰め|配っ)て(?:もらって)?(?:い|お)(?:る|ます|り(?!、))|(?:記入|提出|回答|入力|確認)して(?:もらって|いただいて)(?:い|お)|(?:し|り|え|み|き|べ|け|て)始めた)"
)
_RESOLVED = Phrase(r"[うくすつぶむぐる]ことにして(?:い(?![くきけ])|お)(?:る|ます|り)" + _END)
_HABIT = Phrase(
    r"毎[年月週日期回朝晩]|定期的|[年月週日]に?[0-9一二三四五六七八九十]+[回度]|半[年期]ごと|四半期ごと|時(?:に|と|・|や|、)|ごとに|都度|随時|たび|[月週日年]次(?!期|回|年|第)"
)
_GAP_NOUN = (
    "欠番|手作業|手入力|(?:共有|共用)(?:の)?ID|私物|積み残し|出しっ(?:放|ぱな)し|(?:宙に浮いた|漏れた|抜けた|外れた|困る|困った|遅れた|逃した|受けていない|出していない|済んでいない)[^、。]{0,6}|漏れ|もれ|抜け|抜け漏れ|例外|不備|問題|懸念|違反|事故|被害|残件|恐れ|おそれ|心配|支障|指摘|滞り|残り|やり残し|取りこぼし|不足|未(?:受講|実施|回収|適用|登録|対応|提出|締結|導入|設置|返却|署名|是正|完了)[一-龥]{0,12}|期限切れ[^。、]*"
    "|(?<!い)ずれ|差異|遅れ|異常|侵入|差し戻し|借りっぱなし|放置[^。、]{0,8}|欠員|逸脱|不明(?:な)?[^。、]{0,6}|感染|漏えい|漏洩|紛失|隙|余地"
)
_NEGATED = r"(?:ない|なかっ|なく|なし|ゼロ|皆無|いない|おら(?:ず|ない)|おりません|いません|ありません|ございません|無い|無く|無し|無くな|なくなっ|見つかっていない|存在しない|生じていない|出ていない|確認されていない|残っていない|残っておらず|見当たら(?:ない|なく)|見つから(?:ない|なかっ)|起きていない|断られ)"
_NOT_DONE = Phrase(
    r"(?:未(?!満|来|然|使用|知|決裁|公開)[一-龥]{1,3}|据え?置き|保留|放置|現状維持|手付かず|パス)"
    + _END
    + r"|未(?:実施|着手|対応|整備|導入|策定|設置|作成|締結|登録|回収|適用|受講|完了|決定|制定|周知|配備|確認|運用|構築|提出|検討|配布|開催|達成|処理|了|済|更新|施錠|分離)"
    + _END
)
_CLEAN = Phrase(
    rf"(?:欠かし|怠っ|途切れ|絶やし|欠け)て(?:い|お)(?:ない|らず|りません)|(?<!電波[はをも])飛ばして(?:い|お)(?:ない|らず|りません)|(?:{_GAP_NOUN})(?:の[^、。]{{0,8}})?(?:[はもが]|について[はも])?(?:もう|既に|すでに|一切|一つも|1つも|1[台件人名社]も|一[台件人名社]も|特に|とくに|これまで|発生して)?(?:[^。、]{{0,5}})?{_NEGATED}"
)
_DOUBLE = Phrase(
    rf"(?:ない|いない|ず)[^。、]{{0,16}}(?:例|こと|実績|事例|ため?し)(?:は|が)?(?:一度も)?(?:なく|ない|なし|ありません)|(?:ない|いない|なかった|済んでいない|未[一-龥]{{1,8}}の?|なしの?|残る|残った|切れた|切れの?|漏れた|外れた|借りっぱなし|(?:通らず|経ず|受けず)に[^。、]*)(?:[一-龥ァ-ヶーA-Za-z]|[・()]){{0,12}}(?:[はもが])?(?:もう|もはや|既に|一切|1[台件人名社つ]も|一[台件人名社つ]も|ひとつも|どこにも)?{_NEGATED}"
)
_ADMITS = Phrase(
    r"(?:ないと、?(?:分か|わか|判)[^、。]{0,3}(?:ない|ません)|ないわけでは(?:ない|なく)|なくはない|ないとは(?:言い切れ|言え|限ら)|なくならない|とは言い切れない|とは限らない|ないことも(?:ない|あ)|わけではない)"
)
_BLOCK_HEAD = Phrase(
    r"(?:許可し|許[さし](?:て(?:い|お))?|認め(?:て(?:い|お))?|渡さ|渡して(?:い|お)|貸(?:し出|さ)(?:さ)?|通さ|開か|開け(?:られ)?|出られ|入れ(?=ない|ません|ず)|入ら(?:せ|れ)?|つなが(?:ら|せ)|繋が(?:ら|せ)|つなげ|つなが?せ|接続(?:でき|させ|し)|認識(?:し|され)|書き(?:込|出)(?:め|ま)|書け|登録(?:でき|し(?:ない|なけ))|使え|使わせ|使えな|送(?:れ|信でき)|受け付け|持ち(?:出|込)(?:せ|ま|さ)|見(?:え|られ|せ)|閲覧(?:でき|し)|アクセス(?:でき|させ)|ログオン(?:でき|し)|ログイン(?:でき|し)|印刷(?:でき)|コピー(?:でき)|外せ|消せ|変えられ|戻せな|解除(?:でき)|残さ|置か(?!れて)|進め|進まな|通ら|抜け(?:られ|ない)|鳴ら|発行(?:し|され)|付かな|つかな|始め(?:られ|な)|改ざんでき|届かな(?:い場所|い所)|(?:LAN|網|ネットワーク|サーバー?|系)(?:に|へ|には|へは)届かな|動か(?:せ|な)|始まらな|(?:ネット|LAN|インターネット|回線|社外|外部|外|網|Wi-?Fi)(?:と|に|へ|とは|には|へは)(?:つな(?:が|い)|繋(?:が|い)|接続し)(?:っ)?[てで](?:い|お)|飛ば(?:せ|な)|越え(?:られ)|上書きでき|与え|預から|挿(?:さ|せ)|インストール(?:でき|さ)|起動(?:し|でき)|取れない|参照でき|出せな|開けな|超えな|切らさ|欠かさ|問わ|こだわら|混ざら|混在さ|落ちな|外に出(?:さ|な)|離れ(?:な|ら)|頼ら|経由し|回せ|変更でき|押せ|閉じない限り|削除でき|乗り入れ)"
    r"[^。、]{0,6}?(?:ない|ず|ません|なく|ぬ)"
)
_RULED_OUT = Phrase(
    r"(?:なければ|ないと(?!、?(?:分か|わか|判))|ない限り|(?:パスワード|暗証番号|番号|合鍵|鍵)[^、。]{0,12}しか(?=知|分か|わか|持)|(?<!わず)(?<!ずつ)しか(?!確認|見て|やって|でき|行|分か|わか|知|残|い(?:ない|ません)|な(?:い|く))|以外(?:は|の)|[たる](?:もの|者|人|端末|機器|先)でない限り)[^。]{0,30}(?:ない|ません|ず|なく)(?:[、。]|$|[一-龥])"
)
_DONE_NOUN = Phrase(
    r"(?:済み?|完了|完備|配備|設置|導入|制定|改[定訂正]|施行|締結|整備|発行|更新|策定|承認|稼働|運用|常時|採用|適用|配布|周知|実施|明記|規定|施錠|保管|終了|公開|掲示|撤去|廃止|移行|統一|記録|義務化|強制|禁止|有効|遮断|制限|必須|暗号化|監視|取得|拒否|管理|全廃|[0-9一二三四]層|以上|保存)(?:[))」』\]]|\s|。|、|[(（][^)）]*[)）]|です|である|であり|であった|だ|で|し)*$"
    r"|(?:終わり|終え|済ませ|済み|そろい|揃い|完了し|片付き|出来上がり|仕上がり|整い|完成し)、$"
)
_ASIDE = Phrase(r"\([^()]*\)[。、\s]*$")
_NOT_WORK = frozenset(
    [
        "年度",
        "期",
        "月",
        "週",
        "今週",
        "今月",
        "今年",
        "時間",
        "日",
        "世界",
        "社",
        "一日",
        "工場",
        "期間",
        "今期",
        "当期",
        "上期",
        "下期",
        "夏",
        "冬",
        "春",
        "秋",
        "背",
        "社会",
        "空気",
        "年",
        "今年度",
        "本年度",
        "来年度",
        "期末",
        "館",
        "使用",
        "稼働",
        "稼動",
        "運用",
        "監視",
        "管理",
        "保管",
        "施錠",
        "契約",
        "適用",
        "継続",
        "公開",
        "掲示",
        "常駐",
    ]
)
_SPANS = "日週月年期夜朝午"
"""Ends of words for stretches of time: 当日中 is no work in hand."""
_PAST = "助動詞-タ"
_ASPECT = frozenset(("居る", "有る", "在る", "置く", "来る", "おる"))


_mark, _negates, _kind, _lemma = map(attrgetter, ("mark", "negates", "kind", "lemma"))


def _tail(words: tuple[Word, ...]) -> list[Word]:
    """The words of the predicate: the end of the clause without marks."""
    return list(filterfalse(_mark, words[-9:]))


@cache
def _predicative(kind: str) -> bool:
    """Whether a word of this class says something of its matter."""
    return kind.startswith(("動詞", "助動詞", "形容詞"))


@cache
def _independent(kind: str) -> bool:
    """Whether a word of this class is a noun or a verb of its own: what stands before it is no part of the predicate."""
    return kind.startswith(("名詞-普通", "動詞-一般"))


_DIALECT = Phrase(
    r"(?:へん|らん|おらん|とらん|てへん|せん|よらん|できん|わからん|分からん)(?:けど|が|し|ので|わ|な|ねん|のや)?[、。(!?]*$"
)


_STILL = frozenset(
    ["居る", "来る", "有る", "成る", "為る", "済む", "仕舞う", "終わる", "おる", "過ごす", "過ぎる", "御座る"]
)
"""Verbs behind なく or ず that leave the negation standing: 試さずに来ている. Others do not: 漏れなく受け取る."""


_LIGHT = frozenset(
    "事 物 為 状態 状況 侭 所 様 訳 由 点 予定 積もり 儘 実情 実態 現状".split()  # noqa: SIM905
)
"""Nouns that only carry the predicate before them: 行っていない状況."""


def _negated(tail: list[Word]) -> bool:
    """Whether a predicate ends in a negation."""
    if not any(map(_negates, tail)):
        return False
    for back, word in enumerate(reversed(tail)):
        if word.negates:
            if word.lemma in ("ない", "無い") and word.surface == "なけれ":
                return False
            return word.surface not in ("なく", "なき", "ず") or not any(
                after.kind.startswith("動詞") and after.lemma not in _STILL
                for after in tail[len(tail) - back :]
            )
        if back >= 5 or (_independent(word.kind) and word.lemma not in _LIGHT):
            break
    return False


_LACKING = frozenset(
    [
        "有る",
        "在る",
        "居る",
        "出来る",
        "分かる",
        "判る",
        "足りる",
        "届く",
        "間に合う",
        "追いつく",
        "追い付く",
        "見える",
        "持つ",
        "為る",
        "知る",
        "回る",
        "進む",
        "決まる",
        "揃う",
        "済む",
        "終わる",
        "要る",
        "御座る",
        "成る",
        "付く",
        "立つ",
        "至る",
        "及ぶ",
        "無い",
        "行う",
        "遣る",
        "使う",
        "守る",
        "取れる",
        "見当たる",
        "変わる",
        "思う",
    ]
)


def _in_hand(clause: Clause) -> bool:
    """記入中, 織込み中: a noun of action with 中 near the end of the clause."""
    tail = [w for w in clause.words[-7:] if not w.mark]
    for word in tail[-4:]:
        if len(word.surface) > 2 and word.surface.endswith("中") and word.kind == "名詞-普通名詞":
            return word.surface[:-1] not in _NOT_WORK and word.surface[-2] not in _SPANS
    for noun, suffix in pairwise(tail):
        if (
            suffix.surface == "中"
            and suffix.kind.startswith("接尾辞")
            and noun.kind.startswith(("名詞", "動詞"))
        ):
            return noun.surface not in _NOT_WORK and noun.surface[-1] not in _SPANS
    return False


def _forbids(tail: list[Word]) -> bool:
    """A plain negated verb, 売らない, 出さない: a rule of conduct rather than something undone (売っていない)."""
    for verb, negation in pairwise(tail):
        if negation.kind in NEGATIONS and negation is tail[-1] and verb.kind == "動詞-一般":
            return verb.lemma not in _LACKING
    return False


_TOLD = Phrases(
    (
        (State.CONDITION, _CONDITION),
        (State.HEARSAY, _HEARSAY),
        (State.ABSENT, _ADMITS),
        (State.CLEAN, _DOUBLE),
        (State.CLEAN, _CLEAN),
        (State.ABSENT, _DIALECT),
    )
)
"""What a turn of speech says, whatever the predicate: a condition, hearsay, an admission, a denied gap."""
_AHEAD = Phrases(
    (
        (State.PLANNED, _RESOLVED),
        (State.UNDER_WAY, _PROGRESS),
        (State.UNDER_WAY, _UNDER_WAY),
        (State.PLANNED, _PLAN),
        (State.PLANNED, _INTENT),
        (State.PLANNED, _PLAN_NOUN),
    )
)
"""What a turn of speech says of work in hand or to come, unless it is done again and again."""


def _told(text: str) -> State | None:
    for state, phrase in _TOLD.awake(text):
        if phrase.search(text) and not (phrase is _DIALECT and text.endswith(("ません", "ません。"))):
            return state
    return None


def _negative(clause: Clause, tail: list[Word]) -> State | None:
    if not _negated(tail):
        return State.ABSENT if _NOT_DONE.search(clause.text) else None
    if denial.denies_blemish(clause.words):
        return State.CLEAN
    if (
        _BLOCK_HEAD.search(clause.text)
        or _RULED_OUT.search(clause.text)
        or denial.commands(clause.words)
        or _forbids(tail)
    ):
        return State.BLOCKED
    return State.ABSENT


def _ahead(text: str) -> State | None:
    for state, phrase in _AHEAD.awake(text):
        if phrase.search(text):
            if phrase is _PROGRESS and _HABIT.search(text):
                return State.PRACTISED
            if phrase is not _RESOLVED or not _HABIT.search(text):
                return state
    return None


def _without_aside(clause: Clause) -> Clause:
    """The clause without a bracketed aside at its end: 持っていない（全て外部委託）。"""
    aside = _ASIDE.search(clause.text)
    if not aside or aside.start() < 2:
        return clause
    end = clause.start + aside.start()
    ends = accumulate((len(word.surface) for word in clause.words), initial=clause.start)
    words = tuple(
        [word for word, stop in zip(clause.words, islice(ends, 1, None), strict=True) if stop <= end]
    )
    return clause._replace(end=end, text=clause.text.part(0, aside.start()), words=words) if words else clause


def read(clause: Clause) -> State:
    """The state of one clause."""
    if ")" in clause.text:
        clause = _without_aside(clause)
    text = clause.text
    if state := _told(text):
        return state
    tail = _tail(clause.words)
    if state := _negative(clause, tail):
        return state
    if "中" in text and _in_hand(clause):
        return State.UNDER_WAY
    return _ahead(text) or _positive(text, tail[-5:])


def _positive(text: str, tail: list[Word]) -> State:
    """What the last words say where nothing is denied, in hand or to come."""
    kinds = list(map(_kind, tail))
    if _PAST in kinds[-3:] or _DONE_NOUN.search(text):
        return State.DONE
    lemmas = list(map(_lemma, tail))
    if "てる" in lemmas or (
        "て" in lemmas and any(here == "て" and after in _ASPECT for here, after in pairwise(lemmas))
    ):
        return State.PRACTISED
    return State.PRESENT if any(map(_predicative, kinds)) else State.NOMINAL
