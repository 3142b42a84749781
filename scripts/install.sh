#!/usr/bin/env bash
# Installs what Anban needs from Debian's or Ubuntu's packages; what is there already is left alone.
#   scripts/install.sh build   a C++ compiler, CMake and libclang for llama.cpp; pip for the default model
#   scripts/install.sh test    the same, and what the tests drive: Chromium, its driver, tidy, fonts, PostgreSQL,
#                              a JDK, Translate Toolkit, OmegaT, gettext, LibreOffice Writer and Calc, real office documents
#   scripts/install.sh bench   the same, and the peers that `make bench` measures against
set -euo pipefail

want=${1:-build}
packages=(ca-certificates g++ make cmake pkg-config libclang-dev clang python3 python3-pip)
[ "$want" = build ] || packages+=(chromium chromium-driver tidy fonts-noto-cjk postgresql python3-venv default-jdk-headless omegat
  libreoffice-writer-nogui libreoffice-calc-nogui gettext
  poppler-utils)

missing=()
for package in "${packages[@]}"; do
  # Ubuntu has Chromium only as a snap under another name; a working browser on the path will do.
  case "$package" in
    chromium) { command -v chromium || command -v chromium-browser; } >/dev/null && continue ;;
    chromium-driver) command -v chromedriver >/dev/null && continue ;;
    # The tests start servers of their own; any version's programs will do.
    postgresql) { compgen -G '/usr/lib/postgresql/*/bin/initdb' || command -v initdb; } >/dev/null && continue ;;
    libreoffice-writer-nogui) command -v soffice >/dev/null && continue ;;
    libreoffice-calc-nogui) compgen -G '/usr/lib*/libreoffice/program/libsclo.so' >/dev/null && continue ;;
    poppler-utils) command -v pdftotext >/dev/null && continue ;;
    default-jdk-headless) command -v javac >/dev/null && continue ;;
    gettext) command -v msgfmt >/dev/null && continue ;;
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
  if [[ " ${missing[*]} " == *" postgresql "* ]]; then
    # The package would make a server of its own and start it on port 5432; only its programs are wanted.
    "${sudo[@]}" mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] ||
      echo "create_main_cluster = false" | "${sudo[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

if [ "$want" != build ]; then
  # Translate Toolkit's TBX reader, against which the glossary's export is tested, and sacrebleu, against which
  # our scores are.
  [ -x target/translate-toolkit/bin/python ] || python3 -m venv target/translate-toolkit
  target/translate-toolkit/bin/pip install -q translate-toolkit lxml sacrebleu==2.6.0
  # What tries the API against its description.
  [ -x target/schemathesis/bin/schemathesis ] || python3 -m venv target/schemathesis
  target/schemathesis/bin/pip install -q schemathesis==4.32.5
  # DeepL's own client, and llama.cpp's own server, against which our backends are tried.
  [ -x target/deepl/bin/python ] || python3 -m venv target/deepl
  target/deepl/bin/pip install -q deepl==1.32.0
  [ -x target/llama-server/bin/python ] || python3 -m venv target/llama-server
  target/llama-server/bin/pip install -q xllamacpp==2026.10.11549
  # OmegaT's glossary reader, likewise.
  [ -f target/omegat/OmegaT.jar ] || install -D /usr/share/omegat/OmegaT.jar target/omegat/OmegaT.jar
  # OASIS's schemas for XLIFF, against which our files are: Debian has them inside a package.
  if [ ! -s target/xliff-schemas/xliff-core-2.0.xsd ]; then
    mkdir -p target/xliff-schemas
    (cd target/xliff-schemas && apt-get download -qq php-symfony-translation && dpkg-deb -x php-symfony-translation_*.deb unpacked &&
      find unpacked -name '*.xsd' -exec cp {} . \; && rm -r unpacked)
  fi
  # axe-core, which looks for barriers in the review desk's pages; PyPI has it inside a package.
  if [ ! -s target/axe/package/axe.min.js ]; then
    mkdir -p target/axe/package
    target/translate-toolkit/bin/pip download -q --no-deps -d target/axe axe-playwright-python==0.1.8
    (cd target/axe && python3 -m zipfile -e axe_playwright_python-*.whl . && mv axe_playwright_python/axe.min.js package/)
  fi
  # Documents that people made in Word and OpenOffice: the test files in two packages' sources.
  if ! compgen -G 'target/office/*.docx' >/dev/null || ! compgen -G 'target/office/*.odt' >/dev/null; then
    mkdir -p target/office/sources
    target/translate-toolkit/bin/pip download -q --no-deps --no-binary :all: -d target/office/sources \
      python-docx==1.2.0 odfpy==1.4.1
    for archive in target/office/sources/*.tar.gz; do tar xzf "$archive" -C target/office/sources; done
    find target/office/sources \( -name '*.docx' -o -name '*.odt' \) -size +0 -exec cp -n {} target/office/ \;
  fi
fi

if [ "$want" = bench ]; then
  python3 -m venv target/peers
  target/peers/bin/pip install -q underthesea lxml pyahocorasick rapidfuzz tantivy translate-toolkit "psycopg[binary]"
fi

command -v cargo >/dev/null || { echo "Rust's toolchain is missing: see https://rustup.rs" >&2; exit 1; }
