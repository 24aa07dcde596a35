# The commands of the workshop; `make` alone lists them. Only `make run` and `make test` need explaining to nobody.
.DEFAULT_GOAL := help
.PHONY: help run demo check test lock format bench screenshots setup-tests clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: ## install what is needed and serve http://localhost:8000 (PORT=9000 for another) until Ctrl-C; EXTRAS=no fetches less
	@scripts/bootstrap run
	@(scripts/extras &) ; CADAIR_DEMO=$${CADAIR_DEMO-1} exec .venv/bin/cadair up

demo: ## walk the demo season from its file to results; STAGE=judging moves the running demo there (back: YES=1)
	@scripts/bootstrap run
	@CADAIR_DEMO=$${CADAIR_DEMO-1} exec .venv/bin/cadair demo $(if $(STAGE),--stage $(STAGE)) $(if $(YES),--yes)

check: ## the fast part of the tests (under 2 minutes): format, lint, types, contracts, unit tests on SQLite
	@scripts/bootstrap test
	@scripts/check

test: ## everything: installs what the tests need, both databases, a real browser
	@scripts/setup-tests
	@scripts/test

setup-tests: ## only install what the tests need: browser, PostgreSQL, dictionaries, validators
	@scripts/setup-tests

format: ## put the code into its one format
	@.venv/bin/ruff check --fix --select I,RUF100 --quiet src tests scripts benchmarks
	@.venv/bin/ruff format src tests scripts benchmarks

lock: ## renew requirements/*.txt: pinned, hashed, without addresses
	@scripts/lock

bench: ## measure pages, memory and the start, against the numbers that must be kept; writes benchmarks/RESULTS.md
	@scripts/bootstrap test
	@.venv/bin/python -m benchmarks.run

screenshots: ## take the pictures of the README again
	@scripts/setup-tests
	@.venv/bin/python -m benchmarks.screenshots

clean: ## remove caches and test results; never the environment, never a database
	@rm -rf var/tests .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
