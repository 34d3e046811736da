"""Whom a sub-sheet goes to: the department's own lines of the owners table, nobody twice."""

from jama_checksheet.delivery.contacts import contacts_of, readdressed
from jama_checksheet.delivery.manifest import Contact, Manifest, Part
from jama_checksheet.model import Owner

OWNERS = (
    Owner("IT", "情シス", "井上", "inoue@example.co.jp", "課長", "desk@example.co.jp"),
    Owner("リスク", "情シス", "加藤", "kato@example.co.jp", "", "INOUE@example.co.jp、desk@example.co.jp"),
    Owner("法務", "法務課", "上田", "ueda@example.co.jp; mori@example.co.jp", "主任", "なし"),
    Owner("人事", "人事課", "小川", ""),
)


def mails(department, *areas):
    return tuple(
        [contact.mail for contact in contacts] for contacts in contacts_of(department, OWNERS, areas)
    )


def test_the_lines_of_the_areas_concerned_serve():
    assert contacts_of("情シス", OWNERS, ["IT", "法務"]) == (
        (Contact("inoue@example.co.jp", "井上", "課長"),),
        (Contact("desk@example.co.jp"),),
    )


def test_a_department_that_was_assigned_by_hand_is_reached_by_all_its_lines():
    assert mails("情シス", "総務")[0] == ["inoue@example.co.jp", "kato@example.co.jp"]


def test_who_is_addressed_is_no_cc_and_nobody_comes_twice():
    assert mails("情シス", "IT", "リスク") == (
        ["inoue@example.co.jp", "kato@example.co.jp"],
        ["desk@example.co.jp"],
    )


def test_several_addresses_in_one_cell_and_words_that_are_none():
    assert mails("法務課", "法務") == (["ueda@example.co.jp", "mori@example.co.jp"], [])


def test_without_an_address_there_is_nobody():
    assert mails("人事課", "人事") == ([], [])
    assert mails("海外部", "IT") == ([], [])


def test_the_areas_of_the_items_still_choose_the_lines_when_addresses_are_corrected():
    owners = (Owner("IT", "情シス", "A", "a@example.co.jp"), Owner("法務", "情シス", "B", "b@example.co.jp"))
    whole = Manifest("k", "", "", "", 2025, (Part("情シス", "x.xlsx", ("1",), ("1",), areas=("法務",)),))

    assert readdressed(whole, owners).parts[0].to == (Contact("b@example.co.jp", "B"),)
    assert readdressed(whole, ()) == whole
