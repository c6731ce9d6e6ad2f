# Two commands do everything: `make bench` and `make test`. Both set up .venv first.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Left to the user's environment: which package index pip asks. The lock names none.
.DEFAULT_GOAL := help
.PHONY: help bench test check timing board train targets lock clean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "CopyDesk needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

bench: $(VENV)/.ready  ## validate the gold, run the embedded systems, score, time, print the board (into runs/)
	$(BIN)/copydesk bench

test: $(VENV)/.ready  ## run the tests
	$(BIN)/python -m pytest

check: $(VENV)/.ready  ## lint, formatting and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

timing: $(VENV)/.ready  ## time every baseline and the scorer, compare with the stored run, redraw charts and tables
	mkdir -p runs/timing
	$(BIN)/python -m pytest tests/timing -m timing -n 0 -p no:randomly --benchmark-json=runs/timing/benchmark.json
	$(BIN)/python -m tests.timing.compare
	$(BIN)/python -m tests.scoring.tables

board: $(VENV)/.ready  ## rewrite LEADERBOARD.md from the committed result files
	$(BIN)/copydesk board --update

train: $(VENV)/.ready  ## train the models of baselines/crf on the train split
	PYTHONPATH=baselines/rules $(BIN)/python baselines/crf/crf_train.py

targets: $(VENV)/.ready  ## what the baselines reach on validation, and must; figures into their READMEs
	$(BIN)/python -m tests.baselines.targets --write

lock:  ## renew requirements.lock (needs uv); no index address is written
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --output-file requirements.lock

clean:  ## remove what was built or run, keep what is tracked
	rm -rf $(VENV) runs build dist .pytest_cache .mypy_cache .ruff_cache .benchmarks
