#!/usr/bin/env bash
# Measures Anban and its peers on the same files in one run, and prints the ratios. Megabytes a second, so more is
# better; on shared cores only the ratios mean anything.
set -euo pipefail
peers=target/peers/bin/python

# The last number before "MB/s" in what a command prints.
rate() { grep -oE '[0-9]+(\.[0-9]+)? *(MB|MiB)/s' | tail -n 1 | grep -oE '^[0-9.]+'; }

compare() { # name, our bench, the peer's script
  local ours theirs
  cargo bench --bench "$2" 2>&1 | tee "target/bench-$2.txt" | grep -E 'MB/s|MiB/s|thrpt' || true
  ours=$(rate < "target/bench-$2.txt" || true)
  theirs=$("$peers" "benches/peers/$3" | tee /dev/stderr | rate || true)
  if [ -n "$ours" ] && [ -n "$theirs" ]; then
    awk -v n="$1" -v a="$ours" -v b="$theirs" 'BEGIN { printf "%-14s %8.1f MB/s, peer %8.1f MB/s: %5.1f times\n", n, a, b, a / b }'
  fi
}

compare segmentation segment segment_underthesea.py
compare glossary glossary glossary_pyahocorasick.py
compare html html html_lxml.py
cargo bench --bench memory
ANBAN_MODEL=${ANBAN_MODEL:-${XDG_DATA_HOME:-$HOME/.local/share}/anban/models/$(ls "${XDG_DATA_HOME:-$HOME/.local/share}/anban/models" | grep -m1 gguf$)} \
  cargo bench --bench embedded
