"""What the feed said, what it says and what staff wrote."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import yaml_lines
from knowledge.open_referral import records
from knowledge.open_referral.merge import OF_THE_FEED, Difference, merge

OLD, NEW, OURS = "old@a.example", "new@a.example", "ours@a.example"


def states(**fields: Any) -> dict[str, Any]:
    return {"name": "Club", "description": "Play.", **fields}


def test_where_only_the_feed_changed_the_feed_is_followed() -> None:
    merged = merge(states(email=OLD), states(email=OLD), states(email=NEW))
    assert merged.record["email"] == NEW
    assert merged.taken == (Difference("email", OLD, OLD, NEW),)


def test_where_only_staff_changed_their_words_stay() -> None:
    merged = merge(states(email=OURS), states(email=OLD), states(email=OLD))
    assert merged.record["email"] == OURS
    assert merged.kept == (Difference("email", OLD, OURS, OLD),)
    assert not merged.taken


def test_where_both_changed_staffs_words_stay_and_both_are_shown() -> None:
    merged = merge(states(email=OURS), states(email=OLD), states(email=NEW))
    assert merged.record["email"] == OURS
    assert merged.conflicts == (Difference("email", OLD, OURS, NEW),)


def test_where_both_changed_alike_there_is_nothing_to_show() -> None:
    merged = merge(states(email=NEW), states(email=OLD), states(email=NEW))
    assert (merged.taken, merged.kept, merged.conflicts) == ((), (), ())


def test_what_the_feed_takes_away_goes_unless_a_record_needs_it() -> None:
    merged = merge(states(email=OLD), states(email=OLD), {"name": "Club"})
    assert "email" not in merged.record
    assert merged.record["description"] == "Play."


def test_what_staff_added_stays_though_the_feed_never_had_it() -> None:
    merged = merge(states(email=OURS), states(), states())
    assert merged.record["email"] == OURS
    assert not merged.conflicts


def test_what_is_found_is_no_longer_missing() -> None:
    ours = states(missing=["phone", "email"])
    assert merge(ours, states(), states(email=NEW)).record["missing"] == ["phone"]
    more = states(email=NEW, phones=[{"number": "01234 567890"}])
    assert "missing" not in merge(ours, states(), more).record


def test_fields_of_staff_are_never_touched() -> None:
    ours = states(topics=["short-breaks"], id="club", text={"number": "85258"})
    merged = merge(ours, states(), {**states(), "topics": [], "id": "x", "text": {"number": "1"}})
    assert {name: merged.record[name] for name in ("topics", "id", "text")} == {
        name: ours[name] for name in ("topics", "id", "text")
    }


VALUES = st.dictionaries(st.sampled_from(OF_THE_FEED), st.sampled_from([OLD, NEW, OURS]))


@given(VALUES, VALUES, VALUES)
def test_a_field_ends_as_ours_or_as_offered_and_every_difference_is_told(
    ours: dict[str, Any], last: dict[str, Any], offered: dict[str, Any]
) -> None:
    merged = merge(ours, last, offered)
    for field in OF_THE_FEED:
        assert merged.record.get(field) in (ours.get(field), offered.get(field))
    assert {each.field for each in merged.taken} == {
        field for field in OF_THE_FEED if merged.record.get(field) != ours.get(field)
    }
    for each in (*merged.conflicts, *merged.kept):
        assert merged.record.get(each.field) == ours.get(each.field) != offered.get(each.field)


@given(VALUES, VALUES)
def test_a_second_import_of_the_same_feed_takes_nothing(ours: dict[str, Any], offered: dict[str, Any]) -> None:
    once = merge(ours, {}, offered).record
    again = merge(once, offered, offered)
    assert (again.taken, again.conflicts) == ((), ())


TEXT = """# Ask before you change this.
id: club
name: "Club"   # as they call it
email: old@a.example
opening_hours:
  - days: [mon]
    opens: "09:00"
    closes: "17:00"
topics: [short-breaks]
"""


def test_comments_order_and_quotes_stay_where_nothing_changed() -> None:
    before = yaml_lines.read(TEXT).data
    after = records.changed(TEXT, {**before, "email": NEW})
    assert after == TEXT.replace(OLD, NEW)


def test_a_new_field_stands_in_its_place_and_one_that_is_taken_away_is_gone() -> None:
    before = yaml_lines.read(TEXT).data
    record = {name: value for name, value in before.items() if name != "opening_hours"} | {"minimum_age": 5}
    after = records.changed(TEXT, record)
    assert list(yaml_lines.read(after).data) == ["id", "name", "minimum_age", "email", "topics"]
    assert after.startswith("# Ask before you change this.")


@pytest.mark.parametrize("value", ["17:00", "yes", "0123", "2024-05-01", "a: b", "- x", "#1", "é", "1_000", "=", "~"])
def test_every_text_is_read_back_as_the_text_that_it_was(value: str) -> None:
    record = {"id": "club", "name": value, "phones": [{"number": value}]}
    assert yaml_lines.read(records.new(record)).data == record
    assert yaml_lines.read(records.changed("id: club\nname: x\n", record)).data == record


@given(st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), min_size=1))
def test_any_printable_text_survives(value: str) -> None:
    record = {"id": "club", "name": value}
    assert yaml_lines.read(records.changed("id: club\nname: x\n", record)).data == record
