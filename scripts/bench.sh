#!/usr/bin/env bash
# Measures Anban and its peers on the same files in one run, and prints the ratios. Megabytes a second, so more is
# better; on shared cores only the ratios mean anything.
set -euo pipefail
peers=target/peers/bin/python
mkdir -p target/bench

# Megabytes a second in what was printed: criterion's middle estimate (MiB), or the last plain "N MB/s".
rate() {
  awk '/thrpt:/ { for (i = 1; i < NF; i++) if ($(i + 1) ~ /^MiB\/s/) { n++; if (n % 3 == 2) r = $i * 1.048576 } }
       / MB\/s/ { for (i = 2; i <= NF; i++) if ($i ~ /^MB\/s/) r = $(i - 1) }
       END { if (r) printf "%.1f", r }' "$1"
}

compare() { # what, our bench, the peer's script
  local log=target/bench/$2.log page
  cargo bench --bench "$2" 2>&1 | tee "$log" | grep -E 'thrpt|MB/s' || true
  page=$(awk '/^page: / { print $2 }' "$log")
  "$peers" "benches/peers/$3" ${page:+"$page"} | tee "$log.peer"
  awk -v what="$1" -v a="$(rate "$log")" -v b="$(rate "$log.peer")" \
    'BEGIN { if (a && b) printf "== %s: %.1f MB/s, the peer %.1f MB/s: %.1f times\n", what, a, b, a / b; else print "== " what ": not measured" }'
}

compare segmentation segment segment_underthesea.py
compare glossary glossary glossary_pyahocorasick.py
compare html html html_lxml.py

# Near matches: the middle question's time, ours and each peer's, from one run.
near() { # rows
  local log=target/bench/fuzzy-$1.log
  ANBAN_BENCH_ROWS=$1 cargo bench --bench fuzzy 2>&1 | tee "$log" | grep -vE '^ *(Compiling|Finished|Running)'
  "$peers" benches/peers/near.py | tee "$log.peer"
  awk -v rows="$1" '/^# / { normal = $2 == "normal," }
    FNR == NR { if (normal && /^near matches: p50/) one = $4; if (normal && /^near matches by the article/) each = $9; next }
    / p50 / && one && each { name = $0; sub(/: p50.*/, "", name); sub(/.*: p50 /, "")
      printf "== near matches in %d rows: %.0f us one at a time, %.0f us in articles of 50; %s %.0f us: %.0f and %.0f times\n", rows, one, each, name, $1, $1 / one, $1 / each }' "$log" "$log.peer"
}
near 100000
near 1000000
cargo bench --bench numbers --bench names --bench memory
cargo bench --bench embedded
