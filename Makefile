# make serve   run the site at http://127.0.0.1:8000 (PORT= for another)       make test    lint, types and all tests
#              (SMALL=1: begin with forty occupations in place of all)
# make dev     the same, with debug pages and automatic reload                 make bench   what a page costs
# make lint    lint and types     make lock   renew requirements*.txt          make clean   remove what can be made again
# make check   lint, types and the quick tests: all but importers, the admin, HTTP, processes and the browser
# make titles    how well job titles are understood, by kind
# make fuzz-api   the API, asked ten thousand odd questions
# make deploy-test   the files of deploy/ on this machine, with slow clients, floods and dead processes; needs nginx
# make soak   ten minutes at 80% of what the site can do (SOAK_SECONDS=60: shorter)
# make sbom   what is installed with the site, for those who look for vulnerabilities
# make screenshots   pictures of every kind of page        make lighthouse   what a phone on a slow connection makes of them
#
# Needs Python 3.11, 3.12 or 3.13 and nothing else. PYTHON=/path/to/python chooses one.

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PORT

# The first Python that runs (a pyenv shim may exist and not run) and has the right version.
IS_RIGHT := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
CANDIDATES := $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3 python)
FIND_PYTHON = for candidate in $(CANDIDATES); do \
	"$$candidate" -c '$(IS_RIGHT)' >/dev/null 2>&1 && { echo "$$candidate"; break; }; done

.PHONY: serve dev test check lint bench titles fuzz-api screenshots lighthouse deploy-test soak sbom lock clean
.DELETE_ON_ERROR:

serve: $(VENV)/.runtime
	@$(BIN)/python manage.py serve

dev: $(VENV)/.development
	@DEBUG=1 $(BIN)/python manage.py serve --reload

test: lint
	@$(COVERAGE) $(BIN)/python -m pytest -n auto --dist loadgroup

# Measured in CI, with the floor in tests/measured.py.
COVERAGE = $(if $(CI),PYTEST_PLUGINS=tests.measured)

check: lint
	@$(BIN)/python -m pytest -n auto --dist loadgroup $(QUICK)

# What needs no server, browser or workbook: the pure packages, publishing, and what is read from a small database.
QUICK = tests/comparisons tests/test_migrations.py $(filter-out %/admin/ %/importers/ %.py,$(wildcard tests/occupations/*/))

lint: $(VENV)/.development
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@find templates -path 'templates/admin/*' -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/hadolint deploy/Dockerfile
	@$(BIN)/mypy

bench: $(VENV)/.development
	@$(BIN)/python -m tests.benchmarks.pages
	@$(BIN)/python -m tests.benchmarks.over_http

titles: $(VENV)/.runtime
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python manage.py build_titles

fuzz-api: $(VENV)/.development
	@$(BIN)/python -m tests.fuzz_api

screenshots: $(VENV)/.development
	@$(BIN)/python -m tests.screenshots

lighthouse: $(VENV)/.development
	@$(BIN)/python -m tests.lighthouse

deploy-test: $(VENV)/.development
	@$(BIN)/python -m tests.deploy

soak: $(VENV)/.development
	@$(BIN)/python -m tests.soak

sbom: $(VENV)/.development
	@mkdir -p var
	@$(BIN)/python -W ignore -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml --output-reproducible \
		--validate -o var/sbom.json
	@echo "var/sbom.json lists what is installed with the site."

lock: $(VENV)/.development
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --extra sentry --constraint requirements.txt -o requirements-sentry.txt
	$(BIN)/python -c '$(OF_MCP)' | $(LOCK) - --constraint requirements-sentry.txt -o requirements-mcp.txt
	$(LOCK) pyproject.toml --group dev --constraint requirements-sentry.txt --constraint requirements-mcp.txt \
		-o requirements-dev.txt

# The MCP server needs nothing else: it asks a site that runs anywhere.
OF_MCP := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["mcp"])

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	--no-annotate --only-binary :all:

# The database, the secret key and the accounts under var/ are kept.
clean:
	rm -rf $(VENV) var/static .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps under $(VENV) say how far it has come; one that no longer runs (its Python was removed, the directory moved) is
# made again. requirements-dev.txt holds all of requirements.txt, in the same versions.

$(shell $(BIN)/python -c '$(IS_RIGHT)' >/dev/null 2>&1 || rm -f $(VENV)/.python)

$(VENV)/.python:
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then \
		echo "Careersite needs Python 3.11, 3.12 or 3.13; install one, or name it: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; \
		exit 1; \
	fi; \
	rm -rf $(VENV); \
	echo "Making $(VENV) with $$("$$python" --version)"; \
	if ! said=$$("$$python" -m venv $(VENV) 2>&1); then \
		rm -rf $(VENV); \
		echo "$$python cannot make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv" >&2; \
		exit 1; \
	fi; \
	touch $@

PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:

$(VENV)/.runtime: requirements.txt $(VENV)/.python
	@echo "Installing requirements.txt"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.python
	@echo "Installing requirements-dev.txt"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $(VENV)/.runtime $@
