"""One file holds the settings, and every command reads it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge import settings_file
from knowledge.settings import ROOT


def written(folder: Path, text: str) -> Path:
    path = folder / "assistant.env"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[str]:
    return list(map(str, settings_file.read(written(folder, text)).faults))


def test_file_is_read_as_systemd_reads_it(tmp_path: Path) -> None:
    text = '# a remark\n; another\n\nPORT=9000\nOFFICE_HOURS="mon-fri 09:00-17:00"\nRASA_TOKEN=a=b#c\n'
    read = settings_file.read(written(tmp_path, text))
    assert read.values == {"PORT": "9000", "OFFICE_HOURS": "mon-fri 09:00-17:00", "RASA_TOKEN": "a=b#c"}
    assert read.faults == ()


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    assert settings_file.read(tmp_path / "none.env") == settings_file.SettingsFile(tmp_path / "none.env", {}, ())


@pytest.mark.parametrize(
    ("wrong", "near"),
    [("KEEP_DAY", "KEEP_DAYS"), ("assistant_origin", "ASSISTANT_ORIGINS"), ("RECORD_URL", "RECORDS_")],
)
def test_misspelt_name_is_told_with_the_nearest_one(tmp_path: Path, wrong: str, near: str) -> None:
    (problem,) = problems(tmp_path, f"{wrong}=1\n")
    assert problem.startswith(f"{wrong}: There is no such setting (")
    assert f"line 1). Did you mean {near}" in problem


def test_name_that_is_like_no_other_is_told_too(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, "ZZZZ=1\n")
    assert problem.endswith("Take it out, or look for its name in README.md.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("PORT 9000\n", "line 1: The line is not a setting."),
        ("PORT=1\nPORT=2\n", "PORT: It is set a second time"),
        ('RASA_TOKEN="a\n', "RASA_TOKEN: The value holds quotation marks or a backslash"),
        ("RASA_TOKEN=a\\b\n", "RASA_TOKEN: The value holds quotation marks or a backslash"),
    ],
)
def test_line_that_two_readers_would_read_differently_is_told(tmp_path: Path, text: str, told: str) -> None:
    (problem,) = problems(tmp_path, text)
    assert told in problem


def test_environment_counts_more_than_the_file(tmp_path: Path) -> None:
    environment = {"ASSISTANT_SETTINGS": str(written(tmp_path, "PORT=9000\nHOST=0.0.0.0\n")), "PORT": "7000"}
    settings_file.into_environment(environment)
    assert (environment["PORT"], environment["HOST"]) == ("7000", "0.0.0.0")


def test_file_with_a_fault_stops_the_command(tmp_path: Path) -> None:
    environment = {"ASSISTANT_SETTINGS": str(written(tmp_path, "RECORD_URL=postgresql://h/d\n"))}
    with pytest.raises(SystemExit, match="Did you mean RECORDS_URL"):
        settings_file.into_environment(environment)


def test_named_file_that_is_not_there_stops_the_command(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="there is no such file"):
        settings_file.into_environment({"ASSISTANT_SETTINGS": str(tmp_path / "none.env")})


def test_file_that_cannot_be_read_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"cannot be read.*Run the command as the user of the service"):
        settings_file.into_environment({"ASSISTANT_SETTINGS": str(tmp_path)})


def test_every_setting_that_is_documented_or_read_is_known() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").split("| Setting |", 1)[1].split("\n\n", 1)[0]
    example = (ROOT / "deploy" / "assistant.env.example").read_text(encoding="utf-8")
    names = {name for row in table.splitlines() for name in re.findall(r"`([A-Z_]{4,})`", row.split(" | ", 1)[0])}
    names |= set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE))
    folders = ("knowledge", "bot", "actions", "web_widget")
    code = "\n".join(path.read_text(encoding="utf-8") for one in folders for path in (ROOT / one).rglob("*.py"))
    names |= set(re.findall(r'\bos\.environ(?:\.get\(|\[)"([A-Z_]+)"', code))
    of_processes = {"ASSISTANT_ADDRESS", "PROMETHEUS_MULTIPROC_DIR", "HF_HUB_OFFLINE", "ASSISTANT_SETTINGS"}
    assert len(names) > 30
    assert names - of_processes - settings_file.KNOWN == set()


@pytest.mark.process
@pytest.mark.parametrize("command", [["web_widget", "users", "list"], ["web_widget", "tidy"]])
def test_commands_write_to_the_database_of_the_file(tmp_path: Path, command: list[str]) -> None:
    databases = [tmp_path / "records.db", tmp_path / "trackers.db"]
    text = "".join(
        f"{name}_URL=sqlite:///{path}\n" for name, path in zip(("RECORDS", "TRACKER"), databases, strict=True)
    )
    environment = {"PATH": "", "ASSISTANT_SETTINGS": str(written(tmp_path, text))}
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert databases[0].exists()
