"""demo: the whole job on the bundled sample, end to end."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from jama_checksheet.actions.csv_export import findings_csv
from jama_checksheet.actions.on_file import OpenFile, Target, write
from jama_checksheet.actions.outcome import Outcome
from jama_checksheet.actions.run_all import run_all
from jama_checksheet.errors import OutputError
from jama_checksheet.workbook.owners_file import load_owners
from jama_checksheet.workbook.plan import ChangePlan
from jama_checksheet.workbook.storage import write_atomically


def demo(folder: Path, now: datetime) -> Outcome:
    """Write the sample and the owners table into `folder` and do the whole job on them. Result: `files`.

    Files of an earlier demo are replaced. Raises OutputError where the folder cannot be used or holds other files of these names.
    """
    from jama_checksheet.sample.build import build_sample, owners_csv_path
    from jama_checksheet.sample.data import AS_OF

    files = {
        "sample": folder / "サンプル_チェックシート.xlsx",
        "owners": folder / "担当者.csv",
        "result": folder / "サンプル_チェックシート_社内用.xlsx",
        "points": folder / "確認ポイント.csv",
    }
    _refuse_foreign(files, sample := build_sample())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(files["sample"], sample)
        write_atomically(files["owners"], owners_csv_path().read_bytes())
    except OSError as error:
        raise OutputError(
            "デモのファイルを書き込めません。",
            where=str(folder),
            remedy="--out で書き込めるフォルダーを指定してください。",
        ) from error
    opened = OpenFile.open(files["sample"], editing=True)
    bench = opened.bench(date.fromisoformat(AS_OF))
    bench.owners, bench.new_owners = load_owners(files["owners"]).owners, True
    outcome = run_all(bench)
    write(opened, outcome.plan, Target(files["sample"], files["result"], force=True), now)
    write_atomically(files["points"], findings_csv(outcome.result["check"]["findings"]))
    lines = (
        "同梱の見本で、ひととおりの作業をしました。",
        *(line for line in outcome.lines if not line.startswith(("  No.", "  ほか"))),
        "",
        "できたファイル:",
        f"  {files['result']}",
        "    「チェックシート」の右端: 確認・担当の列 ／ 「社内用_サマリー」: 1ページ目が打ち合わせ用",
        "    「社内用_確認ポイント」: 確認いただきたい行の一覧 ／ 「社内用_担当者」: 担当者の表",
        f"  {files['points']}（確認ポイントのCSV）",
        f"  元にした見本: {files['sample']}、{files['owners']}",
    )
    return Outcome(ChangePlan("デモ"), {"files": {key: str(path) for key, path in files.items()}}, lines)


def _refuse_foreign(files: dict[str, Path], sample: bytes) -> None:
    """Only an earlier demo's files are replaced: where some stand, its sample must be among them."""
    present = [path for path in files.values() if path.exists()]
    if present and not (files["sample"].is_file() and files["sample"].read_bytes() == sample):
        raise OutputError(
            "同じ名前のファイルがすでにあります。",
            where=str(present[0]),
            remedy="--out で空のフォルダーを指定してください。",
        )
