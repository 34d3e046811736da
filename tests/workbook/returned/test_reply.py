"""When a returned file was saved, and whether it is a reply at all."""

from dataclasses import replace
from datetime import datetime

import pytest

from jama_checksheet.model import Score
from jama_checksheet.workbook.returned.reply import Remark, Returned, ReturnedRow
from jama_checksheet.workbook.subsheet.payload import Payload

MADE = datetime(2025, 11, 20, 9, 0)
ON_DISK = datetime(2025, 12, 5, 18, 0)
PAYLOAD = Payload("鍵", "総務部", 2025, "チェックシート", ())
FILE = Returned("返信.xlsx", "aa", None, ON_DISK, PAYLOAD, (ReturnedRow("1", 6),))


@pytest.mark.parametrize(
    ("own", "saved"),
    [
        (datetime(2025, 12, 1, 10, 0), datetime(2025, 12, 1, 10, 0)),
        (None, ON_DISK),
        (MADE, ON_DISK),  # a program that keeps the date of the split, as LibreOffice's converter does
        (datetime(2025, 1, 1), ON_DISK),
        (datetime(2099, 1, 1), ON_DISK),
    ],
)
def test_the_files_own_date_counts_unless_it_makes_no_sense(own, saved):
    assert replace(FILE, modified=own).saved(MADE) == saved


def test_the_newest_file_is_the_last():
    older = replace(FILE, modified=datetime(2025, 12, 1), written=datetime(2025, 12, 9))
    newer = replace(FILE, modified=datetime(2025, 12, 2), written=datetime(2025, 12, 8))

    assert older.moment(MADE) < newer.moment(MADE)


def test_a_file_that_nobody_touched_is_no_reply():
    assert replace(FILE, modified=MADE).as_given_out(MADE)


@pytest.mark.parametrize(
    "change",
    [
        {"modified": datetime(2025, 12, 1)},
        {"rows": (ReturnedRow("1", 6, Score.DONE, new_score=True),)},
        {"rows": (ReturnedRow("1", 6, held="数式"),)},
        {"rows": (ReturnedRow("1", 6, person="木村"),)},
        {"missing": ("2",)},
        {"remarks": (Remark("質問・連絡欄", "1", "対象は"),)},
    ],
)
def test_anything_that_a_person_did_makes_it_a_reply(change):
    assert not replace(FILE, **{"modified": MADE, **change}).as_given_out(MADE)
