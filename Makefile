# The line's commands. `make help` lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
# Much of a test is waiting: one more of them than there are cores.
WORKERS ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)
PIP    := $(BIN)/python -m pip --disable-pip-version-check install

.DEFAULT_GOAL := help
.PHONY: help install document tools run test check bench first-ring faults crash crowd drill followed mutants quotes holidays papers sbom audit lock fsync

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.installed ## set up what running needs

document: $(VENV)/.document ## set up what `flask document`, `flask topic` and `flask words` need besides

tools: $(VENV)/.tools ## set up what tests and checks need besides

$(VENV)/.installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("the line needs Python 3.11 or newer: set PYTHON=...")'
	@echo "1 of 3: an environment of its own, in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@echo "2 of 3: the packages that running needs (some 50 MB)"
	@$(PIP) --only-binary :all: --require-hashes --no-deps --no-compile -r requirements.txt
	@echo "3 of 3: the commands, in $(BIN)/flask"
	@$(PIP) --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.document: $(VENV)/.installed requirements-document.txt
	@echo "The packages that read documents and change packs (some 40 MB)"
	@$(PIP) --only-binary :all: --require-hashes --no-deps --no-compile -r requirements-document.txt
	@touch $@

$(VENV)/.tools: $(VENV)/.installed requirements-dev.txt
	@echo "The packages that tests and checks need besides (some 150 MB)"
	@$(PIP) --only-binary :all: --require-hashes --no-deps --no-compile -r requirements-dev.txt
	@touch $@

# Whatever ends make, also a kill -9, ends the line.
run: install ## set up and start the line: store, web, worker
	@echo "Starting the line: some seconds"
	@export TRY=$${TRY:-1}; exec $(BIN)/python store/server/tether.py $$PPID $(BIN)/flask serve

# What is compiled is kept: else each process compiles every test anew, which takes longer than finding them.
test: tools ## set up and run every test
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: tools ## format, types, the store's scripts, and the rules of the pack
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/store/test_lua.py
	$(BIN)/flask check

bench: tools ## measure the matcher
	$(BIN)/flask bench matching

first-ring: ## how long it is from git clone to the first ring, with a warm package cache
	@$(PYTHON) -m bench.first_ring

faults: tools ## break what is round a running line, and write docs/faults.md (root, redis-server, faketime)
	$(BIN)/flask bench faults --write

crowd: tools ## 20,000 webhooks of a seeded crowd while the store breaks (SEEDS=1,2,3)
	WEBHOOKS=$${WEBHOOKS:-20000} $(BIN)/python -m pytest -q --show-capture=no tests/line/crowd/test_a_crowd.py

crash: tools ## kill web processes, worker and store while callers ask: is a promise lost? (KILLS=100)
	KILLS=$${KILLS:-100} $(BIN)/python -m pytest -q tests/bench/test_crash.py

drill: tools ## lose a machine under load, restore its backup on another: what fell?
	$(BIN)/flask bench drill

followed: tools ## docs/deploy.md word by word on a machine of its own, and the Procfile (root, systemd, nginx, sudo)
	$(BIN)/python -m pytest -q -s tests/followed/follow.py tests/followed/procfile.py

fsync: tools ## no promise is confirmed before it is on the disk: the store under strace
	$(BIN)/python -m bench.fsync

mutants: tools ## break the core in 100 places, one at a time: does a test notice? (SEED=7 JOBS=2)
	$(BIN)/python -m bench.mutants --seed $${SEED:?say which: make mutants SEED=7} --jobs $${JOBS:-2}

quotes: tools ## messages that are none of ours: 10,000 quotes from Debian's fortunes packages
	$(BIN)/flask quotes

papers: tools ## write the tables of docs/privacy.md and docs/licences.md anew, from code and packages
	$(BIN)/python -m tools.papers.write

# Tools of their own folder: what they need is no part of the line.
PAPERS := $(VENV)/papers
$(PAPERS)/.installed: requirements-papers.txt
	$(PYTHON) -m venv $(PAPERS)
	$(PAPERS)/bin/python -m pip --disable-pip-version-check install --quiet --only-binary :all: --require-hashes -r $<
	@touch $@

sbom: papers $(PAPERS)/.installed ## what the line runs on, as CycloneDX in build/line.cdx.json; and the licences
	rm -rf build/running
	$(PYTHON) -m venv build/running
	build/running/bin/python -m pip --disable-pip-version-check install --quiet --only-binary :all: --require-hashes -r requirements.txt
	build/running/bin/python -m pip --disable-pip-version-check uninstall --quiet --yes pip
	$(PAPERS)/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible -o build/line.cdx.json build/running/bin/python
	rm -rf build/running

audit: $(PAPERS)/.installed ## ask PyPI for known holes in what is locked; fails where that cannot be asked
	$(PAPERS)/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.txt -r requirements-document.txt -r requirements-dev.txt

holidays: tools ## write the bank holidays of 40 years anew, as the library of the tests knows them
	$(BIN)/python -m tests.menus.loading.bank_holidays_now

lock: tools ## choose versions anew, and write them down with hashes
	$(PIP) --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.txt requirements.in
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-document.txt requirements-document.in
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-dev.txt requirements-dev.in
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-papers.txt requirements-papers.in
