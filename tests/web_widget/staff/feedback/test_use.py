"""How much the assistant is used, with no number that tells what a few people did."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as some

from actions.wire import Outcome
from knowledge.files.records import Content
from tests.web_widget.staff.busy import today
from web_widget.staff.feedback import use_charts
from web_widget.staff.feedback.use_table import ALL, CLOSED, FEWER, HELPED, OUTCOMES, SMALLEST, UNHELPFUL, shown, use
from web_widget.store.keeping import Stores
from web_widget.store.records import Feedback, Record
from web_widget.store.use_figures import Counts, UseFigures

MONTH = "2026-11"
HALF = SMALLEST // 2


def keep(
    stores: Stores,
    times: int,
    outcome: Outcome,
    entry: str | None = None,
    closed: bool = False,
    day: date | None = None,
) -> None:
    for number in range(times):
        stores.records.keep(Record(f"u{number}", "a question", entry, outcome, day or today(), "v", closed))


def limits(number: int | None) -> tuple[int, int]:
    """Between what a number lies, for somebody who sees it."""
    return (0, SMALLEST - 1) if number is None else (max(number - HALF, SMALLEST), number + HALF)


@pytest.mark.parametrize(("number", "seen"), [(0, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15)])
def test_numbers_under_five_are_not_shown_and_others_are_rounded(number: int, seen: int | None) -> None:
    assert shown(number) == seen


@given(some.lists(some.integers(0, 40), min_size=len(OUTCOMES), max_size=len(OUTCOMES)))
def test_number_that_is_not_shown_does_not_follow_from_the_total(numbers: list[int]) -> None:
    seen, total = [shown(number) for number in numbers], shown(sum(numbers))
    hidden = [number for number, one in zip(numbers, seen, strict=True) if one is None]
    given_away = [limits(one) for one in seen if one is not None]
    least = limits(total)[0] - sum(high for _, high in given_away)
    most = limits(total)[1] - sum(low for low, _ in given_away)
    for number in filter(None, hidden):
        others = len(hidden) - 1
        lowest, highest = max(0, least - others * (SMALLEST - 1)), min(SMALLEST - 1, most)
        assert lowest <= number <= highest
        assert lowest < highest


def test_what_came_of_questions_is_counted_by_month(stores: Stores, small: Content) -> None:
    keep(stores, 24, Outcome.ANSWERED, "dentist", closed=True)
    keep(stores, 8, Outcome.NOT_KNOWN)
    keep(stores, 4, Outcome.DANGER)
    keep(stores, 50, Outcome.TALK)
    for number in range(6):
        stores.records.judge(Feedback(f"u{number}", "dentist", number < 5, None, None, today()))
    month = f"{today():%Y-%m}"
    found = use(UseFigures(stores.engine).since(month), small, [month])
    assert found.measures[ALL] == (35,)
    assert found.measures[OUTCOMES[Outcome.ANSWERED]] == (25,)
    assert found.measures[OUTCOMES[Outcome.NOT_KNOWN]] == (10,)
    assert found.measures[OUTCOMES[Outcome.DANGER]] == (None,)
    assert found.measures[CLOSED] == (25,)
    assert (found.measures[HELPED], found.measures[UNHELPFUL]) == ((5,), (None,))
    assert found.rates == (25 / 35,)
    assert found.topics[small.entries["dentist"].title] == (25,)


def test_every_topic_has_its_row_whether_or_not_anybody_asked(small: Content) -> None:
    found = use(Counts({}, {}, {}, {}), small, [MONTH])
    assert found.topics == {entry.title: (None,) for entry in small.entries.values()}
    assert found.rates == (None,)


def test_cards_and_lines_about_danger_are_shown_by_kind_and_month(small: Content) -> None:
    counted = {(MONTH, "card", "missing"): 6, (MONTH, "line", "missing"): 3}
    found = use(Counts({}, {}, {}, {}, counted), small, [MONTH])
    assert found.dangers["Emergency card: missing"] == (5,)
    assert found.dangers["Line about danger: missing"] == (None,)
    assert len(found.dangers) == 2 * len(small.danger.kinds)


@pytest.mark.parametrize(
    ("month", "age"),
    [("2024-11", 0), ("2025-01", 0), ("2026-11", 1), ("2028-11", 2), ("2030-01", 3), ("2060-01", 3)],
)
def test_answers_are_counted_by_the_age_of_the_newest_source(small: Content, month: str, age: int) -> None:
    assert {source.published[:4] for source in small.entries["dentist"].sources} == {"2024"}
    found = use(Counts({}, {(month, "dentist"): 9}, {}, {}), small, [month])
    assert list(found.ages.values()) == [10 if place == age else None for place in range(5)]


def test_page_shows_numbers_and_words_in_their_place(editor: FlaskClient, tester: FlaskClient, stores: Stores) -> None:
    keep(stores, 13, Outcome.ANSWERED, "dentist")
    keep(stores, 3, Outcome.NOT_KNOWN)
    for client in (editor, tester):
        page = client.get("/staff/use/").text
        cells = {
            name: re.findall(r"<td[^>]*>([^<]+)</td>", row)
            for name, row in re.findall(r'<th scope="row">([^<]+)</th>(.*?)</tr>', page)
        }
        assert cells["Answered"] == [*[FEWER] * 5, "15"]
        assert cells["Not known"] == [FEWER] * 6
        assert cells["Answer rate"] == [*["not shown"] * 5, "100%"]


def test_table_can_be_downloaded(editor: FlaskClient, stores: Stores) -> None:
    keep(stores, 13, Outcome.ANSWERED, "dentist")
    text = editor.get("/staff/use/use.csv").text.removeprefix("\ufeff")
    rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(text))}
    assert rows["Measure"][-1] == f"{today():%Y-%m}"
    assert rows[ALL] == [*[FEWER] * 23, "15"]
    assert rows["Answer rate (%)"][-1] == "100"


@pytest.mark.parametrize("name", use_charts.PICTURES)
def test_pictures_tell_in_words_what_they_show_and_no_more_than_the_table(
    editor: FlaskClient, stores: Stores, name: str
) -> None:
    keep(stores, 13, Outcome.ANSWERED, "dentist")
    keep(stores, 3, Outcome.NOT_KNOWN)
    reply = editor.get(f"/staff/use/{name}.svg")
    assert reply.mimetype == "image/svg+xml"
    said = re.search(r"<desc[^>]*>([^<]+)</desc>", reply.text)
    assert said
    assert "15" in said.group(1)
    assert not re.search(r"\b13\b", said.group(1))
    assert editor.get("/staff/use/other.svg").status_code == 404


def test_empty_office_has_pictures_too(editor: FlaskClient) -> None:
    assert all(editor.get(f"/staff/use/{name}.svg").status_code == 200 for name in use_charts.PICTURES)


def test_visitors_are_asked_to_log_in(visitor: FlaskClient) -> None:
    assert [visitor.get(f"/staff/use/{path}").status_code for path in ("", "use.csv", "topics.svg")] == [302] * 3
