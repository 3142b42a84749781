# `make` lists what there is to do.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c

MODELS ?= $(or $(XDG_DATA_HOME),$(HOME)/.local/share)/anban/models
MODEL = $(MODELS)/qwen2.5-coder-1.5b-instruct-q4_k_m.gguf
ANBAN = target/release/anban

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

.PHONY: install-build install-test
install-build:
	@scripts/install.sh build
install-test:
	@scripts/install.sh test

.PHONY: build
build: install-build ## Build the program, optimised: target/release/anban
	cargo build --release

.PHONY: model
model: build ## Fetch and verify the default model (1.1 GB, once)
	$(ANBAN) model pull --dir "$(MODELS)"

.PHONY: demo
demo: model ## Make the three editions of the sample articles with the default model
	ANBAN_MODEL="$(MODEL)" $(ANBAN) translate samples/bac-giang-2016.txt --out editions || [ $$? -eq 1 ]
	ANBAN_MODEL="$(MODEL)" $(ANBAN) translate samples --out editions || [ $$? -eq 1 ]
	@echo "Open editions/index.html"

.PHONY: test
test: install-test fmt lint doc ## Check the style and pass every test, the real model's and the browser's too
	cargo build
	target/debug/anban model pull --dir "$(MODELS)"
	ANBAN_MODEL="$(MODEL)" cargo test

.PHONY: stress
stress: install-test ## Many processes on one memory, killed at random, FOR=600 seconds each on SQLite and PostgreSQL
	ANBAN_STRESS_SECONDS=$(or $(FOR),600) cargo test --release --test it memory::stress -- --nocapture --test-threads=1

.PHONY: fuzz
fuzz: install-build ## Any bytes and damaged files into every reader, FOR=60 seconds each
	ANBAN_FUZZ_SECONDS=$(or $(FOR),60) cargo test --release --test it readers::fuzz -- --nocapture --test-threads=1

.PHONY: load
load: build ## Fifty people at the desk over a million rows: times of each page, and the server's memory
	python3 scripts/load.py $(ANBAN)

.PHONY: fmt lint doc
fmt: ## Check the formatting
	cargo fmt --check
lint: install-build ## Clippy, warnings as errors
	cargo clippy --all-targets -- -D warnings
doc: install-build ## Build the documentation, warnings as errors
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

.PHONY: language-report
language-report: install-build ## Count the cases of each language rule, and list what is known to be judged wrongly
	@rm -f target/language-report.tsv
	@ANBAN_LANGUAGE_REPORT="$(CURDIR)/target/language-report.tsv" cargo test -q --test it -- \
	  numbers:: names:: glossary:: segment::gold limits > target/language-report.log || { tail -40 target/language-report.log; exit 1; }
	@sort target/language-report.tsv | awk -F '\t' '$$5 == "" { printf "%-10s %-48s %5d cases %5d passed\n", $$1, $$2, $$3, $$4; n += $$3 } \
	  $$5 != "" { limits = limits "  " $$2 ": " $$5 "\n" } END { printf "%d cases\nKnown limits:\n%s", n, limits }'

.PHONY: bench
bench: model ## Measure against the peers, ratios in one run
	@scripts/install.sh bench
	@ANBAN_MODEL="$(MODEL)" scripts/bench.sh

.PHONY: clean
clean: ## Remove the demo's editions and the build
	rm -rf editions target
