"""Speed of Translate Toolkit's pofilter (pip install translate-toolkit) on the rows that benches/check.rs wrote as PO.

The program itself, with all its standard tests, from file to file, as CI runs it. Only the first rows of each file are
taken (10,000, or as many as the argument says): its speed does not depend on how many there are.
"""

import subprocess
import sys
import time
from pathlib import Path

folder = Path(__file__).resolve().parents[2] / "target/bench/check"
limit = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
program = Path(sys.executable).with_name("pofilter")

rows = size = 0
took = 0.0
for language in ("en", "ja", "ko"):
    blocks = (folder / f"{language}.po").read_text(encoding="utf-8").split("\n\n")[: limit + 1]
    part, out = folder / f"{language}.part.po", folder / f"{language}.filtered.po"
    part.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    rows += len(blocks) - 1
    size += sum(len(block.encode()) - len('msgid ""\nmsgstr ""') for block in blocks[1:])
    start = time.perf_counter()
    subprocess.run([program, "--progress=none", f"--language={language}", part, out], check=True)
    took += time.perf_counter() - start

print(f"pofilter: {rows} rows in {took:.2f} s")
print(f"pofilter: {rows / took:.0f} rows/s, {size / took / 1e6:.3f} MB/s")
