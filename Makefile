# Every target sets up what it needs first: see packaging/setup.sh.
PYTHON_IN_VENV := .venv/bin/python
SETUP := @sh packaging/setup.sh
APP_ARGS ?=
PYTEST_ARGS ?=
BENCH_ARGS ?=
NETWORK_ARGS ?=
TAG ?=
TRIAL_ARGS ?=
WINDOWS_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run demo test long-test network-test check texts docs fmt bench screenshots dist package package-test repository windows windows-test release-check sbom outdated pins clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 21

run: ## open the window against the practice server (APP_ARGS="…" are passed on)
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no display to open a window on; try 'make demo', which needs none." >&2; exit 1; fi
	$(SETUP) window
	@$(PYTHON_IN_VENV) -m app --sandbox $(APP_ARGS)

demo: ## type a company into the window without a display, save it, leave screenshots
	$(SETUP) offscreen
	@$(PYTHON_IN_VENV) -m tests.end2end.demo

test: ## run the tests, several at a time (PYTEST_ARGS="-x -k outbox" are passed on; "-n 0": one at a time)
	$(SETUP) test
	@$(PYTHON_IN_VENV) -m pytest -n auto --dist worksteal -m "not long" $(PYTEST_ARGS)

long-test: ## run the other eight in a hundred, which take longer than all the rest: kills, whole tables, languages
	$(SETUP) test
	@$(PYTHON_IN_VENV) -m pytest -n auto --dist worksteal -m long $(PYTEST_ARGS)

network-test: ## try the program behind real proxies and gateways, on Debian (NETWORK_ARGS="D I" picks some)
	$(SETUP) network-test
	@$(PYTHON_IN_VENV) -m tests.network $(NETWORK_ARGS)

check: ## lint, formatting, strict types, import contracts, the rules of the house
	$(SETUP) check
	@$(PYTHON_IN_VENV) -m ruff check
	@$(PYTHON_IN_VENV) -m ruff format --check
	@$(PYTHON_IN_VENV) -m mypy
	@$(PYTHON_IN_VENV) .venv/bin/lint-imports --no-logo
	@$(PYTHON_IN_VENV) packaging/check_house.py

texts: ## take the code's texts into the catalogues of translations, and compile these
	$(SETUP) check
	@$(PYTHON_IN_VENV) packaging/texts.py

docs: ## make what is made of other files: docs/floors.svg, the templates of policies
	$(SETUP) check
	@$(PYTHON_IN_VENV) packaging/check_house.py --draw

fmt: ## put the code into its format and mend what can be mended
	$(SETUP) check
	@$(PYTHON_IN_VENV) -m ruff check --fix
	@$(PYTHON_IN_VENV) -m ruff format

bench: ## measure (BENCH_ARGS="name …" picks some)
	$(SETUP) offscreen
	@$(PYTHON_IN_VENV) -m tests.bench $(BENCH_ARGS)

screenshots: ## write screenshots/ anew
	$(SETUP) offscreen
	@$(PYTHON_IN_VENV) -m tests.end2end.screenshots

dist: ## build wheel and sdist, check them, try each in a fresh environment
	$(SETUP) package
	@sh packaging/dist.sh

package: ## build the .deb and the .rpm for Linux into dist/
	$(SETUP) linux-package
	@sh packaging/linux/build.sh

package-test: ## build twice and compare; try both in a bare Debian (as root; TRIAL_ARGS="--suite trixie")
	$(SETUP) package-test
	@$(PYTHON_IN_VENV) packaging/sbom.py build/contact-entry-linux.cdx.json
	@$(PYTHON_IN_VENV) packaging/linux/build_twice.py
	@$(PYTHON_IN_VENV) packaging/linux/try_packages.py $(TRIAL_ARGS)

repository: ## make a repository for apt and dnf of what "make package" has built, signed with SIGNING_KEY
	$(SETUP) repository
	@sh packaging/linux/repository.sh

windows: ## build a trial of the installer and the archive for Windows into dist/, on Debian 12 (Wine)
	$(SETUP) windows
	@sh packaging/windows/trial/build.sh

windows-test: ## install and use them under Wine (WINDOWS_ARGS="--only suite": run the tests there)
	$(SETUP) windows
	@$(PYTHON_IN_VENV) packaging/windows/trial/try_windows.py $(WINDOWS_ARGS)

release-check: ## refuse a version that is not ready to be released (TAG=v1.2.3 is compared, too)
	$(SETUP) check
	@$(PYTHON_IN_VENV) packaging/release_check.py --tag "$(TAG)"

sbom: ## list what the program that "make package" has built is made of, as CycloneDX, into dist/
	$(SETUP) package
	@$(PYTHON_IN_VENV) packaging/sbom.py dist/contact-entry-linux.cdx.json

outdated: ## name the dependencies that are behind (asks the package index)
	$(SETUP) package
	@$(PYTHON_IN_VENV) packaging/outdated.py

pins: ## bring all packages up to date and write packaging/constraints.txt anew
	$(SETUP) package
	@$(PYTHON_IN_VENV) -m pip install --upgrade --upgrade-strategy eager --no-build-isolation pip hatchling editables -e '.[dev,package]'
	@{ sed -n '/^#/p; /;/p' packaging/constraints.txt; $(PYTHON_IN_VENV) -m pip freeze --all --exclude-editable; } >.venv/pins
	@mv .venv/pins packaging/constraints.txt

clean: ## remove .venv and everything else that is made here
	@rm -rf .venv build dist screenshots .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
