"""An upgrade by the lines of docs/running.md, from the version before the newest table, with data, and back again.

Every part is a stand-in in its unit, and `make` builds nothing. All else is real: systemd, PostgreSQL, the checks, the
backup, the migrations, the link.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.settings import ROOT
from tests.deploy.real.guide import block_with
from tests.deploy.real.installation import (
    CONTENT,
    PROGRAM,
    STATE,
    VERSIONS,
    follow,
    install,
    shown,
    stand_in,
    stand_in_for_make,
)
from tests.deploy.real.machine import Machine, booted
from tests.deploy.real.telling import say

pytestmark = pytest.mark.deploy
PARTS = ("assistant-rasa@", "assistant-actions@", "assistant-gateway", "assistant-tidy", "assistant-knowledge")
PORTS = (5105, 5106, 5155, 5156, 8000)
SOONER = "sed -i 's/^PATIENCE_SECONDS = .*/PATIENCE_SECONDS = 5.0/' deploy/upgrade.py"
BROKEN = f"{SOONER} && install -d -o assistant var && touch var/broken"
EDITOR = "jo.smith"


def before_the_newest_table() -> str:
    """The last version that does not know the newest migration."""
    command = ["git", "log", "--diff-filter=A", "-1", "--format=%H^", "--", "web_widget/migrations/versions"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def old(history: Path) -> Iterator[Machine]:
    """A server with an older version and what staff did on it."""
    with booted(shown(history)) as machine:
        stand_in(machine, PARTS)
        stand_in_for_make(machine)
        install(machine, before_the_newest_table())
        adding = f'su assistant -c "cd {PROGRAM} && .venv/bin/python -m web_widget users add {EDITOR} --role editor"'
        machine.told(adding, "a long enough passphrase\n" * 2)
        commit = "git -c user.name=Jo -c user.email= commit --quiet --all --message=edited --author='Jo <>'"
        machine.told(f'su assistant -c "cd {CONTENT} && echo >> topics/send-statistics.md && {commit}"')
        machine.told(f"su assistant -c 'echo mine > {STATE}/editing/draft.json'")
        yield machine


def revision(machine: Machine) -> str:
    """Which migration the tables are at."""
    return machine.told("su postgres -c \"psql -At assistant -c 'SELECT version_num FROM alembic_version'\"")


def answering(machine: Machine) -> set[str]:
    """The folders in which the parts run that answer well."""
    asking = "import sys, urllib.request as web; print(web.urlopen(f'http://127.0.0.1:{sys.argv[1]}/').read().decode())"
    return {machine.told(f'python3.11 -c "{asking}" {port}') for port in PORTS}


def must_be_there(machine: Machine) -> None:
    """What staff did is there, whatever the version."""
    users = machine.told(f'su assistant -c "cd {PROGRAM} && .venv/bin/python -m web_widget users list"')
    assert EDITOR in users
    assert machine.told(f"cat {PROGRAM}/var/editing/draft.json") == "mine"
    assert machine.told(f"su assistant -c 'git -C {CONTENT} log -1 --format=%an:%s'") == "Jo:edited"


def test_version_that_does_not_answer_is_taken_back_with_all_data(old: Machine) -> None:
    before = revision(old)
    assert answering(old) == {f"{VERSIONS}/1"}
    with pytest.raises(AssertionError, match="is back and answers") as told:
        follow(old, block_with("local-offer-assistant-versions/2"), f"{VERSIONS}/2", changed=BROKEN)
    say(str(told.value).strip().splitlines()[-1])
    say(f"tables: {before} before, {revision(old)} now, with which the old version goes on")
    assert old.told(f"readlink {PROGRAM}") == f"{VERSIONS}/1"
    assert answering(old) == {f"{VERSIONS}/1"}
    assert revision(old) != before
    must_be_there(old)


def test_mended_version_is_taken_with_all_data_and_a_backup(old: Machine) -> None:
    old.told(f"rm {VERSIONS}/2/var/broken")
    (*_, upgrade) = block_with("local-offer-assistant-versions/2")
    follow(old, [upgrade], f"{VERSIONS}/2")
    assert answering(old) == {f"{VERSIONS}/2"}
    must_be_there(old)
    backups = old.told(f"ls {STATE}/backups").splitlines()
    say(f"backups: {' '.join(backups)}")
    assert len(backups) == 2


def test_backup_of_before_the_upgrade_brings_everything_back(old: Machine) -> None:
    backup = sorted(old.told(f"ls {STATE}/backups").splitlines())[-1]
    old.told(f"rm -r {CONTENT}/* {CONTENT}/.git {STATE}/editing/draft.json")
    old.told("su postgres -c \"psql assistant -c 'TRUNCATE accounts CASCADE'\"")
    for line in block_with("deploy.restore --overwrite")[:2]:
        line = line.replace("/var/backups/assistant/2026-11-30", f"{STATE}/backups/{backup}")
        say(f"# {line}")
        old.told(line)
    must_be_there(old)
