"""Recognises a check sheet: its header, columns, score words and items, from a grid of cells."""
