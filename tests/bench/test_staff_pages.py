"""The timing of staff's pages opens every page, so that it cannot rot. What they take is not asserted here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.large_office import Size, three_words
from tests.bench.staff_pages import office, pages
from tests.web_widget.staff.people import EDITOR, logged_in

TINY = Size(entries=10, services=10, asked=50, listed=5)


@pytest.mark.slow
def test_every_page_of_an_office_can_be_opened(tmp_path: Path) -> None:
    with office(tmp_path, TINY) as app:
        client = logged_in(app, EDITOR)
        replies = {page: client.get(page).status_code for page in pages(app)}
    assert {"/staff/", "/staff/unanswered/", "/staff/entries", "/staff/words/roles/edit"} <= set(replies)
    assert {page: status for page, status in replies.items() if status not in (200, 302, 404)} == {}
    assert sum(status == 200 for status in replies.values()) > 50


def test_questions_of_the_large_office_differ() -> None:
    assert len({three_words(number) for number in range(5_000)}) == 5_000
