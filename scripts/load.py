#!/usr/bin/env python3
"""Fifty people at the review desk over a memory of a million rows: prints p50, p95 and p99 of each page and the
server's memory. Everything stays on this machine and in target/load; times are the caller's, so a little above the server's.

    scripts/load.py PROGRAM [ROWS [PEOPLE [SECONDS]]]
"""
import asyncio, bisect, itertools, os, random, re, shutil, subprocess, sys, time, urllib.parse

program = os.path.abspath(sys.argv[1])
rows, people, seconds = (int(a) for a in (sys.argv[2:] + ["1000000", "50", "30"][len(sys.argv) - 2:])[:3])
articles, sentences = 200, 40
dice = random.Random(7)

def spread(words):
    """Draws words as often as Zipf's law has it: the second half as often as the first, the third a third as often."""
    sums = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    return lambda dice: words[bisect.bisect(sums, dice.random() * sums[-1])]


def made(onsets, rimes, count):
    """Words of that many shapes, the same on every machine."""
    all_ = [onset + rime for onset in onsets.split() for rime in rimes.split()]
    random.Random(1).shuffle(all_)
    return all_[:count]


VI = ("tỉnh doanh nghiệp hợp tác đầu tư phát triển kinh tế xã hội công sản xuất thị trường xuất khẩu nông dân mùa vụ vải "
      "thiều chính sách hỗ trợ địa phương lãnh đạo hội nghị kế hoạch dự án quốc giao thông y giáo dục du lịch môi năng "
      "lượng nghệ mới nhiều năm qua người dân huyện thành phố").split()
EN = ("the of in and to province company cooperation investment growth economy society industry production market export "
      "farmer harvest lychee policy support region leader meeting plan project country transport health education tourism "
      "nature energy technology new many years people district city").split()
# About 9,000 syllables, as a memory of a million sentences has; the words of two syllables are what is looked for.
VI += made("b c ch d đ g gi h k kh l m n ng nh ph q qu r s t th tr v x", " ".join(
    vowel + end for vowel in "a á à ả ạ ă ắ ằ ậ ấ ầ ê ế ề ệ i í ì o ó ò ọ ô ố ồ ộ ơ ớ ờ u ú ù ụ ư ứ ừ y ý".split()
    for end in "n ng nh m t c p i o".split()), 9000)
EN += made("b bl br c ch cl cr d dr f fl g gr h j k l m n p pl pr qu r s sh sp st t th tr v w", " ".join(
    vowel + end for vowel in "a e i o u ai ea oo ou".split() for end in "n ng ns nt m t ck p pper ter ction ment ble st".split()), 9000)
vi, en = spread(VI), spread(EN)
PAIRS = [f"{vi(dice)} {vi(dice)}" for _ in range(8000)]
pair = spread(PAIRS)


def sentence(word, number, low, high, fixed=None):
    words = [fixed(dice) if fixed and dice.random() < .4 else word(dice) for _ in range(dice.randint(low, high))]
    return " ".join(words).capitalize() + (f" {number}." if dice.random() < .2 else ".")


def wanted(own):
    """What somebody types: the commonest words, a phrase of the memory, two words, or the start of one of these."""
    kind = own.random()
    if kind < .3:
        return own.choice(PAIRS[:20])
    if kind < .6:
        return own.choice(PAIRS)
    if kind < .75:
        return f"{own.choice(VI[:50])} {own.choice(VI[:50])}"
    if kind < .85:
        return own.choice(VI[:200])
    if kind < .95:
        return own.choice(EN[:200])
    return own.choice(PAIRS)[:-1]


def seed(folder):
    with open(f"{folder}/memory.tsv", "w") as table:
        table.write("source\ttarget\tlocale\n")
        os.makedirs(f"{folder}/articles")
        kept = []
        for number in range(rows):
            source = sentence(vi, number, 6, 20, pair)
            table.write(f"{source}\t{sentence(en, number, 10, 24)}\ten\n")
            if number < articles * sentences:
                kept.append(source)
    for number in range(articles):
        part = kept[number * sentences:(number + 1) * sentences]
        with open(f"{folder}/articles/tin-{number:03}.txt", "w") as article:
            article.write("\n\n".join(part) + "\n")
    with open(f"{folder}/config.toml", "w") as config:
        config.write('[translate]\nbackend = "none"\nto = ["en"]\n')
    began = time.time()
    subprocess.run([program, "memory", "import", "memory.tsv"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    print(f"{rows} rows imported in {time.time() - began:.0f} s", flush=True)
    # 1: some sentences are held back, as a check blocks them; they are in the queue all the same.
    subprocess.run([program, "translate", "articles"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


async def ask(port, method, path, headers, body=b""):
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ", 2)[1]), answer, time.perf_counter() - began


def memory_of(pid, line):
    with open(f"/proc/{pid}/status") as status:
        return int(re.search(rf"{line}:\s+(\d+)", status.read())[1]) / 1024


async def drive(port, cookie, pid):
    headers, times = {"Cookie": cookie}, {"queue": [], "article": [], "search": []}
    end, wrong = time.time() + seconds, []

    async def person(number):
        own = random.Random(number)
        await asyncio.sleep(own.random())
        while time.time() < end:
            kind = own.choices(["queue", "article", "search"], [2, 4, 4])[0]
            path = {
                "queue": "/",
                "article": f"/article/tin-{own.randrange(articles):03}/en",
                "search": "/search?q=" + urllib.parse.quote(wanted(own)),
            }[kind]
            status, _, took = await ask(port, "GET", path, headers)
            if status == 200:
                times[kind].append(took * 1000)
            else:
                wrong.append((path, status))
            await asyncio.sleep(0.5 + own.random())

    await asyncio.gather(*(person(number) for number in range(people)))
    slow = False
    for kind, all_ in times.items():
        all_.sort()
        at = lambda part: all_[min(len(all_) - 1, int(len(all_) * part))]
        print(f"{kind}: {len(all_)} requests, p50 {at(.5):.1f} ms, p95 {at(.95):.1f} ms, p99 {at(.99):.1f} ms")
        slow = slow or at(.95) >= 100
    resident, peak = memory_of(pid, "VmRSS"), memory_of(pid, "VmHWM")
    print(f"memory: {resident:.0f} MiB, at most {peak:.0f} MiB; {len(wrong)} failed {wrong[:3]}")
    return not slow and peak < 600 and not wrong


def main():
    folder = os.path.abspath("target/load")
    if not os.path.exists(f"{folder}/seeded-2-{rows}"):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        seed(folder)
        open(f"{folder}/seeded-2-{rows}", "w").close()
    for name in os.listdir(f"{folder}/.anban"):
        if name.startswith("review.db"):
            os.remove(f"{folder}/.anban/{name}")
    server = subprocess.Popen([program, "serve", "--listen", "127.0.0.1:0", "--lang", "en"], cwd=folder, stdout=subprocess.PIPE, text=True)
    try:
        port = int(server.stdout.readline().strip().rsplit(":", 1)[1])
        token = server.stdout.readline().strip().split("token=")[1]
        form = {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/x-www-form-urlencoded"}
        body = f"token={token}&name=Lan&password=correct+horse+battery".encode()
        _, answer, _ = asyncio.run(ask(port, "POST", "/setup", form, body))
        cookie = re.search(rb"(?i)set-cookie: ([^;]+)", answer)[1].decode()
        for path in ["/", "/search?q=" + urllib.parse.quote("hợp tác"), "/article/tin-000/en"]:
            status, _, took = asyncio.run(ask(port, "GET", path, {"Cookie": cookie}))
            print(f"the first {path}: {status} in {took:.1f} s", flush=True)
        return 0 if asyncio.run(drive(port, cookie, server.pid)) else 1
    finally:
        server.kill()


sys.exit(main())
