"""The ribbon's XML: what Excel's schema knows, every callback there, both versions alike."""

import json
from importlib import resources

import pytest
from lxml import etree

from addin.products_here import PRODUCTS, callbacks, package_of
from jama_checksheet.addin.ribbon_xml import CUSTOM_UI_12, CUSTOM_UI_14, ribbon_xml
from jama_checksheet.ribbon_table import COMMANDS, TAB_LABEL
from jama_checksheet.workbook.edit.macros_xml import RIBBON_RELATIONS

SCHEMAS = {
    CUSTOM_UI_14: "schemas_microsoft_com_office_2009_07_customui.json",
    CUSTOM_UI_12: "schemas_microsoft_com_office_2006_01_customui.json",
}
VARIANTS = [(space, add_in) for space in SCHEMAS for add_in in (True, False)]


def known(namespace: str) -> dict[str, set[str]]:
    """Element -> attributes, from the Open XML SDK's schema data in openxml-audit."""
    path = resources.files("openxml_audit") / "data" / "openxml" / "schemas" / SCHEMAS[namespace]
    table: dict[str, set[str]] = {}
    for kind in json.loads(path.read_text("utf-8"))["Types"]:
        element = kind["Name"].split("/")[-1].split(":")[-1]
        names = {attribute["QName"].split(":")[-1] for attribute in kind.get("Attributes", [])}
        table.setdefault(element, set()).update(names)
    return table


def strange(xml: bytes, namespace: str) -> list[str]:
    table = known(namespace)
    found = []
    for node in etree.fromstring(xml).iter():
        name = etree.QName(node).localname
        if name not in table:
            found.append(name)
        else:
            found += [f"{name}@{key}" for key in node.attrib if key not in table[name]]
    return found


@pytest.mark.parametrize(("namespace", "add_in"), VARIANTS)
def test_only_elements_and_attributes_of_the_schema(namespace, add_in):
    assert strange(ribbon_xml(namespace, add_in=add_in), namespace) == []


def test_a_wrong_attribute_would_be_found():
    xml = ribbon_xml(CUSTOM_UI_14, add_in=True).replace(b"screentip=", b"screentipp=", 1)

    assert strange(xml, CUSTOM_UI_14) == ["button@screentipp"]


@pytest.mark.parametrize(("namespace", "add_in"), VARIANTS)
def test_every_callback_exists_as_a_sub(namespace, add_in):
    root = etree.fromstring(ribbon_xml(namespace, add_in=add_in))
    called = [
        value.removeprefix("JamaRibbon.")
        for node in root.iter()
        for key, value in node.attrib.items()
        if key.startswith(("onAction", "get"))
    ]

    assert set(called) <= callbacks()
    assert [name for name in called if name != "ShowTab"] == [command.sub for command in COMMANDS]


@pytest.mark.parametrize(("namespace", "add_in"), VARIANTS)
def test_buttons_stand_in_the_order_of_use(namespace, add_in):
    root = etree.fromstring(ribbon_xml(namespace, add_in=add_in))
    labels = [node.get("label") for node in root.iter(f"{{{namespace}}}button")]

    assert root.find(f".//{{{namespace}}}tab").get("label") == TAB_LABEL
    assert labels[:5] == ["はじめる", "点検する", "◀ 前へ", "次へ ▶", "確認済みにする"]


def test_only_the_add_in_asks_whether_its_tab_shows():
    assert b"getVisible" in ribbon_xml(CUSTOM_UI_14, add_in=True)
    assert b"getVisible" not in ribbon_xml(CUSTOM_UI_14, add_in=False)


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda p: p.suffix)
def test_both_parts_are_in_the_product_and_found_by_excel(product):
    package = package_of(product)
    add_in = product.suffix == ".xlam"

    assert {r.target: r.type for r in package.relations("") if r.kind == "extensibility"} == RIBBON_RELATIONS
    assert package.read("customUI/customUI14.xml") == ribbon_xml(CUSTOM_UI_14, add_in=add_in)
    assert package.read("customUI/customUI.xml") == ribbon_xml(CUSTOM_UI_12, add_in=add_in)
