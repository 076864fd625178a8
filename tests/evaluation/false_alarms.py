"""`make false-alarms`: cards and lines on every wording of every page, and on 5,000 ordinary messages."""

from __future__ import annotations

import os

from knowledge.danger.detector import Level
from knowledge.danger.measuring import judged, measured
from knowledge.encoder.sentence_encoder import SentenceEncoder
from knowledge.files.records import KeptMessage
from knowledge.search import index
from knowledge.settings import Paths, SearchSettings
from knowledge.versions.danger_check import vectors_of_wordings, wordings_of
from tests.evaluation.calm import ordinary_messages

COUNT = 5000


def main() -> None:
    """Print the figures, and each message that gets a card."""
    used = index.load(Paths.from_environment().index, SearchSettings())
    made = [KeptMessage(text, Level.NONE) for text in ordinary_messages(COUNT)]
    encoder = SentenceEncoder(threads=os.cpu_count() or 1)
    for name, messages in (("wordings of pages", wordings_of(used)), ("ordinary messages", made)):
        found = measured(judged(messages, used.danger, encoder, vectors_of_wordings(used)))
        print(f"{name}: {found.false_cards}; {found.false_lines}")
        print(*(f"  {text}" for text in found.false_cards.wrong), sep="\n")


if __name__ == "__main__":
    main()
