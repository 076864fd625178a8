"""`python -m bot.retraining`: trains the dialogue model on the wordings that are live, and puts it in use.

A model that does worse than the one in use on messages of `knowledge/evaluation`, which no model is trained on, is not.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from knowledge.files import index_folders
from knowledge.settings import ROOT, Paths
from knowledge.settings_file import into_environment
from knowledge.versions.watch_status import Stage, Training, keep_training

Tell = Callable[[Training], None]

logger = logging.getLogger(__name__)


def main() -> int:
    """Train, check and put in use; 1 if that failed."""
    into_environment()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    index = Paths.from_environment().index
    with tempfile.TemporaryDirectory(dir=model_in_use().parent) as scratch:
        candidate = Path(scratch) / "candidate.tar.gz"
        return retrain(candidate, model_in_use(), train, rightness, lambda step: keep_training(step, index))


def model_in_use() -> Path:
    """The model that Rasa runs; tests that train name another by ASSISTANT_MODEL."""
    return ROOT / os.environ.get("ASSISTANT_MODEL", "models/assistant.tar.gz")


def retrain(
    candidate: Path, in_use: Path, train: Callable[[Path], None], rightness: Callable[[Path], float], tell: Tell
) -> int:
    """Train a candidate and put it in the place of the model in use, unless it is worse.

    Args:
        candidate: where it is trained to, on the same disk as the model in use.
        in_use: the model that Rasa runs; Rasa notices a new one on its own.
        train: trains into a file.
        rightness: the share of messages, 0 to 1, that a model takes for what they are.
        tell: called with each step.

    Returns:
        0, or 1 where no model could be trained.
    """
    try:
        tell(Training(Stage.TRAINING, 10))
        train(candidate)
        tell(Training(Stage.CHECKING, 60))
        before = rightness(in_use)
        tell(Training(Stage.CHECKING, 80, f"{before:.1%} right before"))
        after = rightness(candidate)
    except Exception:
        logger.exception("The dialogue model could not be trained; the one in use stays.")
        tell(Training(Stage.FAILED, 100))
        return 1
    figures = f"{after:.1%} right after, {before:.1%} before"
    if after < before:
        tell(Training(Stage.NOT_BETTER, 100, figures))
    else:
        os.replace(candidate, in_use)
        tell(Training(Stage.IN_USE, 100, figures))
    logger.info("Messages taken for what they are: %s.", figures)
    return 0


def train(model: Path) -> None:
    """Train a model on the content that is live.

    Raises:
        subprocess.CalledProcessError: it could not be trained; what Rasa said of it is in the log.
    """
    index = Paths.from_environment().index
    environment = {**os.environ, "ASSISTANT_CONTENT": str(index_folders.in_use(index) / "content")}
    name = model.name.removesuffix(".tar.gz")
    command = [sys.executable, "-m", "bot", "train", "--data", "bot/data", "--force"]
    command += ["--out", str(model.parent), "--fixed-model-name", name]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        logger.error("%s", done.stdout.decode(errors="replace")[-3000:])
    done.check_returncode()


def rightness(model: Path) -> float:
    """The share of labelled messages that a model takes for what they are, 0 to 1. Each is read in its own process."""
    done = subprocess.run(
        [sys.executable, "-m", "bot.understanding", str(model)], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    return float(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    sys.exit(main())
