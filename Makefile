# `make` alone lists what there is. PYTHON is the interpreter that .venv is made with.
PYTHON ?= python3
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: install browser run up test check bench score torture docs pictures help

BIN := .venv/bin
# Named by content, not by time: a fresh checkout of the same requirements has nothing to do.
STAMP := .venv/requirements-$(shell cksum < requirements.txt | tr ' ' '-')

# The file names every package with its hashes. With dependencies, pip takes the newest release of what one of them asks
# for with an extra (uvicorn[standard]), and stopped the day there was a newer one than the file's.
$(STAMP):
	@echo "installing requirements.txt into .venv, about a minute"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/python -m pip check
	rm -f .venv/requirements-*
	touch $@

install: $(STAMP) ## make .venv from requirements.txt (nothing to do when it is up to date)

run: install ## one night on the demo's sites into data/demo; INBOX=folder brings that folder into data instead
	@$(BIN)/python -m launcher run $(if $(INBOX),--inbox "$(INBOX)")

up: install ## Airflow with its web interface on 127.0.0.1:8080, until Ctrl-C; PORT=number for another port
	@$(BIN)/python -m launcher up $(if $(PORT),--port "$(PORT)")

browser:
	@.ci/debian-packages

test: install browser ## run the tests, without the long trials
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not torture"

check: install browser ## style, types and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not torture"

bench: install ## measure side by side, printing ratios; ONLY=name for one measurement
	@$(BIN)/python -m bench $(ONLY)

score: install ## measure the transforms against the annotated texts; fails on a drop below gold/accepted.json
	@$(BIN)/python -m score

torture: install ## run the long trials: kills, floods
	@$(BIN)/python -m pytest -m torture

docs: install ## write the data dictionary from the comments of the schema
	@$(BIN)/python -m warehouse docs

pictures: install browser ## click through Airflow and make the pictures of docs/airflow.md anew
	@FAZHI_PICTURES=docs/img $(BIN)/python -m pytest tests/browser/test_clicks.py

help: ## list these targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16
