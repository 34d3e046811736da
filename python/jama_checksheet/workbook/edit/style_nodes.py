"""A CellStyle as the elements of the styles part."""

from __future__ import annotations

from lxml import etree

from jama_checksheet.workbook import names
from jama_checksheet.workbook.style import CellStyle


def xf_parts(style: CellStyle) -> dict[str, etree._Element]:
    """The font, fill and border (keyed by their lists), the alignment and the protection of a look."""
    return {
        "fonts": _font(style),
        "fills": _fill(style),
        "borders": _border(style),
        "alignment": _alignment(style),
        "protection": etree.Element(names.main("protection"), locked="1" if style.locked else "0"),
    }


def _element(tag: str) -> etree._Element:
    return etree.Element(names.main(tag))


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, names.main(tag), attrib=attributes)


def _font(style: CellStyle) -> etree._Element:
    font = _element("font")
    if style.bold:
        _add(font, "b")
    if style.underline:
        _add(font, "u")
    _add(font, "sz", val=f"{style.size:g}")
    if style.color:
        _add(font, "color", rgb="FF" + style.color.upper())
    else:
        _add(font, "color", theme="1")
    _add(font, "name", val=style.font)
    # Excel writes these two for a Japanese font: family "modern", Shift JIS.
    _add(font, "family", val="3")
    _add(font, "charset", val="128")
    return font


def _fill(style: CellStyle) -> etree._Element:
    fill = _element("fill")
    if not style.fill:
        _add(fill, "patternFill", patternType="none")
        return fill
    pattern = _add(fill, "patternFill", patternType="solid")
    _add(pattern, "fgColor", rgb="FF" + style.fill.upper())
    _add(pattern, "bgColor", indexed="64")
    return fill


def _border(style: CellStyle) -> etree._Element:
    border = _element("border")
    for side in ("left", "right", "top", "bottom"):
        line = _add(border, side)
        if style.border:
            line.set("style", "thin")
            _add(line, "color", rgb="FF" + style.border.upper())
    _add(border, "diagonal")
    return border


def _alignment(style: CellStyle) -> etree._Element:
    alignment = _element("alignment")
    if style.horizontal or style.indent:
        alignment.set("horizontal", style.horizontal or "left")
    if style.vertical:
        alignment.set("vertical", style.vertical)
    if style.wrap:
        alignment.set("wrapText", "1")
    elif style.shrink:
        alignment.set("shrinkToFit", "1")
    if style.indent:
        alignment.set("indent", str(style.indent))
    return alignment
