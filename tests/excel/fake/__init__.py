"""A small Excel object model in memory, for driving xlwings' real Windows engine without Excel.

It knows what this product uses, refuses what Excel refuses, and coerces what Excel coerces. Whether real Excel agrees is settled
by docs/excel-checklist.ja.md, not here.
"""
