PY := .venv/bin/python

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: .venv/.run  ## make .venv with everything the app needs, pinned and hashed

.venv/bin/python:
	@for v in python3.13 python3.12 python3.11 python3 python; do \
	  if command -v $$v >/dev/null && $$v -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then exec $$v -m venv .venv; fi; \
	done; echo "No Python 3.11, 3.12 or 3.13 found. Install one (for instance the package python3.13, with its venv module) and run this again." >&2; exit 1

.venv/.run: requirements.txt | .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt | .venv/.run
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: setup  ## index the transcripts at hand and open the chat in the browser
	@$(PY) -m ingest refresh --at-hand
	@$(PY) -m streamlit run app.py

refresh: setup  ## bring the index up to date with every remembered source
	@$(PY) -m ingest refresh

test: .venv/.dev  ## the tests that need no browser (T=path for some of them)
	$(PY) -m pytest $(or $(T),tests) --ignore tests/browser

test-browser: .venv/.dev  ## the tests in a real headless Chromium
	$(PY) -m pytest tests/browser

format: .venv/.dev  ## format the code
	$(PY) -m ruff format . && $(PY) -m ruff check --fix .

lint: .venv/.dev
	$(PY) -m ruff format --check . && $(PY) -m ruff check .

types: .venv/.dev
	$(PY) -m mypy

check: lint types test test-browser  ## all that CI runs: format, lint, types, tests

eval: .venv/.dev  ## retrieval and answers measured on real transcripts and questions, against the committed baseline
	$(PY) -m evals

fuzz: .venv/.dev  ## 20,000 mutated, truncated and nested transcripts: only errors with a fix may come out
	$(PY) -m evals.fuzz

eval-parser: .venv/.dev  ## turns, labels, days, speakers and reply links measured against hand-checked transcripts
	$(PY) -m evals.parse_layouts
	$(PY) -m evals.parse_speakers

bench: .venv/.dev  ## cost of indexing and search at 1,000, 10,000 and 100,000 turns
	$(PY) -m evals.bench

soak: .venv/.dev  ## refreshes whose system calls fail or kill, and refreshes under many readers (an hour)
	$(PY) -m evals.soak

bench-app: .venv/.dev  ## the app in the browser, measured (DATA=folder of another library than the one of the settings)
	$(PY) -m evals.bench_app $(if $(DATA),--data "$(DATA)")

screenshot: .venv/.dev  ## the picture in the README, taken from the running app
	$(PY) -m evals.screenshot

lock: .venv/.dev  ## compile the pinned requirements from pyproject.toml (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url -q pyproject.toml -o requirements.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url -q pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt

.PHONY: help setup run refresh test test-browser format lint types check eval eval-parser bench bench-app fuzz soak screenshot lock
