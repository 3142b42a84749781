"""Near matches by other means, on the memory and questions that `cargo bench --bench fuzzy` leaves in target/bench.

Usage: python3 benches/peers/near.py [FOLDER]   (PyPI: rapidfuzz, tantivy, translate-toolkit, psycopg[binary];
PostgreSQL 15 or later with pg_trgm, and OmegaT with a JDK for the lines of those names). Each peer measures likeness in
its own way and answers as many questions as it can in 20 seconds, every fourth kind in turn; its top five come with
their texts.
"""

import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.sax.saxutils import escape

SECONDS = 20
MOST_ROWS = 200_000  # beyond this only PostgreSQL and tantivy are asked: the others would build or ask for hours


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


def tantivy_top(memory: list[str], questions: list[str]) -> None:
    import tantivy
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    start = time.perf_counter()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("source", stored=True, tokenizer_name="default")
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for text in memory:
        writer.add_document(tantivy.Document(source=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    built = time.perf_counter() - start

    def top(text: str):
        words = re.findall(r"\w+", text.lower())
        terms = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "source", word)) for word in words]
        return searcher.search(tantivy.Query.boolean_query(terms), 50, count=False).hits

    def ask(text: str):
        found = [searcher.doc(address)["source"][0] for _, address in top(text)]
        return process.extract(text, found, scorer=Levenshtein.normalized_similarity, limit=5, score_cutoff=0.7)

    report("tantivy, top 50", top, questions, built)
    report("tantivy, top 50 read and measured", ask, questions, built)


def omegat(memory: list[str], questions: list[str]) -> None:
    root = Path(__file__).resolve().parents[2]
    jar = root / "target/omegat/OmegaT.jar"
    if not jar.exists() or shutil.which("javac") is None:
        raise ImportError("OmegaT and a JDK are not installed")
    with tempfile.TemporaryDirectory() as folder:
        tmx, asked = Path(folder) / "memory.tmx", Path(folder) / "questions.txt"
        units = (
            f'<tu><tuv xml:lang="vi"><seg>{escape(text)}</seg></tuv>'
            f'<tuv xml:lang="en"><seg>target {at}</seg></tuv></tu>\n'
            for at, text in enumerate(memory)
        )
        head = (
            '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="bench" '
            'creationtoolversion="1" segtype="sentence" o-tmf="bench" adminlang="en" srclang="vi" '
            'datatype="plaintext"/><body>\n'
        )
        with tmx.open("w", encoding="utf-8") as out:
            out.write(head)
            out.writelines(units)
            out.write("</body></tmx>\n")
        asked.write_text("\n".join(questions), encoding="utf-8")
        command = ["java", "-Xmx2g", "-cp", jar, root / "benches/peers/OmegaT.java", tmx, asked, str(SECONDS)]
        done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
        print(next(line for line in done.stdout.splitlines() if line.startswith("OmegaT: ")), flush=True)


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
    peers = [("pg_trgm", trigrams), ("tantivy", tantivy_top)]
    if len(memory) <= MOST_ROWS:
        peers += [("FTS5 trigram", full_text), ("Translate Toolkit", toolkit), ("rapidfuzz", rapidfuzz_scan), ("OmegaT", omegat)]
    for name, peer in peers:
        try:
            peer(memory, questions)
        except (ImportError, subprocess.CalledProcessError) as error:
            print(f"{name}: not measured: {error}", flush=True)


main()
