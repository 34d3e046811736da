"""Gaps: what a text itself says is not done, not all, not yet, not sure.

A gap speaks against a 2 and against calling a 1 or a 0 too low. Each is a stretch of the writer's words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jama_checksheet.evidence.case import once
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.signals import applicability, denial, measures, weakness
from jama_checksheet.evidence.signals.span import Span
from jama_checksheet.evidence.signals.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jama_checksheet.evidence.case import Case, Said

_HARMLESS_ABSENCE = Phrase(
    r"(?:予定|必要|変更|改[定訂正]|(?<!た)実績|該当|影響|計画|利用(?!者)|使用(?!者)|持ち?出し|対象(?!の|者|と[しせ]|に[しせ])|抜け道|前例|発生|事例|相違|誤り|改善点|再発|追加|制限なく|限り|例外|苦情|違い|変わり|別|関係|つもり|直す所|直すところ|[使要]ら)(?:は|が|も|に|の)?[^。、]{0,8}(?:ない|なし|なく|ありません|ございません|無い|無し|ゼロ|皆無|おりません|いない|ず)|(?:変更|改[定訂正]|修正)(?:は|も|まで)?し(?:ませんでした|なかった|ていない|ておらず)|幸い|発動し(?:た|て)|欠かさ|欠かし|間違いなく|言うまでもなく|だけで(?:は)?なく|のみならず|に限らず|問わず|かかわらず|関わらず|残さず|漏らさず|もれなく|遅れず|遅滞なく|絶やさず|休まず|忘れず|必ず|もちろん|とどまらず|変わらず|変わってい?ない|起き[てし]|起こって|発生して|見つかって|出て(?:い|お)(?:ない|らず)|壊れて|届け出がな|困ら|困って|消え(?:ない|ず)|迷わ|慌て(?:ない|ず)|(?:今は|今では|もう|もはや|現在は)[^、。]{0,8}(?:使って|用いて|利用して|残って)(?:い|お)|(?:求め|強い(?=[るて])|課し)(?:ない|ず|て(?:い|お)(?:ない|らず|りません))"
)
_FOUND_MISSING = Phrase(r"(?:見当たら|見つから|合わ|戻ら|一致し)(?:ず|なく)、?$")
_PAST_GAP = Phrase(
    r"(?:ていなかった|なかった|遅れていた|残っていた|漏れていた|だった|であった|不足していた|足りなかった|未[一-龥]{1,3}だった)(?:[一-龥ァ-ヶーA-Za-z0-9]|[のも、]){0,40}"
)
_EXTENSION = Phrase(
    r"次は|次(?:回|の(?:版|改[定訂]|見直し|点検|棚卸|更新|テスト|訓練|会議|監査|回|年)|版|年度版)|更新予定|見直(?:す|し)(?:の|を)?予定|さらに|更に|一層|将来(?:的)?|視野|構想|話も出|同じ時期|別件|[にをも]も?加え|追加|拡充|拡大|高度化|強化|継続|以後|以降|毎年|定期的|もあわせて|も検討|も考え|も試す|にも広げ|にも展開|も視野|へも広げ|改良|工夫|改めて|充実|向上|継続し|続け|維持|引き続き|交換|満了|保守は|リース|期限|まで(?:。|$|有効)"
)
_NEXT_ROUND = Phrase(
    r"^(?:なお、?)?(?:今年度?|本年度?|今期|今回|来年度?|次年度|翌年度?|来期|次期|次回|次|[上下]期|来月|来週)(?:の[^、。]{1,8})?[はも](?!(?:未|まだ))"
)
_LEFT = Phrase(
    r"[×✕✖](?![0-9])|(?<!ほど)(?<!日)(?<!間)残(?:る|り(?:の)?)(?=[一-龥ァ-ヶーA-Za-z0-9]|[、はもを])|(?<!記録)(?<!ログ)(?<!映像)(?<!履歴)(?<!議事録)(?<!日)(?<!月)(?<!年)(?<!画像)(?<!証跡)[がも](?:まだ)?[^、。]{0,6}残(?:る|っている|っており|っています|って)(?!いない|おらず|いません)|残(?=[はが:=\s]?[0-9ァ-ヶA-Z][^、。]{0,20}(?:月|予定|未|中|待|[0-9]/))|残(?:件|すのみ|すだけ)|のこり|"
    r"これから|手付かず|手つかず|手が(?:回|付い|つい)|まだ(?![^、。]{0,14}ない(?:先|者|方|人|もの|端末|機器|品|相手|会社))|未だ|いまだ|未着手|未(?:実施|対応|導入|整備|設置|登録|回収|締結|完了|適用|受講|制定|周知|配備|配布|作成|策定|提出|暗号化|分離)(?!の(?:場合|とき|端末が|もの(?:は|が)))|途上|道半ば|追いつい|間に合っていな|後回し|先送り|見送|止まったまま|止まっている|滞って|頓挫|中断|途絶え|それきり|白紙|空白|空欄"
)
_SWITCHED_ON = Phrase(r"[=:]\s?(?:ON|OK|有効|済|完了|○|100\s?%)|[○◯]")
_MIXED = Phrase(
    r"[^\s、。\n]{1,12}[=:]\s?(?:OFF|NG|無効|未[一-龥]{1,2})(?![A-Za-z])|[^\s、。\n]{1,12}\s?(?:未定|作業中|[△×✕])(?=\n|$|、|。)"
)
_HANDLED = Phrase(r"(?:の)?[一-龥ァ-ヶーA-Za-z0-9]{0,8}(?:に?は|に|へ|を|も|で|だと|なら)")
_CONCEDES = Phrase(r"(?:が|けど|けれども?|ものの)、?$")
_STOPPED = Phrase(r"(?:遮断|拒否|禁止|不可|隔離|検知|通知|自動|ブロック|ゼロ)[^、。]{0,4}[。、]?$")
_FORTUNATE = Phrase(r"幸い|出番|(?:発動|適用)し(?:た|て)")
_FULL = Phrase(
    r"残(?:り|る|った)[^。、]{0,24}(?:済|完了|終わ|終え|撤去|入替え?た|なくな|片付|した|った|えた|めた|けた|いた|んだ|ゼロ|なし|ない|切り離|隔離|外し|抜い|承認)"
)
_SOME_LEFT = Phrase(r"まだ|これから|手付かず|手つかず|だけ|のみ")
_RHYTHM = Phrase(r"毎年|毎月|毎週|毎日|定期的|年\d回")
_ONLY_THAT = Phrase(r"にとどま|に留ま|だけ(?:です|だ|で、|。|$)|のみ(?:です|だ|で、|。|$)|様式(?:だけ|のみ)")


def _spans(pattern: Phrase, said: Said) -> Iterator[Span]:
    for match in pattern.finditer(said.clause.text):
        yield Span(said.clause.start + match.start(), said.clause.start + match.end(), match.group())


def whole_clause(said: Said) -> Span:
    """The clause without its closing marks."""
    words = said.clause.text.rstrip("、。, ")
    return Span(said.clause.start, said.clause.start + len(words), words)


@once
def absence(case: Case) -> Span | None:
    """The first clause that denies a measure: 技術的な制限はかけていない."""
    for said in case.having(State.ABSENT):
        text = said.clause.text
        if _HARMLESS_ABSENCE.search(text) or _PAST_GAP.search(text) or _needs_none(said):
            continue
        if not (_replaced(case, said) or _one_of_two(case, text)):
            return whole_clause(said)
    return None


def _replaced(case: Case, missing: Said) -> bool:
    """Whether a find of a check was dealt with in the same sentence: 鍵が1本見当たらず、錠を交換した."""
    return bool(_FOUND_MISSING.search(missing.clause.text)) and any(
        said.state in (State.DONE, State.PRACTISED)
        for said in case.said
        if said.clause.sentence == missing.clause.sentence and said.clause.start > missing.clause.start
    )


def _one_of_two(case: Case, denied: str) -> bool:
    """Whether one of two ways that the item leaves open is denied while the other is named: 契約または誓約書."""
    return any(
        (a in denied and b not in denied and b in case.text)
        or (b in denied and a not in denied and a in case.text)
        for a, b in case.demands.alternatives
    )


def _needs_none(said: Said) -> bool:
    """Whether a bare なし denies no measure: 追加作業なし, 管理者権限なし; not 記録なし."""
    head = denial.bare_none(said.clause.words)
    return head is not None and not (
        applicability.names_measure(head.surface) or measures.any_measure(head.surface)
    )


def _set_right(case: Case, said: Said) -> bool:
    """Whether a clause concedes what the next one makes good: 3台残っているが、LANから切り離している."""
    after = case.text.part(said.clause.end, None)
    return bool(_CONCEDES.search(said.clause.text)) and weakness.mended(after)


@once
def leftover(case: Case) -> Span | None:
    """The first words for what is still to do: 残り, これから, 手付かず; not what was left and is done by now."""
    if (match := _MIXED.search(case.text)) and _SWITCHED_ON.search(case.text):
        return Span(match.start(), match.end(), match.group())
    if not _LEFT.can_match(case.text):
        return None
    if _FULL.search(case.text) and not any(s.state is State.PLANNED for s in case.said):
        return None
    return next(filter(None, (_left_in(case, said) for said in case.said)), None)


def _left_in(case: Case, said: Said) -> Span | None:
    """The first words for what is still to do in a clause, or the whole of a short one."""
    text = said.clause.text
    if said.state in (State.CLEAN, State.CONDITION, State.BLOCKED) or _PAST_GAP.search(text):
        return None
    if said.state is State.DONE and not _SOME_LEFT.search(text):
        return None
    if _set_right(case, said) or _FORTUNATE.search(text):
        return None
    handled = said.state in (State.PRACTISED, State.PRESENT, State.DONE) or _STOPPED.search(text)
    for span in _spans(_LEFT, said):
        if not (handled and span.words.startswith("未") and _HANDLED.match(case.text, span.end)):
            return whole_clause(said) if len(text) <= 40 else span
    return None


def next_round(case: Case, said: Said) -> bool:
    """Whether a clause tells the next round of what is done already: 毎年行っている。来年は顔認証も試す予定."""
    if not _NEXT_ROUND.search(said.clause.text):
        return False
    before = [s for s in case.said if s.clause.start < said.clause.start]
    return not said.clause.contrast and any(s.state in (State.DONE, State.PRACTISED) for s in before)


@once
def plan(case: Case) -> Span | None:
    """The first clause that speaks of something to come, other than the next round of what is done."""
    for said in case.having(State.PLANNED):
        told = teller(case, said)
        if not any(_EXTENSION.search(s.clause.text) or next_round(case, s) for s in (said, told)):
            return whole_clause(told)
    return None


def teller(case: Case, said: Said) -> Said:
    """The clause whose words tell of work to come or in hand, where one before it left that open: 案は承認され、研修は来月に始める.

    What is done is told by the first clause as well: 規程を作り、配布した.
    """
    following = iter(case.said[case.said.index(said) + 1 :])
    while said.carried and said.state is not State.DONE:
        said = next(following)
    return said


@once
def work_under_way(case: Case) -> Span | None:
    """The first clause that speaks of unfinished work."""
    for said in case.having(State.UNDER_WAY):
        told = teller(case, said)
        if not any(_RHYTHM.search(s.clause.text) or next_round(case, s) for s in (said, told)):
            return whole_clause(told)
    return None


def ratio(case: Case) -> Span | None:
    """The first ratio below the whole: 30台中25台, 8割, 受講率58%."""
    for share in case.shares:
        if share.share < 1:
            return share.span
    return None


def any_gap(case: Case) -> bool:
    """Whether the text names any gap."""
    named = ratio(case) or absence(case) or plan(case) or work_under_way(case) or leftover(case)
    return bool(named or _ONLY_THAT.search(case.text))
