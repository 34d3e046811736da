"""Sub-sheets with a password: collect opens them with the file that split used, whatever they are called by now."""

import pytest

from collecting.distribution import JINJI, JOSYS, SOUMU, fill, fresh

PASSWORDS = f"{SOUMU}\tsoumu-2025\n{JOSYS}\tjosys 2025\n*\tother-2025\n"


@pytest.fixture
def given(tmp_path):
    return fresh(tmp_path, passwords=PASSWORDS)


def opened(path, password):
    """The department opens its file with the password, fills it in and saves it without one."""
    from msoffcrypto.format.ooxml import OOXMLFile

    with path.open("rb") as source:
        document = OOXMLFile(source)
        document.load_key(password=password)
        plain = path.with_suffix(".plain")
        with plain.open("wb") as target:
            document.decrypt(target)
    plain.replace(path)
    return path


def locked(path, password):
    from msoffcrypto.format.ooxml import OOXMLFile

    target = path.with_suffix(".locked")
    with path.open("rb") as source, target.open("wb") as out:
        OOXMLFile(source).encrypt(password, out)
    target.replace(path)
    return path


def test_encrypted_and_renamed_files_are_opened(given, capfd):
    names = {SOUMU: "返信1.xlsx", JINJI: "新しいファイル.xlsx"}
    words = {SOUMU: "soumu-2025", JINJI: "other-2025"}
    answers = {SOUMU: (2, "対策完了(2点)", "制定した。"), JINJI: (6, "未実施(0点)", "来年度に行う。")}
    files = [
        locked(fill(opened(given.reply(name, names[name]), words[name]), answers[name]), words[name])
        for name in names
    ]

    result = given.collect(*files, options=("--password-file", given.folder / "passwords.tsv"))

    assert result.merged() == [2, 6]
    assert result.json["quarantined"] == []
    captured = capfd.readouterr()
    told = captured.out + captured.err + result.said + str(result.json) + given.manifest.read_text("utf-8")
    assert not [word for word in ("soumu-2025", "josys 2025", "other-2025") if word in told]


def test_returned_without_the_password_it_is_read_all_the_same(given):
    file = fill(opened(given.reply(SOUMU), "soumu-2025"), (2, "対策完了(2点)", "制定した。"))

    assert given.collect(file).merged() == [2]


def test_without_the_password_file_it_is_held_back_with_the_remedy(given):
    sound = fill(opened(given.reply(JINJI), "other-2025"), (6, "未実施(0点)", "来年度に行う。"))

    result = given.collect(given.reply(SOUMU), sound)

    assert "--password-file" in result.json["quarantined"][0]["reason"]
    assert result.json["missing"] == [SOUMU, JOSYS]
    assert result.merged() == [6]


def test_where_only_files_with_passwords_came_nothing_is_written(given):
    result = given.collect(given.reply(SOUMU))

    assert result.status == 2
    assert "--password-file" in result.said
    assert not result.path.exists()


def test_a_password_file_that_cannot_be_used_stops_before_anything_is_done(given):
    bad = given.folder / "bad.tsv"
    bad.write_text("総務部 himitsu", encoding="utf-8")

    result = given.collect(given.reply(SOUMU), options=("--password-file", bad))

    assert result.status == 2
    assert "himitsu" not in result.said
    assert not result.path.exists()
