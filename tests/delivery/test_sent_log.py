"""What went out stays known: through crashes, cut lines and two programs at once."""

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from delivery.example import EVIDENCE, KEY, NOW, TODAY, general_affairs, mail, part
from jama_checksheet.delivery import sent_log
from jama_checksheet.delivery.sent_log import DRAFTED, FAILED, SENDING, SENT, SentLog, Standing
from jama_checksheet.errors import OutputError, UnreadableFileError

A, B = "suzuki@example.co.jp", "tanaka@example.co.jp"
PYTHON = str(Path(__file__).parents[2] / "python")


def note(folder, *steps, made=None, now=NOW):
    with SentLog.read(folder, KEY).writing() as writer:
        for addresses, state in steps:
            writer.note(made or mail(general_affairs()), addresses, state, "smtp", now)


def standing(folder, made=None, today=TODAY, key=KEY):
    return SentLog.read(folder, key).standing(made or mail(general_affairs()), today)


def test_no_log_no_mails(tmp_path):
    assert standing(tmp_path) == Standing()
    assert list(tmp_path.iterdir()) == []


def test_what_was_sent_is_known_by_address(tmp_path):
    note(tmp_path, ([A, B], SENDING), ([A], SENT), ([B], FAILED))

    assert standing(tmp_path) == Standing(reached=frozenset([A]))


def test_a_later_success_counts_and_a_later_failure_takes_nothing_back(tmp_path):
    note(
        tmp_path,
        ([A], SENDING),
        ([A], FAILED),
        ([A], SENDING),
        ([A.upper()], SENT),
        ([A], SENDING),
        ([A], FAILED),
    )

    assert standing(tmp_path).reached == {A}


def test_a_crash_in_between_leaves_it_unknown(tmp_path):
    note(tmp_path, ([A, B], SENDING), ([A], SENT))

    assert standing(tmp_path) == Standing(reached=frozenset([A]), unknown=frozenset([B]))


def test_drafts_in_outlook_are_known(tmp_path):
    note(tmp_path, ([A], DRAFTED))

    assert standing(tmp_path) == Standing(drafted=frozenset([A]))


def test_another_department_another_distribution_and_a_reminder_are_other_mails(tmp_path):
    note(tmp_path, ([A], SENT))

    assert standing(tmp_path, mail(part("人事部"))) == Standing()
    assert standing(tmp_path, key="f" * 32) == Standing()
    assert standing(tmp_path, mail(general_affairs(), reminder=True)) == Standing()


def test_a_reminder_is_the_same_on_the_same_day(tmp_path):
    reminder = mail(general_affairs(), reminder=True)
    note(tmp_path, ([A], SENT), made=reminder)

    assert standing(tmp_path, reminder).reached == {A}
    assert standing(tmp_path, reminder, date(2025, 12, 2)) == Standing()


def test_it_only_ever_grows(tmp_path):
    note(tmp_path, ([A], SENT))
    before = (tmp_path / sent_log.FILE_NAME).read_bytes()

    note(tmp_path, ([B], SENT), now=datetime(2025, 12, 2))

    assert (tmp_path / sent_log.FILE_NAME).read_bytes().startswith(before)


def test_it_holds_neither_subject_nor_body_nor_answers(tmp_path):
    made = mail(general_affairs())
    note(tmp_path, (made.addresses, SENDING), (made.addresses, SENT))

    text = (tmp_path / sent_log.FILE_NAME).read_text(encoding="utf-8")
    assert set(json.loads(text.splitlines()[0])) == {
        "time", "key", "department", "kind", "day", "way", "address", "state", "code",
    }  # fmt: skip
    assert "ご依頼" not in text
    assert EVIDENCE not in text


@pytest.mark.parametrize("cut", range(1, 12, 3))
def test_a_line_cut_short_by_a_crash_does_no_harm(cut, tmp_path):
    note(tmp_path, ([A], SENDING), ([A], SENT), ([B], SENDING), ([B], SENT))
    path = tmp_path / sent_log.FILE_NAME
    path.write_bytes(path.read_bytes()[:-cut])

    assert standing(tmp_path) == Standing(frozenset([A]), frozenset([B]))
    note(tmp_path, ([B], SENT))
    assert standing(tmp_path).reached == {A, B}
    assert path.read_bytes().count(b"# cut short") == 1


@pytest.mark.parametrize("damage", ["{}", "x", '{"state": "sent"}', '["a"]'])
def test_a_damaged_line_stops_everything_before_a_mail_goes_twice(damage, tmp_path):
    note(tmp_path, ([A], SENT))
    with (tmp_path / sent_log.FILE_NAME).open("a", encoding="utf-8") as file:
        file.write(damage + "\n")

    with pytest.raises(UnreadableFileError, match="2行目"):
        standing(tmp_path)


def test_a_log_that_cannot_be_written_stops_everything(tmp_path):
    (tmp_path / sent_log.FILE_NAME).mkdir()
    log = SentLog(tmp_path / sent_log.FILE_NAME, KEY)

    with pytest.raises(OutputError, match="送信はしていません"), log.writing():
        pass


def test_only_one_program_sends_at_a_time(tmp_path):
    program = (
        f"import sys; sys.path.insert(0, {PYTHON!r}); from pathlib import Path;"
        "from jama_checksheet.delivery.sent_log import SentLog; from jama_checksheet.errors import OutputError\n"
        "try:\n"
        f"    with SentLog.read(Path({str(tmp_path)!r}), 'k').writing(): print('free')\n"
        "except OutputError as error: print('taken' if '途中' in error.what else error.what)"
    )

    def other():
        return subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout

    with SentLog.read(tmp_path, KEY).writing():
        assert other() == "taken\n"
    assert other() == "free\n"


def test_what_another_program_sent_meanwhile_is_seen(tmp_path):
    log = SentLog.read(tmp_path, KEY)
    note(tmp_path, ([A], SENT))

    with log.writing():
        assert log.standing(mail(general_affairs()), TODAY).reached == {A}


def test_the_collection_key_is_not_in_the_log_and_lines_that_hold_it_still_count(tmp_path):
    note(tmp_path, ([A], SENT))
    path = tmp_path / sent_log.FILE_NAME
    text = path.read_text(encoding="utf-8")
    assert KEY not in text

    path.write_text(text.replace(sent_log.key_mark(KEY), KEY), encoding="utf-8")
    assert KEY in path.read_text(encoding="utf-8")
    assert standing(tmp_path).reached == {A}
    assert standing(tmp_path, key="f" * 32) == Standing()
