"""Every entry has a page for anybody to read, to print and to judge, and a search finds it and keeps nothing."""

from __future__ import annotations

import html
import json
import logging
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from knowledge.danger.detector import Level
from knowledge.faults import IndexNotBuilt
from knowledge.files.markdown import passages
from knowledge.files.records import Content
from knowledge.files.retired import Current
from knowledge.search.search import SearchResults
from tests.support.content import COUNCIL, PHONE
from tests.support.content_texts import QUESTIONS, TITLES
from tests.web_widget.conftest import SECRET, FakeRasa, NoDanger, Watch
from tests.web_widget.gateway.conftest import Showing
from web_widget.app import create_app
from web_widget.gateway.danger import Looks
from web_widget.gateway.looking_up import Find, InTheIndex
from web_widget.settings import Settings
from web_widget.store.database import connect
from web_widget.store.keeping import KeepSettings
from web_widget.store.tables import FEEDBACK, RECORDS

LARGEST_PAGE = 20_000
PRIVATE = "where can Zebedee see a dentist"


def watched(in_use: Path, tmp_path: Path, rasa: FakeRasa, watch: Looks, find: Find | None = None) -> FlaskClient:
    """A gateway with another look-out for danger, or another search."""
    return create_app(Settings(secret=SECRET, widgets=tmp_path / "w"), rasa, lambda: watch, find).test_client()


def words_of(page: str) -> str:
    """What a page says, without tags and line breaks."""
    main = page.split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", main.split(">", 1)[1])))


def rows(keep: KeepSettings, table: sa.Table) -> list[dict[str, Any]]:
    with connect(keep.records_url).connect() as connection:
        return [dict(row._mapping) for row in connection.execute(sa.select(table))]


def linked_data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    return dict(json.loads(found.group(1)))


@pytest.mark.parametrize("name", QUESTIONS)
def test_page_shows_every_word_of_its_entry_with_what_to_do_first(
    client: FlaskClient, small: Content, name: str
) -> None:
    entry, page = small.entries[name], client.get(f"/answers/{name}").text
    said = words_of(page)
    assert f"<h1>{entry.ask}</h1>" in page
    first, *others = entry.sections
    assert said.split(entry.ask, 1)[1].strip().startswith(first.text)
    assert [text for part in others for text in passages(part.blocks) if text not in said] == []
    assert [part.id for part in others if f'<h2 id="{part.id}">{part.heading}</h2>' not in page] == []
    assert [part.id for part in others if f'href="#{part.id}"' not in page] == []


def test_page_names_its_sources_its_day_and_its_people_and_leads_on(client: FlaskClient) -> None:
    page = client.get("/answers/dentist").text
    assert 'href="https://www.testshire.example/page"' in page
    assert "Checked on 5 January 2020: a test." in words_of(page)
    assert 'href="tel:01234111111"' in page
    assert f'href="tel:{PHONE.replace(" ", "")}"' in page.split("<main", 1)[1].split("</main>", 1)[0]
    assert re.findall(r'<a href="/answers/([a-z-]+)">Can my', page) == ["short-breaks", "school-transport"]
    assert '<a href="/chat">' in page.split("<main", 1)[1].split("</main>", 1)[0]


def test_short_forms_of_the_page_are_explained(client: FlaskClient) -> None:
    assert "EHC plan: education, health and care plan. A." in words_of(client.get("/answers/legal-advice").text)
    assert "Short forms" not in client.get("/answers/dentist").text


@pytest.mark.parametrize("name", QUESTIONS)
def test_page_needs_no_script(client: FlaskClient, name: str) -> None:
    page = client.get(f"/answers/{name}").text
    assert re.findall(r"<script[^>]*>", page) == ['<script type="application/ld+json">']
    assert not re.search(r"<style|\sstyle=|\son\w+=", page)


def test_search_engines_get_the_exact_words_of_staff(client: FlaskClient, small: Content) -> None:
    entry, page = small.entries["dentist"], client.get("/answers/dentist").text
    [question] = linked_data(page)["mainEntity"]
    assert (question["name"], question["acceptedAnswer"]["text"]) == (entry.ask, entry.sections[0].text)
    assert '<html lang="en-GB">' in page
    assert f'<meta property="og:title" content="{entry.ask}">' in page
    assert '<link rel="canonical" href="http://localhost/answers/dentist">' in page
    described = re.search(r'<meta name="description" content="([^"]*)">', page)
    assert described
    assert entry.sections[0].text.startswith(described.group(1))


def test_canonical_address_is_the_one_that_browsers_use(in_use: Path, rasa: FakeRasa, tmp_path: Path) -> None:
    settings = Settings(secret=SECRET, widgets=tmp_path, public_origin="https://assistant.example")
    page = create_app(settings, rasa).test_client().get("/answers/dentist").text
    assert '<link rel="canonical" href="https://assistant.example/answers/dentist">' in page


