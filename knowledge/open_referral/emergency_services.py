"""Emergency services are entered by hand, by two people. No feed adds them, or says how to reach them."""

from __future__ import annotations

import re

from knowledge.files.emergency import cards_by_service
from knowledge.files.records import Content
from knowledge.open_referral.numbers import EMERGENCY
from knowledge.text.comparing import normalised

_NAMED = re.compile(
    r"(?:(?:^|.*\W)(?:police(?: force| service| constabulary| station)?|constabulary|fire (?:and|&) rescue(?: service)?"
    r"|fire (?:service|brigade|station)|ambulance(?: service| station)?|coastguard|casualty(?: department)?"
    r"|emergency services?|emergency department|accident (?:and|&) emergency(?: department)?|a ?& ?e(?: department)?)"
    r"|(?:(?:call|dial|ring|emergency)\W+)?(?:999|112))"
    r"(?:\W+(?:emergency|emergencies|999|101|headquarters|control(?: room)?|nhs(?: foundation)? trust|nhs|trust"
    r"|authority|department))*\W*",
    re.I,
)
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_BETWEEN_PARTS = re.compile(r"\s*[:,|]\s+|\s+[-–—/]\s+")


class EmergencyServices:
    """What a feed must leave alone.

    Args:
        content: its danger cards name services that two people signed off.
    """

    def __init__(self, content: Content) -> None:
        ours = cards_by_service(content)
        on_cards = [service for name, service in content.services.items() if name in ours]
        others = [service for name, service in content.services.items() if name not in ours]
        self._names = {_plain(service.name) for service in on_cards}
        shared = {_digits(phone["number"]) for service in others for phone in service.phones}
        named = {_digits(phone["number"]) for service in on_cards for phone in service.phones}
        self._numbers = (named - shared) | EMERGENCY

    def is_one(self, name: str) -> bool:
        """Whether a service has the name of an emergency service, or of one on a danger card."""
        short = _IN_BRACKETS.sub("", name).strip()
        if not {_plain(name), _plain(short)}.isdisjoint(self._names):
            return True
        return any(_NAMED.fullmatch(part) for part in (name.strip(), short, *_BETWEEN_PARTS.split(short)))

    def has(self, number: str) -> bool:
        """Whether a number belongs to an emergency service alone."""
        return _digits(number) in self._numbers


def _plain(name: str) -> str:
    return normalised(name).removeprefix("the ")


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
