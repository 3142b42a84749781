"""Speed of pyahocorasick (pip install pyahocorasick) on the terms and text that benches/glossary.rs wrote.

iter_long is leftmost-longest without any check of word borders; the second figure adds that check in Python.
The text is lower-cased before the clock starts, which Anban's figure includes.
"""

import sys
import time
from pathlib import Path

import ahocorasick

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "target/bench")
terms = (folder / "glossary-terms.txt").read_text(encoding="utf-8").split("\n")
raw = (folder / "glossary-text.txt").read_text(encoding="utf-8")
size = len(raw.encode("utf-8")) / 1e6
text = raw.lower()

start = time.perf_counter()
automaton = ahocorasick.Automaton()
for index, term in enumerate(terms):
    automaton.add_word(term, (index, len(term)))
automaton.make_automaton()
print(f"build {len(terms)} terms: {time.perf_counter() - start:.3f} s")


def plain() -> int:
    return sum(1 for _ in automaton.iter_long(text))


def bordered() -> int:
    found, last = 0, len(text)
    for end, (_, length) in automaton.iter_long(text):
        first = end - length + 1
        before = first > 0 and text[first - 1].isalnum()
        after = end + 1 < last and text[end + 1].isalnum()
        found += not (before or after)
    return found


for name, run in (("iter_long", plain), ("iter_long and borders", bordered)):
    best = None
    for _ in range(5):
        start = time.perf_counter()
        found = run()
        took = time.perf_counter() - start
        best = took if best is None else min(best, took)
    print(f"{name}: {size / best:.1f} MB/s, {found} found")
