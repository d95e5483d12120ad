# The line's commands. `make help` lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
# Much of a test is waiting: one more of them than there are cores.
WORKERS ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.PHONY: help install run test check bench faults crash crowd drill mutants quotes lock fsync

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.installed ## set up everything that running and testing need

$(VENV)/.installed: requirements.txt requirements-dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("the line needs Python 3.11 or newer: set PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --only-binary :all: --require-hashes -r requirements.txt -r requirements-dev.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

run: install ## set up and start the line: store, web, worker
	TRY=$${TRY:-1} $(BIN)/flask serve

test: install ## set up and run every test
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: install ## format, types, the store's scripts, and the rules of the pack
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/store/test_lua.py
	$(BIN)/flask check

bench: install ## measure the matcher
	$(BIN)/flask bench matching

faults: install ## break what is round a running line, and write docs/faults.md (root, redis-server, faketime)
	$(BIN)/flask bench faults --write

crowd: install ## 20,000 webhooks of a seeded crowd while the store breaks (SEEDS=1,2,3)
	WEBHOOKS=$${WEBHOOKS:-20000} $(BIN)/python -m pytest -q --show-capture=no tests/line/crowd/test_a_crowd.py

crash: install ## kill web processes, worker and store while callers ask: is a promise lost? (KILLS=100)
	KILLS=$${KILLS:-100} $(BIN)/python -m pytest -q tests/bench/test_crash.py

drill: install ## lose a machine under load, restore its backup on another: what fell?
	$(BIN)/flask bench drill

fsync: install ## no promise is confirmed before it is on the disk: the store under strace
	$(BIN)/python -m bench.fsync

mutants: install ## break the core in 100 places, one at a time: does a test notice? (SEED=7 JOBS=2)
	$(BIN)/python -m bench.mutants --seed $${SEED:?say which: make mutants SEED=7} --jobs $${JOBS:-2}

quotes: install ## messages that are none of ours: 10,000 quotes from Debian's fortunes packages
	$(BIN)/flask quotes

lock: install ## choose versions anew, and write them down with hashes
	$(PIP) uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.txt requirements.in
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-dev.txt requirements-dev.in
