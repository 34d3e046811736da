"""該当なし was chosen, but the measure is merely not there yet."""

from __future__ import annotations

from jama_checksheet.evidence.applicable import reason
from jama_checksheet.evidence.case import Case
from jama_checksheet.evidence.phrases import Phrase
from jama_checksheet.evidence.rule import Bad, Good, Hit, Rule, at
from jama_checksheet.evidence.signals import applicability, gaps, vagueness
from jama_checksheet.evidence.signals.state import State
from jama_checksheet.model import Kind, Score, Severity

_NOT_YET = Phrase(r"まだ|未だ|今後|予定|したことが|した事が|やった事")


def find(case: Case) -> Hit | None:
    """A measure that is denied, or an explanation why it is missing."""
    if reason(case):
        return None
    if vagueness.content_free(case.words) and not _NOT_YET.search(case.text):
        return None
    for said in case.having(State.ABSENT):
        if not applicability.stated(said.clause.text):
            return Hit(gaps.whole_clause(said))
    return at(applicability.merely_missing(case.text))


RULE = Rule(
    code="EV012",
    kind=Kind.NA,
    severity=Severity.MISMATCH,
    scores=(Score.NOT_APPLICABLE,),
    title="該当なしですが、未実施のように読めます",
    why="対策をまだ行っていないだけの項目は、該当なしではなく未実施（0点）です。",
    message="該当なしを選択されていますが、根拠に『{quote}』とあり、対象はあるものの対策が未実施のように読めます。",
    fix="対象がある場合は0点と改善計画をご検討ください。対象がない場合は、その理由（使っていない、行っていない等）をお書きください。",
    find=find,
    good=(
        Good("子会社を持たないため", "持たないものが対象そのものです。", score="NA"),
        Good(
            "自社で作るソフトはなく、業務は市販パッケージだけで行っている。",
            "対象がない理由が書かれています。",
            score="NA",
        ),
    ),
    bad=(
        Bad("お金がないので当てはまらない。", "お金がない", score="NA"),
        Bad(
            "訓練用の配信サービスを契約していないため。",
            "訓練用の配信サービスを契約していないため",
            score="NA",
        ),
        Bad("人手が足りず手順書は作っていない。", "人手が足りず手順書は作っていない", score="NA"),
        Bad("まだ訓練をしたことがないため", "まだ訓練をしたことがないため", score="NA"),
    ),
    suggested=Score.NOT_DONE,
    weak=True,
)
