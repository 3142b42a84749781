"""underthesea's sent_tokenize on the text that benches/segment.rs wrote: prints MB/s, best of three."""

import sys
import time
from pathlib import Path

from underthesea import sent_tokenize

path = Path(sys.argv[1] if len(sys.argv) > 1 else "target/bench/segment.txt")
text = path.read_text(encoding="utf-8")
sent_tokenize("Khởi động. Xong.")
best = float("inf")
for _ in range(3):
    start = time.perf_counter()
    sentences = sent_tokenize(text)
    best = min(best, time.perf_counter() - start)
print(f"underthesea {len(text.encode()) / best / 1e6:.2f} MB/s, {len(sentences)} sentences")
