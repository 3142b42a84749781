"""Translate Toolkit (pip install translate-toolkit) reads the TMX that benches/tmx.rs wrote and makes its matcher
ready. Only the first 100,000 units are read, or as many as the argument says."""

import sys
import time
from pathlib import Path

from translate.search import match
from translate.storage import tmx

folder = Path(__file__).resolve().parents[2] / "target/bench/tmx"
limit = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
head, *units = (folder / "in.tmx").read_text(encoding="utf-8").split("<tu ", limit)[: limit + 1]
last = units.pop().split("</tu>")[0] + "</tu>"
text = "<tu ".join([head, *units, last]) + "\n</body>\n</tmx>\n"
count = text.count("<tu ")

start = time.perf_counter()
store = tmx.tmxfile.parsestring(text.encode())
parsed = time.perf_counter()
matcher = match.matcher(store, max_candidates=5, min_similarity=70, max_length=1000)
ready = time.perf_counter()
print(f"Translate Toolkit: {count} units parsed in {parsed - start:.2f} s, matcher ready in {ready - start:.2f} s")
print(f"Translate Toolkit: {count / (ready - start):.0f} units/s")
