"""Near matches by other means, on the memory and questions that `cargo bench --bench fuzzy` leaves in target/bench.

Usage: python3 benches/peers/near.py [FOLDER]   (PyPI: rapidfuzz, translate-toolkit, psycopg[binary]; PostgreSQL 15
or later with pg_trgm for the line of that name). Each peer measures likeness in its own way and answers as many
questions as it can in 20 seconds, every fourth kind in turn; its top five come with their texts.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS = 20
MOST_ROWS = 200_000  # beyond this only PostgreSQL is asked: the others would build or ask for hours


def report(name: str, ask, questions: list[str], build: float) -> None:
    times = []
    ask(questions[0])
    start = time.perf_counter()
    for question in questions:
        began = time.perf_counter()
        ask(question)
        times.append(time.perf_counter() - began)
        if time.perf_counter() - start > SECONDS:
            break
    times.sort()
    middle, late = times[len(times) // 2] * 1e6, times[min(len(times) - 1, len(times) * 99 // 100)] * 1e6
    print(f"{name}: p50 {middle:.0f} us, p99 {late:.0f} us ({len(times)}); built in {build:.1f} s", flush=True)


def rapidfuzz_scan(memory: list[str], questions: list[str]) -> None:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    score = Levenshtein.normalized_similarity
    report("rapidfuzz", lambda text: process.extract(text, memory, scorer=score, limit=5, score_cutoff=0.7), questions, 0)


def toolkit(memory: list[str], questions: list[str]) -> None:
    from translate.search import match
    from translate.storage import pypo

    start = time.perf_counter()
    store = pypo.pofile()
    for text in memory:
        store.addsourceunit(text).target = "t"
    matcher = match.matcher(store, max_candidates=5, min_similarity=70, max_length=1000)

    def ask(text: str):
        try:
            return matcher.matches(text)
        except TypeError:  # 3.20 cannot order two candidates with one score; it has done the work by then
            return []

    report("Translate Toolkit", ask, questions, time.perf_counter() - start)


def full_text(memory: list[str], questions: list[str]) -> None:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    start = time.perf_counter()
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE near USING fts5(source, tokenize = 'trigram')")
    base.executemany("INSERT INTO near (source) VALUES (?)", ((text,) for text in memory))

    def ask(text: str):
        words = text.split()
        pairs = sorted({f"{a} {b}" for a, b in zip(words, words[1:])} or set(words), key=len, reverse=True)[:8]
        query = " OR ".join('"' + pair.replace('"', '""') + '"' for pair in pairs)
        rows = base.execute("SELECT source FROM near WHERE near MATCH ? ORDER BY rank LIMIT 50", (query,)).fetchall()
        found = [row[0] for row in rows]
        return process.extract(text, found, scorer=Levenshtein.normalized_similarity, limit=5, score_cutoff=0.7)

    report("FTS5 trigram", ask, questions, time.perf_counter() - start)


def trigrams(memory: list[str], questions: list[str]) -> None:
    import psycopg

    tools = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
    if tools is None:
        found = shutil.which("initdb")
        if found is None:
            raise ImportError("PostgreSQL is not installed")
        tools = Path(found).parent
    folder = Path(tempfile.mkdtemp(prefix="anban-pg-"))
    as_user = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    port = str(random.randrange(20_000, 60_000))
    run = lambda *command: subprocess.run([*as_user, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")
    try:
        run(tools / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8")
        options = f"-p {port} -k {folder} -c fsync=off -c shared_buffers=2GB -c max_parallel_workers_per_gather=0"
        run(tools / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-o", options, "start")
        try:
            start = time.perf_counter()
            base = psycopg.connect(host="127.0.0.1", port=port, user="postgres", autocommit=True)
            base.execute("CREATE EXTENSION pg_trgm")
            base.execute("CREATE TABLE near (source text, target text)")
            with base.cursor().copy("COPY near FROM STDIN") as copy:
                for at, text in enumerate(memory):
                    copy.write_row((text, f"target {at}"))
            base.execute("SET maintenance_work_mem = '512MB'")
            base.execute("CREATE INDEX ON near USING gin (source gin_trgm_ops)")
            base.execute("ANALYZE near")
            base.execute("SET pg_trgm.similarity_threshold = 0.7")
            base.execute("SET enable_seqscan = off")
            ask = lambda text: base.execute(
                "SELECT target, similarity(source, %(text)s) AS near FROM near WHERE source %% %(text)s "
                "ORDER BY near DESC LIMIT 5",
                {"text": text},
            ).fetchall()
            report("pg_trgm", ask, questions, time.perf_counter() - start)
            base.close()
        finally:
            run(tools / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "target/bench")
    memory = (folder / "near-memory.txt").read_text(encoding="utf-8").splitlines()
    lines = (folder / "near-questions.tsv").read_text(encoding="utf-8").splitlines()
    questions = [line.split("\t", 1)[1] for line in lines]
    quarter = len(questions) // 4
    questions = [text for some in zip(*(questions[n * quarter : (n + 1) * quarter] for n in range(4))) for text in some]
    peers = [("pg_trgm", trigrams)]
    if len(memory) <= MOST_ROWS:
        peers += [("FTS5 trigram", full_text), ("Translate Toolkit", toolkit), ("rapidfuzz", rapidfuzz_scan)]
    for name, peer in peers:
        try:
            peer(memory, questions)
        except (ImportError, subprocess.CalledProcessError) as error:
            print(f"{name}: not measured: {error}", flush=True)


main()
