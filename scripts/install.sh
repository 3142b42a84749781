#!/usr/bin/env bash
# Installs what Anban needs from Debian's or Ubuntu's packages; what is there already is left alone.
#   scripts/install.sh build   a C++ compiler, CMake and libclang for llama.cpp; pip for the default model
#   scripts/install.sh test    the same, and what the tests drive: Chromium, its driver, tidy, fonts
#   scripts/install.sh bench   the same, and the peers that `make bench` measures against
set -euo pipefail

want=${1:-build}
packages=(ca-certificates g++ make cmake pkg-config libclang-dev clang python3 python3-pip)
[ "$want" = build ] || packages+=(chromium chromium-driver tidy fonts-noto-cjk)

missing=()
for package in "${packages[@]}"; do
  # Ubuntu has Chromium only as a snap under another name; a working browser on the path will do.
  case "$package" in
    chromium) { command -v chromium || command -v chromium-browser; } >/dev/null && continue ;;
    chromium-driver) command -v chromedriver >/dev/null && continue ;;
    python3) command -v python3 >/dev/null && continue ;;
    python3-pip) python3 -m pip --version >/dev/null 2>&1 && continue ;;
  esac
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
  sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "install ${missing[*]} as root, then run this again" >&2; exit 1; }
    sudo=(sudo)
  fi
  echo "installing: ${missing[*]}"
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if [ "$want" = test ] && [ ! -s target/axe/package/axe.min.js ]; then
  command -v npm >/dev/null || { echo "npm is missing: the accessibility tests fetch axe-core with it" >&2; exit 1; }
  mkdir -p target/axe
  (cd target/axe && npm pack --silent axe-core@4.14.1 && tar xzf axe-core-4.14.1.tgz package/axe.min.js package/LICENSE)
fi

if [ "$want" = bench ]; then
  python3 -m venv target/peers
  target/peers/bin/pip install -q underthesea lxml pyahocorasick
fi

command -v cargo >/dev/null || { echo "Rust's toolchain is missing: see https://rustup.rs" >&2; exit 1; }
