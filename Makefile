# The toolkit's commands. `make site` and `make test` need Python 3.11 or newer and nothing else;
# what they install stays in .venv. On Windows see the README.

VENV := .venv
BIN := $(VENV)/bin
# Not the commands beside it: these name the folder of the checkout, which some signs in it break.
PYTHON := $(BIN)/python
PIP := $(PYTHON) -m pip --disable-pip-version-check install --quiet
# With --no-build-isolation the locked build backend is used, so that nothing comes unchecked.
INSTALL := $(PIP) --no-deps --no-build-isolation --editable .
# Tests share the processors; who is done takes over from others.
SHARED := --numprocesses auto --dist worksteal
# Files of tests that draw every sheet, build the whole site or wait for processes.
SLOW := $(patsubst %,tests/test_%.py,assets cards docx fields macros pdf pictures presses sbom shelf)
QUICK := $(filter-out $(SLOW),$(wildcard tests/test_*.py))
export NO_MKDOCS_2_WARNING := 1

.DELETE_ON_ERROR:
.PHONY: site serve test quick faults check schema lock audit bench weigh lighthouse fuzz browser browsers servers clean

site: $(VENV)/site.done ## Build the site into site/, where anything has changed
	@$(PYTHON) -m generator.cli build
	@echo "The site is in site/. To look at it: make serve, then http://127.0.0.1:8000/"

serve: $(VENV)/site.done ## Preview the site; it follows every change
	@$(PYTHON) -m generator.cli serve

check: $(VENV)/site.done ## Check the data without building
	@$(PYTHON) -m generator.cli check

test: $(VENV)/test.done browsers servers ## Run every test: lint, types, data, unit, site and browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(PYTHON) -m mypy
	$(BIN)/lint-imports --no-logo --cache-dir .cache/imports
	$(BIN)/typos
	$(PYTHON) -m generator.cli check
	$(PYTHON) -m pytest $(SHARED)

quick: $(VENV)/test.done ## Run in a minute what a change most likely breaks; `make test` runs all
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(PYTHON) -m mypy
	$(BIN)/lint-imports --no-logo --cache-dir .cache/imports
	$(BIN)/typos
	$(PYTHON) -m generator.cli check
	$(PYTHON) -m pytest -q $(SHARED) $(QUICK)

faults: $(VENV)/test.done browser servers site ## Show that the tests see each of many deliberate faults
	$(PYTHON) -m tools.faults

schema: $(VENV)/site.done ## Write the schemas by which editors check the data
	@$(PYTHON) -m generator.cli schema

lock: $(VENV)/test.done ## Choose the newest versions that pyproject.toml allows
	$(PIP) uv
	$(BIN)/uv pip compile pyproject.toml --extra build --universal --python-version 3.11 \
	  --generate-hashes --upgrade --quiet --custom-compile-command "make lock" -o requirements/site.txt
	$(BIN)/uv pip compile pyproject.toml --extra build --extra test --universal \
	  --python-version 3.11 --constraint requirements/site.txt --generate-hashes --upgrade --quiet \
	  --custom-compile-command "make lock" -o requirements/test.txt
	$(BIN)/uv pip compile pyproject.toml --extra audit --universal --python-version 3.11 \
	  --constraint requirements/site.txt --generate-hashes --upgrade --quiet \
	  --custom-compile-command "make lock" -o requirements/audit.txt
	@$(PIP) --require-hashes --requirement requirements/site.txt
	@$(PIP) --require-hashes --requirement requirements/test.txt
	@$(PYTHON) -m tools.sbom

audit: $(VENV)/test.done browser servers ## Check every page and every PDF for everyone's use (needs Node and Java)
	$(PIP) --require-hashes --requirement requirements/audit.txt
	npm ci --prefix tools/audit --ignore-scripts --no-audit --no-fund --silent
	SITE_URL=https://toolkit.example/ SHEETS=true \
	  $(PYTHON) -m mkdocs build --strict --quiet --site-dir .cache/audit/site
	$(PYTHON) -m pytest -q tools/audit
	$(PYTHON) -m tools.audit .cache/audit/site docs/about/audit.json

bench: $(VENV)/test.done browser servers site ## Measure all into BENCHMARKS.md, or one part: make bench WHAT=preview
	$(PYTHON) -m tools.bench $(WHAT)

weigh: $(VENV)/test.done browser servers site ## Measure what each type of page costs its reader
	$(PYTHON) -m tools.bench_pages

lighthouse: $(VENV)/test.done browser servers site ## Ask Lighthouse of each type of page (needs Node.js)
	npm ci --prefix tools/audit --ignore-scripts --silent
	$(PYTHON) -m tools.audit.lighthouse

fuzz: $(VENV)/test.done ## Damage the data in many more ways, others each time
	@seed=$${SEED:-$$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}; \
	echo "To damage it in the same ways again: make fuzz SEED=$$seed FUZZ=$${FUZZ:-40}"; \
	FUZZ=$${FUZZ:-40} $(PYTHON) -m pytest tests/robust/test_damaged_data.py \
	  --hypothesis-seed=$$seed

clean: ## Remove what the other commands made
	rm -rf $(VENV) .cache site .site-new .site-old .mypy_cache .pytest_cache .ruff_cache

$(VENV)/bin/python:
	@sh tools/make-venv.sh $(VENV)

$(VENV)/site.done: $(VENV)/bin/python requirements/site.txt pyproject.toml
	@echo "Installing what the site needs …"
	@$(PIP) --require-hashes --requirement requirements/site.txt
	@$(INSTALL)
	@touch $@

$(VENV)/test.done: $(VENV)/site.done requirements/test.txt
	@echo "Installing what the tests need …"
	@$(PIP) --require-hashes --requirement requirements/test.txt
	@touch $@

browser: $(VENV)/test.done
	@sh tools/find-browser.sh $(BIN) chromium

browsers: $(VENV)/test.done
	@sh tools/find-browser.sh $(BIN) chromium firefox webkit

servers: $(VENV)/test.done
	@sh tools/find-servers.sh $(BIN)
