# `make demo` and `make test` set everything up themselves; the second time they find it there.
# PYTHON=python3.12 make demo    chooses another interpreter (3.11 or later).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help demo run test check format words bench lock clean

help: ## What there is
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/runtime .ci/packages ## A Discord of your own in the browser, with sample members: no token, no key, no network
	@.ci/packages
	@exec $(BIN)/tutti sandbox

run: $(VENV)/runtime ## The bot on Discord; needs DISCORD_TOKEN in .env
	@exec $(BIN)/tutti run

test: check ## Every check and every test
	@.ci/packages
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: $(VENV)/dev ## Format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev ## Put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

words: $(VENV)/dev ## Bring the catalogues of translations into step with the sentences in the code
	$(BIN)/python -m bot.phrasebook.gathering

bench: $(VENV)/dev ## The figures in README
	@.ci/packages
	@for each in benchmarks/*.py; do echo "== $$each"; $(BIN)/python $$each || exit 1; done

lock: ## Pin the newest packages again (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --upgrade \
		--extra install pyproject.toml --output-file requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --upgrade \
		--extra install --extra dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock

clean: ## Remove the environment and the caches; the data in .tutti/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@.ci/python "$(PYTHON)" $(VENV)

# The two stamps are apart so that a demo does not wait for the linters; `dev` holds all of `runtime`.
$(VENV)/runtime: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing packages (once, about half a minute) ..."
	@test -e $(VENV)/dev || $(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "Installing packages and tools (once, about a minute) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/runtime
