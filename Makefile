# Two front doors: `make` rebuilds every output from data/raw, `make test` proves it. `make help` lists the rest.
# What is out of date is decided by content, inside the commands: a fresh checkout's time stamps say nothing.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules

# Settings of the person's own Jupyter, matplotlib or Python neither leak in nor are written to.
VAR := $(CURDIR)/.venv/var
export IPYTHONDIR := $(VAR)/ipython
export JUPYTER_CONFIG_DIR := $(VAR)/jupyter/config
export JUPYTER_DATA_DIR := $(VAR)/jupyter/data
export JUPYTER_RUNTIME_DIR := $(VAR)/jupyter/runtime
export MPLCONFIGDIR := $(VAR)/matplotlib
export PYTHONPATH :=
unexport MINUTEBOOK_RUN_DIR MINUTEBOOK_DATA MINUTEBOOK_OPEN_DATA
# Without byte code each of the many processes here would compile pandas and matplotlib anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
VENV := .venv/.ready
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --no-cache-dir --require-hashes
# A folder of real ward outlines, where there is one: `make verify` draws the maps with it, nothing is kept of it.
OPEN_DATA ?= ../shared/geo
NBVAL := $(BIN)/pytest -p no:cacheprovider --nbval --nbval-current-env notebooks

# Outlines that a person has are for what they look at themselves; what everybody builds is made of tiles.
lab run: export MINUTEBOOK_OPEN_DATA := $(MINUTEBOOK_OPEN_DATA)

.PHONY: all
all: site  ## set up what is missing, then rebuild everything that is out of date

.PHONY: tables
tables: $(VENV)  ## read data/raw into data/processed
	@$(BIN)/minutebook build

.PHONY: runs
runs: tables  ## execute every run of notebooks/runs.toml that is out of date
	@$(BIN)/minutebook run

.PHONY: site
site: runs  ## build build/site/index.html
	@$(BIN)/minutebook site

# Each NAME=VALUE of the command line that make itself has no use for is a parameter of the notebook.
PARAMETERS = $(filter-out NOTEBOOK PYTHON,$(foreach w,$(MAKEOVERRIDES),$(if $(findstring =,$(w)),$(firstword $(subst =, ,$(w))))))
.PHONY: run
run: tables  ## run one notebook: make run NOTEBOOK=discharge_funding area=Brent
	@$(BIN)/minutebook run "$${NOTEBOOK-}" $(foreach n,$(PARAMETERS),"$(n)=$${$(n)}")

.PHONY: lab
lab: tables  ## open JupyterLab on the notebooks
	@$(BIN)/jupyter lab --notebook-dir=notebooks

.PHONY: test
test: tables  ## prove the library, then the committed notebooks
	$(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder -m "not slow"
	$(NBVAL)

.PHONY: check
check: $(VENV)  ## lint and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.PHONY: refresh
refresh: tables  ## run the committed notebooks again in place
	@$(BIN)/minutebook refresh

.PHONY: verify
verify: refresh check  ## fail where tables or notebooks differ from what is committed; the slow tests
	@$(BIN)/minutebook verify
	@$(if $(wildcard $(OPEN_DATA)),,echo "no ward outlines at $(OPEN_DATA): the maps are verified as tiles only")
	MINUTEBOOK_OPEN_DATA="$(wildcard $(abspath $(OPEN_DATA)))" $(BIN)/pytest -m slow

.PHONY: score
score: tables  ## measure the reading against what careful readers found
	@$(BIN)/minutebook score

.PHONY: lock
lock: $(VENV)  ## pin every dependency anew, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
	  --custom-compile-command "make lock" --group dev pyproject.toml --output-file requirements.lock

.PHONY: clean
clean:  ## remove what is built; data/processed and .venv stay
	rm -rf build

.PHONY: help
help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' Makefile

# A changed lock sets up anew; a changed pyproject.toml only installs the library again.
$(VENV): requirements.lock pyproject.toml
	@if ! cmp -s requirements.lock .venv/requirements.lock; then $(MAKE) --no-print-directory packages; fi
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-cache-dir --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: packages
packages:  ## install the pinned packages into a new .venv
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	  || { echo "make: Python 3.11 is needed; say where it is with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "setting up .venv"
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@mkdir -p $(JUPYTER_RUNTIME_DIR) $(MPLCONFIGDIR)
	@{ $(PIP) --no-deps -r <(sed -n '/^uv==/,/^[^ ]/{/^uv==/p;/^ /p}' requirements.lock) \
	    && $(BIN)/uv pip install --quiet --no-cache --system-certs --python $(BIN)/python --require-hashes -r requirements.lock; } \
	  || { echo "uv can't be had or can't install; trying pip"; $(PIP) -r requirements.lock; }
	@cp requirements.lock .venv/
