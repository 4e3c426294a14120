# `make demo` on a fresh machine with Python 3.11+ (venv included) and make sets up .venv and answers a question.
# PYTHON=... chooses the interpreter that .venv is made with; ARGS=... goes to the command behind a target.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

PYTHON ?=
ARGS ?=
BIN := .venv/bin
EVAL := ../shared/eval

.PHONY: help setup setup-dev setup-bench demo test test-foreign check measure measure-floors report ablation chaos bench bench-quick bench-digest bench-ingest screenshot screenshots dockerfile lock clean

help:
	@echo 'make demo            set up .venv and answer "what does Russia demand?" over corpus/'
	@echo 'make playground      set up .venv with the developer tools and try the bot in a browser page'
	@echo 'make test            set up .venv with the developer tools and run the tests (ARGS="tests/text -x")'
	@echo 'make test-foreign    the bot against Bot API servers of others, fetched for it (ARGS="telemelya")'
	@echo 'make check           linters, format and types'
	@echo 'make measure         measures over the sets of $(EVAL) (ARGS="--limit 50")'
	@echo 'make measure-floors  the same sets against the floors kept for them'
	@echo 'make report          measures everything and writes docs/quality.md and its picture (ARGS="--limit 50")'
	@echo 'make ablation        what each part of ranking, sentences and confidence gives; writes docs/quality-ablation.md'
	@echo 'make chaos           kills the serving bot 50 times under load in each mode, and over 500 due digests, and compares'
	@echo '                     due times in every zone with a clock that is walked; kills ingestion 200 times and compares'
	@echo '                     store and index; writes docs/chaos*.md (ARGS="--kills 10"); looks for leaks between'
	@echo '                     collections in 300 made-up worlds'
	@echo 'make bench           speed and scale beside peers, up to a million passages, kept from run to run; writes'
	@echo '                     docs/benchmarks.md and its pictures (ARGS="--only question"); the first run takes longer'
	@echo 'make bench-quick     sees that all of it runs, in three minutes; writes nothing in docs/'
	@echo 'make bench-digest    times the planning of 10 000 digests and the sending of some; writes docs/bench-digest.md'
	@echo 'make bench-ingest    times ingestion and search at 1 000 to 100 000 passages; writes docs/bench-ingest.md'
	@echo 'make screenshot      writes docs/answer.svg anew from what the demo prints'
	@echo 'make screenshots     writes docs/telegram-*.png anew from the playground (needs chromium)'
	@echo 'make setup           only set up .venv; make setup-dev: with the developer tools; make setup-bench: with the peers'
	@echo 'make dockerfile      runs the install steps of the Dockerfile in a fresh virtual environment'
	@echo 'make lock            writes the lock files anew from pyproject.toml'
	@echo 'make clean           removes .venv and everything generated'

setup:
	@.ci/with-python "$(PYTHON)" .ci/venv.py run

setup-dev:
	@.ci/with-python "$(PYTHON)" .ci/venv.py dev

demo: setup
	@$(BIN)/briefing-bot ask "what does Russia demand?" --corpus corpus $(ARGS)

test: setup-dev
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

test-foreign: setup-dev
	@$(BIN)/python -m tests.foreign.run $(ARGS)

check: setup-dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

measure: setup
	@if [ ! -d $(EVAL) ]; then echo "skipped: $(EVAL) is not here"; exit 0; fi; \
	for questions in $(EVAL)/*/questions.jsonl; do \
	  set=$$(dirname "$$questions"); echo "== $$(basename "$$set")"; \
	  $(BIN)/briefing-bot measure answers --set "$$set" $(ARGS); \
	done

measure-floors: setup
	@$(BIN)/briefing-bot measure floors $(ARGS)

report: setup
	@$(BIN)/briefing-bot measure report $(ARGS)

ablation: setup
	@if [ ! -d $(EVAL) ]; then echo "skipped: $(EVAL) is not here"; exit 0; fi; \
	$(BIN)/python -m bot.measure.ablation --sets $(EVAL) --out docs/quality-ablation.md $(ARGS)

playground: setup-dev
	@$(BIN)/briefing-bot playground $(ARGS)

chaos: setup-dev
	@$(BIN)/python -m tests.chaos.run --report docs/chaos.md $(ARGS)
	@$(BIN)/python -m tests.chaos.editions --report docs/chaos-editions.md $(ARGS)
	@$(BIN)/python -m tests.chaos.zones
	@$(BIN)/python -m tests.chaos.ingest --report docs/chaos-ingest.md $(ARGS)
	@LEAK_EXAMPLES=100 $(BIN)/python -m pytest -q tests/chat/collections/test_leaks.py

setup-bench:
	@.ci/with-python "$(PYTHON)" .ci/venv.py bench

bench: setup-bench
	@$(BIN)/python -m bot.measure.bench $(ARGS)

bench-quick: setup-bench
	@$(BIN)/python -m bot.measure.bench --quick $(ARGS)

bench-digest: setup-dev
	@$(BIN)/python -m tests.bench.digest --report docs/bench-digest.md $(ARGS)

bench-ingest: setup-dev
	@$(BIN)/python -m tests.bench.ingest --report docs/bench-ingest.md $(ARGS)

screenshot: setup
	@$(BIN)/python .ci/screenshot.py

screenshots: setup-dev
	@$(BIN)/python -m tests.playground.screenshots

dockerfile: setup-dev
	@$(BIN)/python -m tests.packaging.dockerfile

lock:
	@.ci/with-python "$(or $(PYTHON),python3.11)" .ci/lock.py $(ARGS)

clean:
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find bot tests .ci -name __pycache__ -type d -prune -exec rm -rf {} +
