"""What is taken out of a message, what stays, and what takes its place."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from knowledge.files.records import Content
from web_widget.privacy.redactor import KINDS, Redaction, Redactor, Removed


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("my son jak has autism", "my son [name] has autism"),
        ("shes called Ellie-May and shes 4", "shes called [name] and shes 4"),
        ("hi my name is Danuta Kowalczyk", "hi my name is [name]"),
        ("Mrs Featherstonehaugh said no", "Mrs [name] said no"),
        ("our Molly's plan is late", "our [name]'s plan is late"),
        ("MY SON TYLER IS EXCLUDED", "MY SON [name] IS EXCLUDED"),
        ("my daughter may is 3", "my daughter [name] is 3"),
        ("his name is Rhys ap Gwilym", "his name is [name]"),
        ("our Lily-Rose is 3", "our [name] is 3"),
        ("my daughter June is 3", "my daughter [name] is 3"),
        ("my son Kit has a blue badge", "my son [name] has a blue badge"),
        ("Tamsin Thapa wrote on ipsea.org.uk", "[name] wrote on ipsea.org.uk"),
    ],
)
def test_name_is_taken_out_however_it_is_typed(redactor: Redactor, text: str, left: str) -> None:
    assert redactor.redact(text).text == left


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        ("ring 07700 900123 please", "phone", "ring [phone] please"),
        ("write to jo@example.com", "email", "write to [email]"),
        ("nhs number 999 291 4173", "nhs_number", "nhs number [nhs number]"),
        (
            "NI number AB 12 34 56 C for dla",
            "national_insurance_number",
            "NI number [national insurance number] for dla",
        ),
        ("card 4111 1111 1111 1111", "card_number", "card [card number]"),
        ("sort code 20-00-00", "bank_account", "sort code [bank account]"),
        ("we live at 14 Mill Lane, Oakham", "address", "we live at [address], Oakham"),
        ("she was born on 3 March 2019", "date_of_birth", "she was born on [date of birth]"),
        ("123456789 is on the letter", "number", "[number] is on the letter"),
        ("case ref EHC/2024/0391", "reference", "case ref [reference]"),
        ("his UPN is H857412016003", "reference", "his UPN is [reference]"),
        ("the car is FX19 KLO", "reference", "the car is [reference]"),
        ("im @rutlandmum_of3 on insta", "profile", "im [profile] on insta"),
        ("email kasia83 (at) example (dot) com", "email", "email [email]"),
        ("ring O7700 9OO 622", "phone", "ring [phone]"),
        ("its oh seven seven double oh nine double oh one two six", "phone", "its [phone]"),
        ("nhs number 94 34 76 59 19", "nhs_number", "nhs number [nhs number]"),
        ("born twenty second of november 2015", "date_of_birth", "born [date of birth]"),
        ("we are at 3a the old forge", "address", "we are at [address]"),
    ],
)
def test_each_kind_is_taken_out(redactor: Redactor, text: str, kind: str, left: str) -> None:
    assert redactor.redact(text) == Redaction(left, redactor.redact(text).removed)
    assert redactor.redact(text).kinds == (kind,)


@pytest.mark.parametrize("postcode", ["LE15 6TW", "le156tw", "LE15  6TW"])
def test_first_half_of_a_postcode_stays(redactor: Redactor, postcode: str) -> None:
    left = redactor.redact(f"groups near {postcode} please").text
    assert left.lower() == "groups near le15 please"


@pytest.mark.parametrize(
    "text",
    [
        "Oakham C of E Primary says they have no money",
        "we applied on 3rd March and heard nothing",
        "will my son get short breaks",
        "may I ask for a copy of the plan",
        "I hope someone can help in the summer",
        "he has Down syndrome",
        "can I ring Childline",
        "the Diana nurses said to ask you",
        "is 01572 722577 the right number",
        "we live in LE15",
        "the hearing is 12.03.2026",
        "my son dosent talk",
        "frank answers please",
        "is it on contact.org.uk or on a website like ours.org",
        "is there a drop-in with stay-and-play for life-limited children",
        "we heard in April and then nothing until June",
        "are your TAs and OTs trained",
        "sections B and G of the draft are wrong",
        "how long does a blue badge take",
        "my lil girl cant sit still, can u help",
        "somebody on TikTok said so",
        "confidental help for my daugter please",
        "she is Nepali and was born in Northampton",
        "ring 0808 801 0366 for advice",
        "can he drive a car at 17",
        "",
        "???",
    ],
)
def test_message_without_details_is_left_as_it_is(redactor: Redactor, text: str) -> None:
    assert redactor.redact(text) == Redaction(text)


def test_nothing_that_the_assistant_offers_is_touched(redactor: Redactor, shipped: Content) -> None:
    asks = [ask for entry in shipped.entries.values() for ask in (entry.ask, *entry.questions)]
    offered = [*asks, *shipped.council.words.values(), *(service.name for service in shipped.services.values())]
    assert [text for text in offered if redactor.redact(text).removed] == []


def test_places_of_what_was_taken_out_are_those_of_the_message(redactor: Redactor) -> None:
    text = "Jayden lives at 14 Mill Lane, LE15 6TW"
    removed = redactor.redact(text).removed
    assert [(part.kind, text[part.start : part.end]) for part in removed] == [
        ("name", "Jayden"),
        ("address", "14 Mill Lane"),
        ("postcode", "LE15 6TW"),
    ]


def test_result_does_not_hold_what_was_taken_out(redactor: Redactor) -> None:
    assert "bartholomew" not in repr(redactor.redact("my son bartholomew is 7")).lower()


def test_over_other_content_its_own_names_stay_and_those_of_people_go(redactor: Redactor, shipped: Content) -> None:
    house = replace(next(iter(shipped.services.values())), id="house", name="Danuta Kowalczyk")
    other = redactor.over(replace(shipped, services={**shipped.services, "house": house}))
    asked = "I was told to ring Danuta Kowalczyk"
    assert other.redact(asked).text == asked != redactor.redact(asked).text
    assert other.redact("my son jak has autism").text == "my son [name] has autism"


def test_each_kind_is_named_once() -> None:
    removed = (Removed("name", 0, 1), Removed("phone", 2, 3), Removed("name", 4, 5))
    assert Redaction("", removed).kinds == ("name", "phone")


def test_redacting_twice_changes_nothing_more(redactor: Redactor) -> None:
    once = redactor.redact("my son jak, 07700 900123, 14 Mill Lane, LE15 6TW, born 3/4/2015, jo@example.com").text
    assert redactor.redact(once) == Redaction(once)


def test_many_threads_at_once_get_the_same_as_one(redactor: Redactor) -> None:
    texts = [f"my son {name} is {age}" for age, name in enumerate(["jak", "tomasz", "callum", "aoife"] * 5)]
    found: dict[str, str] = {}

    def redact(text: str) -> None:
        found[text] = redactor.redact(text).text

    threads = [threading.Thread(target=redact, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {text: redactor.redact(text).text for text in texts}
    assert all("[name]" in left for left in found.values())


def test_every_kind_has_words_for_parents(shipped: Content) -> None:
    assert {f"removed_{kind}" for kind in KINDS.values()} <= set(shipped.council.words)
