#!/usr/bin/env bash
# Measures Anban and its peers on the same files in one run, and prints the ratios. Megabytes a second, so more is
# better; on shared cores only the ratios mean anything.
set -euo pipefail
peers=target/peers/bin/python
mkdir -p target/bench

# Megabytes a second of one benchmark: criterion's middle estimate under its name, or the plain line "NAME: N MB/s".
rate() { # log, the benchmark's name
  awk -v name="$2" '
    index($0, name) == 1 { found = 1 }
    found && /thrpt:/ { for (i = 1; i < NF; i++) if ($(i + 1) ~ /^MiB\/s/ && ++n == 2) { print $i * 1.048576; exit } }
    found && / MB\/s/ { for (i = 2; i <= NF; i++) if ($i ~ /^MB\/s/) { print $(i - 1); exit } }' "$1"
}

compare() { # what, our bench, its benchmark, the peer's script
  local log=target/bench/$2.log page ours
  cargo bench --bench "$2" 2>&1 | tee "$log" | grep -E 'thrpt|MB/s' || true
  ours=$(rate "$log" "$3")
  page=$(awk '/^page: / { print $2 }' "$log")
  "$peers" "benches/peers/$4" ${page:+"$page"} | tee "$log.peer"
  awk -v what="$1" -v a="$ours" '/ MB\/s/ {
    for (i = 2; i <= NF; i++) if ($i ~ /^MB\/s/ && a) {
      name = $0; sub(/:? [0-9.]+ MB\/s.*/, "", name)
      printf "== %s: %.1f MB/s, %s %.1f MB/s: %.1f times\n", what, a, name, $(i - 1), a / $(i - 1); n++ } }
    END { if (!n) print "== " what ": not measured" }' "$log.peer"
}

compare segmentation segment segment/nfc segment_underthesea.py
compare glossary glossary glossary/find/10000-terms glossary_pyahocorasick.py
compare html html anban html_lxml.py
cargo bench --bench check

# Near matches: the middle question's time, ours and each peer's, from one run.
near() { # rows
  local log=target/bench/fuzzy-$1.log
  ANBAN_BENCH_ROWS=$1 cargo bench --bench fuzzy 2>&1 | tee "$log" | grep -vE '^ *(Compiling|Finished|Running)'
  "$peers" benches/peers/near.py | tee "$log.peer"
  awk -v rows="$1" '/^# / { normal = $2 == "normal," }
    FNR == NR { if (normal && /^near matches: p50/) one = $4; if (normal && /^near matches by the article/) each = $10; next }
    / p50 / && one && each { name = $0; sub(/: p50.*/, "", name); sub(/.*: p50 /, "")
      printf "== near matches in %d rows: %.0f us one at a time, %.0f us in articles of 50; %s %.0f us: %.0f and %.0f times\n", rows, one, each, name, $1, $1 / one, $1 / each }' "$log" "$log.peer"
}
near 100000
near 1000000
cargo bench --bench throughput
cargo bench --bench tmx -- 100000 2>&1 | tee target/bench/tmx.log
"$peers" benches/peers/tmx_toolkit.py 2>/dev/null | tee target/bench/tmx.log.peer
awk '/^tmx usable:/ { ours = 100000 / $3 } / units\/s/ && FNR != NR { printf "== TMX to a usable memory: %.0f units/s, Translate Toolkit %.0f units/s: %.1f times\n", ours, $3, ours / $3 }' \
  target/bench/tmx.log target/bench/tmx.log.peer
cargo bench --bench language --bench memory
cargo bench --bench embedded
