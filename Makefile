# What one does every day. `make listen` is the first run, `make test` the last word.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
SAMPLE := samples/harbour-ferries.txt
MEMORY := samples/harbour-ferries.tmx

.PHONY: help listen install test lint bench words vendor clean

help:            ## Show these targets
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

listen: install  ## Hear the sample article in English and Korean
	$(BIN)/deutgi listen $(SAMPLE) --memory $(MEMORY) --profile embedded

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Deutgi needs Python 3.11 or newer: make PYTHON=python3.11 listen")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.tested: pyproject.toml constraints.txt $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@

test: $(VENV)/.tested  ## Lint, check the types and run all tests
	$(MAKE) lint
	$(BIN)/python -m pytest

lint: $(VENV)/.tested  ## Ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.tested  ## Run every benchmark and print its table (minutes)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	for b in pasted summaries audio firefox speed intelligibility models translation faithful check faults; do $(BIN)/python -m benchmarks.$$b; done

words: $(VENV)/.tested  ## Bring the page's Korean catalogue up to date with its texts
	$(BIN)/python -m service.page.catalogues

vendor:          ## Fetch what the page brings of others, with its licence (needs npm)
	cd $$(mktemp -d) && npm pack --silent @fontsource/opendyslexic@5.3.0 | xargs tar xf && \
	cp package/files/opendyslexic-latin-400-normal.woff2 $(CURDIR)/service/page/static/fonts/opendyslexic.woff2 && \
	cp package/LICENSE $(CURDIR)/service/page/static/fonts/opendyslexic-LICENSE.txt

clean:           ## Remove the virtual environment and what tools left behind
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
