"""The user's own words, and folders that are none."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from delivery.example import (
    KEY,
    NOW,
    manifest,
    sub_sheet,
    write_manifest,
)
from jama_checksheet.actions.send_mails import DRAFTS, SendWishes, send_mails
from jama_checksheet.delivery import template
from jama_checksheet.delivery.sent_log import SentLog
from jama_checksheet.errors import CheckSheetError, UnreadableFileError
from sending.outcomes import states


def test_the_first_run_leaves_the_texts_for_editing_and_later_runs_use_them(place):
    send_mails(place, SendWishes("eml", now=NOW))
    path = place / template.FILE_NAME
    assert path.read_bytes() == template.file_bytes()

    path.write_text(
        path.read_text(encoding="utf-8-sig").replace("お疲れさまです。", "いつもありがとうございます。"),
        encoding="cp932",
    )
    send_mails(place, SendWishes("eml", now=NOW))

    draft = message_from_bytes(
        (place / DRAFTS / "2025_自工会_総務部_回答用.eml").read_bytes(), policy=policy.default
    )
    assert "いつもありがとうございます。" in draft.get_body().get_content()


def test_texts_that_cannot_be_filled_stop_it_before_anything_is_made(place):
    (place / template.FILE_NAME).write_text("［依頼の件名］\nお願い {部署}\n", encoding="utf-8")

    with pytest.raises(UnreadableFileError, match=template.FILE_NAME):
        send_mails(place, SendWishes("eml", now=NOW))
    assert not (place / DRAFTS).exists()


def test_a_folder_without_a_distribution_is_told(tmp_path):
    with pytest.raises(CheckSheetError, match=r"manifest\.json"):
        send_mails(tmp_path, SendWishes("eml", now=NOW))


def test_a_log_of_another_distribution_in_the_same_folder_does_not_count(place, mail_server):
    with SentLog.read(place, KEY[::-1]).writing():
        pass
    send_mails(place, mail_server.wishes)
    write_manifest(place, replace(manifest(), key="e" * 32))
    for one in manifest().parts:
        sub_sheet(place / one.path, one.department, "e" * 32)

    assert set(states(send_mails(place, mail_server.wishes)).values()) == {"sent"}
