# make run    the site, with the five documents of seeds/ catalogued, on http://127.0.0.1:8000
# make test   every check and test; make bench: the benchmarks; make lock: the locked dependencies anew
# PORT= and REGESTA_HOME= (the data folder) are honoured by make run.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PYTEST = $(BIN)/python -m pytest --durations=10 --durations-min=5
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile
PIP_COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

export PORT ?= 8000
export SITE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: run install test install-test chromium tesseract style types imports \
	test-postgres test-postgres-walks test-walks test-stores test-pages bench score lock

run: install
	@$(BIN)/python manage.py run --port $(PORT)

install: .venv/installed

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Regesta needs Python 3.11 or newer.") if sys.version_info < (3, 11) else 0'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the locked dependencies ..."
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

# Every check runs, also after one has failed; the groups of tests run at once, and each prints when it is done:
# much of their time is spent in waiting for servers, browsers and killed workers.
test: install-test chromium tesseract
	@if [ -n "$$SERVICES_UP" ]; then eval "$$($$SERVICES_UP)"; fi; \
	$(MAKE) --no-print-directory --keep-going --jobs 5 --output-sync=target \
	test-walks test-stores test-postgres-walks test-postgres test-pages style imports types

install-test: .venv/installed-test

.venv/installed-test: .venv/installed requirements-test.txt
	@echo "Installing what the tests need ..."
	@$(PIP_INSTALL) -r requirements-test.txt
	@touch $@

chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || .ci/install-package chromium "the tests in the browser"

tesseract:
	@command -v tesseract >/dev/null || .ci/install-package tesseract-ocr "the tests of text recognition"

style:
	$(BIN)/ruff check .

types:
	$(BIN)/mypy --strict

imports:
	$(BIN)/lint-imports --no-logo

test-postgres:
	TEST_DATABASE=postgres $(PYTEST) tests/database tests/oai

test-postgres-walks:
	TEST_DATABASE=postgres $(PYTEST) $(addprefix tests/end_to_end/test_,kill.py walk.py leaks.py) \
	-k "not (test_leaks and elasticsearch)"

test-walks:
	$(PYTEST) tests/end_to_end --ignore=tests/end_to_end/test_leaks.py

test-stores:
	$(PYTEST) tests/database tests/engine tests/oai tests/end_to_end/test_leaks.py

test-pages:
	$(PYTEST) $(addprefix --ignore=tests/,end_to_end database engine oai)

bench: install-test
	@for benchmark in benchmarks/*.py; do echo "$$benchmark"; $(BIN)/python $$benchmark || exit 1; done

score: install-test
	$(BIN)/python manage.py describe seeds/*.txt | $(BIN)/python tests/score/score.py --texts seeds --misses tests/score/gold/0*.json

lock: install
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-tools
	$(PIP_COMPILE) --output-file=requirements.txt requirements.in
	$(PIP_COMPILE) --output-file=requirements-test.txt requirements-test.in
