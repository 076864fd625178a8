"""Measures what is noticed: on the messages kept for it, and on wordings that are no danger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.danger.detector import DangerDetector, Level, Notice
from knowledge.danger.kept_vectors import Kept, vectors_of
from knowledge.danger.pieces import with_pieces
from knowledge.encoder.sentence_encoder import Encoder
from knowledge.files.records import KeptMessage

Judged = Sequence[tuple[KeptMessage, Notice]]


@dataclass(frozen=True)
class DangerFloors:
    """What the content must reach. Content that falls short of any is refused by `check`.

    Attributes:
        noticed: the least share (0 to 1) of kept dangers that get a card or the line.
        carded: the least share of kept sure dangers that get the card.
        false_cards: the greatest share of calm messages, kept ones or wordings of pages, that may get a card.
        false_lines: the greatest share of them that may get the line.
    """

    noticed: float = 0.95
    carded: float = 0.8
    false_cards: float = 0.025
    false_lines: float = 0.1


@dataclass(frozen=True)
class Share:
    """How many out of how many, and what the others are."""

    name: str
    count: int
    of: int
    wrong: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """From 0 to 1; 0 if there are none."""
        return self.count / self.of if self.of else 0.0

    def __str__(self) -> str:
        return f"{self.name}: {self.count} of {self.of} ({100 * self.share:.1f}%)"


@dataclass(frozen=True)
class Measured:
    """What was measured.

    Attributes:
        noticed, carded, right_kind: of kept dangers, of the sure ones among them, and of those with a card.
        false_cards, false_lines: of the calm messages.
    """

    noticed: Share
    carded: Share
    right_kind: Share
    false_cards: Share
    false_lines: Share

    def shares(self) -> tuple[Share, ...]:
        """All of them, in the order of a report."""
        return self.noticed, self.carded, self.right_kind, self.false_cards, self.false_lines

    def short_of(self, floors: DangerFloors) -> Iterator[Share]:
        """The figures that fall short of what they must reach."""
        yield from (s for s, least in ((self.noticed, floors.noticed), (self.carded, floors.carded)) if s.share < least)
        falsely = ((self.false_cards, floors.false_cards), (self.false_lines, floors.false_lines))
        yield from (share for share, most in falsely if share.share > most)


def judged(messages: Sequence[KeptMessage], detector: DangerDetector, encoder: Encoder, kept: Kept) -> Judged:
    """How the detector judges each message.

    Args:
        messages: to be judged.
        detector: that judges.
        encoder: makes the vectors that are not in `kept`.
        kept: vectors of texts and their pieces.
    """
    texts = tuple(dict.fromkeys(message.text for message in messages))
    vectors = vectors_of(texts, kept, encoder)
    notices = detector.judge_many([(with_pieces(text), vectors[text]) for text in texts])
    by_text = dict(zip(texts, notices, strict=True))
    return [(message, by_text[message.text]) for message in messages]


def measured(found: Judged) -> Measured:
    """The figures of what was judged."""
    dangers = [(message, notice) for message, notice in found if message.level != Level.NONE]
    calm = [(message, notice) for message, notice in found if message.level == Level.NONE]
    sure = [(message, notice) for message, notice in dangers if message.level == Level.CARD]
    carded = [(message, notice) for message, notice in dangers if notice.level is Level.CARD]
    return Measured(
        _share("dangers noticed, by card or line", dangers, [n.level is not Level.NONE for _, n in dangers]),
        _share("sure dangers with a card", sure, [n.level is Level.CARD for _, n in sure]),
        _share("cards of the right kind", carded, [n.kind == m.kind for m, n in carded]),
        _falsely("calm messages with a card", calm, Level.CARD),
        _falsely("calm messages with the line", calm, Level.LINE),
    )


def _share(name: str, found: Judged, right: Sequence[bool]) -> Share:
    wrong = tuple(message.text for (message, _), well in zip(found, right, strict=True) if not well)
    return Share(name, sum(right), len(found), wrong)


def _falsely(name: str, calm: Judged, level: Level) -> Share:
    wrong = tuple(message.text for message, notice in calm if notice.level is level)
    return Share(name, len(wrong), len(calm), wrong)
