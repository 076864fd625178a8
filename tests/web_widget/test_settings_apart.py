"""Two councils on one machine share nothing that one of them keeps, or neither starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from web_widget.settings_apart import apart_faults, other_councils
from web_widget.settings_check import Given, start_faults

KENSHIRE = {
    "PORT": "8010",
    "RASA_PORT": "5015",
    "ACTIONS_PORT": "5065",
    "STATE": "/kept/kenshire",
    "ASSISTANT_CONTENT": "/kept/kenshire/content",
    "ASSISTANT_INDEX": "/kept/kenshire/index",
    "ASSISTANT_MODEL": "/kept/kenshire/models/assistant.tar.gz",
    "RECORDS_URL": "postgresql://kenshire:one@127.0.0.1:5432/kenshire",
    "TRACKER_URL": "postgresql://kenshire:one@127.0.0.1:5432/kenshire",
    "LOCKS_URL": "redis://127.0.0.1:6379/2",
    "LIMITS_URL": "redis://127.0.0.1:6379/3",
    "RASA_URL": "http://127.0.0.1:5015",
    "PUBLIC_ORIGIN": "https://assistant.kenshire.example",
    "ASSISTANT_SECRET": "k" * 32,
    "RASA_TOKEN": "t" * 32,
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The settings file of this council, beside that of Kenshire."""
    lines = "".join(f"{name}={value}\n" for name, value in KENSHIRE.items())
    (tmp_path / "kenshire.env").write_text(lines)
    return tmp_path / "wexshire.env"


def shared(own: Path, **values: str) -> list[str]:
    return [fault.setting for fault in apart_faults(values, own)]


def test_council_with_everything_of_its_own_has_no_fault(own: Path) -> None:
    assert shared(own) == []


@pytest.mark.parametrize("setting", sorted(KENSHIRE.keys() - {"TRACKER_URL"}))
def test_what_another_council_has_is_named(own: Path, setting: str) -> None:
    assert setting in shared(own, **{setting: KENSHIRE[setting]})


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("TRACKER_URL", "postgresql://another:two@127.0.0.1:5432/kenshire"),
        ("TRACKER_URL", "postgresql+psycopg2://another:two@localhost/kenshire"),
        ("LOCKS_URL", "redis://localhost/2"),
        ("ACTIONS_PORT", KENSHIRE["PORT"]),
        ("ASSISTANT_INDEX", "/kept/wexshire/../kenshire"),
        ("LIMITS_URL", KENSHIRE["LOCKS_URL"]),
        ("PUBLIC_ORIGIN", "https://assistant.kenshire.example/"),
    ],
)
def test_same_thing_under_another_name_is_noticed(own: Path, setting: str, value: str) -> None:
    assert shared(own, **{setting: value}) == [setting]


@pytest.mark.parametrize("url", ["redis://127.0.0.1", "redis://127.0.0.1:6379/", "redis://127.0.0.1:6379/0"])
def test_first_database_of_redis_is_the_same_whether_it_is_named_or_not(own: Path, url: str) -> None:
    (own.parent / "kenshire.env").write_text("LOCKS_URL=redis://127.0.0.1:6379\n")
    assert "LOCKS_URL" in shared(own, LOCKS_URL=url)


def test_what_neither_council_names_is_shared(own: Path) -> None:
    (own.parent / "kenshire.env").write_text("KEEP_DAYS=30\n")
    assert {"PORT", "STATE", "ASSISTANT_CONTENT", "ASSISTANT_INDEX", "ASSISTANT_MODEL", "RECORDS_URL"} < set(
        shared(own)
    )


def test_limits_in_the_memory_of_each_are_not_shared(own: Path) -> None:
    (own.parent / "kenshire.env").write_text(f"{_lines()}LIMITS_URL=memory://\n")
    assert shared(own, LIMITS_URL="memory://") == []


def _lines() -> str:
    return "".join(f"{name}={value}\n" for name, value in KENSHIRE.items() if name != "LIMITS_URL")


def test_fault_names_the_other_file_and_no_secret(own: Path) -> None:
    (fault,) = apart_faults({"ASSISTANT_SECRET": KENSHIRE["ASSISTANT_SECRET"]}, own)
    assert "kenshire.env" in str(fault)
    assert "kkk" not in str(fault)


def test_start_is_refused(own: Path) -> None:
    own.write_text(f"STATE={KENSHIRE['STATE']}\n")
    faults = start_faults(Given.of({"ASSISTANT_SETTINGS": str(own)}))
    assert "STATE" in [fault.setting for fault in faults]


def test_link_to_the_settings_is_not_another_council(own: Path, tmp_path: Path) -> None:
    own.write_text("PORT=8020\n")
    (tmp_path / "program").mkdir()
    (link := tmp_path / "program" / "assistant.env").symlink_to(own)
    assert other_councils(link) == (tmp_path / "kenshire.env",)


def test_file_that_cannot_be_read_stops_nobody_else(own: Path) -> None:
    (own.parent / "kenshire.env").write_bytes(b"STATE=\xff\n")
    assert shared(own) == []
