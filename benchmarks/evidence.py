"""How well the evidence judge judges: `python benchmarks/evidence.py [CORPUS_DIR] [--rules-only]`.

Prints one JSON document. Every train_*.jsonl is left out once: the second opinion is then trained on all other files
(own_*.jsonl only ever train), and the file is judged twice, by the rules alone and with that second opinion.
A further file dev.jsonl, where present, is judged with the model in the package.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "python"))

from jama_checksheet.evidence import train  # noqa: E402
from jama_checksheet.evidence.case import Case  # noqa: E402
from jama_checksheet.evidence.judge import verdict_of  # noqa: E402
from jama_checksheet.evidence.opinion import trained  # noqa: E402
from jama_checksheet.model import Score  # noqa: E402


def figures(rows, judged):
    """F1 and false alarms of the flags, kind accuracy, and which kind was judged which.

    A row whose accepted kinds hold ok beside another counts neither way for the flags.
    """
    hits = alarms = misses = quiet = right = 0
    confusion = collections.Counter()
    for row, kind in zip(rows, judged, strict=True):
        right += kind in row["accept"]
        confusion[f"{row['kind']}>{kind}"] += 1
        if "ok" in row["accept"] and len(row["accept"]) > 1:
            continue
        truth, flag = row["kind"] != "ok", kind != "ok"
        hits += truth and flag
        alarms += flag and not truth
        misses += truth and not flag
        quiet += not truth and not flag
    precision = hits / (hits + alarms) if hits + alarms else 0.0
    recall = hits / (hits + misses) if hits + misses else 0.0
    return {
        "rows": len(rows),
        "f1": round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0,
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "false_alarms": round(alarms / (alarms + quiet), 4) if alarms + quiet else 0.0,
        "kind_accuracy": round(right / len(rows), 4) if rows else 0.0,
        "confusion": dict(sorted(confusion.items())),
    }


def judge(rows, model):
    return [
        verdict_of(
            Case(
                Score(row["score"]),
                row["evidence"],
                row["condition"],
                row["criteria"],
                date.fromisoformat(row["as_of"]),
            ),
            model,
        ).kind.value
        for row in rows
    ]


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=ROOT / "tests" / "corpus")
    parser.add_argument("--rules-only", action="store_true", help="skip the training (minutes)")
    options = parser.parse_args(argv)

    files = {path.stem: train.read(path) for path in train.corpus(options.corpus)}
    measured = [name for name in files if name.startswith("train_")]
    examples = (
        {} if options.rules_only else {n: [train.example(r) for r in rows] for n, rows in files.items()}
    )
    result = {"rules_only": {}, "with_second_opinion": {}}
    every = collections.defaultdict(list)
    for name in measured:
        rows = files[name]
        ways = {"rules_only": None}
        if not options.rules_only:
            ways["with_second_opinion"] = train.model(
                [e for n, es in examples.items() if n != name for e in es]
            )
        for way, model in ways.items():
            judged = judge(rows, model)
            result[way][name] = figures(rows, judged)
            every[way] += judged
        print(name, file=sys.stderr)
    rows = [row for name in measured for row in files[name]]
    for way, judged in every.items():
        result[way]["all"] = figures(rows, judged)
    dev = options.corpus / "dev.jsonl"
    if dev.exists():
        rows = train.read(dev)
        result["rules_only"]["dev"] = figures(rows, judge(rows, None))
        result["with_second_opinion"]["dev"] = figures(rows, judge(rows, trained()))
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
