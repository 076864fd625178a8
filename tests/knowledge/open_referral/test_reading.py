"""Each version and dialect becomes the same record of ours."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.files.records import Need
from knowledge.open_referral import values
from knowledge.open_referral.faults import ServiceUnusable
from knowledge.open_referral.reading import Form, Offered, form_of, read
from tests.knowledge.open_referral import shapes

TODAY = date(2026, 11, 22)
NEEDS = (Need("autism", "Autism", ("autism", "autistic")), Need("sensory", "Senses", ("deaf", "hearing loss")))
SHAPES = {
    Form.V3: shapes.v3,
    Form.V1: shapes.v1,
    Form.OUTPOST: shapes.outpost,
    Form.LOCALGOV_DRUPAL: shapes.localgov_drupal,
}


def read_as(form: Form, **more: Any) -> Offered:
    return read(SHAPES[form](**more), form, NEEDS, TODAY, "Testshire directory", None)


@pytest.mark.parametrize("form", list(Form))
def test_every_form_is_told_by_its_record(form: Form) -> None:
    assert form_of(SHAPES[form](), 3 if form is Form.V3 else 1) is form


@pytest.mark.parametrize("form", list(Form))
def test_every_form_gives_the_same_of_what_all_have(form: Form) -> None:
    fields = read_as(form).fields
    assert fields["name"] == shapes.NAME
    assert fields["organization"] == shapes.ORGANIZATION
    assert fields["status"] == "active"
    assert fields["description"] == "Play for disabled children & their friends."
    assert (fields["minimum_age"], fields["maximum_age"]) == (5, 11)
    assert fields["opening_hours"] == [{"days": ["sat"], "opens": "10:00", "closes": "12:30"}]
    assert fields["phones"][0]["number"] == "01234 567890"
    assert fields["email"] == "club@play.testshire.example"
    assert fields["address"].startswith("1 High Street, Much Testing, ")
    assert fields["address"].endswith("TE5 7AA")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Form.V3, ("£3 a session.", ["autism"], "https://play.testshire.example/club", None)),
        (
            Form.V1,
            ("Member £3.50 a session", ["sensory"], "https://play.testshire.example/club", "Someone has to refer you."),
        ),
        (Form.OUTPOST, ("Free.", ["sensory"], "https://play.testshire.example/send", "Someone has to refer you.")),
        (
            Form.LOCALGOV_DRUPAL,
            ("Member £3.50 a session", ["sensory"], "https://play.testshire.example/club", "Someone has to refer you."),
        ),
    ],
)
def test_cost_needs_address_and_how_to_ask(form: Form, expected: tuple[Any, ...]) -> None:
    fields = read_as(form).fields
    assert (fields["fees"], fields["needs"], fields["url"], fields.get("how_to_ask")) == expected


def test_the_day_it_was_checked_goes_before_the_day_it_was_changed() -> None:
    offered = read_as(Form.V3)
    assert offered.fields["assured_date"] == "2024-05-02"
    assert offered.fields["sources"] == [{"title": "Testshire directory", "published": "2024-06-01"}]
    assert read_as(Form.V3, assured_date=None).fields["assured_date"] == "2024-06-01"
    assert "assured_date" not in read_as(Form.V3, assured_date="2999-01-01", last_modified="soon").fields


def test_no_name_of_a_person_is_taken_and_no_number_that_may_be_their_own() -> None:
    offered = read_as(Form.V3)
    assert "Persona" not in repr(offered)
    assert offered.fields["phones"] == [
        {"number": "01234 567890", "description": "Office"},
        {"number": "01234 222222", "description": "Club manager"},
    ]
    assert "a phone number with a person's name but no job title" in offered.left_out


def test_hidden_contacts_and_masked_addresses_of_outpost_are_not_taken() -> None:
    offered = read_as(Form.OUTPOST)
    assert [phone["number"] for phone in offered.fields["phones"]] == ["01234 567890"]
    assert offered.fields["address"] == "1 High Street, Much Testing, TE5 7AA"
    assert "address" not in read_as(Form.OUTPOST, locations=[{"address_1": "***", "city": "Oakfield"}]).fields


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"visible_to": "2026-11-21"}, "inactive"),
        ({"visible_from": "2026-11-23"}, "inactive"),
        ({"status": "archived"}, "inactive"),
        ({"status": "temporarily closed"}, "temporarily closed"),
        ({"status": None}, "active"),
    ],
)
def test_what_outpost_does_not_show_is_inactive(more: dict[str, Any], status: str) -> None:
    assert read_as(Form.OUTPOST, **more).fields["status"] == status


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"name": " "}, "It has no name."),
        ({"description": None}, "It has no description."),
        ({"organization": []}, "It has no organisation."),
        ({"status": "perhaps"}, 'Its status "perhaps" is not one of: active, inactive, defunct, temporarily closed.'),
    ],
)
def test_a_service_without_what_a_record_needs_is_refused(more: dict[str, Any], reason: str) -> None:
    with pytest.raises(ServiceUnusable, match=reason.replace("(", r"\(")):
        read_as(Form.V3, **more)


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"email": "ask us"}, "email", 'the e-mail address "ask us"'),
        ({"url": "play club"}, "url", 'the web address "play club"'),
        ({"minimum_age": "old"}, "minimum_age", 'the age "old"'),
        ({"maximum_age": 999}, "maximum_age", 'the age "999"'),
        ({"minimum_age": 20}, "minimum_age", "the ages 20 to 11"),
        ({"phones": [{"number": "n/a"}], "contacts": []}, "phones", 'the phone number "n/a"'),
    ],
)
def test_a_value_that_cannot_be_used_is_left_out_and_named(more: dict[str, Any], field: str, said: str) -> None:
    offered = read_as(Form.V3, **more)
    assert field not in offered.fields
    assert said in offered.left_out


def test_hours_that_are_not_every_week_are_left_out_and_named() -> None:
    assert "opening hours (MONTHLY, 1SU, 10:00, 12:00)" in read_as(Form.V3).left_out


def test_hours_that_are_over_are_not_open_now() -> None:
    past = [{"byday": "MO", "opens_at": "09:00", "closes_at": "10:00", "valid_to": "2020-01-01"}]
    assert "opening_hours" not in read_as(Form.V3, schedules=past).fields


def test_days_with_the_same_hours_stand_together() -> None:
    days = [{"byday": day, "opens_at": "09:00Z", "closes_at": "17:00:00"} for day in ("TU", "Monday", "WE,TU")]
    found = read_as(Form.V3, schedules=days).fields["opening_hours"]
    assert found == [{"days": ["mon", "tue", "wed"], "opens": "09:00", "closes": "17:00"}]


def test_a_long_text_ends_with_a_whole_sentence() -> None:
    offered = read_as(Form.V3, description="We play every day. " * 60)
    assert offered.fields["description"].endswith("We play every day.")
    assert len(offered.fields["description"]) <= values.LONGEST_TEXT
    assert "the end of a long text (description)" in offered.left_out


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ("+44 (0)1572 722577", "01572 722577"),
        ("01572722577 ext 4", "01572 722577"),
        ("111", "111"),
        ("0800 1111", "0800 1111"),
        ("01572 722577 or 07700 900123", None),
        (None, None),
        (True, None),
    ],
)
def test_numbers_are_written_as_they_are_dialled(came: Any, kept: str | None) -> None:
    assert values.phone(came) == kept


def test_an_extension_stands_in_the_description() -> None:
    offered = read_as(Form.V3, phones=[{"number": "01572 722577 ext 4", "description": "Office"}], contacts=[])
    assert offered.fields["phones"] == [{"number": "01572 722577", "description": "Office, extension 4"}]


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["<![x", "<b", "9:5"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                sorted(
                    {
                        *shapes.v3(),
                        *shapes.v1(),
                        *shapes.outpost(),
                        "location",
                        "addresses",
                        "phones",
                        "number",
                        "taxonomy",
                    }
                )
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(Form)), st.data())
def test_whatever_stands_in_a_field_a_service_is_read_or_refused(form: Form, data: st.DataObject) -> None:
    record = SHAPES[form]()
    for field in data.draw(st.lists(st.sampled_from(sorted(record)), max_size=4)):
        record[field] = data.draw(ANYTHING)
    try:
        offered = read(record, form, NEEDS, TODAY, "a feed", None)
    except ServiceUnusable:
        return
    assert all(value not in (None, "", []) for value in offered.fields.values())
