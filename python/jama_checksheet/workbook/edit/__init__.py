"""Edits of single parts of a package. Each changes the concerned nodes only and leaves everything else as it stands."""
