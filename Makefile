# Two commands do everything: `make run` opens the program, `make test` passes the tests.
# Each sets up what it needs in .venv the first time and needs no network after that.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := PIP_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore $(BIN)/python -m pip install --quiet

.PHONY: help run test torture properties cover check package audit bench format clean
.DEFAULT_GOAL := help

help: ## show these lines
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

run: $(VENV)/.run ## open the program (ARGS="…" passes arguments on)
	@$(BIN)/stridetui $(ARGS)

# Four at a time, also on two cores: most of what screens take is waiting for them to come to rest.
test: $(VENV)/.test ## run the tests (ARGS="…" goes to pytest)
	$(BIN)/python -m pytest -n 4 $(ARGS)

torture: $(VENV)/.test ## kill sessions and commands 1,000 times, then break 10,000 files (ARGS="--kills 50")
	@$(BIN)/python -m tests.torture.run $(ARGS)
	STRIDETUI_TORTURE=2500 $(BIN)/python -m pytest -n 2 tests/imports/test_torture.py
	STRIDETUI_TORTURE=500 $(BIN)/python -m pytest -n 2 tests/hostile

properties: $(VENV)/.test ## hold every law of the coach against thousands of made-up lives
	STRIDETUI_LIVES=4000 $(BIN)/python -m pytest -n 2 tests/coach/test_laws.py tests/trainer/test_edits_rederive.py $(ARGS)

cover: $(VENV)/.test ## fail unless tests take 95 % of the coach's branches
	STRIDETUI_LIVES=40 $(BIN)/python -m tests.coach.coverage_of_the_coach $(ARGS)

check: $(VENV)/.check ## lint, formatting, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

package: $(VENV)/.test ## build wheel and sdist, install each into an empty environment, start it there
	@$(BIN)/python -m tests.packaging.run

# Strict, so that a version about which nothing could be learnt is no version without a fault.
audit: $(VENV)/.audit ## ask the package index which pinned versions have known faults; needs the network
	$(VENV)/audit/bin/pip-audit --strict --no-deps --disable-pip --requirement constraints.txt

bench: $(VENV)/.test ## measure speed, punctuality and cost in a real pseudo-terminal (ARGS="--quick")
	@$(BIN)/python -m tests.benchmarks.run $(ARGS)

format: $(VENV)/.check ## put the code in its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove the environment and every cache
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(PIP) --editable '.[test]'
	@touch $@

$(VENV)/.check: $(VENV)/.test
	$(PIP) --editable '.[test,check]'
	@touch $@

# Of its own, so that nothing the program needs is chosen by what looks it over.
$(VENV)/.audit: $(BIN)/python
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.9,<3'
	@touch $@
