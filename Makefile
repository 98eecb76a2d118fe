# Two front doors: `make` rebuilds every output from data/raw, `make test` proves it. `make help` lists the rest.
# What is out of date is decided by content, inside the commands: a fresh checkout's time stamps say nothing.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules

# Settings of the person's own Jupyter, matplotlib or uv neither leak in nor are written to.
VAR := $(CURDIR)/.venv/var
export IPYTHONDIR := $(VAR)/ipython
export JUPYTER_CONFIG_DIR := $(VAR)/jupyter/config
export JUPYTER_DATA_DIR := $(VAR)/jupyter/data
export JUPYTER_RUNTIME_DIR := $(VAR)/jupyter/runtime
export MPLCONFIGDIR := $(VAR)/matplotlib
export PYTHONPATH :=

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
VENV := .venv/.ready

.PHONY: all
all: site  ## set up what is missing, then rebuild everything that is out of date

$(VENV): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	  || { echo "make: Python 3.11 is needed; say where it is with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "setting up .venv"
	rm -rf .venv
	$(PYTHON) -m venv .venv
	mkdir -p $(JUPYTER_RUNTIME_DIR) $(MPLCONFIGDIR)
	if $(BIN)/pip install --quiet --no-cache-dir --require-hashes --no-deps -r <(sed -n '/^uv==/,/^[^ ]/{/^uv==/p;/^ /p}' requirements.lock); \
	then $(BIN)/uv pip install --quiet --no-cache --python $(BIN)/python --require-hashes -r requirements.lock; \
	else $(BIN)/pip install --quiet --no-cache-dir --require-hashes -r requirements.lock; fi
	$(BIN)/pip install --quiet --no-cache-dir --no-deps --no-build-isolation --editable .
	touch $@
