"""One user action per file."""
