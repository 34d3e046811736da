"""From `split` to the mails: the real sub-sheets, with and without passwords."""

import json
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from jama_checksheet.cli import main

SECRET = "Kitsune-2025"


def run(capsys, *arguments):
    capsys.readouterr()
    status = main([*map(str, arguments), "--json"])
    return status, json.loads(capsys.readouterr().out)


def drafts(place):
    for path in sorted((place / "メール下書き").glob("*.eml")):
        yield message_from_bytes(path.read_bytes(), policy=policy.default)


@pytest.mark.parametrize("encrypted", [False, True])
def test_every_department_of_the_sample_gets_its_own_sheet(encrypted, sample, owners, tmp_path, capsys):
    place, passwords = tmp_path / "配布", tmp_path / "passwords.txt"
    passwords.write_text(f"*\t{SECRET}\n", encoding="utf-8")
    more = ["--password-file", passwords] if encrypted else []
    _, split = run(
        capsys,
        "split",
        sample,
        "--to",
        place,
        "--owners",
        owners,
        "--due",
        "2025-12-12",
        "--as-of",
        "2025-11-20",
        *more,
    )

    status, sent = run(capsys, "send", place, "--as", "eml")

    assert status == 0
    assert [m["department"] for m in sent["messages"]] == [file["department"] for file in split["files"]]
    assert [m["to"] for m in sent["messages"]] == [file["to"] for file in split["files"]]
    seen = set()
    for mail in drafts(place):
        (attached,) = mail.iter_attachments()
        assert attached.get_content() == (place / attached.get_filename()).read_bytes()
        text = mail.get_body().get_content()
        assert ("別の方法でお知らせします" in text) is encrypted
        assert SECRET not in text
        seen.add(attached.get_filename())
    assert len(seen) == len(split["files"])


def test_two_files_that_changed_places_are_noticed(sample, owners, tmp_path, capsys):
    place = tmp_path / "配布"
    _, split = run(capsys, "split", sample, "--to", place, "--owners", owners)
    one, other = (place / Path(file["path"]).name for file in split["files"][:2])
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)

    status, sent = run(capsys, "send", place, "--as", "eml")

    assert status == 1
    assert [m["state"] for m in sent["messages"][:3]] == ["refused", "refused", "drafted"]
