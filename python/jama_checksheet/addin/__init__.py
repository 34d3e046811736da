"""The add-in: ribbon XML, VBA sources and the VBA project, all built from text without Excel.

`products` builds jama_checksheet.xlam and jama_checksheet.xlsm; `sources` gives the modules that `actions.attach` puts into a
user's book. The texts under `data` are copies of the repository's folder addin/, made by addin/build.py, so that an installed
wheel has them too.
"""
