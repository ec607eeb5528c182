# Everything starts here. `make run` serves the demo; `make test` checks the whole project. Nothing asks a question.

PY := .venv/bin/python
HOST ?= 127.0.0.1
PORT ?= 8501
WORKERS ?= 2

.PHONY: run test test-all lint types contracts pictures bundle audit clean help

run: .venv/run.stamp ## environment, demo data, database, every edition, then the server on http://127.0.0.1:8501
	@$(PY) -m dashboard demo --publish
	@exec $(PY) -m dashboard serve --host $(HOST) --port $(PORT)

test: .venv/dev.stamp lint audit ## what a test needs, then lint and every test (SQLite, PostgreSQL, a real browser)
	@bash deploy/system.sh
	$(PY) -m pytest -m "not large" -n $(WORKERS) --dist worksteal

test-all: .venv/dev.stamp lint audit ## every size, language, engine and fuzz seed
	@bash deploy/system.sh
	$(PY) -m pytest --hypothesis-profile=fuzz -n $(WORKERS) --dist worksteal

lint: .venv/dev.stamp ## style, types and who may import whom
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports

audit: .venv/dev.stamp ## ask pip-audit about every package; one that it cannot answer for is named as not audited
	@[ -x .venv/audit/bin/pip-audit ] || { bash deploy/environment.sh .venv/audit && \
		.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-audit.txt; } || true
	@$(PY) deploy/audit.py .venv/audit/bin/python

pictures: .venv/dev.stamp ## take the pictures of the handbook anew, and note what each shows
	@bash deploy/system.sh
	$(PY) -m tests.pictures

bundle: .venv/run.stamp ## one tar for machines without network: sources, fonts, documents, wheels for x86_64 and aarch64
	@bash deploy/bundle.sh $(PY)

.venv/python.stamp: deploy/environment.sh
	@bash deploy/environment.sh .venv
	@touch $@

.venv/run.stamp: .venv/python.stamp requirements.txt
	@echo "Installing the pinned packages (about a minute) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean: ## remove the environment and everything made at run time
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/'
