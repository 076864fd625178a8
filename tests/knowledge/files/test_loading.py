"""The content folder as records, all of it or none."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from knowledge.faults import ContentInvalid
from knowledge.files import loading, reader
from tests.support.content import COUNCIL, PAGE, PHONE, append, change


def load_faults(folder: Path) -> str:
    with pytest.raises(ContentInvalid) as raised:
        loading.load(folder)
    return str(raised.value)


def test_page_becomes_an_entry_with_its_sections(content_folder: Path) -> None:
    entry = loading.load(content_folder).entries["short-breaks"]
    assert (entry.title, entry.ask) == ("Short breaks", "Can my child get short breaks?")
    assert [section.id for section in entry.sections] == ["answer", "how-to-ask", "how-long-it-takes"]
    assert entry.sections[0].text.startswith("Maybe. Respite gives families a weekend to rest.")
    assert (entry.checked, entry.review_due) == (date(2020, 1, 5), date(2099, 1, 5))


def test_council_file_holds_whom_to_ring(content_folder: Path) -> None:
    council = loading.load(content_folder).council
    assert (council.name, council.main_contact["phone"]) == (COUNCIL, PHONE)


def test_records_cannot_be_changed(content_folder: Path) -> None:
    entry = loading.load(content_folder).entries["dentist"]
    with pytest.raises(FrozenInstanceError):
        entry.title = "Other"  # type: ignore[misc]


def test_entry_is_overdue_only_after_its_review_day(content_folder: Path) -> None:
    entry = loading.load(content_folder).entries["dentist"]
    assert not entry.overdue(entry.review_due)
    assert entry.overdue(date(2099, 1, 6))


def test_service_is_reachable_by_phone_email_or_text(content_folder: Path) -> None:
    change(content_folder, "services/breaks-team.yml", "missing:", "text:\n  number: '60777'\nmissing:")
    services = loading.load(content_folder).services
    assert services["family-advice"].reachable
    assert services["breaks-team"].reachable


def test_service_with_only_a_web_page_is_not_reachable(content_folder: Path) -> None:
    append(content_folder, "services/breaks-team.yml", "url: https://a.example\n")
    assert not loading.load(content_folder).services["breaks-team"].reachable


@pytest.mark.parametrize(
    "hostile",
    [
        "id: !!python/object/apply:os.system ['touch /tmp/never']",
        "id: &a short-breaks",
        "id: short-breaks\nid: short-breaks",
        "id: [",
    ],
)
def test_hostile_front_matter_is_reported_and_nothing_is_taken(content_folder: Path, hostile: str) -> None:
    change(content_folder, PAGE, "id: short-breaks", hostile)
    assert f"{PAGE}:" in load_faults(content_folder)
    assert not Path("/tmp/never").exists()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "- one\n  - nested",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hello)",
        "> quoted",
    ],
)
def test_hostile_text_is_reported_at_its_line(content_folder: Path, hostile: str) -> None:
    lines = len((content_folder / PAGE).read_text(encoding="utf-8").splitlines())
    append(content_folder, PAGE, f"\n{hostile}\n")
    message = load_faults(content_folder)
    assert any(f"{PAGE}:{line}: How long it takes:" in message for line in range(lines, lines + 4)), message


def test_huge_file_is_refused_without_being_read(content_folder: Path) -> None:
    append(content_folder, PAGE, "x" * (reader.LARGEST_FILE_BYTES + 1))
    assert "larger than 300,000 bytes" in load_faults(content_folder)


def test_file_that_is_not_utf_8_is_refused(content_folder: Path) -> None:
    with (content_folder / PAGE).open("ab") as file:
        file.write(b"caf\xe9")
    assert "not UTF-8" in load_faults(content_folder)


@pytest.mark.parametrize("file", ["council.yml", PAGE, "services/breaks-team.yml", "glossary.yml", "danger.yml"])
@pytest.mark.parametrize("text", ["", "just words", "[]", "{}", "null", "- 1\n- 2", "---\n---\n"])
def test_file_of_another_form_is_refused_or_empty(content_folder: Path, file: str, text: str) -> None:
    (content_folder / file).write_text(text, encoding="utf-8")
    if file == "glossary.yml" and text == "[]":
        assert loading.load(content_folder).glossary == ()
    else:
        assert f"{file}:" in load_faults(content_folder)


def test_page_with_windows_line_ends_is_read(content_folder: Path) -> None:
    text = (content_folder / PAGE).read_text(encoding="utf-8")
    (content_folder / PAGE).write_bytes(text.replace("\n", "\r\n").encode())
    assert "short-breaks" in loading.load(content_folder).entries


def test_page_with_a_byte_order_mark_is_read(content_folder: Path) -> None:
    text = (content_folder / PAGE).read_text(encoding="utf-8")
    (content_folder / PAGE).write_bytes(text.encode("utf-8-sig"))
    assert "short-breaks" in loading.load(content_folder).entries


def test_folder_that_is_not_there_is_reported_file_by_file(tmp_path: Path) -> None:
    assert "council.yml:1: file: It is missing. Put it back." in load_faults(tmp_path / "nowhere")
