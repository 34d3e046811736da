"""Our conditional format: added behind the user's, found again by its signature, whatever program saved in between."""

from __future__ import annotations

from jama_checksheet.workbook.plan import MarkCells
from workbook.applied import applied, changed, difference
from workbook.tiny import NAME, SHEET, STYLES, q, root, tiny

THEIRS = (
    '<conditionalFormatting sqref="A1:A9"><cfRule type="expression" priority="3"><formula>$A1="x"</formula></cfRule>'
    '<cfRule type="expression" priority="7"><formula>$A1="y"</formula></cfRule></conditionalFormatting>'
)
MARK = MarkCells(NAME, "M2:N9", '$O2<>""', "FFE699", "社内用_確認")


def rules(data: bytes) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (rule.getparent().get("sqref"), rule.get("priority"), rule.findtext(q("formula")))
        for rule in root(data).iter(q("cfRule"))
    ]


def test_the_user_s_rules_keep_their_numbers_and_ours_comes_last():
    after = applied(tiny(after=THEIRS), MARK)

    assert rules(after) == [
        ("A1:A9", "3", '$A1="x"'),
        ("A1:A9", "7", '$A1="y"'),
        ("M2:N9", "8", 'AND($O2<>"",N("社内用_確認")=0)'),
    ]


def test_the_colour_is_a_differential_format():
    after = applied(tiny(), MARK)

    (rule,) = root(after).iter(q("cfRule"))
    dxf = root(after, STYLES).find(q("dxfs"))[int(rule.get("dxfId"))]
    assert [node.get("rgb") for node in dxf.iter(q("bgColor"))] == ["FFFFE699"]


def test_a_later_run_replaces_our_rule_only():
    once = applied(tiny(after=THEIRS), MARK)
    gone, come = difference(
        once, applied(once, MarkCells(NAME, "M2:M20", "$P2>1", "FFE699", "社内用_確認")), SHEET
    )

    assert [line.split(" ", 1)[0] for line in gone] == [
        "/worksheet/conditionalFormatting",
        "/worksheet/conditionalFormatting/cfRule/formula",
    ]
    assert come[0].startswith("/worksheet/conditionalFormatting sqref=M2:M20")
    assert rules(applied(once, MARK)) == rules(once)


def test_two_marks_of_ours_do_not_push_each_other():
    other = MarkCells(NAME, "N2:N9", "TRUE", "DDEBF7", "社内用_確認N")
    once = applied(tiny(after=THEIRS), MARK, other)

    assert [priority for _, priority, _ in rules(once)] == ["3", "7", "8", "9"]
    assert changed(once, applied(once, MARK, other)) == set()


def test_a_rule_that_was_rewritten_and_moved_into_a_group_is_found():
    rewritten = (
        '<conditionalFormatting sqref="M2:N9"><cfRule type="expression" priority="1"><formula>LEN(M2)=0</formula></cfRule>'
        '<cfRule type="expression" dxfId="0" priority="2" aboveAverage="0"><formula>AND(($O2&lt;&gt;""),(N("社内用_確認")=0))'
        "</formula></cfRule></conditionalFormatting>"
    )
    start = applied(tiny(), MarkCells(NAME, "A1", "TRUE", "FFFFFF", "x"), MarkCells(NAME, "A1", "", "", "x"))
    styles = root(start, STYLES)
    from lxml import etree

    after = applied(tiny(after=rewritten, styles=etree.tostring(styles).decode()), MARK)

    assert rules(after) == [("M2:N9", "1", "LEN(M2)=0"), ("M2:N9", "2", 'AND($O2<>"",N("社内用_確認")=0)')]


def test_an_empty_formula_takes_the_mark_away():
    once = applied(tiny(after=THEIRS), MARK)

    assert rules(applied(once, MarkCells(NAME, "M2:N9", "", "", "社内用_確認"))) == rules(tiny(after=THEIRS))


def test_repeated_runs_do_not_grow_the_styles():
    once = applied(tiny(), MARK)

    assert changed(once, applied(once, MarkCells(NAME, "M2:N99", "TRUE", "ffe699", "社内用_確認"))) == {SHEET}
