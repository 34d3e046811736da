"""Files that departments return: foreign files, read safely into plain data. Nothing of them is ever carried out or followed."""
