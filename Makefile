# Everything a person types. `make help` lists the targets.
# Needed on the machine: Python 3.11 or newer, git and make.

SHELL := /bin/sh
.DEFAULT_GOAL := help

PORT ?= 8000
LISTEN ?= 127.0.0.1
SEEDS ?= 40
export REPO PORT LISTEN DATA SEEDS

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet --quiet
RUNTIME := $(VENV)/.runtime-installed
DEVELOPMENT := $(VENV)/.development-installed

.PHONY: help env dev up login-link test check lint types layers templates deploy migrations tracked \
        format bench fuzz compare demo-evidence example locks clean

help: ## List the targets
	@while IFS= read -r line; do case "$$line" in [a-z]*:*'## '*) \
	  printf '  make %-15s %s\n' "$${line%%:*}" "$${line##*## }";; esac; done < Makefile
	@echo "Variables of up: REPO=path-or-git-url PORT=8000 LISTEN=127.0.0.1 DATA=directory"

env: $(RUNTIME) ## Create .venv from requirements.lock
	@echo "The environment is ready: $(VENV)"

dev: $(DEVELOPMENT) ## Add what tests and checks need

up: $(RUNTIME) ## Run everything: web, worker and scheduler, until Ctrl-C
	@if [ -n "$$DATA" ]; then CLEARLOOP_DATA_DIR="$$DATA"; export CLEARLOOP_DATA_DIR; fi; \
	exec $(PY) manage.py up --host="$$LISTEN" --port="$$PORT" --repo="$$REPO"

test: $(DEVELOPMENT) ## Run all tests, on SQLite and on PostgreSQL (ARGS go to pytest)
	@$(PY) -m tests.run $(ARGS)

check: $(DEVELOPMENT) ## Run every static check
	@$(MAKE) --no-print-directory --keep-going lint types layers templates deploy migrations tracked

lint: $(DEVELOPMENT)
	$(PY) -m ruff check --output-format concise .
	$(PY) -m ruff format --check .

types: $(DEVELOPMENT)
	$(PY) -m mypy scanner tracker tests manage.py

layers: $(DEVELOPMENT)
	$(VENV)/bin/lint-imports

templates: $(DEVELOPMENT)
	$(PY) -m djlint templates --lint --quiet

deploy: $(DEVELOPMENT)
	$(PY) -m tests.deployment

migrations: $(DEVELOPMENT)
	$(PY) manage.py makemigrations --check --dry-run

tracked: $(DEVELOPMENT)
	$(PY) -m tests.tracked

format: $(DEVELOPMENT) ## Format and fix what tools can
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: $(DEVELOPMENT) ## Measure speed of scans, pages, pull requests and history; prints tables
	@$(PY) -m tests.bench $(ARGS)
	@$(PY) -m tests.bench_pages
	@$(PY) -m tests.bench_pulls
	@$(PY) -m tests.bench_history $(HISTORY)

fuzz: $(DEVELOPMENT) ## Compare verdicts with what random apps really do (SEEDS=40)
	@$(PY) -m tests.fuzz --seeds "$$SEEDS" $(ARGS)

compare: $(DEVELOPMENT) ## Compare verdicts with other scanners
	@$(PY) -m tests.compare $(ARGS)

demo-evidence: $(DEVELOPMENT) ## Measure the example before and after its migration
	@$(PY) -m tests.demo_evidence $(ARGS)

example: $(RUNTIME) ## Run with the bundled example project
	@REPO=example $(MAKE) --no-print-directory up

login-link: $(RUNTIME) ## Print a fresh one-time login link
	@if [ -n "$$DATA" ]; then CLEARLOOP_DATA_DIR="$$DATA"; export CLEARLOOP_DATA_DIR; fi; \
	$(PY) manage.py login_link --base-url "http://localhost:$$PORT"

locks: ## Renew the lock files from pyproject.toml (needs uv and the network)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements-scanner.lock
	uv pip compile pyproject.toml --extra tracker --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements.lock
	uv pip compile pyproject.toml --extra tracker --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o requirements-dev.lock

clean: ## Remove the environment and caches; data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(RUNTIME): requirements.lock
	@command -v git >/dev/null || { echo "clearloop: the git command is missing. Install git and try again." >&2; exit 1; }
	@test -x $(PY) || { python=$$(for one in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	    if command -v $$one >/dev/null && $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	    then echo $$one; break; fi; done); \
	  if [ -z "$$python" ]; then echo "clearloop: Python 3.11 or newer is needed. PYTHON=path names one." >&2; exit 1; fi; \
	  echo "Creating $(VENV) with $$python ..."; \
	  $$python -m venv $(VENV) || { rm -rf $(VENV); \
	    echo "clearloop: $$python cannot make virtual environments; install its venv package." >&2; exit 1; }; }
	@echo "Installing the locked requirements ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(DEVELOPMENT): requirements-dev.lock $(RUNTIME)
	@echo "Installing the locked requirements of tests and checks ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