@pytest.mark.parametrize(("status", "listed"), [("draft", False), ("live", True)])
def test_only_what_the_council_approved_may_be_listed_by_search_engines(
    showing: Showing, small: Content, status: str, listed: bool
) -> None:
    client = showing(replace(small, council=replace(small.council, status=status)))
    for path in ("/answers", "/answers/dentist"):
        page = client.get(path).text
        assert ('<meta name="robots" content="noindex">' not in page) is listed
        assert ("The words for notices draft." not in page) is listed


def test_markup_in_words_of_staff_does_nothing(showing: Showing, small: Content) -> None:
    hostile = '</script><script>alert(1)</script>"><b>'
    entry = replace(small.entries["dentist"], ask=hostile, title=hostile)
    client = showing(replace(small, entries=Current({**small.entries, "dentist": entry}, {})))
    for path in ("/answers/dentist", "/answers", "/answers/short-breaks"):
        page = client.get(path).text
        assert "<script>" not in page
        assert "<b>" not in page
    assert linked_data(client.get("/answers/dentist").text)["name"] == hostile


def test_address_of_a_retired_page_leads_to_its_successor(showing: Showing, small: Content) -> None:
    kept = {name: entry for name, entry in small.entries.items() if name != "dentist"}
    client = showing(replace(small, entries=Current(kept, {"dentist": "legal-advice"})))
    reply = client.get("/answers/dentist")
    assert (reply.status_code, reply.headers["Location"]) == (301, "/answers/legal-advice")
    assert "/answers/dentist" not in client.get("/answers").text


@pytest.mark.parametrize("path", ["/answers/nowhere", "/answers/a/b", "/answers/%3Cb%3E", "/answers?need=nothing"])
def test_page_that_is_not_here_is_said_kindly_with_a_way_on(client: FlaskClient, path: str) -> None:
    reply = client.get(path)
    assert (reply.status_code, reply.mimetype) == (404, "text/html")
    assert '<form method="get" action="/answers"' in reply.text
    assert 'href="/answers"' in reply.text
    assert PHONE in reply.text
    assert "%3C" not in reply.text


def test_every_page_of_the_council_is_small(showing: Showing, shipped: Content) -> None:
    client = showing(shipped)
    sizes = {
        path: len(client.get(path).data) for path in ("/answers", *(f"/answers/{name}" for name in shipped.entries))
    }
    assert len(sizes) > len(shipped.entries)
    assert {path: size for path, size in sizes.items() if size >= LARGEST_PAGE} == {}


# Whether it helped.


def test_what_is_said_of_a_page_is_kept_as_that_of_the_chat(client: FlaskClient, keep: KeepSettings) -> None:
    reply = client.post("/answers/dentist", data={"helped": "no", "reason": "out_of_date", "comment": "My son Zebedee"})
    assert reply.status_code == 200
    assert "The words for words feedback_no." in reply.text
    assert COUNCIL in words_of(reply.text)
    [row] = rows(keep, FEEDBACK)
    assert (row["entry"], row["helped"], row["reason"], row["comment"]) == ("dentist", False, "out_of_date", None)
    assert client.post("/answers/dentist", data={"helped": "yes"}).text.count("The words for words feedback_yes.") == 1
    assert len({row["conversation"] for row in rows(keep, FEEDBACK)}) == 2


@pytest.mark.parametrize("data", [{}, {"helped": "perhaps"}, {"helped": "no", "reason": "because"}])
def test_what_the_form_never_sends_is_refused_and_not_kept(
    client: FlaskClient, keep: KeepSettings, data: dict[str, str]
) -> None:
    reply = client.post("/answers/dentist", data=data)
    assert reply.status_code == 400
    assert "The words for errors not_text." in reply.text
    assert "<h1>Is there a dentist for disabled children?</h1>" in reply.text
    assert rows(keep, FEEDBACK) == []


def test_nothing_is_kept_of_a_page_that_is_not_here(client: FlaskClient, keep: KeepSettings) -> None:
    assert client.post("/answers/nowhere", data={"helped": "yes", "entry": "dentist"}).status_code == 404
    assert rows(keep, FEEDBACK) == []


def test_form_that_is_far_too_long_is_refused_in_words(client: FlaskClient) -> None:
    reply = client.post("/answers/dentist", data={"helped": "yes" * 10_000})
    assert (reply.status_code, "The words for errors too_long." in reply.text) == (413, True)


# The list of all pages.


def test_list_names_every_page_and_every_way_to_browse(client: FlaskClient) -> None:
    page = client.get("/answers").text
    assert set(re.findall(r'href="/answers/([a-z-]+)"', page)) == set(TITLES)
    assert set(re.findall(r'href="/answers\?([^"]+)"', page)) == {"need=autism", "about=all-of-it"}
    assert re.search(r'<label for="q">', page)


