"""The ribbon's XML, made from `ribbon_table`: for Excel 2010 and later, and the older part that Excel 2007 reads."""

from __future__ import annotations

from lxml import etree

from jama_checksheet.ribbon_table import COMMANDS, GROUPS, SHOW_TAB, TAB_ID, TAB_LABEL, Command, Menu

CUSTOM_UI_14 = "http://schemas.microsoft.com/office/2009/07/customui"
CUSTOM_UI_12 = "http://schemas.microsoft.com/office/2006/01/customui"
MODULE = "JamaRibbon"
"""The VBA module with the callbacks."""


def ribbon_xml(namespace: str, *, add_in: bool) -> bytes:
    """One ribbon part. An `add_in` asks VBA whether its tab shows; a book's own tab always does."""
    root = etree.Element(f"{{{namespace}}}customUI", nsmap={None: namespace})  # type: ignore[dict-item]
    ribbon = etree.SubElement(root, f"{{{namespace}}}ribbon")
    tabs = etree.SubElement(ribbon, f"{{{namespace}}}tabs")
    tab = etree.SubElement(tabs, f"{{{namespace}}}tab", id=TAB_ID, label=TAB_LABEL, insertAfterMso="TabView")
    if add_in:
        root.set("onLoad", f"{MODULE}.RibbonLoaded")
        tab.set("getVisible", f"{MODULE}.{SHOW_TAB}")
    for group in GROUPS:
        holder = etree.SubElement(tab, f"{{{namespace}}}group", id=group.id, label=group.label)
        menus: dict[str, etree._Element] = {}
        for command in (command for command in COMMANDS if command.group is group):
            _button(_holder(holder, command, menus, namespace), command, namespace)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) + b"\n"


def _holder(
    group: etree._Element, command: Command, menus: dict[str, etree._Element], namespace: str
) -> etree._Element:
    """The group, or the menu of the command, made where its first command stands."""
    if command.menu is None:
        return group
    if command.menu.id not in menus:
        menus[command.menu.id] = _menu(group, command.menu, namespace)
    return menus[command.menu.id]


def _menu(group: etree._Element, menu: Menu, namespace: str) -> etree._Element:
    return etree.SubElement(
        group,
        f"{{{namespace}}}menu",
        id=menu.id,
        label=menu.label,
        screentip=menu.screentip,
        supertip=menu.supertip,
        imageMso=menu.image,
        size="large",
    )


def _button(holder: etree._Element, command: Command, namespace: str) -> None:
    node = etree.SubElement(holder, f"{{{namespace}}}button", id=command.id, label=command.label)
    node.set("screentip", command.screentip)
    node.set("supertip", command.supertip)
    if command.image:
        node.set("imageMso", command.image)
    if command.large:
        node.set("size", "large")
    node.set("onAction", f"{MODULE}.{command.sub}")
