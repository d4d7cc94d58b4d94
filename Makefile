# The toolkit's commands. `make site` and `make test` need Python 3.11 or newer and nothing else;
# what they install stays in .venv. On Windows see the README.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
# With --no-build-isolation the locked build backend is used, so that nothing comes unchecked.
INSTALL := $(PIP) --no-deps --no-build-isolation --editable .
SOURCES := $(shell find docs framework_data generator overrides -not -path '*/__pycache__*')
PUBLISHED := $(SITE_URL) $(REPO_URL) $(EDIT_URI)
export NO_MKDOCS_2_WARNING := 1

.DELETE_ON_ERROR:
.PHONY: site serve test check schema lock audit bench browser clean FORCE

site: site/index.html ## Build the site into site/
	@echo "The site is in site/. To look at it: make serve, then http://127.0.0.1:8000/"

site/index.html: $(VENV)/site.done .cache/published mkdocs.yml $(SOURCES)
	@$(BIN)/partnering build

serve: $(VENV)/site.done ## Preview the site; it follows every change
	$(BIN)/mkdocs serve --livereload

check: $(VENV)/site.done ## Check the data without building
	@$(BIN)/partnering check

test: $(VENV)/test.done browser ## Run every test: lint, types, data, unit, site and browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/partnering check
	$(BIN)/python -m pytest

schema: $(VENV)/site.done ## Write the schemas by which editors check the data
	@$(BIN)/partnering schema

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

audit: $(VENV)/test.done browser ## Check every page and every PDF for everyone's use (needs Node and Java)
	$(PIP) --require-hashes --requirement requirements/audit.txt
	npm ci --prefix tools/audit --ignore-scripts --no-audit --no-fund --silent
	SITE_URL=https://toolkit.example/ SHEETS=true \
	  $(BIN)/mkdocs build --strict --quiet --site-dir .cache/audit/site
	$(BIN)/python -m pytest -q tools/audit
	$(BIN)/python -m tools.audit .cache/audit/site docs/about/audit.json

bench: $(VENV)/test.done browser ## Measure the sheets beside Chromium printing the same pages
	$(BIN)/python tools/bench.py

clean: ## Remove what the other commands made
	rm -rf $(VENV) .cache site .site-new .site-old .mypy_cache .pytest_cache .ruff_cache

# What the site's addresses depend on besides the files.
.cache/published: FORCE
	@mkdir -p .cache
	@printf '%s\n' "$(PUBLISHED)" | cmp -s - $@ || printf '%s\n' "$(PUBLISHED)" > $@

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
	@sh tools/find-browser.sh $(BIN)