def test_shelf_shows_its_pages_alone(client: FlaskClient) -> None:
    page = client.get("/answers?need=autism").text
    assert "<h1>Autism</h1>" in page
    assert set(re.findall(r'href="/answers/([a-z-]+)"', page)) == {"short-breaks", "dentist"}


# The search.


def test_search_finds_the_page_that_the_chat_would_show(client: FlaskClient) -> None:
    page = client.get("/answers?q=toothache+and+no+dentist").text
    assert re.findall(r'href="/answers/([a-z-]+)#', page)[0] == "dentist"
    assert 'value="toothache and no dentist"' in page


def test_search_asks_nobody_and_keeps_and_logs_nothing(
    client: FlaskClient, rasa: FakeRasa, keep: KeepSettings, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        reply = client.get("/answers", query_string={"q": PRIVATE})
    assert reply.status_code == 200
    assert (rasa.greeted, rasa.asked) == ([], [])
    assert rows(keep, RECORDS) == []
    assert not any("Zebedee" in str(record.__dict__) for record in caplog.records)
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["X-Robots-Tag"] == "noindex"
    assert "Zebedee" not in re.findall(r"<title>.*</title>", reply.text)[0]


def test_markup_in_a_search_does_nothing(client: FlaskClient) -> None:
    page = client.get("/answers", query_string={"q": '"><script>alert(1)</script> dentist'}).text
    assert "<script>" not in page


def test_details_are_taken_out_of_a_search_and_the_box(client: FlaskClient) -> None:
    page = client.get("/answers", query_string={"q": "toothache and no dentist, NHS number 943 476 5919"}).text
    assert "5919" not in page
    assert "The words for words removed." in page
    assert "/answers/dentist#" in page


@pytest.mark.parametrize("typed", ["", "   "])
def test_search_for_nothing_shows_the_list(client: FlaskClient, typed: str) -> None:
    reply = client.get("/answers", query_string={"q": typed})
    assert (reply.status_code, "<h1>All answers</h1>" in reply.text) == (200, True)


@pytest.mark.parametrize(("typed", "words"), [("a" * 301, "too_long"), ("///", "empty")])
def test_search_that_cannot_be_taken_is_said(client: FlaskClient, typed: str, words: str) -> None:
    reply = client.get("/answers", query_string={"q": typed})
    assert (reply.status_code, f"The words for errors {words}." in reply.text) == (400, True)


def test_sure_danger_gets_the_emergency_card_with_nothing_above_it_and_no_pages(
    in_use: Path, tmp_path: Path, rasa: FakeRasa, small: Content
) -> None:
    watch = Watch(Level.CARD)
    page = watched(in_use, tmp_path, rasa, watch).get("/answers", query_string={"q": PRIVATE}).text
    kind = next(danger for danger in small.danger.kinds if danger.id == "missing")
    assert watch.seen == [PRIVATE]
    assert words_of(page).strip().startswith(kind.title)
    assert all(step in words_of(page) for step in kind.words.splitlines())
    assert 'href="tel:999"' in page
    assert "/answers/dentist" not in page
    assert "Zebedee" not in page


def test_possible_danger_puts_its_line_above_what_was_found(
    in_use: Path, tmp_path: Path, rasa: FakeRasa, small: Content
) -> None:
    page = watched(in_use, tmp_path, rasa, Watch(Level.LINE)).get("/answers?q=toothache+dentist").text
    kind = next(danger for danger in small.danger.kinds if danger.id == "missing")
    assert words_of(page).strip().startswith(kind.line)
    assert "/answers/dentist#" in page


def failing(text: str) -> SearchResults:
    raise IndexNotBuilt(f"There is no index for {text}.")


class Blind:
    """Cannot look."""

    def look(self, text: str) -> None:
        raise IndexNotBuilt(f"There is no index for {text}.")


def test_search_whose_turn_does_not_come_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web_widget.gateway.looking_up.PATIENCE_SECONDS", 0.0)
    find = InTheIndex()
    with find.turns, pytest.raises(TimeoutError):
        find("short breaks")


@pytest.mark.parametrize(("watch", "find"), [(NoDanger(), failing), (Blind(), InTheIndex())])
def test_search_that_cannot_look_says_so_calmly_and_logs_no_words(
    in_use: Path, tmp_path: Path, rasa: FakeRasa, caplog: pytest.LogCaptureFixture, watch: Looks, find: Find
) -> None:
    reply = watched(in_use, tmp_path, rasa, watch, find).get("/answers", query_string={"q": PRIVATE})
    assert reply.status_code == 503
    assert "The words for words unavailable." in reply.text
    assert "Zebedee" not in caplog.text


def test_search_in_another_language_gets_the_words_for_that(client: FlaskClient) -> None:
    page = client.get("/answers", query_string={"q": "dzień dobry, potrzebuję pomocy z dzieckiem"}).text
    assert "The words for words other_language." in page
