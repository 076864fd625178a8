"""One more council on a machine gets settings that share nothing with the others."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from deploy.council import NotWritten, main, write
from deploy.upgrade import Server
from knowledge import settings_file
from knowledge.settings import ROOT
from web_widget.settings_apart import used_by
from web_widget.settings_check import Given, folder_faults, start_faults


def given(file: Path) -> Given:
    return Given.of({"ASSISTANT_SETTINGS": str(file)})


def test_settings_of_two_councils_are_in_order_as_they_are_written(tmp_path: Path) -> None:
    for file in [write(name, tmp_path) for name in ("wexshire", "kenshire")]:
        assert [str(fault) for fault in start_faults(given(file))] == []
        assert folder_faults(given(file).values) == []
        assert file.stat().st_mode & 0o777 == 0o600


def test_all_that_a_council_keeps_is_in_a_folder_of_its_own(tmp_path: Path) -> None:
    values = settings_file.read(write("wexshire", tmp_path)).values
    kept = [thing for kind, thing in used_by(values) if kind in ("place", "database")]
    assert len(kept) == 6
    assert [thing for thing in kept if not Path(thing).is_relative_to(tmp_path / "wexshire")] == []


def test_third_council_gets_ports_that_the_first_two_have_not(tmp_path: Path) -> None:
    ports = [
        values[name]
        for file in [write(name, tmp_path) for name in ("a", "b", "c")]
        for values in [settings_file.read(file).values]
        for name in ("PORT", "RASA_PORT", "ACTIONS_PORT")
    ]
    assert len(set(ports)) == 9
    assert not {"8000", "5005", "5055"} & set(ports)


@pytest.mark.parametrize("name", ["Wex shire", "../wexshire", "", "WEXSHIRE"])
def test_name_that_is_none_for_files_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotWritten, match="small letters"):
        write(name, tmp_path)


def test_council_that_is_there_is_left_alone(tmp_path: Path) -> None:
    before = write("wexshire", tmp_path).read_text()
    with pytest.raises(NotWritten, match="is there already"):
        write("wexshire", tmp_path)
    assert (tmp_path / "wexshire.env").read_text() == before


def test_command_says_what_comes_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wexshire", "--folder", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert f"new-council {tmp_path}/wexshire/content" in said
    assert f"ASSISTANT_SETTINGS={tmp_path}/wexshire.env make run" in said
    assert main(["wexshire", "--folder", str(tmp_path)]) == 1


@pytest.mark.process
def test_make_builds_and_starts_in_the_councils_own_folder(tmp_path: Path) -> None:
    file = write("wexshire", tmp_path)
    home = tmp_path / "wexshire"
    (home / "content").mkdir()
    said = told_by_make(ASSISTANT_SETTINGS=str(file))
    assert f"touch {home}/index/current" in said
    assert f"bot train --data bot/data --out {home}/models/ --fixed-model-name assistant" in said
    assert f"mkdir -p {home}/log" in said
    assert not re.search(r"(?<![\w/])(var|models)/", said.replace("deploy/", ""))


@pytest.mark.process
def test_make_takes_a_content_folder_with_spaces(tmp_path: Path) -> None:
    folder = tmp_path / "our content"
    folder.mkdir()
    (folder / "council.yml").write_text("country: england\n")
    said = told_by_make(ASSISTANT_CONTENT=str(folder))
    assert "No such file" not in said
    assert "No rule" not in said
    assert "supervisord" in said


def told_by_make(**environment: str) -> str:
    """What `make run` would do in a folder in which nothing is built."""
    clean = {name: value for name, value in os.environ.items() if name not in settings_file.KNOWN}
    command = ["make", "--dry-run", "--always-make", "run"]
    done = subprocess.run(command, cwd=ROOT, env={**clean, **environment}, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_unit_of_a_council_writes_in_its_own_folder_and_starts_what_make_does() -> None:
    unit = (ROOT / "deploy" / "systemd" / "assistant@.service").read_text()
    state = Server().state
    assert f"Environment=ASSISTANT_SETTINGS={state}/%i.env\n" in unit
    assert "ExecStart=/usr/bin/make run\n" in unit
    assert f"{state}/%i" in " ".join(re.findall(r"^ReadWritePaths=(.*)$", unit, re.MULTILINE)).split()
    assert f"RASA_CACHE_DIRECTORY={state}/%i/" in unit
