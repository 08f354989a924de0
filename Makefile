# make graph   install, check the records, build the graph, answer one question, draw two pictures
# make test    install what the tests need, lint, check types, run every test
# make help    the other targets

MEETING = meeting/industry-2025-yekaterinburg
QUESTION = who-attended --meeting meeting/industry-2025-yekaterinburg --columns participant,represents,role,level,locator

VENV ?= .venv
BIN := $(VENV)/bin
TYPED := sco_graph loaders tests benchmarks conftest.py

# The first Python that is new enough and can make environments, unless PYTHON names one.
FIT := -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))'
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	if $$python $(FIT) 2>/dev/null; then echo $$python; break; fi; done)
endif

# A stamp says where and with which Python an environment was made; one that was moved, or whose
# Python was replaced, is made anew.
MADE := $(CURDIR) $(if $(PYTHON),$(shell $(PYTHON) -V 2>&1))
READY := $(VENV)/ready
READY_TO_TEST := $(VENV)/ready-to-test
ifneq ($(shell $(BIN)/python -c '' 2>/dev/null && cat $(READY) 2>/dev/null),$(MADE))
$(READY): FORCE
endif
ifneq ($(shell $(BIN)/python -c '' 2>/dev/null && cat $(READY_TO_TEST) 2>/dev/null),$(MADE))
$(READY_TO_TEST): FORCE
endif

.PHONY: graph test lint format bench regenerate clean help FORCE
.DEFAULT_GOAL := graph

graph: $(READY)
	$(BIN)/sco-graph check
	$(BIN)/sco-graph build --output build
	$(BIN)/sco-graph --build build query $(QUESTION)
	$(BIN)/sco-graph --build build draw meeting $(MEETING) -o build/meeting.html
	$(BIN)/sco-graph --build build draw meeting $(MEETING) --page a4 -o build/meeting.png
	$(BIN)/sco-graph --build build draw matrix --body body/heads-of-state-council -o build/matrix.html
	$(BIN)/sco-graph --build build draw matrix --body body/heads-of-state-council -o build/matrix.png
	@echo 'Pictures of the meeting and of who was represented where: build/{meeting,matrix}.{html,png}'

test: $(READY_TO_TEST) lint
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: $(READY_TO_TEST)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy $(TYPED)

format: $(READY_TO_TEST)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(READY_TO_TEST)
	$(BIN)/python benchmarks/bench.py

regenerate: $(READY_TO_TEST)
	$(BIN)/python -m sco_graph.regenerate
	$(BIN)/python -m tests.competency
	$(BIN)/python -m tests.cookbook

clean:
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:
	@echo 'make graph       install, check the records, build the graph, answer one question, draw two pictures'
	@echo 'make test        install what the tests need, lint, check types, run every test'
	@echo 'make lint        ruff and mypy alone'
	@echo 'make format      put the code in the form that make lint asks for'
	@echo 'make bench       print the figures of speed and memory'
	@echo 'make regenerate  write the derived files anew, and the outputs that the docs show'
	@echo 'make clean       remove the environment, the builds and the caches'
	@echo
	@echo 'PYTHON=python3.12 picks a Python, VENV=folder another environment.'

$(READY): pyproject.toml constraints.txt
	$(environment)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@echo '$(MADE)' > $@

$(READY_TO_TEST): pyproject.toml constraints.txt
	$(environment)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@echo '$(MADE)' > $(READY)
	@echo '$(MADE)' > $@

# Makes the environment where none fits, or says what is missing and where to get it.
define environment
@if [ -z '$(PYTHON)' ] || ! $(PYTHON) $(FIT) 2>/dev/null; then \
	echo 'make: needs Python 3.11 or newer with its venv module, and $(or $(PYTHON),this machine) has none.' >&2; \
	echo 'make: Debian, Ubuntu: apt install python3 python3-venv; other systems: python.org/downloads' >&2; \
	echo 'make: A Python in an unusual place: make PYTHON=/path/to/python3 $(MAKECMDGOALS)' >&2; \
	exit 2; \
fi; \
if [ "$$($(BIN)/python -V 2>&1)" = "$$($(PYTHON) -V 2>&1)" ] && $(BIN)/python -m pip -V >/dev/null 2>&1; then \
	exit 0; \
fi; \
echo '$(PYTHON) -m venv --clear $(VENV)'; \
$(PYTHON) -m venv --clear $(VENV)
endef
