"""Where things are, and the numbers that decide an answer, each with what it does."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Paths:
    """Folders of one installation. The environment can move them: ASSISTANT_CONTENT, ASSISTANT_INDEX."""

    content: Path
    index: Path

    @classmethod
    def from_environment(cls) -> Paths:
        return cls(
            content=Path(os.environ.get("ASSISTANT_CONTENT", ROOT / "knowledge" / "content")),
            index=Path(os.environ.get("ASSISTANT_INDEX", ROOT / "var" / "index")),
        )


@dataclass(frozen=True)
class SearchSettings:
    """How the search ranks and when it says that it does not know.

    Attributes:
        answer_at: the least probability (0 to 1) that the first entry is right for it to be shown.
            Higher: fewer wrong answers and more "not known". It is a probability because the ranker is
            fitted, at build time, on whether each wording finds its own entry when left out.
        unit_hits: how many of the nearest passages and wordings are grouped into entries. Fewer is
            faster; below about 100 an entry's second and third best begin to be missed.
        ranked: how many entries are returned, best first.
        ridge: how strongly the topic classifier is smoothed. Higher: wordings count less by themselves.
        section_margin: how much better (cosine) than the opening answer another section must fit
            before it is picked. Higher: the opening answer is shown more often.
        kind_weight: how much "how long", "who do I ring" and such count for picking a section,
            against what the section says.
    """

    answer_at: float = 0.4
    unit_hits: int = 400
    ranked: int = 5
    ridge: float = 3.0
    section_margin: float = 0.12
    kind_weight: float = 0.5
