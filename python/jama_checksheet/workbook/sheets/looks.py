"""The colours and cell looks of our own sheets: calm, no red, readable in black and white."""

from __future__ import annotations

from dataclasses import replace

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
SECTION_TEXT = replace(SECTION, bold=False, size=9, horizontal="right")
HEADER = CellStyle(
    bold=True, size=9, color=NAVY, fill=SKY, horizontal="center", vertical="center", border=LINE
)
TEXT = CellStyle(size=9, color=INK, vertical="center", border=LINE, number_format="@")
TEXT_TOP = replace(TEXT, vertical="top")
ONE_LINE = replace(TEXT, wrap=False)
CENTRED = replace(TEXT, horizontal="center")
CENTRED_TOP = replace(CENTRED, vertical="top")
LIVE_TEXT = replace(TEXT, number_format="General")
NUMBER = replace(TEXT, horizontal="center", number_format="General")
RATE = replace(NUMBER, number_format=PERCENT)
DAY = replace(NUMBER, number_format=DATE)
STRONG = replace(NUMBER, bold=True, fill=PAPER)
STRONG_RATE = replace(STRONG, number_format=PERCENT)
STRONG_TEXT = replace(TEXT, bold=True, fill=PAPER)
PLAIN = CellStyle(size=9, color=INK, vertical="center")
NOTE = CellStyle(size=8, color=GREY, vertical="center")
NOTE_LINE = replace(NOTE, wrap=False)
LINK = CellStyle(
    size=9, color=BLUE, underline=True, horizontal="center", border=LINE, number_format="General"
)
INPUT = CellStyle(
    bold=True, size=11, color=NAVY, fill=AMBER, horizontal="center", vertical="center", border=AMBER_DEEP
)
FIELD = CellStyle(size=10, color=INK, border=LINE, vertical="center", number_format="@")
FIELD_DAY = replace(FIELD, number_format=DATE, horizontal="center")
BADGE = CellStyle(bold=True, size=12, color=NAVY, horizontal="center", vertical="center", border=WHITE)
DATA = CellStyle(size=8, color=GREY, wrap=False)
DATA_DAY = replace(DATA, number_format=DATE)
AS_OF = CellStyle(
    size=10, color=INK, horizontal="right", vertical="center", number_format=DATE_LONG + '" 現在"', wrap=False
)
DECISION = CellStyle(size=10, color=INK, vertical="center", border=WHITE, indent=1)
DECISION_SMALL = replace(DECISION, size=8)
DISTANCE = CellStyle(bold=True, size=12, color=NAVY, vertical="center", wrap=False, indent=1)
INPUT_NAME = CellStyle(bold=True, size=10, color=NAVY, vertical="center", horizontal="center", wrap=False)
HEADER_SMALL = replace(HEADER, size=8)
BAR = replace(TEXT, color=BLUE, horizontal="center", number_format="General", wrap=False)
NOTE_RIGHT = replace(NOTE_LINE, horizontal="right")
NAME = replace(ONE_LINE, shrink=True)
NAME_TWO_LINES = replace(TEXT, size=8)
LIST_HEADER = replace(HEADER, fill="", border=WHITE)
LIST_TEXT = replace(TEXT, size=8, border=WHITE, number_format="General", wrap=False, shrink=True)
LIST_CENTRED = replace(LIST_TEXT, size=9, horizontal="center")
LIST_DAY = replace(LIST_CENTRED, number_format=DATE)
