"""Builds the sheets that are ours as data, and renders them with openpyxl."""
