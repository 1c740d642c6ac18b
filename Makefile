VENV := .venv
PYTHON ?= python3
BIN := $(VENV)/bin
SETUP := pyproject.toml hatch_build.py

.PHONY: demo test lint docs clean

demo: $(VENV)/.demo
	@echo; echo "== A small clinic's schema and export, held against its two purposes =="; echo
	@cd examples/clinic && ../../$(BIN)/minlint check --today 2026-11-24; test $$? -eq 1
	@echo; echo "== The same clinic after the fix =="; echo
	@cd examples/clinic-fixed && ../../$(BIN)/minlint check --today 2026-11-24

test: $(VENV)/.test lint
	$(BIN)/minlint rules test
	$(BIN)/pytest -n 2 -rs $(PYTEST_ARGS)

lint: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

docs: $(VENV)/.demo
	$(BIN)/minlint docs docs

$(VENV)/.demo: $(SETUP)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.demo
	$(BIN)/python -m pip install --quiet --group test
	@touch $@

clean:
	rm -rf $(VENV) dist
