"""Order of elements, and lists that state their length."""

from __future__ import annotations

from lxml import etree

from jama_checksheet.workbook.edit.schema import rank


def out_of_order(root: etree._Element, order: tuple[str, ...]) -> list[str]:
    """Children that stand after one that the schema puts behind them."""
    found = []
    highest = -1
    for node in root.iterchildren(etree.Element):
        place = rank(node, order)
        if place is None:
            continue
        if place < highest:
            found.append(f"{etree.QName(node).localname} の位置が正しくありません")
        highest = max(highest, place)
    return found


def wrong_counts(root: etree._Element, tags: tuple[str, ...]) -> list[str]:
    """Lists whose `count` is not the number of their children."""
    found = []
    for node in root.iter(*tags):
        stated, actual = node.get("count"), sum(1 for _ in node.iterchildren(etree.Element))
        if stated is not None and stated != str(actual):
            found.append(f"{etree.QName(node).localname} の count は {stated} ですが {actual} 個あります")
    return found
