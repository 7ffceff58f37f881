# `make demo` and `make test` set up all that Python needs, in .venv, and then do their work.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OUT    ?= chronicle

# The measuring sets are no part of the project; where they are found, tests and benchmarks use them.
ifneq ($(wildcard ../shared/dev),)
export KRONIKA_MEASURE ?= $(abspath ../shared)
endif

.PHONY: demo test lint bench requirements clean

$(VENV)/core: requirements/core.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("kronika needs Python 3.11 or later, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/core.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/core
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

demo: $(VENV)/core
	$(BIN)/kronika build examples/left-opposition -o $(OUT)
	$(BIN)/kronika show $(OUT) --discrepancies
	@echo
	@echo "The chronicle is in $(OUT)/index.html: open it in a browser."

test: $(VENV)/dev
	$(BIN)/python -m pytest -n 2

lint: $(VENV)/dev
	$(BIN)/ruff check src tests tools benchmarks
	$(BIN)/mypy

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks

# Pins every version with its hashes; the files name no registry.
requirements:
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url --no-annotate pyproject.toml requirements/build.in -o requirements/core.txt
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url --no-annotate pyproject.toml requirements/build.in requirements/dev.in -o requirements/dev.txt

clean:
	rm -rf $(VENV) $(OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis
