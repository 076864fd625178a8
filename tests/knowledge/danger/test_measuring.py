"""What was noticed is counted against what was kept, and against the floors."""

from __future__ import annotations

import numpy as np

from knowledge.danger.detector import Level, Notice
from knowledge.danger.evidence import Evidence
from knowledge.danger.measuring import DangerFloors, measured
from knowledge.danger.patterns import Signs
from knowledge.files.records import KeptMessage


def notice(level: Level, kind: str = "missing") -> Notice:
    evidence = Evidence(np.zeros(17), "", 0, Signs({}, {}, (), (), ()))
    return Notice(level, kind, 0.5, 0.5, evidence, ("", 0.0))


FOUND = [
    (KeptMessage("she is gone", "card", "missing"), notice(Level.CARD)),
    (KeptMessage("he hit me", "card", "violence-at-home"), notice(Level.CARD)),
    (KeptMessage("my dad is gone", "card", "missing"), notice(Level.LINE)),
    (KeptMessage("she is late", "line", "missing"), notice(Level.NONE)),
    (KeptMessage("lost my bus pass", "none"), notice(Level.CARD)),
    (KeptMessage("is there a club", "none"), notice(Level.NONE)),
]


def test_each_share_counts_and_names_what_was_wrong() -> None:
    found = measured(FOUND)
    assert [(share.count, share.of) for share in found.shares()] == [(3, 4), (2, 3), (1, 2), (1, 2), (0, 2)]
    assert found.noticed.wrong == ("she is late",)
    assert found.carded.wrong == ("my dad is gone",)
    assert found.right_kind.wrong == ("he hit me",)
    assert found.false_cards.wrong == ("lost my bus pass",)


def test_content_below_a_floor_falls_short_by_name() -> None:
    floors = DangerFloors(noticed=0.7, carded=0.7, false_cards=0.1, false_lines=0.1)
    assert [share.name for share in measured(FOUND).short_of(floors)] == [
        "sure dangers with a card",
        "calm messages with a card",
    ]


def test_of_nothing_nothing_is_false() -> None:
    assert str(measured([]).false_cards) == "calm messages with a card: 0 of 0 (0.0%)"
