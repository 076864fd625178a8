"""Cards become JSON, and their schema is made from their types."""

from __future__ import annotations

from typing import get_args

from actions.card_schema import CARD, CARDS, components
from actions.card_types import (
    Card,
    ChoiceCard,
    NumberPart,
    OptionPart,
    ServicePart,
    ServicesCard,
    to_wire,
)


def test_what_is_not_known_is_not_sent() -> None:
    service = ServicePart("council", "The council", phones=(NumberPart("01234 567890"),))
    assert to_wire(ServicesCard("Ring:", (service,))) == {
        "type": "services",
        "text": "Ring:",
        "services": [{"id": "council", "name": "The council", "phones": [{"number": "01234 567890"}]}],
    }


def test_what_is_known_to_be_none_is_sent_as_an_empty_list() -> None:
    assert to_wire(ServicesCard("Ring:", (), notes=()))["notes"] == []


def test_schema_of_a_card_says_which_fields_it_needs_and_takes_no_others() -> None:
    choice = CARDS["choice"]
    assert choice["required"] == ["type", "text", "options"]
    assert choice["additionalProperties"] is False
    assert choice["properties"]["options"]["minItems"] == 2
    assert choice["properties"]["options"]["items"]["required"] == ["title", "message"]


def test_every_card_is_described() -> None:
    assert {kind.type for kind in get_args(Card)} == set(CARDS)
    assert len(CARD["oneOf"]) == len(CARDS)


def test_card_carries_the_version_of_the_content_and_its_parts_do_not() -> None:
    named = components()
    assert "version" in named["AnswerCard"]["properties"]
    assert "version" not in named["Service"]["properties"]


def test_options_lead_to_a_page_or_to_none() -> None:
    card = ChoiceCard("Which?", (OptionPart("A", "a", "dentist"), OptionPart("B", "b")))
    assert to_wire(card)["options"] == [
        {"title": "A", "message": "a", "entry": "dentist"},
        {"title": "B", "message": "b"},
    ]
