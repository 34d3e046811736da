"""Every action of the command line: its options and what it performs, in the order of use."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jama_checksheet.actions.on_file import OpenFile, write
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.owners_in_book import require_owners
from jama_checksheet.checksheet.recognise import recognise
from jama_checksheet.cli import options as take
from jama_checksheet.cli.options import Options
from jama_checksheet.cli.owners_table import bench_with_owners
from jama_checksheet.cli.progress import Steps
from jama_checksheet.cli.saved import with_paths
from jama_checksheet.errors import UsageError

if TYPE_CHECKING:
    from jama_checksheet.actions.workbench import Workbench
    from jama_checksheet.summary.previous import Previous


@dataclass(frozen=True, slots=True)
class Action:
    """One action: its name, one line of help, its options and what it does."""

    name: str
    help: str
    options: Callable[[argparse.ArgumentParser], None]
    perform: Callable[[Options], Outcome]


def _all(*adders: Callable[[argparse.ArgumentParser], None]) -> Callable[[argparse.ArgumentParser], None]:
    def add(parser: argparse.ArgumentParser) -> None:
        for adder in adders:
            adder(parser)

    return add


def _later(module: str, function: str) -> Callable[..., Any]:
    """A function of a module of this package that is loaded only when its action is called for."""

    def call(argument: object) -> Any:
        return getattr(import_module(f"jama_checksheet.cli.{module}"), function)(argument)

    return call


def _demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("jama-checksheet-demo"), help="作業フォルダー"
    )


def _demo(options: Options) -> Outcome:
    from jama_checksheet.actions.demo import demo

    return demo(options.out or Path("jama-checksheet-demo"), options.now)


def _inspect(options: Options) -> Outcome:
    from jama_checksheet.actions.inspect import inspect

    return inspect(recognise(OpenFile.open(options.file).book, options.sheet))


def _prepare(options: Options) -> Outcome:
    from jama_checksheet.actions.prepare import prepared

    opened = options.open()
    return _written(opened, prepared(bench_with_owners(options, opened)), options)


def _assign(options: Options) -> Outcome:
    from jama_checksheet.actions.assign_owners import assigned

    opened = options.open()
    bench = bench_with_owners(options, opened)
    require_owners(bench)
    return _written(opened, assigned(bench), options)


def _csv_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--csv", metavar="F", type=Path, help="確認ポイントを CSV でも書き出します")


def _check(options: Options) -> Outcome:
    from jama_checksheet.actions.check_evidence import checked

    _csv_free(options)
    opened = options.open(needed=False)
    bench = opened.bench(options.as_of, options.sheet)
    outcome = _written(opened, checked(bench, writing=options.target.writes), options)
    if options.csv is None:
        return outcome
    from jama_checksheet.actions.csv_export import findings_csv
    from jama_checksheet.workbook.storage import write_atomically

    write_atomically(options.csv, findings_csv(outcome.result["findings"]))
    return replace(outcome, lines=(*outcome.lines, f"CSV: {options.csv}"))


def _csv_free(options: Options) -> None:
    """Refuse, before any work is done, a --csv that could not be written or would overwrite a workbook."""
    if options.csv is None:
        return
    from jama_checksheet.workbook.storage import check_folder

    if options.csv.suffix.lower() != ".csv":
        raise UsageError(
            f"CSV の書き出し先の拡張子が「{options.csv.suffix or 'なし'}」です。",
            where=str(options.csv),
            remedy="拡張子が「.csv」のファイル名を指定してください。",
        )
    check_folder(options.csv)
    if options.csv.exists() and not options.force:
        raise UsageError(
            "CSV の書き出し先がすでにあります。",
            where=str(options.csv),
            remedy="別の名前を指定するか、置き換えてよい場合は --force を指定してください。",
        )


def _apply_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--apply", metavar="all|1,2,9", help="提案を反映する番号（all で全部）")


def _suggest(options: Options) -> Outcome:
    from jama_checksheet.actions import suggest_scores
    from jama_checksheet.workbook.plan import ChangePlan

    opened = options.open(needed=bool(options.apply))
    bench = opened.bench(options.as_of, options.sheet)
    found = suggest_scores.suggestions(bench)
    wanted = suggest_scores.wanted_numbers(options.apply)
    applied = suggest_scores.apply(bench, found, wanted) if wanted else []
    result: dict[str, Any] = {"suggestions": found, "applied": applied}
    plan = bench.plan(suggest_scores.TITLE) if applied else ChangePlan(suggest_scores.TITLE)
    return _written(opened, bench.outcome(plan, result, suggest_scores.lines(result)), options)


def _summarize(options: Options) -> Outcome:
    from jama_checksheet.actions.summarize_sheet import summarized

    opened = options.open()
    bench = opened.bench(options.as_of, options.sheet)
    return _written(opened, summarized(bench, _previous(options, bench)), options)


def _run(options: Options) -> Outcome:
    from jama_checksheet.actions.run_all import run_all

    with Steps(total=6) as steps:
        steps.next("読み取り")
        opened = options.open()
        bench = bench_with_owners(options, opened)
        outcome = run_all(bench, _previous(options, bench), steps.next)
        steps.next("書き込み")
        return _written(opened, outcome, options)


def _explain_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("subject", metavar="CODE|No", help="規則の番号（EV001 など）または項目の番号")
    parser.add_argument(
        "--file",
        dest="of",
        metavar="FILE",
        type=Path,
        help="項目の番号について、このチェックシートの内容で説明します",
    )
    parser.add_argument("--sheet", metavar="NAME", help="似たシートが複数あるときのシート名")


def _explain(options: Options) -> Outcome:
    from jama_checksheet.actions.explain import explain

    sheet = None
    if options.of is not None:
        sheet = recognise(OpenFile.open(options.of).book, options.sheet)
    return explain(options.subject, sheet, options.as_of)


def _previous(options: Options, bench: Workbench) -> Previous | None:
    if options.previous is None:
        return None
    from jama_checksheet.years import promises_of

    last_year = recognise(OpenFile.open(options.previous).book, preferred=bench.sheet.name)
    return promises_of(last_year, options.as_of)


def _written(opened: OpenFile, outcome: Outcome, options: Options) -> Outcome:
    """Write the plan where an output was asked for, and say so in the result and the text."""
    if not options.target.writes:
        return with_paths(outcome, {"output": None, "backup": None})
    return with_paths(outcome, write(opened, outcome.plan, options.target, options.now))


ACTIONS: tuple[Action, ...] = (
    Action("demo", "同梱の見本で、ひととおりの作業をします", _demo_options, _demo),
    Action("inspect", "ファイルから何を認識したかを表示します", take.file, _inspect),
    Action(
        "prepare",
        "評価・担当部門・担当者のプルダウンを設定します",
        _all(take.file, take.output, take.owners),
        _prepare,
    ),
    Action(
        "assign",
        "担当領域から担当部門・担当者を割り当てます",
        _all(take.file, take.output, take.owners),
        _assign,
    ),
    Action(
        "check",
        "評価と根拠の記入内容を点検し、確認ポイントを示します",
        _all(take.file, take.output, take.as_of, _csv_option),
        _check,
    ),
    Action(
        "suggest",
        "根拠があって評価が未選択の行に、評価の案を示します",
        _all(take.file, take.output, take.as_of, _apply_option),
        _suggest,
    ),
    Action(
        "summarize",
        "「社内用_サマリー」シートを作ります",
        _all(take.file, take.output, take.as_of, take.previous),
        _summarize,
    ),
    Action(
        "run",
        "プルダウン設定・担当者割当・点検・サマリーを一度に行います",
        _all(take.file, take.output, take.as_of, take.owners, take.previous),
        _run,
    ),
    Action(
        "submit",
        "公式の様式に評価と根拠だけを写し、提出前の確認をします",
        _later("submit", "arguments"),
        _later("submit", "perform"),
    ),
    Action(
        "split",
        "部門ごとの回答用シートを作ります",
        _later("split", "arguments"),
        _later("split", "perform"),
    ),
    Action(
        "send",
        "回答用シートを添えたメールを用意します（--yes で送信します）",
        _later("send", "arguments"),
        _later("send", "perform"),
    ),
    Action(
        "collect",
        "返ってきた回答用シートを、元のチェックシートに取り込みます",
        _later("collect", "arguments"),
        _later("collect", "perform"),
    ),
    Action(
        "attach",
        "チェックシートの写しに、リボンとマクロを付けます（.xlsm になります）",
        _later("attach", "arguments"),
        _later("attach", "perform_attach"),
    ),
    Action(
        "detach",
        "このツールが加えた列・シート・マクロを外します。回答は残ります",
        _later("attach", "arguments"),
        _later("attach", "perform_detach"),
    ),
    Action("explain", "点検の規則、または項目の記入のしかたを説明します", _explain_options, _explain),
    Action(
        "live",
        "Excel で開いているブックに対して、同じ操作を Excel の外から行います（Windows）",
        _later("live", "arguments"),
        _later("live", "perform"),
    ),
    Action(
        "install",
        "Excel にアドインを入れます（Windows）",
        _later("set_up", "install_arguments"),
        _later("set_up", "install"),
    ),
    Action(
        "uninstall",
        "アドインと設定を取り除きます（Windows）",
        _later("set_up", "no_arguments"),
        _later("set_up", "uninstall"),
    ),
    Action(
        "doctor",
        "この PC で足りないものと、直し方を表示します",
        _later("set_up", "no_arguments"),
        _later("set_up", "doctor"),
    ),
)
