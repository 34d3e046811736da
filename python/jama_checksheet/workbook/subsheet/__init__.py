"""The sub-sheet that one department receives: a workbook of our own, and what travels in it for the way back."""
