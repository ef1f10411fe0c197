# The front door. Each target makes what it needs; nothing but Python 3.11 or newer is assumed.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared

.PHONY: demo test check bench eval assets format clean

demo: $(VENV)/.installed            ## read the example case and print its brief
	@$(BIN)/parley read examples/case --ledger examples/demo.db
	@$(BIN)/parley brief --since 2025-02-01 --ledger examples/demo.db
	@echo
	@echo "More:  $(BIN)/parley contacts --ledger examples/demo.db"
	@echo "       $(BIN)/parley statements --speaker Kallas --ledger examples/demo.db"
	@echo "       $(BIN)/parley --help"

test: $(VENV)/.test                 ## the whole default suite
	$(BIN)/python -m pytest

check: $(VENV)/.dev                 ## lint, format, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed           ## speed and memory, per stage
	$(BIN)/python benchmarks/speed.py

eval: $(VENV)/.installed            ## the scores on the development data
	$(BIN)/parley evaluate gold $(SHARED)/gold/dev.jsonl

assets: $(VENV)/.installed          ## make the map behind "On the ground" anew; what comes out is kept in the repository
	npm install --no-save --silent --prefix build/atlas world-atlas@2.0.2
	$(BIN)/python tools/map.py build/atlas/node_modules/world-atlas/countries-50m.json

format: $(VENV)/.dev
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

$(VENV)/.pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@touch $@

$(VENV)/.installed: $(VENV)/.pip pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.installed tests/browser/setup.sh
	$(BIN)/python -m pip install --quiet --group test
	@tests/browser/setup.sh "$(abspath $(BIN)/python)"
	@touch $@

$(VENV)/.dev: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache
