"""collect: returned sub-sheets merged into the master, item by item, with nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from jama_checksheet.actions.collect_decided import Decided
from jama_checksheet.actions.collect_departments import asked_for
from jama_checksheet.actions.collect_files import Sorted
from jama_checksheet.actions.collect_given import with_remarks
from jama_checksheet.actions.collect_history import Received, Writer, clock
from jama_checksheet.actions.collect_outcome import RuleTold, lines, needs_eye, to_json
from jama_checksheet.actions.collect_returns import returns_lines
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.returns import history_in
from jama_checksheet.actions.split_sheets import keys_in
from jama_checksheet.actions.summarize_sheet import summary_change, summary_of
from jama_checksheet.actions.workbench import Workbench
from jama_checksheet.checksheet.memory import fingerprint
from jama_checksheet.checksheet.score_words import choice_value
from jama_checksheet.consolidation import Result, Rule, by_number, decide
from jama_checksheet.delivery.manifest import Manifest, Reply, stamp
from jama_checksheet.errors import UsageError
from jama_checksheet.model import Answer, CheckItem, ItemNo, Score
from jama_checksheet.summary import Previous
from jama_checksheet.workbook.plan import Change, ChangePlan, MarkAsOurs, PutSheet, WriteBlock
from jama_checksheet.workbook.sheets import owners_sheet, summary_sheet
from jama_checksheet.workbook.sheets.history_lines import NAME, History, LastRule, key_mark
from jama_checksheet.workbook.sheets.history_sheet import history_sheet
from jama_checksheet.workbook.sheets.rule_table import read_rules

TITLE = "回答を取り込む"


@dataclass(frozen=True)
class Collected:
    """The outcome, and the manifest that knows of the replies; it is written after the master."""

    outcome: Outcome
    manifest: Manifest


def refuse_other_master(bench: Workbench, manifest: Manifest) -> None:
    """Raise UsageError where the master was distributed with another manifest than this one."""
    known = keys_in(bench.book.notes)
    if known and manifest.key not in known:
        raise UsageError(
            "このチェックシートは、指定の配布の記録（manifest.json）とは別の配布のものです。",
            where=bench.book.source,
            remedy="配布に使ったチェックシートと、そのときのフォルダーの manifest.json を指定してください。",
        )


def collect(bench: Workbench, manifest: Manifest, files: Sorted, now: datetime, rule: str = "") -> Collected:
    """Merge the files that `files` sorted out.

    `rule` ("lowest", "lead"; "" means that of the last run, at first lowest) holds for the items that have none of their own in
    社内用_担当者.
    """
    history = history_in(bench.book)
    rules = read_rules(bench.book.grid(owners_sheet.NAME), [str(item.no) for item in bench.sheet.items])
    bench.problems += rules.problems
    writer = Writer(history, manifest, clock(now))
    files = with_remarks(files, bench, manifest, asked_for(manifest))
    writer.receive(files.received)
    before = history.rule_of(manifest.key)
    general = Rule(rule) if rule else Rule(before) if before in set(Rule) else Rule.LOWEST
    decide_by = partial(_decisions, bench, manifest, writer, rules.by_no)
    decided = writer.settle(dict(decide_by(general)))
    told = RuleTold(
        general, before, _changed(decided, dict(decide_by(Rule(before)))) if _other(before, general) else ()
    )
    writer.conclude(decided)
    after = history.plus(tuple(writer.questions), tuple(writer.lines))
    manifest = _marked(manifest, files.received, now)
    after = replace(
        after,
        returns=returns_lines(after, manifest, decided),
        rule=LastRule(key_mark(manifest.key), str(general)) if decided else after.rule,
    )
    changes = tuple(_answers(bench, decided))
    known = bool(files.received) or bench.book.grid(NAME) is not None
    if changes or (known and after != history):
        changes = (*changes, *_sheets(bench, after))
    result = to_json(decided, files, manifest, after, told)
    plan = ChangePlan(TITLE, changes)
    return Collected(bench.outcome(plan, result, lines(result), needs_eye=needs_eye(result)), manifest)


def _other(before: str, general: Rule) -> bool:
    return before in set(Rule) and before != general


def _changed(decided: Mapping[str, Decided], earlier: Mapping[str, Decided]) -> tuple[str, ...]:
    """The items that get another answer than under the rule of the last run."""
    return tuple(no for no, found in decided.items() if found.decision.answer != earlier[no].decision.answer)


def _decisions(
    bench: Workbench, manifest: Manifest, writer: Writer, rules: Mapping[str, Rule], rule: Rule
) -> Iterator[tuple[str, Decided]]:
    """The decision on every item that anybody ever said anything on, in the order of the sheet."""
    statements = by_number(writer.statements())
    leads = {no: part.department for part in manifest.parts for no in part.lead}
    asked = asked_for(manifest)
    at_split = {no: mark for part in manifest.parts for no, mark in part.answers.items()}
    written = writer.written()
    for item in bench.sheet.items:
        no = str(item.no)
        if no not in statements:
            continue
        own, lead = rules.get(no, rule), leads.get(no, "")
        decision = decide(
            statements[no],
            bench.sheet.answers[item.no],
            departments=asked[no],
            lead=lead,
            rule=own,
            at_split=at_split.get(no, ""),
            written=written.get(no, ""),
        )
        if decision.result is Result.MERGED and _is_formula(bench, item):
            decision = decision._replace(
                result=Result.FORMULA, answer=bench.sheet.answers[item.no], chosen=()
            )
        yield no, Decided(decision, own, lead)


def _is_formula(bench: Workbench, item: CheckItem) -> bool:
    """Whether the coordinator's evidence is a formula: it is not for us to replace it."""
    grid = bench.book.grid(bench.sheet.name)
    return grid is not None and (item.row, bench.sheet.layout.columns["evidence"]) in grid.formulas


