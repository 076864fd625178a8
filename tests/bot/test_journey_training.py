"""Rasa's part of a journey follows from its description alone."""

from __future__ import annotations

from collections import Counter

import pytest
from rasa_sdk.executor import ActionExecutor

from bot.importer import ContentImporter
from bot.journey_training import domain_of, rules_of
from knowledge.files.journey_descriptions import JOURNEYS, Buttons, JourneyDescription, StepDescription
from knowledge.settings import ROOT
from tests.support.domain import action_names, domain

BUS_PASS = JourneyDescription(
    name="bus_pass",
    intent="ask_for_bus_pass",
    result="action_bus_pass",
    steps=(StepDescription("town", "choice", Buttons.PLACES), StepDescription("school_day", "date")),
    words=("found",),
)
ALL = (*JOURNEYS, BUS_PASS)


def test_new_description_brings_its_intent_slots_form_and_actions() -> None:
    made = domain_of([BUS_PASS])
    assert made["intents"] == ["ask_for_bus_pass"]
    assert set(made["slots"]) == {"journey", "town", "school_day"}
    assert made["forms"] == {"bus_pass_form": {"required_slots": ["town", "school_day"]}}
    assert action_names(made) == {
        *("action_start_bus_pass", "validate_bus_pass_form", "action_bus_pass"),
        *("action_ask_bus_pass_form_town", "action_ask_bus_pass_form_school_day"),
    }


def test_new_description_can_be_begun_and_reached_from_every_other_journey() -> None:
    begins = [rule for rule in rules_of(ALL) if {"action": "action_start_bus_pass"} in rule["steps"]]
    came_from = [rule.get("condition", [{}])[0].get("active_loop") for rule in begins]
    assert came_from == [*(journey.form for journey in JOURNEYS), None, None]


@pytest.mark.parametrize("intent", ["crisis", "start_again", "stop"])
@pytest.mark.parametrize("journey", ALL, ids=lambda journey: journey.name)
def test_danger_stop_and_start_again_end_every_journey(journey: JourneyDescription, intent: str) -> None:
    condition = [{"active_loop": journey.form}]
    (rule,) = [
        rule for rule in rules_of(ALL) if rule.get("condition") == condition and {"intent": intent} in rule["steps"]
    ]
    assert {"action": "action_leave_journey"} in rule["steps"]
    assert {"active_loop": None} in rule["steps"]


def test_no_two_rules_have_the_same_name() -> None:
    assert Counter(rule["rule"] for rule in rules_of(ALL)).most_common(1)[0][1] == 1


def test_importer_adds_the_journeys_to_what_the_files_hold() -> None:
    importer = ContentImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), str(ROOT / "bot" / "data"))
    read, rules = importer.get_domain(), {step.block_name for step in importer.get_stories().story_steps}
    assert set(read.form_names) == {journey.form for journey in JOURNEYS}
    assert {journey.intent for journey in JOURNEYS} <= set(read.intents)
    assert {rule["rule"] for rule in rules_of(JOURNEYS)} | {"Greet (greet)"} <= rules


def test_every_action_of_the_domain_is_one_that_the_action_server_has() -> None:
    server = ActionExecutor()
    server.register_package("actions")
    assert action_names(domain()) == set(server.actions)
