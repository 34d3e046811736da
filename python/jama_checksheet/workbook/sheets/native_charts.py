"""Native charts of our sheets: bars lying down with the first category on top, and the radar."""

from __future__ import annotations

from openpyxl.chart import BarChart, RadarChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as XlSeries
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)

from jama_checksheet.checksheet.cells import cell_of
from jama_checksheet.workbook.plan import Chart, Series
from jama_checksheet.workbook.sheets.formulas import fixed_range, sheet_prefix
from jama_checksheet.workbook.sheets.looks import GREY_MID, INK, LINE, NAVY
from jama_checksheet.workbook.style import FONT

_TITLE_SIZE, _TEXT_SIZE = 1100, 750
"""Font sizes in hundredths of a point."""


def native_chart(chart: Chart, sheet_name: str) -> BarChart | RadarChart:
    """The chart as openpyxl writes it; its references point into the sheet `sheet_name`."""
    native = _radar(chart) if chart.kind == "radar" else _bars(chart)
    for place, series in enumerate(chart.series):
        native.series.append(_series(chart, series, sheet_name, place))
    native.title = _title(chart.title)
    native.anchor = _place(chart)  # type: ignore[assignment]  # a cell name or an anchor
    native.width, native.height = chart.width, chart.height  # type: ignore[assignment]  # centimetres, fractions allowed
    native.visible_cells_only = False  # figures may stand in our hidden columns
    native.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    native.roundedCorners = False
    if len(chart.series) > 1:
        assert native.legend is not None
        native.legend.position = "b"
        native.legend.overlay = False
        native.legend.txPr = _text(_TEXT_SIZE)
    else:
        native.legend = None
    for axis in (native.x_axis, native.y_axis):
        axis.delete = False
        axis.title = None
        axis.txPr = _text(_TEXT_SIZE)
    native.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=LINE, w=6350))
    )
    native.y_axis.scaling.min = 0
    native.y_axis.scaling.max = chart.maximum
    return native


def _place(chart: Chart) -> str | TwoCellAnchor:
    if not chart.to:
        return chart.anchor
    (top, left), (bottom, right) = cell_of(chart.anchor), cell_of(chart.to)
    return TwoCellAnchor(
        editAs="twoCell",
        _from=AnchorMarker(col=left - 1, row=top - 1),
        to=AnchorMarker(col=right, row=bottom),
    )


def _bars(chart: Chart) -> BarChart:
    native = BarChart()
    native.type = "bar"
    native.gapWidth = 45
    if chart.kind == "stacked":
        native.grouping, native.overlap = "stacked", 100
    native.x_axis.scaling.orientation = "maxMin"
    native.x_axis.tickLblSkip = 1
    native.x_axis.majorTickMark = "none"
    native.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=GREY_MID))
    native.y_axis.crosses = "max"  # with the categories turned over, this puts the scale at the bottom
    native.y_axis.number_format = "0"
    native.y_axis.majorTickMark = "none"
    native.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    return native


def _radar(chart: Chart) -> RadarChart:
    native = RadarChart()
    native.type = "marker"
    native.y_axis.number_format = "0%" if chart.maximum == 1 else "0"
    native.y_axis.majorTickMark = "none"
    if chart.maximum:
        native.y_axis.majorUnit = chart.maximum / 4
    native.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    native.layout = Layout(
        manualLayout=ManualLayout(
            layoutTarget="inner", xMode="edge", yMode="edge", x=0.24, y=0.2, w=0.52, h=0.62
        )
    )
    return native


def _series(chart: Chart, series: Series, sheet_name: str, place: int) -> XlSeries:
    if chart.kind == "radar":  # a line: a filled area would hide the grid
        look = GraphicalProperties(noFill=True, ln=LineProperties(solidFill=series.color, w=22225))
    else:
        look = GraphicalProperties(solidFill=series.color, ln=LineProperties(noFill=True))
    native = XlSeries(
        idx=place,
        order=place,
        tx=SeriesLabel(v=series.title),
        spPr=look,
        cat=AxDataSource(strRef=StrRef(f=_absolute(chart.categories, sheet_name))),
        val=NumDataSource(numRef=NumRef(f=_absolute(series.values, sheet_name))),
    )
    if chart.kind == "radar":
        native.marker = Marker(symbol="circle", size=4, spPr=GraphicalProperties(solidFill=series.color))
    else:
        native.invertIfNegative = False
    return native


def _absolute(reference: str, sheet_name: str) -> str:
    first, _, last = reference.replace("$", "").partition(":")
    (top, left), (bottom, right) = cell_of(first), cell_of(last or first)
    return sheet_prefix(sheet_name) + fixed_range(top, left, bottom, right)


def _text(size: int, *, bold: bool = False, color: str = INK) -> RichText:
    return RichText(p=[Paragraph(pPr=_paragraph(size, bold, color), endParaRPr=CharacterProperties())])


def _paragraph(size: int, bold: bool, color: str) -> ParagraphProperties:
    letters = CharacterProperties(
        sz=size, b=bold, solidFill=color, latin=Font(typeface=FONT), ea=Font(typeface=FONT)
    )
    return ParagraphProperties(defRPr=letters)


def _title(text: str) -> Title:
    look = _paragraph(_TITLE_SIZE, True, NAVY)
    paragraph = Paragraph(pPr=look, r=[RegularTextRun(rPr=look.defRPr, t=text)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)
