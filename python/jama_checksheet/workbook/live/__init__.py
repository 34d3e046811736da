"""The change plan carried out in the workbook that is open in Excel, through xlwings.

Every call is a round trip to Excel, so everything here reads and writes in blocks: the number of calls does not depend on the
number of rows.
"""
