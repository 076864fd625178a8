"""What the words of a message say about whose question it is, and where."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.text.whose import no_question, own_case, own_needs
from knowledge.text.whose.elsewhere import OtherArea, other_area
from knowledge.text.whose.places import Places


@dataclass(frozen=True)
class Facts:
    """What was read. Each is true only if the words say so; similarity plays no part.

    Attributes:
        other_area: another council's area that is named, and whether the message asks about help there.
        home_named: a place of the council that runs the assistant is named.
        own_age: the age that the writer gives for themselves.
        grown_up_own_needs: a grown-up over 25 asks for themselves.
        elderly_relative: it is about the care of somebody old.
        own_case: it asks what only the council's records can tell.
        command: it tells the assistant to be or do something else.
        others_details: it asks for other people's details.
        scam: it is a swindle, or tells of one.
        selling: it wants to sell something.
    """

    other_area: OtherArea | None = None
    home_named: bool = False
    own_age: int | None = None
    grown_up_own_needs: bool = False
    elderly_relative: bool = False
    own_case: bool = False
    command: bool = False
    others_details: bool = False
    scam: bool = False
    selling: bool = False

    @property
    def scope(self) -> str | None:
        """The id in out_of_scope.yml of what is said instead of an answer; None if an answer is right."""
        kinds = (
            (self.command or self.others_details, "instructions"),
            (self.scam, "scams"),
            (self.selling, "selling"),
            (self.elderly_relative or self.grown_up_own_needs, "adult-needs"),
            (self.other_area is not None and self.other_area.asks_there, "other-area"),
            (self.own_case, "own-case"),
        )
        return next((kind for holds, kind in kinds if holds), None)

    @property
    def denied(self) -> frozenset[str]:
        """The ids in out_of_scope.yml that the words speak against, however alike they sound."""
        only_named = not self.other_area.asks_there if self.other_area else self.home_named
        young = self.own_age is not None and self.own_age <= own_needs.OLDEST_YOUNG_PERSON
        kinds = ((only_named, "other-area"), (young, "adult-needs"))
        return frozenset(kind for holds, kind in kinds if holds)


SCOPES = ("instructions", "scams", "selling", "adult-needs", "other-area", "own-case")
"""Every id that `Facts.scope` can give; each must be a kind in out_of_scope.yml."""


def read(text: str, places: Places) -> Facts:
    """Read `text`, in time that grows with its length.

    Args:
        text: a message, before or after details were taken out of it ("[name]").
        places: the area of the council that runs the assistant, and the others.
    """
    return Facts(
        other_area=other_area(text, places),
        home_named=any(places.is_home(mention.place) for mention in places.find(text)),
        own_age=own_needs.own_age(text),
        grown_up_own_needs=own_needs.grown_up_own_needs(text),
        elderly_relative=own_needs.elderly_relative(text),
        own_case=own_case.own_case(text),
        command=no_question.command(text),
        others_details=no_question.others_details(text),
        scam=no_question.scam(text),
        selling=no_question.selling(text),
    )
