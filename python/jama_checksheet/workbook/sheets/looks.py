"""The colours and cell looks of our own sheets: calm, no red, readable in black and white."""

from __future__ import annotations

from jama_checksheet.workbook.style import CellStyle

NAVY = "1F3A5F"
BLUE = "2F75B5"
SKY = "DDEBF7"
AMBER = "FFE9B8"
AMBER_PALE = "FFF6E0"
AMBER_DEEP = "E0A030"
PAPER = "F5F6F8"
TILE = "EFF3F8"
LINE = "C9CED6"
GREY = "767C86"
GREY_MID = "B4BAC4"
WHITE = "FFFFFF"
INK = "262B33"

TAB = NAVY
DATE = 'yyyy"/"mm"/"dd'
DATE_LONG = 'yyyy"年"m"月"d"日"'
PERCENT = "0%"

TITLE = CellStyle(bold=True, size=16, color=NAVY, vertical="center", wrap=False)
SUBTITLE = CellStyle(size=9, color=GREY, vertical="center", wrap=False)
SECTION = CellStyle(bold=True, size=11, color=WHITE, fill=NAVY, vertical="center", wrap=False, indent=1)
SECTION_TEXT = SECTION._replace(bold=False, size=9, horizontal="right")
HEADER = CellStyle(
    bold=True, size=9, color=NAVY, fill=SKY, horizontal="center", vertical="center", border=LINE
)
TEXT = CellStyle(size=9, color=INK, vertical="center", border=LINE, number_format="@")
TEXT_TOP = TEXT._replace(vertical="top")
ONE_LINE = TEXT._replace(wrap=False)
CENTRED = TEXT._replace(horizontal="center")
CENTRED_TOP = CENTRED._replace(vertical="top")
LIVE_TEXT = TEXT._replace(number_format="General")
NUMBER = TEXT._replace(horizontal="center", number_format="General")
RATE = NUMBER._replace(number_format=PERCENT)
DAY = NUMBER._replace(number_format=DATE)
STRONG = NUMBER._replace(bold=True, fill=PAPER)
STRONG_RATE = STRONG._replace(number_format=PERCENT)
PLAIN = CellStyle(size=9, color=INK, vertical="center")
NOTE = CellStyle(size=8, color=GREY, vertical="center")
NOTE_LINE = NOTE._replace(wrap=False)
LINK = CellStyle(
    size=9, color=BLUE, underline=True, horizontal="center", border=LINE, number_format="General"
)
INPUT = CellStyle(
    bold=True, size=11, color=NAVY, fill=AMBER, horizontal="center", vertical="center", border=AMBER_DEEP
)
FIELD = CellStyle(size=10, color=INK, border=LINE, vertical="center", number_format="@")
FIELD_DAY = FIELD._replace(number_format=DATE, horizontal="center")
BADGE = CellStyle(bold=True, size=12, color=NAVY, horizontal="center", vertical="center", border=WHITE)
DATA = CellStyle(size=8, color=GREY, wrap=False)
DATA_DAY = DATA._replace(number_format=DATE)
AS_OF = CellStyle(
    size=10, color=INK, horizontal="right", vertical="center", number_format=DATE_LONG + '" 現在"', wrap=False
)
DECISION = CellStyle(size=10, color=INK, vertical="center", border=WHITE, indent=1)
DECISION_SMALL = DECISION._replace(size=8)
DISTANCE = CellStyle(bold=True, size=12, color=NAVY, vertical="center", wrap=False, indent=1)
INPUT_NAME = CellStyle(bold=True, size=10, color=NAVY, vertical="center", horizontal="center", wrap=False)
HEADER_SMALL = HEADER._replace(size=8)
BAR = TEXT._replace(color=BLUE, horizontal="center", number_format="General", wrap=False)
NAME = ONE_LINE._replace(shrink=True)
NAME_TWO_LINES = TEXT._replace(size=8)
LIST_HEADER = HEADER._replace(fill="", border=WHITE)
LIST_TEXT = TEXT._replace(size=8, border=WHITE, number_format="General", wrap=False, shrink=True)
LIST_CENTRED = LIST_TEXT._replace(size=9, horizontal="center")
LIST_DAY = LIST_CENTRED._replace(number_format=DATE)
