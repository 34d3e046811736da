"""Handing in: the answers put into the untouched official form, and the look over what would leave the company."""
