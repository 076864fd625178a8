"""Where things are, and the numbers that decide an answer, each with what it does."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGLAND = ROOT / "knowledge" / "england"
THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
"""The names of this machine itself."""


@dataclass(frozen=True)
class Paths:
    """Folders of one installation. ASSISTANT_CONTENT and the other names below can move them.

    Attributes:
        content: the files that the council's staff keep.
        index: versions of the index.
        encoders: sentence models in the form in which they run.
        england: the national layer of the content, which comes with the program.
    """

    content: Path
    index: Path
    encoders: Path
    england: Path = ENGLAND

    @classmethod
    def from_environment(cls) -> Paths:
        return cls(
            content=Path(os.environ.get("ASSISTANT_CONTENT", ROOT / "knowledge" / "content")),
            index=Path(os.environ.get("ASSISTANT_INDEX", ROOT / "var" / "index")),
            encoders=Path(os.environ.get("ASSISTANT_ENCODERS", ROOT / "var" / "encoders")),
            england=Path(os.environ.get("ASSISTANT_ENGLAND", ENGLAND)),
        )


@dataclass(frozen=True)
class SearchSettings:
    """How the search ranks and when it says that it does not know.

    Attributes:
        canned_at: the least probability (0 to 1) of small talk, a journey or a kind out of scope for its fixed words
            to be said. Higher: fewer hurtful replies to short messages, and more pages offered instead. At 0.6, two
            of 191 fresh questions of parents get fixed words, 32 of 35 pieces of small talk do, and one of 45
            messages out of scope gets a page.
        general_at: the same for what belongs to no kind out of scope, as a cold "I cannot help with this" to a parent
            in a few unusual words ("she only eats beige") hurts more than a question back.
        idle_at: the least probability that a message is small talk or nothing that can be told, for words for a feeling
            or a reaction ("im shattered", "well i never") to be said where no kind of talk is sure by itself. At 0.7,
            27 of 40 reactions to an answer get such words, and so do 4 of 276 questions that follow it up.
        reaction_at: the least probability of the likeliest of these feelings and reactions.
        page_at: the least probability that any page answers for one to be shown as the answer. Below it, the nearest
            are offered. Higher: fewer pages for what no page answers, and more questions back. Of 352 fresh
            questions, and of 53 that no page answers: at 0.35, 296 get the right page, 11 a wrong one, and 15 of the
            53 a page; at 0.45, 284, 7 and 10; at 0.55, 268, 5 and 8.
        sure_at: the least probability that any page answers for one to be shown without a word of doubt above it. Of
            576 fresh messages that got a page, 104 were below 0.6, and 57 of these got the right one; of the other
            472, 414 did.
        first_at: the least probability of the page that is shown. Higher: where several pages are about as likely,
            they are offered instead. At 0.08 in place of 0.15, 301 of the 352 get the right page, 13 a wrong one, and
            16 of the 53 a page.
        rights_at: the least probability for a section with a deadline, an amount or a right to be shown; below it,
            the opening of the page is shown. Such a section does more harm where the page is wrong. At 0.5, three of
            250 fresh messages get the opening where the section would have been right.
        gap_at: the least probability, together with its page, of a question that the page does not answer.
        own_subject_at: from this probability on, a message has a subject of its own, however general its words.
        unit_hits: how many of the nearest units FAISS returns at most. Fewer is faster with very many units; the
            rest count as far as the farthest that was returned.
        ranked: how many entries are returned, best first.
        sharpness: how fast likeness in meaning falls with distance. Higher: only near wordings count.
        spelling_weight: how much shared words and runs of letters count, against likeness in meaning (1).
        ridge: how strongly the topic scorer is smoothed. Higher: single wordings count less.
        section_trust: how much a section teaches the topic scorer, against a wording (1).
        text_weight: how much it counts, when a section is picked, that it says what was asked (cosine), against the
            log-probability that such sections are asked for like this.
        nearest_weight: how much it counts, when a section is picked, that the nearest wordings of the page name it
            (logarithm of their share).
        kind_weight: how much it counts that a question resembles how such sections are asked for,
            against what the section says (cosines, 1 = as much).
        telling_weight: how much a telling word ("how long", "who do I ring") adds.
    """

    canned_at: float = 0.6
    general_at: float = 0.9
    idle_at: float = 0.7
    reaction_at: float = 0.2
    page_at: float = 0.35
    sure_at: float = 0.6
    first_at: float = 0.15
    rights_at: float = 0.5
    gap_at: float = 0.4
    own_subject_at: float = 0.9
    unit_hits: int = 20_000
    ranked: int = 5
    sharpness: float = 1.0
    spelling_weight: float = 0.1
    ridge: float = 0.2
    section_trust: float = 0.6
    text_weight: float = 1.0
    nearest_weight: float = 1.0
    kind_weight: float = 1.0
    telling_weight: float = 0.2
