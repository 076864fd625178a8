"""A newly trained model is taken up while Rasa runs. Rasa itself does so only with models that a server hands out."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any, Tuple

from rasa.core.agent import Agent

EVERY_SECONDS = 1.0

logger = logging.getLogger(__name__)


def follow_models() -> None:
    """Let `rasa run` follow the file of its model from its start on."""
    from rasa.core import run

    load = run.load_agent_on_start

    async def load_and_follow(model_path: str, *given: Any) -> Agent:
        agent = await load(model_path, *given)
        asyncio.get_running_loop().create_task(follow(agent, Path(model_path)), name="follow the model")
        return agent

    run.load_agent_on_start = load_and_follow


async def follow(agent: Agent, path: Path) -> None:
    """Load the model again whenever its file is another one; meanwhile the last one answers.

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
    """Tells a file from the one that stood there before; () where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size
