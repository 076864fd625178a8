"""What is damaged is said before Rasa starts, with what to run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.start import ModelDamaged, verify_model
from knowledge.settings import ROOT

pytestmark = pytest.mark.process

MODEL = ROOT / "models" / "assistant.tar.gz"
HURT: dict[str, Callable[[bytes], bytes]] = {
    "half written": lambda whole: whole[: len(whole) // 2],
    "changed": lambda whole: whole[:5000] + bytes(8) + whole[5008:],
    "its end missing": lambda whole: whole[:-4],
    "empty": lambda whole: b"",
    "something else": lambda whole: b"<html>Not found</html>",
}


@pytest.fixture(params=HURT)
def damaged(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A model that is not as it was written."""
    path = tmp_path / "assistant.tar.gz"
    path.write_bytes(HURT[request.param](MODEL.read_bytes()))
    return path


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "run", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True)


def test_model_that_was_trained_is_whole() -> None:
    verify_model(MODEL)


def test_damaged_model_is_named_with_what_to_run(damaged: Path) -> None:
    with pytest.raises(ModelDamaged) as error:
        verify_model(damaged)
    assert str(damaged) in str(error.value)
    assert str(error.value).endswith(f"Run: rm {damaged} && make build")


def test_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged, match="There is no trained model"):
        verify_model(tmp_path / "none.tar.gz")


def test_rasa_does_not_start_with_a_damaged_model(tmp_path: Path) -> None:
    path = tmp_path / "assistant.tar.gz"
    path.write_bytes(HURT["half written"](MODEL.read_bytes()))
    done = start("--model", str(path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"The trained model {path} is damaged")
    assert "Traceback" not in done.stderr


def test_rasa_does_not_start_without_an_index(tmp_path: Path) -> None:
    done = start(ASSISTANT_INDEX=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(f"There is no index in {tmp_path}. Run: python -m knowledge build\n")
    assert "Traceback" not in done.stderr
