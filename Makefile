# What people do with this checkout. The first command installs everything, once, into .venv.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
# One model fit took 0.1 s with one thread per process, and 12 s with all threads on a busy machine.
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1

.PHONY: demo test check fast fix bench load words clean

demo: $(INSTALLED)
	$(BIN)/whyprint demo

test: $(INSTALLED)
	$(BIN)/python -m pytest --quiet --numprocesses 2 --dist loadgroup --ignore tests/bench --ignore tests/load

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest --quiet tests/surveys/test_database.py -k models_and_migrations_agree
	$(BIN)/python -m surveys.translations_check
	.ci/audit

# While working: linters, types and the unit tests of what changed, in about a minute.
fast: $(INSTALLED)
	.ci/fast

fix: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(INSTALLED)
	$(BIN)/python -m tests.bench $(ARGS)

# What takes minutes: servers killed, power cut, rates. WHAT=kills runs one; WHAT="kills --quick" shows that it works.
load: $(INSTALLED)
	$(BIN)/python -m tests.load $(WHAT)

words: $(INSTALLED)
	$(BIN)/python -m surveys.translations_build

$(INSTALLED): requirements.lock pyproject.toml .ci/build_hook.py $(wildcard surveys/translations/*/LC_MESSAGES/messages.po)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf build dist out .demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
