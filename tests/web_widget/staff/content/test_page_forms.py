"""Staff write easy-read versions and translations by forms: previewed, compared, published and undone like pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from knowledge.editing.page_form_file import read_easy, read_translation, write_easy, write_translation
from knowledge.files import loading
from knowledge.settings import ENGLAND
from tests.support import two_layers
from tests.support.content import PHONE, SHIPPED, append, change
from tests.support.page_forms import EASY, EASY_BODY, PAGE, POLISH, write_easy_read, write_translations
from tests.web_widget.staff.content.test_editing import fill, publish, reviewed
from tests.web_widget.staff.editors import fields_of, go_live, try_at_once, until
from tests.web_widget.staff.people import send
from web_widget.jobs.workshop import Workshop

FORMS = f"/staff/entries/{PAGE}/forms"
WRITE_EASY = f"/staff/easy_read/{PAGE}/edit"
IN_POLISH, IN_ARABIC = (f"/staff/in_{code}/{PAGE}/edit" for code in ("pl", "ar"))
LANGUAGES = """languages:
- {name: Polski, code: pl, detected_as: [], text: Angielska.}
- {name: العربية, code: ar, detected_as: [], text: Zmieniona.}
"""
DONE = {"checked": "2020-01-05", "checked_by": "a test"}
TRANSLATED = {
    "ask": "Czy moje dziecko może mieć krótką przerwę?",
    "parts-0-text": "Zadzwoń pod {council.phone}.",
    "parts-1-heading": "Jak prosić",
    "parts-1-text": "- Zadzwoń.",
    "english_changed": "Angielska strona się zmieniła.",
    "translator": "a test",
    "translated": "2020-02-06",
}


@pytest.fixture
def content_folder(tmp_path: Path) -> Path:
    folder = two_layers.write(tmp_path / "content")
    change(folder, "council.yml", "languages: []\n", LANGUAGES)
    return folder


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch, content_folder: Path, index_folder: Path, editor: FlaskClient) -> None:
    monkeypatch.setattr(Workshop, "launch", try_at_once)
    monkeypatch.setattr("web_widget.staff.content.try_draft.OUR_TESTS", Path("/nowhere"))
    live(content_folder, index_folder, editor)


def live(content_folder: Path, index_folder: Path, editor: FlaskClient) -> None:
    """Wait until the pages show the content as it is."""
    go_live(content_folder, index_folder)
    until(lambda: "Write: Polish" in editor.get(FORMS).text or "Edit: Polish" in editor.get(FORMS).text)


def lines(*said: tuple[str, str]) -> dict[str, str]:
    """Lines of the form: the picture and the words of each."""
    return {
        f"rows-{number}-{name}": value
        for number, row in enumerate(said)
        for name, value in zip(("picture", "words"), row, strict=True)
    }


def write(editor: FlaskClient, do: str = "next", **fields: str) -> TestResponse:
    """Send the form of the easy-read version with a heading and two lines."""
    three = lines(("home", "A short break is a rest."), ("heading", "What to do first"))
    more = send(editor, WRITE_EASY, {**_sent(editor, WRITE_EASY), **three, "do": "preview"}).text
    sent = fields_of(more)
    sent.pop("csrf_token")
    last = {"rows-2-picture": "phone", "rows-2-words": "Ring {council.phone}."}
    return send(editor, WRITE_EASY, {**sent, **last, **DONE, **fields, "do": do})


def _sent(editor: FlaskClient, address: str) -> dict[str, Any]:
    sent: dict[str, Any] = fields_of(editor.get(address).text)
    sent.pop("csrf_token")
    return sent


def test_form_that_is_not_touched_makes_the_same_file() -> None:
    paths = [path for folder in (SHIPPED, ENGLAND) for path in (folder / "easy_read").glob("*.md")]
    for path in paths:
        text = path.read_text(encoding="utf-8")
        easy = read_easy(text)
        assert write_easy(text, easy) == text
        assert read_easy(write_easy("", easy)) == easy
    assert len(paths) > 5


def test_file_of_a_translation_stays_and_is_written_anew_with_the_same_words() -> None:
    text = "---\nid: x\nask: Y?\n---\n\nA.\n\n## B\n\n- c\n"
    translated = read_translation(text)
    assert write_translation(text, translated) == text == write_translation("", translated)


def test_easy_read_version_is_written_shown_in_words_and_read_by_parents(
    editor: FlaskClient, content_folder: Path
) -> None:
    reply = write(editor)
    page = editor.get(reviewed(reply)).text
    assert "Picture “home”: A short break is a rest." in page
    assert "Compared by: a test" in page
    assert "easy_read" not in re.sub(r"<[^>]*>", "", page)
    publish(editor, reply, "For readers who want fewer words")
    easy = loading.load(content_folder).easy_read[PAGE]
    assert [(part.heading, [line.picture for line in part.lines]) for part in easy.parts] == [
        ("", ["home"]),
        ("What to do first", ["phone"]),
    ]
    assert (
        (content_folder / EASY)
        .read_text(encoding="utf-8")
        .endswith("---\n\n[home] A short break is a rest.\n\n## What to do first\n\n[phone] Ring {council.phone}.\n")
    )
    assert "For readers who want fewer words" in editor.get(f"/staff/easy_read/{PAGE}/history").text


def test_preview_shows_the_lines_with_their_pictures_and_what_is_filled_in(editor: FlaskClient) -> None:
    seen = write(editor, "preview").text.split('id="preview"')[1]
    assert f"Ring {PHONE}." in seen
    assert "<h4>What to do first</h4>" in seen
    assert "/static/pictures/phone.svg" in seen
    assert "No problems on this page." in seen


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("One two three four five six seven eight nine ten eleven twelve thirteen.", "13 words in one line"),
        ("Ring us. Ask for help.", "Put each sentence on a line of its own."),
        (f"Ring {PHONE}.", f"“{PHONE}” would go out of date here. Write {{council.phone}} in its place"),
        ("Ring {nobody.phone}.", "nothing is known to put in for “nobody.phone”."),
    ],
)
def test_what_is_wrong_with_a_line_is_said_with_its_number_in_plain_words(
    editor: FlaskClient, words: str, said: str
) -> None:
    reply = write(editor, **{"rows-2-words": words})
    assert reply.status_code == 422
    summary = reply.text.split('role="alert"')[1].split("</div>")[0]
    assert 'href="#rows"' in summary
    assert "Line 3: " in summary
    assert said in summary
    assert ".md" not in summary


def test_line_is_added_above_another_and_one_that_is_emptied_is_taken_out(
    editor: FlaskClient, content_folder: Path
) -> None:
    more = fields_of(write(editor, "above-1").text)
    assert [more[f"rows-{number}-words"] for number in range(3)] == [
        ["A short break is a rest."],
        [""],
        ["What to do first"],
    ]
    more.pop("csrf_token")
    sent = {**more, "rows-0-words": "", "rows-0-picture": "", "rows-1-words": "You can rest.", "do": "next"}
    publish(editor, send(editor, WRITE_EASY, sent))
    easy = loading.load(content_folder).easy_read[PAGE]
    assert easy.parts[0].lines[0].spans[0].text == "You can rest."


def test_national_version_is_begun_with_and_the_councils_own_takes_its_place_and_goes_again(
    editor: FlaskClient, content_folder: Path, index_folder: Path
) -> None:
    write_easy_read(content_folder / "england")
    national = (content_folder / "england" / EASY).read_bytes()
    live(content_folder, index_folder, editor)
    until(lambda: "Edit: easy read" in editor.get(FORMS).text)
    page = editor.get(WRITE_EASY).text
    assert "takes its place, as a whole" in page
    assert "Remove this" not in page
    publish(editor, fill(editor, WRITE_EASY, **{"rows-0-words": "A short break is time off."}))
    assert "time off" in (content_folder / EASY).read_text(encoding="utf-8")
    publish(editor, send(editor, f"/staff/easy_read/{PAGE}/remove"))
    assert not (content_folder / EASY).exists()
    assert (content_folder / "england" / EASY).read_bytes() == national


def test_undo_brings_the_last_version_back_and_takes_the_first_away(editor: FlaskClient, content_folder: Path) -> None:
    publish(editor, write(editor))
    before = (content_folder / EASY).read_bytes()
    history = f"/staff/easy_read/{PAGE}/history"
    assert "Undo: remove it again" in editor.get(history).text
    publish(editor, fill(editor, WRITE_EASY, **{"rows-0-words": "A break is a rest."}))
    address = editor.get(history).text.split(f'action="{history}/')[1].split('"')[0]
    publish(editor, send(editor, f"{history}/{address}"), "Back")
    assert (content_folder / EASY).read_bytes() == before


def test_draft_goes_on_from_the_page_before_publishing(editor: FlaskClient) -> None:
    page = editor.get(reviewed(write(editor))).text
    (back,) = re.findall(r'<a href="([^"]+draft=[^"]+)"', page)
    assert fields_of(editor.get(back).text)["rows-2-words"] == ["Ring {council.phone}."]


def test_translation_is_written_in_its_language_and_direction(editor: FlaskClient, content_folder: Path) -> None:
    assert 'dir="rtl"' in editor.get(IN_ARABIC).text
    assert 'lang="pl" type="text"' in editor.get(IN_POLISH).text or 'lang="pl"' in editor.get(IN_POLISH).text
    reply = fill(editor, IN_POLISH, **TRANSLATED)
    page = editor.get(reviewed(reply)).text
    assert "Translated by: a test" in page
    assert "translator:" not in page
    publish(editor, reply)
    (polish,) = loading.load(content_folder).translations[PAGE]
    assert [section.heading for section in polish.sections] == ["", "Jak prosić"]
    assert (polish.language, polish.overtaken, polish.translator) == ("pl", False, "a test")


def test_preview_of_a_translation_is_marked_as_its_language(editor: FlaskClient) -> None:
    seen = fill(editor, IN_ARABIC, "preview", **TRANSLATED).text.split('id="preview"')[1]
    assert '<div class="as-seen card" lang="ar" dir="rtl">' in seen
    assert f"Zadzwoń pod {PHONE}." in seen


def test_translation_of_an_older_page_stays_marked_until_staff_say_that_it_is_of_the_page_as_it_is(
    editor: FlaskClient, content_folder: Path, index_folder: Path
) -> None:
    change(content_folder, "council.yml", LANGUAGES, "languages: []\n")
    write_translations(content_folder)
    append(content_folder / "england", f"topics/{PAGE}.md", "\nMore words.\n")
    live(content_folder, index_folder, editor)
    until(lambda: "the page has changed since" in editor.get(FORMS).text)
    assert "as_it_is" not in fields_of(editor.get(IN_POLISH).text)
    publish(editor, fill(editor, IN_POLISH, translator="another test"))
    assert _polish(content_folder).overtaken
    sent = {**_sent(editor, IN_POLISH), "as_it_is": "y", "do": "next"}
    publish(editor, send(editor, IN_POLISH, sent))
    assert not _polish(content_folder).overtaken
    assert (content_folder / POLISH).is_file()


def _polish(folder: Path) -> Any:
    return next(one for one in loading.load(folder).translations[PAGE] if one.language == "pl")


def test_empty_field_of_a_translation_is_named_by_its_label(editor: FlaskClient) -> None:
    reply = fill(editor, IN_POLISH, **{**TRANSLATED, "translator": ""})
    assert reply.status_code == 422
    assert "Translated by: this is empty. Fill it in." in reply.text


def test_only_the_councils_languages_and_pages_have_forms_and_only_editors_see_them(
    editor: FlaskClient, tester: FlaskClient
) -> None:
    listed = editor.get(FORMS).text
    assert re.findall(r">(Write|Edit): ([\w -]+)</a>", listed) == [
        ("Write", "easy read"),
        ("Write", "Polish"),
        ("Write", "Arabic"),
    ]
    assert FORMS in editor.get(f"/staff/entries/{PAGE}").text
    assert editor.get(f"/staff/in_ro/{PAGE}/edit").status_code == 404
    assert editor.get("/staff/easy_read/nowhere/edit").status_code == 404
    assert tester.get(WRITE_EASY).status_code == 403


def test_nothing_changed_makes_no_draft(editor: FlaskClient, content_folder: Path, index_folder: Path) -> None:
    write_easy_read(content_folder, EASY_BODY)
    live(content_folder, index_folder, editor)
    page = fill(editor, WRITE_EASY)
    assert (page.status_code, "Nothing has been changed yet." in page.text) == (422, True)
