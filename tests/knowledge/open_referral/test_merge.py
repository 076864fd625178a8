"""What the feed said, what it says and what staff wrote."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

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
