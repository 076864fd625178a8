"""Files become the fields of a form and go back; what nobody touched stays byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knowledge.editing.entry_file import (
    ENTRY_FIELDS,
    SERVICE_FIELDS,
    EntryText,
    NotAForm,
    read_entry,
    read_service,
    write_entry,
    write_service,
)
from knowledge.editing.yaml_fields import with_fields
from knowledge.files import additions, records, schema, yaml_lines
from knowledge.settings import ENGLAND
from tests.support.content import PAGE, SHIPPED

TOPICS = [path for folder in (ENGLAND, SHIPPED) for path in sorted((folder / "topics").glob("*.md"))]
SERVICES = [path for folder in (ENGLAND, SHIPPED) for path in sorted((folder / "services").glob("*.yml"))]
YAML = """\
# Ask Jo before you change this.
id: a-page   # the name of the file
title: "Short breaks: what they are"

# As parents type.
questions:
  - "can we: get it"  # heard at the fair
  # the next one is spelt badly
  - repsite
  - who is it for
services: [one, two]
checked: 2026-11-22
"""
ORDER = ("id", "title", "questions", "services", "rights", "sources", "checked")


@pytest.fixture(scope="module")
def headings(shipped: records.Content) -> list[str]:
    return [kind.heading for kind in shipped.sections]


@pytest.fixture
def own_headings(path: Path, headings: list[str], shipped: records.Content) -> list[str]:
    """Those that a page may have: an addition to a national page has others."""
    added = path.is_relative_to(SHIPPED) and (ENGLAND / path.relative_to(SHIPPED)).exists()
    return list(additions.headings(shipped.sections)) if added else headings


def changed(**fields: Any) -> str:
    return with_fields(YAML, {**yaml_lines.read(YAML).data, **fields}, ORDER)


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_entry_that_is_not_touched_goes_back_as_it_was(path: Path, own_headings: list[str]) -> None:
    text = path.read_bytes().decode()
    assert write_entry(text, read_entry(text, own_headings), own_headings) == text


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_service_that_is_not_touched_goes_back_as_it_was(path: Path) -> None:
    text = path.read_bytes().decode()
    assert write_service(text, read_service(text)) == text


@pytest.mark.parametrize("path", TOPICS[::10], ids=lambda path: path.stem)
def test_new_file_holds_what_the_form_says(path: Path, own_headings: list[str]) -> None:
    entry = read_entry(path.read_text(encoding="utf-8"), own_headings)
    assert read_entry(write_entry("", entry, own_headings), own_headings) == entry


def test_every_field_of_the_files_has_its_place_in_the_order() -> None:
    assert set(schema.ENTRY["properties"]) <= set(ENTRY_FIELDS)
    assert set(schema.SERVICE["properties"]) == set(SERVICE_FIELDS)


def test_only_the_line_of_the_field_that_changed_differs() -> None:
    assert changed(title="Short breaks") == YAML.replace('"Short breaks: what they are"', "Short breaks")


def test_comment_behind_a_value_stays() -> None:
    assert "id: another   # the name of the file\n" in changed(id="another")


def test_wordings_that_stay_keep_their_quotes_and_comments() -> None:
    after = changed(questions=["can we: get it", "a new one", "repsite"])
    assert '  - "can we: get it"  # heard at the fair\n  # the next one is spelt badly\n' in after
    assert "  - a new one\n" in after
    assert "who is it for" not in after
    assert yaml_lines.read(after).data["questions"] == ["can we: get it", "a new one", "repsite"]


def test_wordings_under_sections_keep_their_lines_where_one_moves_to_another_section() -> None:
    text = (
        YAML.replace("  - ", "    - ")
        .replace("  # the", "    # the")
        .replace("questions:\n", "questions:\n  answer:\n")
    )
    fields = yaml_lines.read(text).data
    fields["questions"] = {"answer": ["can we: get it", "repsite"], "who-can-get-it": ["who is it for"]}
    after = with_fields(text, fields, ORDER)
    assert after == text.replace("    - who is it for\n", "  who-can-get-it:\n    - who is it for\n")


def test_new_field_takes_its_place_and_one_that_is_gone_leaves_no_trace() -> None:
    fields = {**yaml_lines.read(YAML).data, "rights": True}
    del fields["services"]
    after = with_fields(YAML, fields, ORDER)
    assert after == YAML.replace("services: [one, two]\n", "rights: true\n")


@pytest.mark.parametrize(
    "value", ["yes", "85258", "2026-11-22x: y", "# no comment", "it's", '"quoted"', "- dash", "£5"]
)
def test_any_words_can_be_written(value: str) -> None:
    assert yaml_lines.read(changed(title=value)).data["title"] == value


def test_lists_of_ids_stay_in_one_line_and_days_without_quotes() -> None:
    after = changed(services=["three"], checked="2027-01-31")
    assert "services: [three]\n" in after
    assert "checked: 2027-01-31\n" in after


def test_changed_section_leaves_the_others_alone(headings: list[str]) -> None:
    text = TOPICS[0].read_text(encoding="utf-8")
    entry = read_entry(text, headings)
    after = write_entry(text, EntryText(entry.fields, {**entry.sections, "How to ask": "Ring us.\r\n\r\n"}), headings)
    assert read_entry(after, headings).sections == {**entry.sections, "How to ask": "Ring us."}
    assert after.split("## How to ask")[0] == text.split("## How to ask")[0]
    assert after.split("## How to ask\n\nRing us.\n\n")[1] in text


def test_section_that_is_emptied_is_taken_out_and_a_new_one_comes_in_its_place(headings: list[str]) -> None:
    entry = EntryText({"id": "x"}, {"": "An answer.", "How to ask": "Ring us.", "Who to contact": "Us."})
    text = write_entry("", entry, headings)
    assert text == "---\nid: x\n---\n\nAn answer.\n\n## How to ask\n\nRing us.\n\n## Who to contact\n\nUs.\n"
    sections = {"": "An answer.", "What it costs": "Nothing.", "Who to contact": ""}
    after = write_entry(text, EntryText(entry.fields, sections), headings)
    assert after == "---\nid: x\n---\n\nAn answer.\n\n## What it costs\n\nNothing.\n"


def test_ends_of_lines_and_byte_order_mark_stay(headings: list[str]) -> None:
    text = "\ufeff" + TOPICS[0].read_text(encoding="utf-8").replace("\n", "\r\n")
    entry = read_entry(text, headings)
    assert write_entry(text, entry, headings) == text
    after = write_entry(text, EntryText({**entry.fields, "title": "Other"}, entry.sections), headings)
    assert after.startswith("\ufeff---\r\n")
    assert "\n" not in after.replace("\r\n", "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("---\n\n", "---\n\n## Prices\n\nNone.\n\n", '"Prices" cannot be used'),
        ("\nrights:", "\ncolour: red\nrights:", '"colour" cannot be used'),
        ("\nrights:", "\nrights: [", "cannot be read as YAML"),
        ("---\nid:", "id:", "does not begin with fields"),
    ],
)
def test_file_that_no_form_can_show_says_why(
    content_folder: Path, headings: list[str], old: str, new: str, said: str
) -> None:
    text = (content_folder / PAGE).read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(NotAForm, match=said):
        read_entry(text.replace(old, new, 1), headings)
