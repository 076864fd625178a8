"""`python -m web_widget.privacy` learns what names look like in messages, and writes the result next to the lists."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from knowledge.files import loading
from web_widget.privacy.common_words import common
from web_widget.privacy.learning import learn
from web_widget.privacy.made_messages import held_out, questions
from web_widget.privacy.name_tagger import MODEL
from web_widget.privacy.word_lists import COMMON, FOLDER

CONTENT = Path("knowledge/content")
WIDTH = 118


def main() -> int:
    """Learn from the content in this folder and from our sentence frames."""
    content = loading.load(CONTENT)
    words = common(question for question in questions(content) if not held_out(question))
    (FOLDER / COMMON).write_text("\n".join(textwrap.wrap(" ".join(words), WIDTH)) + "\n", encoding="utf-8")
    print(f"Learnt from {learn(content, MODEL)} messages: {MODEL}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
