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
       END { if (r) printf "%.3f", r }' "$1"
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
compare "checking" check check_pofilter.py
cargo bench --bench numbers --bench names --bench memory
cargo bench --bench embedded
