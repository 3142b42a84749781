"""HTML rewriting with lxml on the page that `cargo bench --bench html` leaves: parse, replace every text, serialise.

Usage: python3 benches/peers/html_lxml.py PAGE   (needs the PyPI package lxml)
"""

import sys
import time

import lxml.html


def rewrite(page: bytes) -> bytes:
    root = lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))
    for element in root.iter():
        if element.text:
            element.text = element.text.replace("a", "á")
        if element.tail:
            element.tail = element.tail.replace("a", "á")
        for name in ("alt", "title"):
            value = element.get(name)
            if value:
                element.set(name, value.replace("a", "á"))
    return lxml.html.tostring(root, encoding="utf-8")


def main() -> None:
    with open(sys.argv[1], "rb") as file:
        page = file.read()
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        rewrite(page)
        best = min(best, time.perf_counter() - start)
    print(f"lxml {len(page) / best / 1e6:.1f} MB/s")


main()
