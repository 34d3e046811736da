"""Reads and changes workbooks: the plan of changes, and what applies it."""
