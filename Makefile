# Every target sets up what it needs; `make help` lists them.
PYTHON ?= $(shell command -v python3 || command -v python)
BIN := .venv/bin
LAB := .venv-lab/bin

# One linear-algebra thread a process: two in each of two processes are nine times slower.
export OPENBLAS_NUM_THREADS = 1
export OMP_NUM_THREADS = 1
export MKL_NUM_THREADS = 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help brief test check format lab lock clean set-up-run set-up-cluster set-up-test set-up-lab python

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

brief: set-up-run ## run everything that changed and write the briefs in three languages
	@$(BIN)/python pipeline.py run $(OPTIONS)

test: set-up-test ## run the whole test suite, slow tests included
	@$(BIN)/python -m pytest -m "" --numprocesses 2 --dist loadfile $(OPTIONS)

check: set-up-test ## style, types, import rules, docstrings, repository rules
	@$(BIN)/python tools/check.py

format: set-up-test ## let ruff lay out the code
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format

lab: set-up-lab ## open JupyterLab on notebooks/
	@$(LAB)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) $(OPTIONS) notebooks/

lock: set-up-test ## write the locks again from pyproject.toml (needs uv)
	@$(BIN)/python tools/lock.py $(OPTIONS)

clean: ## remove what was built; keeps data/raw, published editions and the environments
	@rm -rf data/processed .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

set-up-run set-up-cluster set-up-test set-up-lab: set-up-%: python
	@"$(PYTHON)" tools/setup.py $*

python:
	@test -n "$(PYTHON)" || { echo "No Python found. Install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)." >&2; exit 1; }
