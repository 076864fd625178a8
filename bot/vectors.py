"""The sentence vectors in Rasa's process. The gateway hands most of them over; what is missing is made here."""

from __future__ import annotations

import asyncio

from knowledge.search.message_vectors import MessageVectors, read_apart


async def prepare(vectors: MessageVectors, text: str, danger: str | None) -> None:
    """Make what is missing for a message, beside what Rasa does with others meanwhile.

    Args:
        vectors: of this process.
        text: the message, which may be blank.
        danger: the level that the gateway noticed, if it has looked.
    """
    if text.strip():
        texts = (text, *read_apart(text, danger))
        await asyncio.get_running_loop().run_in_executor(None, vectors.of, texts)
