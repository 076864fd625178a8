"""Staff see what needs care, find entries and services, and read them as a parent does."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from knowledge.faults import Fault
from knowledge.files.records import Content
from knowledge.files.sources import Source
from knowledge.versions import live
from knowledge.versions.watch_status import Attempt, Stage, Training, keep, keep_training
from tests.support.content import PAGE, change
from tests.web_widget.conftest import FakeRasa
from tests.web_widget.staff.busy import MISSED, OWNER, talk
from tests.web_widget.staff.people import EDITOR, TESTER, logged_in
from web_widget.app import create_app
from web_widget.settings import Settings
from web_widget.staff.accounts.accounts import Accounts
from web_widget.staff.content import listing, needs_attention
from web_widget.staff.content.listing import EntryFilter
from web_widget.staff.content.statutory import covered
from web_widget.staff.feedback.months import months_before
from web_widget.store.entry_figures import EntryFigures, Figures
from web_widget.store.keeping import Stores

TODAY = date(2026, 11, 23)


FOR_PROGRAMMERS = re.compile(
    r"\w\.ya?ml\b|\w\.md\b|\w\.json\b|YAML|\bschema\b|, line \d|python -m|\bhow-to-ask\b|short-breaks\b|\bown-life\b"
)
"""Files, lines and ids, which no staff page shows."""


def text(client: FlaskClient, path: str) -> str:
    """The words of a page, without its markup."""
    reply = client.get(path)
    assert reply.status_code == 200
    return " ".join(re.sub(r"<[^>]*>", " ", reply.text).split())


def section(page: str, title: str) -> str:
    """The words from a heading of the first page to the next one."""
    parts = page.split(title)
    assert len(parts) == 3, f"{title!r} should stand on a tile and over its section."
    following = "Faults in|Entries past|Questions without|Answers that did|Contacts missing|Sources gone|What parents"
    return re.split(following, parts[2])[0]


def test_quiet_office_has_nothing_overdue(editor: FlaskClient) -> None:
    page = text(editor, "/staff/")
    assert "0 Entries past review" in page
    assert "0 Problems to fix" in page
    assert "0 Questions without an answer" in page


def test_entries_past_review_are_ranked_by_the_answers_they_gave(busy: FlaskClient) -> None:
    page = text(busy, "/staff/")
    assert "2 Entries past review" in page
    overdue = section(page, "Entries past review")
    # The dentist has been due for longer, but short breaks were shown more often.
    assert overdue.index("Short breaks") < overdue.index("1 February")
    assert f"1 June 2020 {OWNER} 3" in overdue
    assert "1 February 2020 nobody 1" in overdue


def test_missed_questions_and_unhelpful_answers_are_counted(busy: FlaskClient) -> None:
    page = text(busy, "/staff/")
    assert f"{MISSED} 2" in section(page, "Questions without an answer")
    assert re.search(r"Short breaks\S* 2 1 3", section(page, "Answers that did not help"))


def test_old_sources_and_missing_contacts_are_named(busy: FlaskClient) -> None:
    page = text(busy, "/staff/")
    assert "A page of the council (2011-05)" in section(page, "Old sources")
    assert "The breaks team phone, e-mail" in section(page, "Contacts missing")


def test_faults_that_the_watcher_found_are_told_in_words(editor: FlaskClient, index_folder: Path) -> None:
    fault = Fault(PAGE, 7, "title", "It is <missing>.", "Add it.")
    keep(Attempt(datetime(2026, 11, 23, 9, tzinfo=UTC), "v", (fault,)), index_folder)
    page = editor.get("/staff/").text
    assert "<strong>Short breaks</strong>: Title: it is &lt;missing&gt;. Add it." in page
    assert PAGE not in page


def test_faults_are_found_where_no_watcher_ran(editor: FlaskClient, content_folder: Path) -> None:
    change(content_folder, PAGE, "rights: false", "rights: maybe")
    assert "1 Problems to fix" in text(editor, "/staff/")


def test_training_under_way_is_shown_with_its_progress(editor: FlaskClient, index_folder: Path) -> None:
    keep(Attempt(datetime(2026, 11, 23, 9, tzinfo=UTC), "v"), index_folder)
    keep_training(Training(Stage.TRAINING, 40), index_folder)
    assert "being trained on new wordings: 40%" in text(editor, "/staff/")


def test_every_link_of_every_page_leads_somewhere_and_no_page_speaks_of_files(busy: FlaskClient) -> None:
    seen, ahead = set(), ["/staff/"]
    while ahead:
        path = ahead.pop()
        reply = busy.get(path)
        assert reply.status_code == 200, path
        seen.add(path)
        if path.startswith("/staff"):
            words = " ".join(re.sub(r"<[^>]*>|https?://\S+", " ", reply.text).split())
            assert not FOR_PROGRAMMERS.search(words), (path, FOR_PROGRAMMERS.search(words))
        links = set(re.findall(r'href="(/[^"#]*)', reply.text)) if path.startswith("/staff") else set()
        ahead += [link.replace("&amp;", "&") for link in links if link.replace("&amp;", "&") not in {*seen, *ahead}]
    assert {"/staff/entries/short-breaks", "/staff/services/breaks-team", "/staff/statutory"} <= seen


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", 4),
        ("words=DENTIST", 1),
        ("words=nothing+like+it", 0),
        ("subject=all-of-it", 4),
        ("subject=childcare", 0),
        ("owner=Short+breaks+team", 1),
        ("review=overdue", 2),
        ("review=soon", 0),
        ("review=overdue&words=dentist", 1),
        ("review=nonsense", 4),
    ],
)
def test_entries_are_found_by_words_subject_owner_and_review(busy: FlaskClient, asked: str, found: int) -> None:
    page = text(busy, f"/staff/entries?{asked}")
    assert re.search(rf"\b{found} (entry|entries)\b", page)


def test_what_was_searched_for_stands_in_the_field_and_is_never_markup(busy: FlaskClient) -> None:
    page = busy.get('/staff/entries?words="><script>').text
    assert 'value="&#34;&gt;&lt;script&gt;"' in page


def test_entry_is_shown_as_the_parent_sees_it_and_cannot_be_sent(busy: FlaskClient) -> None:
    page = busy.get("/staff/entries/short-breaks").text
    card = re.search(r"<fieldset disabled[^>]*>(.*)</fieldset>\s*\n*\s*\n*\s*<h2>Why", page, re.DOTALL)
    assert card
    assert "answer-card" in card[1]
    assert "Did this answer your question?" in card[1]
    assert "The breaks team" in card[1]


def test_entry_tells_its_questions_figures_and_why_it_did_not_help(busy: FlaskClient) -> None:
    page = text(busy, "/staff/entries/short-breaks")
    assert "3 in the last 12 months" in page
    assert "helped 1, did not help 2" in page
    assert "It is out of date or wrong : “The number is wrong”" in page.replace("wrong:", "wrong :")
    assert "overnight respite weekend" in page
    assert f"Owner {OWNER}" in page


def test_service_is_shown_with_the_entries_that_name_it(busy: FlaskClient) -> None:
    page = text(busy, "/staff/services/breaks-team")
    assert "Not known: phone, e-mail." in page
    assert "Short breaks" in page


@pytest.mark.parametrize(
    ("asked", "found"), [("", 3), ("missing=phone", 1), ("words=01234+111111", 1), ("words=no+unicorn", 0)]
)
def test_services_are_found_by_words_and_by_what_is_missing(busy: FlaskClient, asked: str, found: int) -> None:
    assert re.search(rf"\b{found} services?\b", text(busy, f"/staff/services?{asked}"))


@pytest.mark.parametrize("path", ["/staff/entries/none", "/staff/services/none"])
def test_what_is_not_there_is_said_in_words(busy: FlaskClient, path: str) -> None:
    reply = busy.get(path)
    assert (reply.status_code, "Page not found" in reply.text) == (404, True)


def test_every_item_of_the_law_stands_on_the_map_and_gaps_are_named(busy: FlaskClient) -> None:
    page = text(busy, "/staff/statutory")
    assert "1 of 2 covered." in page
    assert "Gaps (1) Childcare" in page
    assert "Childcare The law of Testshire, section 1 No entry covers it" in page


def test_map_of_the_shipped_content_names_every_item_once(shipped: Content) -> None:
    items = covered(shipped)
    assert [item.id for item in items] == list(shipped.statutory)
    named = {entry.id for item in items for entry in item.entries}
    assert named == {entry.id for entry in shipped.entries.values() if entry.statutory}
    assert {item.id for item in items if not item.entries} <= {"about-schools", "accessibility-strategy"}


def test_testers_may_read_all_of_it(busy_office: Flask) -> None:
    tester = logged_in(busy_office, TESTER)
    for path in ("/staff/", "/staff/entries", "/staff/entries/dentist", "/staff/services", "/staff/statutory"):
        assert tester.get(path).status_code == 200


def test_pages_say_so_where_no_content_can_be_read(
    accounts: Accounts, rasa: FakeRasa, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "nothing"))
    monkeypatch.setenv("ASSISTANT_CONTENT", str(tmp_path / "nothing"))
    live.live_content.cache_clear()
    editor = logged_in(create_app(Settings(secret="only for tests", widgets=tmp_path), rasa), EDITOR)
    live.live_content.cache_clear()
    assert "The content cannot be read yet." in editor.get("/staff/").text
    reply = editor.get("/staff/entries")
    assert (reply.status_code, "The content cannot be read" in reply.text) == (503, True)


def test_testers_do_not_see_parents_own_words(busy_office: Flask) -> None:
    tester = logged_in(busy_office, TESTER)
    assert MISSED not in tester.get("/staff/").text
    entry = tester.get("/staff/entries/short-breaks").text
    assert "The number is wrong" not in entry
    assert "It is out of date or wrong" in entry


@pytest.mark.parametrize(
    ("published", "url", "old"),
    [
        ("2022", None, True),
        ("2022-12-31", "https://www.testshire.example", True),
        ("2023", None, False),
        ("undated", None, False),
        ("2014", "https://www.legislation.gov.uk/uksi/2014/1530", False),
        ("2014", "https://[", True),
    ],
)
def test_source_is_old_after_three_years_unless_it_is_the_law(published: str, url: str | None, old: bool) -> None:
    assert needs_attention.is_old(Source("A page", published, url), TODAY) == old


def test_figures_count_answers_and_ratings_from_a_month_on(stores: Stores) -> None:
    talk(stores)
    figures = EntryFigures(stores.engine)
    assert figures.since("2000-01")["dentist"].answers == 2
    recent = figures.since(months_before(datetime.now(UTC).date(), 12))
    assert recent["dentist"] == Figures(1)
    assert recent["short-breaks"] == Figures(3, 1, 2)
    assert [(said.reason, said.times) for said in figures.unhelpful("short-breaks", "2000-01")] == [
        ("hard_to_understand", 1),
        ("out_of_date", 1),
    ]


@pytest.mark.parametrize(("ago", "month"), [(0, "2026-11"), (10, "2026-01"), (11, "2025-12"), (12, "2025-11")])
def test_months_are_counted_over_the_turn_of_the_year(ago: int, month: str) -> None:
    assert months_before(TODAY, ago) == month


def test_owner_stands_in_a_page_where_it_is_given(content_folder: Path, small: Content) -> None:
    assert small.entries["dentist"].owner is None
    owned = replace(small.entries["dentist"], owner="B")
    content = replace(small, entries={**small.entries, "dentist": owned})
    assert listing.owners(content) == ["B"]
    assert [entry.id for entry in listing.entries(content, EntryFilter(owner="B"), TODAY)] == ["dentist"]
