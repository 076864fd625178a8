"""A page's easy-read version and translations have pages of their own, and say who wrote them and when."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from actions import cards
from actions.card_types import FormPart
from knowledge.files import loading
from knowledge.files.records import Content
from knowledge.files.retired import Current
from tests.support.content import PHONE, append
from tests.support.content_texts import TITLES
from tests.support.page_forms import PAGE, write_easy_read, write_translations
from tests.web_widget.gateway.conftest import Showing
from tests.web_widget.gateway.test_answers import LARGEST_PAGE, words_of
from web_widget.gateway.search_engines import SITEMAP

EASY, POLISH, ARABIC = (f"/answers/{PAGE}/{form}" for form in ("easy-read", "pl", "ar"))
FORMS = (EASY, POLISH, ARABIC)


@pytest.fixture
def folder(content_folder: Path) -> Path:
    write_easy_read(content_folder)
    write_translations(content_folder)
    return content_folder


@pytest.fixture
def content(folder: Path) -> Content:
    return loading.load(folder)


@pytest.fixture
def reader(showing: Showing, content: Content) -> FlaskClient:
    return showing(content)


def test_page_leads_to_each_of_its_forms_by_name(reader: FlaskClient) -> None:
    page = reader.get(f"/answers/{PAGE}").text
    assert f'<a href="{EASY}">The words for words easy_read.</a>' in page
    assert f'<a href="{POLISH}" lang="pl" hreflang="pl">Polski</a>' in page
    assert f'<a href="{ARABIC}" lang="ar" hreflang="ar">العربية</a>' in page
    assert "Other forms of this page" not in reader.get("/answers/dentist").text


def test_lists_of_pages_lead_to_the_forms_beside_each_page(reader: FlaskClient, content: Content) -> None:
    shelf = content.entries[PAGE].statutory[0]
    for address in ("/answers", f"/answers?about={shelf}"):
        page = reader.get(address).text
        (item,) = (item for item in page.split("<li>") if f'href="/answers/{PAGE}"' in item)
        assert re.findall(r'<a class="form" href="([^"]+)"', item) == list(FORMS)
        assert f'hreflang="ar"><span lang="ar">العربية</span><span class="unseen">: {TITLES[PAGE]}</span></a>' in item
    assert 'href="/answers/dentist/' not in reader.get("/answers").text


def test_map_for_search_engines_has_each_form_with_the_day_of_its_own(reader: FlaskClient) -> None:
    days = dict(re.findall(r"<loc>http://localhost([^<]+)</loc><lastmod>([^<]+)</lastmod>", reader.get(SITEMAP).text))
    assert {path: days[path] for path in FORMS} == {EASY: "2020-01-05", POLISH: "2020-02-06", ARABIC: "2020-02-06"}
    assert {reader.get(path).status_code for path in FORMS} == {200}


def test_easy_read_page_has_a_line_and_a_picture_for_each_idea_and_people_to_ring(reader: FlaskClient) -> None:
    page = reader.get(EASY).text
    said = words_of(page)
    assert "<h1>Can my child get short breaks?</h1>" in page
    assert "<h2>What to do first</h2>" in page
    assert f"Ring {PHONE}." in said
    assert re.findall(r'<img src="(/static/pictures/\w+\.svg)" alt=""', page) == [
        "/static/pictures/home.svg",
        "/static/pictures/phone.svg",
    ]
    assert 'href="tel:01234111111"' in page.split("<main", 1)[1] or 'href="tel:01234567890"' in page
    assert "Checked on 5 January 2020: a test." in said
    assert f'<a href="/answers/{PAGE}">The full page</a>' in page
    assert reader.get("/static/pictures/home.svg").status_code == 200


def test_translation_is_marked_with_language_direction_translator_and_days(reader: FlaskClient) -> None:
    for path, start in ((POLISH, '<div lang="pl" dir="ltr">'), (ARABIC, '<div lang="ar" dir="rtl">')):
        page = reader.get(path).text
        assert start in page
        told = "Translated by a test on 6 February 2020. The English page was last checked on 5 January 2020."
        assert told in words_of(page)
        assert PHONE in page.split(start, 1)[1].split("</div>", 1)[0]
        assert "has changed" not in page


def test_english_page_that_has_changed_since_is_told_in_both_languages(showing: Showing, folder: Path) -> None:
    append(folder, f"topics/{PAGE}.md", "\nMore words.\n")
    page = words_of(showing(loading.load(folder)).get(POLISH).text)
    assert "The English page has changed since this was translated." in page
    assert "Angielska strona się zmieniła." in page


@pytest.mark.parametrize("path", ["/answers/dentist/easy-read", f"/answers/{PAGE}/ro", "/answers/nowhere/easy-read"])
def test_form_that_nobody_has_written_is_not_there(reader: FlaskClient, path: str) -> None:
    reply = reader.get(path)
    assert reply.status_code == 404
    assert "<h1>Page not found</h1>" in reply.text


def test_form_of_a_retired_page_leads_to_that_of_its_successor(showing: Showing, content: Content) -> None:
    entries = Current({name: content.entries[name] for name in content.entries if name != "dentist"}, {"dentist": PAGE})
    reply = showing(replace(content, entries=entries)).get("/answers/dentist/easy-read")
    assert (reply.status_code, reply.headers["Location"]) == (301, EASY)


@pytest.mark.parametrize("path", FORMS)
def test_form_needs_no_script_and_is_listed_nowhere_while_it_is_a_draft(reader: FlaskClient, path: str) -> None:
    page = reader.get(path).text
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page)
    assert '<meta name="robots" content="noindex">' in page
    assert "The words for notices draft." in page
    assert f'<link rel="canonical" href="http://localhost{path}">' in page


def test_markup_in_the_words_of_a_translator_does_nothing(showing: Showing, content: Content) -> None:
    polish, arabic = content.translations[PAGE]
    hostile = "</div><script>alert(1)</script>"
    changed = {PAGE: (replace(polish, ask=hostile, translator=hostile), arabic)}
    assert "<script" not in showing(replace(content, translations=changed)).get(POLISH).text


def test_every_easy_read_page_of_the_council_is_small_with_its_pictures(showing: Showing, shipped: Content) -> None:
    reader = showing(shipped)
    sizes = {}
    for name in shipped.easy_read:
        page = reader.get(f"/answers/{name}/easy-read")
        assert page.status_code == 200
        pictures = set(re.findall(r'<img src="([^"]+)"', page.text))
        sizes[name] = len(page.data) + sum(len(reader.get(path).data) for path in pictures)
    assert {name: size for name, size in sizes.items() if size >= LARGEST_PAGE} == {}


def test_answer_card_names_the_forms_of_its_page_easy_read_first(content: Content) -> None:
    assert cards.forms_of(content, content.entries[PAGE]) == (
        FormPart("The words for words easy_read.", f"{PAGE}/easy-read"),
        FormPart("Polski", f"{PAGE}/pl", "pl"),
        FormPart("العربية", f"{PAGE}/ar", "ar"),
    )
    assert cards.forms_of(content, content.entries["dentist"]) is None
