"""Prints as JSON what Translate Toolkit reads in a TBX file: id, first Vietnamese term, Japanese terms."""

import json
import sys

from translate.storage.tbx import tbxfile

with open(sys.argv[1], "rb") as file:
    store = tbxfile(file, sourcelanguage="vi", targetlanguage="ja")
rows = []
for unit in store.units:
    source = unit.get_source_terms()
    rows.append([unit.getid(), source[0].text] + [term.text for term in unit.get_target_terms("ja")])
json.dump(rows, sys.stdout)
