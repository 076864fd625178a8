"""Where things are, and the numbers that decide an answer, each with what it does."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Paths:
    """Folders of one installation. ASSISTANT_CONTENT, ASSISTANT_INDEX and ASSISTANT_ENCODERS can move them.

    Attributes:
        content: the files that staff keep.
        index: versions of the index.
        encoders: sentence models in the form in which they run.
    """

    content: Path
    index: Path
    encoders: Path

    @classmethod
    def from_environment(cls) -> Paths:
        return cls(
            content=Path(os.environ.get("ASSISTANT_CONTENT", ROOT / "knowledge" / "content")),
            index=Path(os.environ.get("ASSISTANT_INDEX", ROOT / "var" / "index")),
            encoders=Path(os.environ.get("ASSISTANT_ENCODERS", ROOT / "var" / "encoders")),
        )


@dataclass(frozen=True)
class SearchSettings:
    """How the search ranks and when it says that it does not know.

    Attributes:
        answer_at: the least probability (0 to 1) that any entry answers for the likeliest to be shown.
            Higher: fewer wrong answers and more "not known". It is a probability because it is calibrated, at
            build time, on whether each wording finds its own entry when it is left out.
        ask_below: below this probability that the first entry is right, it is asked which was meant.
            Higher: fewer wrong answers and more questions back.
        own_subject_at: from this probability on, a message has a subject of its own, however general its words.
        unit_hits: how many of the nearest units FAISS returns at most. Fewer is faster with very many units; the
            rest count as far as the farthest that was returned.
        ranked: how many entries are returned, best first.
        sharpness: how fast likeness in meaning falls with distance. Higher: only near wordings count.
        spelling_weight: how much shared words and runs of letters count, against likeness in meaning (1).
        ridge: how strongly the topic scorer is smoothed. Higher: single wordings count less.
        section_trust: how much a section teaches the topic scorer, against a wording (1).
        answer_lead: how much is added to the fit of the opening answer when a section is picked. Higher: the
            opening answer is shown more often.
        kind_weight: how much it counts that a question resembles how such sections are asked for,
            against what the section says (cosines, 1 = as much).
        telling_weight: how much a telling word ("how long", "who do I ring") adds.
    """

    answer_at: float = 0.6
    ask_below: float = 0.1
    own_subject_at: float = 0.9
    unit_hits: int = 5000
    ranked: int = 5
    sharpness: float = 1.0
    spelling_weight: float = 0.1
    ridge: float = 0.2
    section_trust: float = 0.6
    answer_lead: float = 0.2
    kind_weight: float = 1.0
    telling_weight: float = 0.2
