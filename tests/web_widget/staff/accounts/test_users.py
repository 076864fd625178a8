"""Users are added, listed and removed at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from web_widget.__main__ import main

Run = Callable[..., int]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command; what is typed at the questions comes after "typed"."""

    def running(*arguments: str, typed: tuple[str, ...] = ()) -> int:
        answers = iter(typed)
        monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
        monkeypatch.setattr(sys, "argv", ["web_widget", "users", *arguments])
        return main()

    return running


PASSWORD = "correct horse battery"
ADD = ("add", "jo.smith", "--role", "editor", "--full-name", "Jo Smith")


def test_user_who_was_added_is_listed(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list") == 0
    assert "There are no accounts yet" in capsys.readouterr().out
    assert run(*ADD, typed=(PASSWORD, PASSWORD)) == 0
    assert "jo.smith can now log in at /staff as editor" in capsys.readouterr().out
    run("list")
    assert capsys.readouterr().out.split() == ["jo.smith", "editor", "Jo", "Smith"]


def test_two_passwords_that_differ_add_nobody(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*ADD, typed=(PASSWORD, "something else")) == 1
    assert "not the same" in capsys.readouterr().err
    run("list")
    assert "There are no accounts yet" in capsys.readouterr().out


def test_what_is_wrong_is_said_without_a_stack_trace(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*ADD, typed=("short", "short")) == 1
    assert run("remove", "nobody") == 1
    assert run("password", "nobody", typed=(PASSWORD, PASSWORD)) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_removed_user_is_gone(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run(*ADD, typed=(PASSWORD, PASSWORD))
    assert run("password", "jo.smith", typed=("another good one", "another good one")) == 0
    assert run("remove", "jo.smith") == 0
    capsys.readouterr()
    run("list")
    assert "There are no accounts yet" in capsys.readouterr().out


def test_password_is_no_argument(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(*ADD, "--password", PASSWORD)
    assert "unrecognized arguments" in capsys.readouterr().err


def test_code_can_be_turned_off_for_whoever_lost_the_phone(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run(*ADD, typed=(PASSWORD, PASSWORD))
    assert run("code-off", "jo.smith") == 0
    assert "can log in without a code now" in capsys.readouterr().out
    assert run("code-off", "nobody") == 1
