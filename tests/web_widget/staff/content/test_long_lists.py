"""Long lists to choose from show what is chosen, and write their lines once for a whole page."""

from __future__ import annotations

from wtforms import Form

from web_widget.staff.content import long_lists
from web_widget.staff.content.edit_forms import OptionalSelect


class _Pair(Form):
    first = OptionalSelect("First")
    second = OptionalSelect("Second")


def pair(first: str, second: str) -> _Pair:
    form = _Pair(data={"first": first, "second": second})
    for field in form:
        field.choices = [("", "None"), ("pool", "Swim & play"), ("pool-2", "Dive <deep>")]
    return form


def test_what_is_chosen_is_selected_and_nothing_else() -> None:
    shown = pair("pool", "").first()
    assert '<option selected value="pool">Swim &amp; play</option>' in shown
    assert shown.count("selected") == 1


def test_where_nothing_is_chosen_the_empty_line_is_selected() -> None:
    assert '<option selected value="">None</option>' in pair("pool", "").second()


def test_words_are_escaped_and_attributes_are_kept() -> None:
    shown = pair("", "").first(**{"aria-label": "First, number 1"})
    assert "Dive &lt;deep&gt;" in shown
    assert 'aria-label="First, number 1"' in shown
    assert 'id="first" ' in shown or 'id="first">' in shown


def test_lines_of_the_same_list_are_written_once() -> None:
    long_lists._lines.cache_clear()
    form = pair("pool", "pool-2")
    assert form.first() != form.second()
    assert long_lists._lines.cache_info().misses == 1
