"""The sample sheet with everything known of it: what the actions hand to the sheets of ours."""

from dataclasses import dataclass, replace
from datetime import date

from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.checksheet.sheet import CheckSheet, OwnValues
from jama_checksheet.model import Assignment, Finding, ItemNo, Kind, Owner, Score, Severity, Verdict
from jama_checksheet.owners import assign
from jama_checksheet.sample.build import build_sample, load_answers, owners_csv_path
from jama_checksheet.summary import Previous, Summary, summarize
from jama_checksheet.workbook.own_columns import OwnColumns
from jama_checksheet.workbook.owners_file import load_owners
from jama_checksheet.workbook.package import Package
from jama_checksheet.workbook.plan import OwnSheet, PutSheet
from jama_checksheet.workbook.reading import read_book
from workbook.applied import applied

AS_OF = date(2025, 11, 20)

MESSAGES = {
    Kind.UNSCORED: ("根拠が記入されていますが、評価が選ばれていません。", "根拠に合う評価をお選びください。"),
    Kind.NA: (
        "該当なしを選ばれていますが、理由が読み取れませんでした。",
        "該当しないと判断された理由の追記をお願いします。",
    ),
    Kind.OVER: (
        "2点を選択されていますが、根拠にこれからの対応が書かれています。未対応の範囲が残る場合があります。",
        "1点と完了予定時期をご検討ください。完了済みでしたら、対象範囲の追記をお願いします。",
    ),
    Kind.UNDER: (
        "根拠からは、選択された点数より進んでいるように読み取れます。",
        "点数の見直しをご検討ください。",
    ),
    Kind.STALE: ("完了予定の時期が過ぎています。", "いまの状況と、新しい予定時期をご記入ください。"),
    Kind.THIN: (
        "根拠から、実施の内容が読み取れませんでした。",
        "規程名や導入した仕組み、時期の追記をお願いします。",
    ),
}


@dataclass(frozen=True)
class Example:
    sheet: CheckSheet
    owners: tuple[Owner, ...]
    verdicts: dict[ItemNo, Verdict]
    assignments: dict[ItemNo, Assignment]
    finish: dict[ItemNo, date]
    confirmed: frozenset[ItemNo]

    def summary(self, as_of: date = AS_OF, previous: Previous | None = None) -> Summary:
        return summarize(
            self.sheet,
            self.verdicts,
            self.assignments,
            as_of=as_of,
            finish=self.finish,
            confirmed=self.confirmed,
            previous=previous,
        )


def sample_example() -> Example:
    """The sample, judged as its own labels say, two points confirmed, every third 対策中 past its date."""
    seen = recognise(read_book(Package.from_bytes(build_sample()), "見本.xlsx"))
    sheet = replace(seen, layout=replace(seen.layout, own_columns=OwnColumns.of(seen).columns))
    owners = tuple(owner for owner in load_owners(owners_csv_path()).owners if owner.area != "リスク")
    verdicts = {answer.no: verdict_of(Kind(answer.kind), answer.evidence) for answer in load_answers()}
    under_way = [no for no, answer in sheet.answers.items() if answer.score is Score.UNDER_WAY]
    finish = {
        no: date(2025, 9, 30) if place % 3 == 0 else date(2026, 3, 31)
        for place, no in enumerate(under_way)
        if place % 5 != 4
    }
    flagged = [no for no, verdict in verdicts.items() if verdict.flagged]
    return Example(sheet, owners, verdicts, dict(assign(sheet, owners).by_no), finish, frozenset(flagged[:2]))


def verdict_of(kind: Kind, evidence: str) -> Verdict:
    if kind is Kind.OK:
        return Verdict(kind)
    message, advice = MESSAGES[kind]
    severity = Severity.MISSING if kind is Kind.THIN else Severity.MISMATCH
    code = f"EV{1 + list(MESSAGES).index(kind):03}"
    return Verdict(kind, (Finding(code, kind, severity, kind.label, message, evidence[:24], advice),))


def sample_book(example: Example, *sheets: OwnSheet) -> bytes:
    """The sample with our columns filled and `sheets` put in, as the actions leave it."""
    bare = replace(example.sheet, layout=replace(example.sheet.layout, own_columns={}))
    columns = OwnColumns(bare, example.sheet.layout.own_columns)
    rows = {}
    for item in example.sheet.items:
        assignment = example.assignments[item.no]
        mark = "済" if item.no in example.confirmed else "◆" if example.verdicts[item.no].flagged else ""
        rows[item.no] = OwnValues(
            mark=mark,
            department=assignment.department,
            person=assignment.person,
            due=assignment.due,
            finish=example.finish.get(item.no),
        )
    puts = (PutSheet(sheet) for sheet in sheets)
    return applied(build_sample(), *columns.frame(), *columns.values(rows), *puts)
