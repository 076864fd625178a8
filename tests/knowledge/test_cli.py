"""The commands that staff run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.danger.measuring import DangerFloors
from knowledge.files import index_folders
from tests.support.content import PAGE, change, line_of
from tests.support.fake_encoder import FakeEncoder


@pytest.fixture(autouse=True)
def _fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.encoder.sentence_encoder.SentenceEncoder", lambda **_: FakeEncoder())


@pytest.fixture
def folders(content_folder: Path, index_folder: Path) -> list[str]:
    return ["--content", str(content_folder), "--index", str(index_folder)]


def test_check_of_good_content_ends_with_status_0(folders: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*folders, "check"]) == 0
    assert "The content is in order." in capsys.readouterr().out


def test_check_lists_every_fault_and_ends_with_status_1(
    folders: list[str], content_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(content_folder, PAGE, "- breaks-team", "- nobody")
    change(content_folder, "council.yml", "- dentist", "- nowhere")
    assert main([*folders, "check"]) == 1
    out = capsys.readouterr().out
    line = line_of(content_folder, PAGE, "- nobody")
    assert f'{PAGE}:{line}: services.0: "nobody" does not exist. Correct the id, or add the file it names.' in out
    assert "council.yml:" in out
    assert "2 fault(s)." in out


def test_check_as_json_has_the_same_faults(
    folders: list[str], content_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(content_folder, PAGE, "- breaks-team", "- nobody")
    assert main([*folders, "check", "--json"]) == 1
    listed = json.loads(capsys.readouterr().out)
    (fault,) = listed["faults"]
    assert set(fault) == {"file", "line", "field", "problem", "remedy"}
    assert (fault["file"], fault["line"]) == (PAGE, line_of(content_folder, PAGE, "- nobody"))
    assert listed["care"]


def test_check_as_json_of_good_content_ends_with_status_0(
    folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*folders, "check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["faults"] == []


def test_build_says_what_is_in_use(folders: list[str], index_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*folders, "build"]) == 0
    assert f"Version {index_folders.current_version(index_folder)} is in use" in capsys.readouterr().out


def test_second_build_embeds_nothing_and_afresh_embeds_everything(
    folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*folders, "build"])
    capsys.readouterr()
    main([*folders, "build"])
    assert " 0 newly embedded" in capsys.readouterr().out
    main([*folders, "build", "--afresh"])
    assert " 0 newly embedded" not in capsys.readouterr().out


def test_build_of_faulty_content_ends_with_status_1_and_says_why(
    folders: list[str], content_folder: Path, index_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([*folders, "build"])
    before = index_folders.current_version(index_folder)
    change(content_folder, PAGE, "- breaks-team", "- nobody")
    assert main([*folders, "build"]) == 1
    assert '"nobody" does not exist' in capsys.readouterr().err
    assert index_folders.current_version(index_folder) == before


def test_afresh_build_of_faulty_content_leaves_the_version_in_use(
    folders: list[str], content_folder: Path, index_folder: Path
) -> None:
    main([*folders, "build"])
    before = index_folders.current_version(index_folder)
    change(content_folder, PAGE, "- breaks-team", "- nobody")
    assert main([*folders, "build", "--afresh"]) == 1
    assert index_folders.current_version(index_folder) == before


def test_search_shows_the_verdict_and_the_hits(folders: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main([*folders, "build"])
    capsys.readouterr()
    assert main([*folders, "search", "overnight respite weekend"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("answered: ")
    assert "short-breaks" in out


def test_search_as_json_has_the_form_of_the_results(folders: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main([*folders, "build"])
    capsys.readouterr()
    assert main([*folders, "search", "--json", "overnight respite weekend"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert (form["answered"], form["entry"]) == (True, "short-breaks")


def test_search_without_an_index_says_what_to_run(folders: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*folders, "search", "anything"]) == 1
    assert "Run: python -m knowledge build" in capsys.readouterr().err


def test_unknown_command_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(["guess"])
    assert raised.value.code == 2
    assert "check" in capsys.readouterr().err


def test_check_without_an_index_says_that_danger_was_not_measured(
    folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*folders, "check"]) == 0
    assert "danger is noticed was not measured. There is no index" in capsys.readouterr().out


def test_check_of_content_that_was_not_built_says_that_danger_was_not_measured(
    folders: list[str], content_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*folders, "build"]) == 0
    change(content_folder, PAGE, "checked_by: a test", "checked_by: another test")
    assert main([*folders, "check"]) == 0
    assert "The index was built from other content. Run: python -m knowledge build" in capsys.readouterr().out


def test_check_of_what_was_built_measures_danger_and_refuses_what_falls_short(
    folders: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*folders, "build"]) == 0
    monkeypatch.setattr("knowledge.danger.measuring.DangerFloors", lambda: DangerFloors(0, 0, 1, 1))
    assert main([*folders, "check"]) == 0
    assert "dangers noticed, by card or line: " in capsys.readouterr().out
    monkeypatch.setattr("knowledge.danger.measuring.DangerFloors", lambda: DangerFloors(carded=1.1))
    assert main([*folders, "check"]) == 1
    assert "sure dangers with a card falls short." in capsys.readouterr().out
