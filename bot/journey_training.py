"""What Rasa learns of the guided journeys: their part of the domain and their rules, made from the descriptions.

A form that reads nothing in a message leaves it to the rules. Those of rules.yml answer it, after which Rasa goes back
to the form on its own unless the action has left it; those here leave the form or start another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from knowledge.files.journey_descriptions import JourneyDescription

Rule = dict[str, Any]
Step = dict[str, Any]

_FORGET: tuple[Step, ...] = (
    {"action": "action_leave_journey"},
    {"action": "action_deactivate_loop"},
    {"active_loop": None},
)
_CHANGE: tuple[Step, ...] = ({"intent": "change_answer"}, {"action": "action_change_answer"})


def domain_of(journeys: Sequence[JourneyDescription]) -> dict[str, Any]:
    """The part of Rasa's domain that belongs to the journeys, in the form of domain.yml."""
    begun = _slot(type="categorical", values=[journey.name for journey in journeys])
    answers = {slot: _slot(type="any", influence_conversation=False) for journey in journeys for slot in journey.slots}
    return {
        "intents": [journey.intent for journey in journeys],
        "slots": {"journey": begun, **answers},
        "forms": {journey.form: {"required_slots": list(journey.slots)} for journey in journeys},
        "actions": [action for journey in journeys for action in _actions(journey)],
    }


def _slot(**settings: Any) -> dict[str, Any]:
    """A slot that only actions set. Rasa changes the mapping as it reads it, so no two slots share one."""
    return {**settings, "mappings": [{"type": "custom"}]}


def _actions(journey: JourneyDescription) -> Iterator[str | dict[str, Any]]:
    yield from (journey.start, journey.result)
    yield {journey.validation: {"send_domain": True}}
    yield from map(journey.question, journey.slots)


def rules_of(journeys: Sequence[JourneyDescription]) -> list[Rule]:
    """The rules of the journeys, in the form of rules.yml."""
    return [rule for journey in journeys for rule in _rules(journey, journeys)]


def _rules(journey: JourneyDescription, journeys: Sequence[JourneyDescription]) -> Iterator[Rule]:
    name = journey.name
    begin: list[Step] = [{"intent": journey.intent}, {"action": journey.start}]
    yield _rule(f"Begin ({name})", [*begin, *_ask(journey)])
    yield _rule(f"Begin, with every answer in the first message ({name})", [*begin, *_nothing_to_ask(journey)])
    yield _while_open(journey, f"End ({name})", _end(journey))
    yield _afterwards(journey, f"Change an answer afterwards ({name})", [*_CHANGE, *_ask(journey)])
    nothing_left = f"Change an answer afterwards, and nothing is left to ask ({name})"
    yield _afterwards(journey, nothing_left, [*_CHANGE, *_nothing_to_ask(journey)])
    danger: list[Step] = [{"intent": "crisis"}, {"action": "action_crisis"}, *_FORGET]
    yield _while_open(journey, f"Danger ends it ({name})", danger)
    again: list[Step] = [{"intent": "start_again"}, *_FORGET, {"action": "action_say"}]
    yield _while_open(journey, f"Start again ({name})", again)
    yield _while_open(journey, f"Stop ({name})", [{"intent": "stop"}, *_FORGET])
    yield from (_to_another(journey, other) for other in journeys if other != journey)


def _to_another(journey: JourneyDescription, other: JourneyDescription) -> Rule:
    steps: list[Step] = [{"intent": other.intent}, *_FORGET, {"action": other.start}, *_ask(other)]
    return _while_open(journey, f"To another journey ({journey.name}, {other.name})", steps)


def _ask(journey: JourneyDescription) -> list[Step]:
    return [{"action": journey.form}, {"active_loop": journey.form}]


def _nothing_to_ask(journey: JourneyDescription) -> list[Step]:
    return [{"action": journey.form}, {"active_loop": None}, {"action": journey.result}]


def _end(journey: JourneyDescription) -> list[Step]:
    asked = {"slot_was_set": [{"requested_slot": None}]}
    return [{"action": journey.form}, {"active_loop": None}, asked, {"action": journey.result}]


def _rule(name: str, steps: list[Step]) -> Rule:
    return {"rule": name, "steps": steps}


def _while_open(journey: JourneyDescription, name: str, steps: list[Step]) -> Rule:
    return {"rule": name, "condition": [{"active_loop": journey.form}], "steps": steps}


def _afterwards(journey: JourneyDescription, name: str, steps: list[Step]) -> Rule:
    return {"rule": name, "condition": [{"slot_was_set": [{"journey": journey.name}]}], "steps": steps}