def _answers(bench: Workbench, decided: Mapping[str, Decided]) -> Iterator[Change]:
    """What is written into the answer cells; the bench then knows the new answers."""
    sheet, answers = bench.sheet, dict[ItemNo, Answer](bench.sheet.answers)
    columns = sheet.layout.columns
    for item in sheet.items:
        found = decided.get(str(item.no))
        if found is None or found.decision.result is not Result.MERGED:
            continue
        before, answer = answers[item.no], found.decision.answer
        if answer.score is not before.score:
            score = choice_value(sheet.words[answer.score])
            yield WriteBlock(sheet.name, item.row, columns["score"], ((score,),))
        if fingerprint(answer.evidence) != fingerprint(before.evidence):
            yield WriteBlock(sheet.name, item.row, columns["evidence"], ((answer.evidence,),))
        word = (
            sheet.words.get(answer.score, "") if answer.score is not Score.UNANSWERED else before.score_text
        )
        answers[item.no] = replace(answer, score_text=word)
    bench.sheet = replace(sheet, answers=answers)


def _sheets(bench: Workbench, history: History) -> Iterator[Change]:
    """Our sheets: the history, and the summary where the book has one."""
    book = bench.book
    put = [NAME]
    earlier = book.grid(summary_sheet.NAME)
    if earlier is not None and not bench.columns.fresh:
        promises = summary_sheet.standing_promises(earlier.values)
        previous = Previous(promises, history.asked, history.returned)
        yield summary_change(bench, summary_of(bench, previous))
        put.insert(0, summary_sheet.NAME)
    yield PutSheet(history_sheet(history))
    sheets = [name for name in book.notes.get("sheets", "").split("\n") if book.grid(name)]
    notes = {**book.notes, "product": "jama-checksheet", "sheets": "\n".join(dict.fromkeys([*sheets, *put]))}
    yield MarkAsOurs(notes)


def _marked(manifest: Manifest, received: tuple[Received, ...], now: datetime) -> Manifest:
    """The manifest with a reply for every file that answers something."""
    for file in received:
        if file.answers:
            reply = Reply(file.returned.name, file.returned.digest, stamp(file.saved), stamp(now))
            manifest = manifest.with_reply(file.part.department, reply)
    return manifest
