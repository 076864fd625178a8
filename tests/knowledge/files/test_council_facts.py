"""The facts about a council are taken however people type them, and what cannot be right is told at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from knowledge.files import council_facts
from knowledge.files.council_facts import FACTS, FactsMissing
from tests.knowledge.files.test_new_council import WEXSHIRE


def told(tmp_path: Path, **facts: str) -> dict[str, str]:
    """What is made of a file of facts."""
    file = tmp_path / "facts.yml"
    file.write_text(yaml.safe_dump({**WEXSHIRE, **facts}), encoding="utf-8")
    return council_facts.facts_of(file)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("01632 960 100", "01632 960 100"),
        ("01632960100", "01632 960100"),
        ("02079460000", "020 7946 0000"),
        ("03001234567", "0300 123 4567"),
        ("01134960000", "0113 496 0000"),
        ("07700900123", "07700 900123"),
        ("(01632) 960100", "01632 960100"),
        ("01632-960-100", "01632 960 100"),
        ("01632.960.100", "01632 960 100"),
        ("+44 1632 960100", "01632 960100"),
        ("+44 (0)1632 960100", "01632 960100"),
        ("+441632960100", "01632 960100"),
        ("00441632960100", "01632 960100"),
    ],
)
def test_number_is_taken_however_it_is_typed(tmp_path: Path, typed: str, number: str) -> None:
    assert told(tmp_path, phone=typed)["phone"] == number


@pytest.mark.parametrize(
    ("fact", "typed", "why"),
    [
        ("phone", "01632 960100 (option 2)", "not one phone number"),
        ("phone", "0300 123 4567 or 01632 960100", "not one phone number"),
        ("phone", "960100", "no 0 at the beginning"),
        ("duty_team_phone", "01632 9601", "9 digits"),
        ("website", "nowhere", "not the address of a website"),
        ("website", "send@wexshire.example", "not the address of a website"),
        ("local_offer", "see our website", "not the address of a website"),
        ("email", "send at wexshire.example", "not an e-mail address"),
        ("area", "Wexshire County Council", "Give the area alone"),
        ("area", "London Borough of Wexshire", "Give the area alone"),
        ("colour", "blue", "not asked for"),
    ],
)
def test_what_cannot_be_right_is_told_with_its_name(tmp_path: Path, fact: str, typed: str, why: str) -> None:
    with pytest.raises(FactsMissing, match=f"\n  {fact}: .*{why}"):
        told(tmp_path, **{fact: typed})


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(FactsMissing) as error:
        told(tmp_path, area="", phone="ask Jo", colour="blue")
    assert [line.split(":")[0].strip() for line in str(error.value).splitlines()[1:]] == ["area", "phone", "colour"]


@pytest.mark.parametrize("fact", [fact.name for fact in FACTS if fact.needed])
def test_fact_that_is_needed_and_not_there_is_named(tmp_path: Path, fact: str) -> None:
    with pytest.raises(FactsMissing, match=f"\n  {fact}: This is needed"):
        told(tmp_path, **{fact: ""})


@pytest.mark.parametrize(
    ("fact", "typed", "taken"),
    [
        ("website", "www.wexshire.example", "https://www.wexshire.example"),
        ("website", "http://www.wexshire.example", "http://www.wexshire.example"),
        ("places", "Wexford Magna; Little Wexing,, Wexford Magna", "Wexford Magna, Little Wexing"),
        ("sendiass_name", "The Wexshire SENDIASS", "Wexshire SENDIASS"),
        ("name", " Wexshire  County Council ", "Wexshire County Council"),
    ],
)
def test_what_is_clear_is_tidied(tmp_path: Path, fact: str, typed: str, taken: str) -> None:
    assert told(tmp_path, **{fact: typed})[fact] == taken


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name: Wexshire: the council", "line 1 of .* What holds a colon"),
        ("- Wexshire", "holds no facts"),
        ("", "holds no facts"),
    ],
)
def test_file_that_is_no_list_of_facts_says_how_to_write_one(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "facts.yml"
    file.write_text(text)
    with pytest.raises(FactsMissing, match=why):
        council_facts.facts_of(file)


def test_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FactsMissing, match=r"There is no file .*facts\.yml"):
        council_facts.facts_of(tmp_path / "facts.yml")


def test_file_of_another_alphabet_says_how_to_save_it(tmp_path: Path) -> None:
    (tmp_path / "facts.yml").write_bytes("name: Wexshire’s council".encode("cp1252"))
    with pytest.raises(FactsMissing, match="in UTF-8"):
        council_facts.facts_of(tmp_path / "facts.yml")


def test_file_with_the_mark_of_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "facts.yml"
    file.write_text(yaml.safe_dump(WEXSHIRE), encoding="utf-8-sig")
    assert council_facts.facts_of(file) == WEXSHIRE


def test_hours_that_are_not_read_are_named_with_an_example(tmp_path: Path) -> None:
    assert told(tmp_path, hours="Mon-Fri 9am to 5pm")["hours"] == "Mon-Fri 9am to 5pm"
    with pytest.raises(FactsMissing, match=r'"daily" is not read as hours\. Write days and times, such as Mon-Thu'):
        told(tmp_path, hours="daily")


def test_questions_are_asked_again_until_the_answer_can_be_used() -> None:
    asked = []
    answers = iter(["", *(WEXSHIRE[name] for name in ("name", "area")), "ask Jo", *list(WEXSHIRE.values())[2:]])

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    assert council_facts.asked(answer) == WEXSHIRE
    assert asked[1].startswith("This is needed. The council's full name")
    assert asked[4].startswith('"ask Jo" is not one phone number.')


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_who_stops_half_way_is_told_that_nothing_was_written(end: type[BaseException]) -> None:
    def answer(question: str) -> str:
        raise end

    with pytest.raises(FactsMissing, match=r"Nothing was written\."):
        council_facts.asked(answer)


def test_what_is_worth_another_look_is_said() -> None:
    facts = {**WEXSHIRE, "duty_team_phone": WEXSHIRE["phone"], "sendiass_phone": "01632 96020"}
    short, main_number, night = council_facts.doubts(facts)
    assert "10 digits" in short
    assert "main number" in main_number
    assert "at night" in night


def test_facts_without_a_doubt_are_not_commented_on() -> None:
    assert council_facts.doubts({**WEXSHIRE, "duty_team_night_phone": "01632 960301"}) == []
