"""The command asks the assistant of its own installation."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import pytest

from web_widget.__main__ import main
from web_widget.coverage import command


def test_settings_file_says_which_assistant_content_and_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "wexshire.env"
    settings.write_text(f"PORT=8010\nASSISTANT_CONTENT={tmp_path}/content\nASSISTANT_INDEX={tmp_path}/index\n")
    given: list[argparse.Namespace] = []

    def keep(options: argparse.Namespace) -> int:
        given.append(options)
        return 0

    monkeypatch.setattr(os, "environ", {"ASSISTANT_SETTINGS": str(settings)})
    monkeypatch.setattr(command, "run_command", keep)
    monkeypatch.setattr(sys, "argv", ["web_widget", "coverage", "questions.csv"])
    assert main() == 0
    (options,) = given
    assert options.address == "http://127.0.0.1:8010"
    assert (options.content, options.index) == (tmp_path / "content", tmp_path / "index")
