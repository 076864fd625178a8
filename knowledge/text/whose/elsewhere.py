"""Whether a message asks about help in another council's area, or only mentions one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.text.whose.places import Mention, Places

SHORT_WORDS = 10
"""Up to this many words, a service and a place ("camhs number for nottingham") ask about the service in that place."""
OUTSIDE_WORDS = 8
"""Up to this many words, "we don't live in Rutland" is the whole message."""

_HOME, _AREA, _TOWN, _SHARED = "homeplace", "otherarea", "othertown", "sharedhealth"
_OTHER = rf"(?:{_AREA}|{_TOWN})(?:{_SHARED})?"
_FAMILY = r"(?:nephew|niece|grandson|granddaughter|grandchild(?:ren)?|grandkids?|sister|brother|cousin|friend|mate)"
_COUNCIL_WORK = (
    r"(?:local offer|council|ehcps?|ehc|education,? health|short breaks?|transport|social (?:care|services|workers?)|"
    r"send? (?:team|department|dept|support|help|info(?:rmation)?|office|services?)|early help|portage|sendiass?|"
    r"educational psycholog\w+|ed psych|parent carer forum|additional (?:learning|support) needs|co-?ordinated support)"
)
_HEALTH_WORK = (
    r"(?:camhs|speech (?:and language )?therap\w+|occupational therap\w+|health visit\w+|school nurs\w+|"
    r"(?:autism|adhd) (?:assessment|diagnosis|pathway)|paediatric\w+)"
)

_REACH = r"(?:contact|reach|get hold of|details|number|phone|website|find|call|ring|have)"

_HERE = re.compile(
    rf"\b(?:{_HOME}|here|(?:our|your) (?:area|county|council|patch|side|list)|of yours|you or|or you|is it (?:you|u)|"
    r"new (?:county|council)|with (?:me|us)|weekends|half the (?:week|time)|over the border)\b"
)
_CAME = re.compile(
    r"\b(?:mov(?:e|ed|es|ing|d)|transfer\w*|relocat\w*|posted|posting|arriv\w+|discharged|placed|placement|foster\w*|"
    r"adopt\w*|took on|c[ao]m(?:e|es|ing)(?: back)? from|used to|before we|was with|were with|"
    r"(?:he|she|they|child|boy|girl)(?:'?s)? from|(?:ehcp|plan) from)\b"
)
_LEAVING = re.compile(rf"\bmov(?:e|ed|ing) to (?:\w+ )?{_OTHER}\b")
_HOLDS_THERE = re.compile(rf"\b(?:counts?|valid|recogni[sz]ed|works?|holds?|carry over) in (?:\w+ )?{_OTHER}\b")
"""Whether something of ours still holds in another place: "does an english plan count in Wales"."""
_USED_THERE = re.compile(
    r"\b(?:school|college|nursery|academy|sixth form|hospital|infirmary|ward|gp|doctor'?s?|surgery|clinic|dentist|"
    r"dental|work|job|teach\w*|senco|uni|university|unit|residential|quarters|barracks|course)\b"
)
_LIVES_THERE = re.compile(
    rf"\b(?:i|we|they|he|she|who|family) (?:now |still |all |both |currently )?(?:live|lives|living|reside)"
    rf"(?: (?:in|at|near|just outside))?(?: the)? {_OTHER}\b"
    rf"|\b(?:i'?m|i am|we'?re|we are) (?:based |living |over )?(?:in|from|at) {_OTHER}\b"
)
_FAMILY_THERE = re.compile(
    rf"\bmy (?:\w+ )?{_FAMILY}(?:'s \w+)?(?:,? who)?(?:'s| is| are| lives?| living)?(?: over)? in {_OTHER}\b"
)
_CHILD_TAKEN_THERE = re.compile(rf"\bmy ex\b[^.?!]{{0,30}} {_OTHER} with (?:our|my|the)\b")
_COUNCIL_ASKED = re.compile(
    rf"\b(?:does|do|is|will|can|how long is|how long does|what [^.?!]{{0,30}} (?:do|does)|do you cover|are you) "
    rf"(?:the )?{_AREA}(?:{_SHARED})?(?: (?:city|county|borough))?(?: council)?\b(?! partnership)"
    rf"|\bdo you (?:cover|help|do)(?: people| families| children| kids)?(?: in| from)? {_OTHER}\b"
)
_PASSES_ON = re.compile(r"\b(?:send|sent|hand|review|pays?|paid|old|previous|you|us)\b")
_TWO_COUNCILS = re.compile(r"\bor\b")
_DETAILS_THERE = re.compile(
    rf"\b{_REACH}\b[^.?!]{{0,50}}\b{_COUNCIL_WORK}\b[^.?!]{{0,20}} {_OTHER}\b"
    rf"|\b{_REACH}\b[^.?!]{{0,50}} {_OTHER}[^.?!]{{0,20}} {_COUNCIL_WORK}\b"
)
_BARE = re.compile(rf"^\W*(?:the )?{_OTHER}(?: (?:city|county|borough))?(?: council)?(?: please| pls)?\W*$")
_WHOM_TO_ASK = re.compile(
    r"\b(?:who|whom|how) (?:do|can|should|would) (?:i|we) (?:ask|ring|phone|call|contact|email|find)\b"
)
_PERSONAL = re.compile(r"\b(?:i|we|my|our|he|she|his|her|us)\b")
_COUNCIL_SERVICE = re.compile(rf"\b{_COUNCIL_WORK}")
_HEALTH_SERVICE = re.compile(rf"\b{_HEALTH_WORK}")
_ANOTHER_COUNCIL = re.compile(
    r"\blocal offers? (?:for|of|in|from) (?:another|other|every|a different) (?:council|county|area)"
    r"|\b(?:another|other|every|a different) (?:council|county|area)(?:'?s)? local offer"
)
_NOT_HOME = re.compile(rf"\b(?:do not|don'?t|dont) live in {_HOME}\b|\blive outside {_HOME}\b|\bnot in {_HOME}\W*$")


@dataclass(frozen=True)
class OtherArea:
    """Another area that a message names.

    Attributes:
        area: the council area, region or country; empty if it only says "not here".
        asks_there: the message asks about help in that area, and not about somebody who comes from there.
    """

    area: str
    asks_there: bool


def other_area(text: str, places: Places) -> OtherArea | None:
    """The other area that `text` names, if it names one."""
    mentions = places.find(text)
    masked = _masked(text, mentions, places)
    others = [mention.place for mention in mentions if not places.is_home(mention.place)]
    if not others:
        return OtherArea("", asks_there=True) if _outside(masked) else None
    return OtherArea(others[0].area, _asks_there(masked))


def _outside(masked: str) -> bool:
    if _ANOTHER_COUNCIL.search(masked) and not _CAME.search(masked):
        return True
    return bool(_NOT_HOME.search(masked)) and len(masked.split()) <= OUTSIDE_WORDS and " but " not in masked


def _asks_there(masked: str) -> bool:
    if _CHILD_TAKEN_THERE.search(masked) or (_LEAVING.search(masked) and re.search(r"\bthere\b", masked)):
        return True
    if _HERE.search(masked) or _CAME.search(masked) or _HOLDS_THERE.search(masked):
        return False
    if _FAMILY_THERE.search(masked) or _LIVES_THERE.search(masked) or _BARE.search(masked):
        return True
    if _USED_THERE.search(masked):
        return False
    return _asks_of_council(masked) or _asks_for_service(masked)


def _asks_of_council(masked: str) -> bool:
    asked = _COUNCIL_ASKED.search(masked)
    if asked and asked.group().startswith("do you"):
        return True
    return bool(asked and not _PASSES_ON.search(masked) and not _TWO_COUNCILS.search(masked))


def _asks_for_service(masked: str) -> bool:
    if _DETAILS_THERE.search(masked):
        return True
    if len(masked.split()) > SHORT_WORDS or _PERSONAL.search(_WHOM_TO_ASK.sub("", masked)):
        return False
    health = _HEALTH_SERVICE.search(masked) and _SHARED not in masked
    return bool(health or _COUNCIL_SERVICE.search(masked))


def _masked(text: str, mentions: tuple[Mention, ...], places: Places) -> str:
    """`text` in small letters with a fixed word for each place, so that one pattern fits all of them."""
    pieces, end = [], 0
    for mention in mentions:
        pieces += [text[end : mention.start], _stand_in(mention, places)]
        end = mention.end
    return "".join([*pieces, text[end:]]).lower().replace("’", "'")


def _stand_in(mention: Mention, places: Places) -> str:
    if places.is_home(mention.place):
        return _HOME
    kind = _AREA if mention.place.is_area else _TOWN
    return kind + (_SHARED if places.shares_health(mention.place) else "")
