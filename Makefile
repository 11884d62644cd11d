# Needs Python 3.11+ and a POSIX shell; everything else goes into .venv, from the lock.
.POSIX:
.SUFFIXES:

JOBS = 2
ARGS =
KILLS = 200
FAULTS = tests/faults tests/vault tests/sync tests/journal tests/capture tests/read/extract
RUN = .venv/bin/python

help:
	@echo "make demo [FILE=report]   run the whole way on invented reports, or on one of yours"
	@echo "make test                 run the tests"
	@echo "make slow                 run the slow tests: faults, scale, browsers"
	@echo "make faults               run the suite of faults and attacks, and print what each family tried (KILLS=200)"
	@echo "make lint                 ruff and mypy"
	@echo "make words                compile the vocabulary after editing src/govah/words"
	@echo "make docs                 regenerate the parts of docs/ that come from the program"
	@echo "make examples             regenerate examples/output"
	@echo "make bench                measure against the figures that we hold ourselves to"

demo: .venv/installed
	@.venv/bin/govah demo $${FILE:+"$$FILE"}

test: .venv/installed-dev
	$(RUN) -m pytest -n $(JOBS) $(ARGS)

slow: .venv/installed-dev
	$(RUN) -m pytest -m slow -n $(JOBS) $(ARGS)

faults: .venv/installed-dev
	$(RUN) -m pytest -m "slow or not slow" -n $(JOBS) --kills $(KILLS) $(ARGS) $(FAULTS)

lint: .venv/installed-dev
	$(RUN) -m ruff check
	$(RUN) -m mypy

words: .venv/installed
	$(RUN) -m govah.words.compile

docs: .venv/installed
	$(RUN) tools/reference.py

examples: .venv/installed-dev
	$(RUN) tools/examples.py

bench: .venv/installed-dev
	@for one in bench/*.py; do echo "== $$one"; $(RUN) "$$one" || exit 1; done

.venv/installed: pyproject.toml uv.lock tools/make-venv
	@echo "Installing into .venv …"
	@tools/make-venv
	@touch $@

.venv/installed-dev: pyproject.toml uv.lock tools/make-venv
	@echo "Installing into .venv …"
	@tools/make-venv dev
	@touch $@ .venv/installed

clean:
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: help demo test slow faults lint words docs examples bench clean
