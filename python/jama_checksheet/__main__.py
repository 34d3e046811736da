"""`python -m jama_checksheet`."""

from jama_checksheet.cli import entry

if __name__ == "__main__":
    entry()
