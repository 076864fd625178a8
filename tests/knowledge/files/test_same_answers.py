"""What parents read did not change when the content was put into two layers.

`answers_before_the_layers.json` has a digest of the sentences of each section, made from the content before. Take out
the pages that are changed on purpose; the file can go once all were.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from knowledge.files import markdown
from knowledge.files.records import Content, Section
from knowledge.text.sentences import sentences

BEFORE: dict[str, dict[str, str]] = json.loads(Path(__file__).with_name("answers_before_the_layers.json").read_text())


def digest(section: Section) -> str:
    """Of the sentences of a section, in their order."""
    said = [sentence for passage in markdown.passages(section.blocks) for sentence in sentences(passage)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]


def test_every_page_says_the_same_sentences_in_the_same_sections(shipped: Content) -> None:
    now = {name: {part.id: digest(part) for part in shipped.entries[name].sections} for name in BEFORE}
    changed = [
        f"{name}: {part}" for name, parts in BEFORE.items() for part in parts if now[name].get(part) != parts[part]
    ]
    assert changed == []
    assert {name: list(parts) for name, parts in now.items()} == {name: list(parts) for name, parts in BEFORE.items()}
