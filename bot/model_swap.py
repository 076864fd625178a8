"""A newly trained model is taken up while Rasa runs. Rasa itself does so only with models that a server hands out."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Tuple

from rasa.core.agent import Agent

EVERY_SECONDS = 1.0

logger = logging.getLogger(__name__)


async def follow(agent: Agent, path: Path) -> None:
    """Load the model again whenever its file has been replaced; until then the last one answers.

    Args:
        agent: answers.
        path: of the model. It is replaced as a whole.
    """
    seen = _stamp(path)
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        found = _stamp(path)
        if found in ((), seen):
            continue
        seen = found
        try:
            await asyncio.get_running_loop().run_in_executor(None, agent.load_model, path)
            logger.warning("A newly trained model is in use.")
        except Exception:
            logger.exception("The new model cannot be read; the last one stays in use.")


def _stamp(path: Path) -> Tuple[int, ...]:
    """Identifies a file, to notice when it is replaced; () if there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size
