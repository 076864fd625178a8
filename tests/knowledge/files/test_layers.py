"""England's law once, each council's own on top: before a national text, after it, or in its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.faults import ContentInvalid
from knowledge.files import additions, index_folders, loading, markdown
from knowledge.files.check import check
from knowledge.files.layers import Layer, Layers
from knowledge.files.records import Entry
from tests.support import content, two_layers
from tests.support.content import append, change
from tests.support.two_layers import ADDITION, DATES, add

TODAY = date(2026, 11, 30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_layers.write(tmp_path / "content")


def page(folder: Path) -> Entry:
    return loading.load(folder).entries["short-breaks"]


def texts(folder: Path) -> dict[str, str]:
    return {section.id: section.text for section in page(folder).sections}


def faults(folder: Path) -> list[tuple[str, str]]:
    return [(fault.file, fault.problem) for fault in check(folder, TODAY).faults]


def test_council_that_adds_nothing_says_what_is_national(folder: Path, tmp_path: Path) -> None:
    whole = loading.load(content.write(tmp_path / "whole"))
    both = loading.load(folder)
    assert (both.entries, both.services, both.danger) == (whole.entries, whole.services, whole.danger)
    assert page(folder).layers == (Layer.ENGLAND,)
    assert faults(folder) == []


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("## Before: How to ask\n\n", "Ring Ann. {}"),
        ("## After: How to ask\n\n", "{} Ring Ann."),
        ("## How to ask\n\n", "Ring Ann."),
    ],
    ids=["before", "after", "instead"],
)
def test_section_is_added_to_or_replaced(folder: Path, heading: str, said: str) -> None:
    national = texts(folder)
    add(folder, f"{heading}Ring Ann.")
    assert texts(folder) == {**national, "how-to-ask": said.format(national["how-to-ask"])}


def test_answer_has_a_name_of_its_own_in_an_addition(folder: Path) -> None:
    national = texts(folder)["answer"]
    add(folder, "## Before: The answer\n\nRing Ann.\n\n## After: The answer\n\nOr write.")
    assert texts(folder)["answer"] == f"Ring Ann. {national} Or write."


def test_list_goes_on_with_the_national_one(folder: Path) -> None:
    change(folder / "england", ADDITION, "## How to ask\n", "## How to ask\n\n- Write.\n- Wait.\n\n")
    before = markdown_lists(folder)
    add(folder, "## Before: How to ask\n\n- Ring Ann.")
    assert markdown_lists(folder)[0].items[1:] == before[0].items


def markdown_lists(folder: Path) -> list[markdown.BulletList]:
    section = next(section for section in page(folder).sections if section.id == "how-to-ask")
    return [block for block in section.blocks if isinstance(block, markdown.BulletList)]


def test_every_sentence_knows_its_layer(folder: Path) -> None:
    add(folder, "## After: How to ask\n\nRing Ann.")
    parts = next(section for section in page(folder).sections if section.id == "how-to-ask").said
    assert [(part.layer, part.file) for part in parts] == [
        (Layer.ENGLAND, f"england/{ADDITION}"),
        (Layer.COUNCIL, ADDITION),
    ]


def test_wordings_and_sources_are_added_and_what_is_said_of_the_page_is_replaced(folder: Path) -> None:
    national = page(folder)
    own = "questions:\n  answer:\n    - what does ann do\ntitle: Breaks with Ann\nservices: [family-advice]\n"
    add(folder, "", f"{own}sources:\n  - title: Ann's page\n    published: undated\n{DATES}")
    both = page(folder)
    assert both.questions == (*national.questions, "what does ann do")
    assert [source.title for source in both.sources] == [*(s.title for s in national.sources), "Ann's page"]
    assert (both.title, both.services, both.ask) == ("Breaks with Ann", ("family-advice",), national.ask)


def test_page_is_as_old_as_its_older_half(folder: Path) -> None:
    change(folder / "england", ADDITION, "review_due: '2099-01-05'", "review_due: '2030-01-05'")
    add(folder, "## After: How to ask\n\nRing Ann.")
    assert page(folder).review_due == date(2030, 1, 5)


@pytest.mark.parametrize(
    ("body", "fields", "problem"),
    [
        ("## After: How to ask\n\nRing Ann.", "", '"checked" is missing.'),
        ("## After: Somewhere\n\nRing Ann.", DATES, "This heading is not used."),
        ("## After: How to ask\n", DATES, "There is no text here."),
        ("## After: How to ask\n\nAsk the XYZT.", DATES, '"XYZT" is not in the glossary.'),
        ("", DATES + "servises: []\n", '"servises" is not known.'),
    ],
)
def test_fault_in_an_addition_names_the_councils_file(folder: Path, body: str, fields: str, problem: str) -> None:
    add(folder, body, fields)
    found = faults(folder)
    assert found
    assert {file for file, _ in found} == {ADDITION}
    assert problem in [text for _, text in found] or "servises" in str(found)


def test_field_that_is_unknown_is_told_with_the_file_that_has_it(folder: Path) -> None:
    add(folder, "## Before: How to ask\n\nRing Ann.")
    change(folder, f"england/{ADDITION}", "title:", "price: none\ntitle:")
    (fault,) = check(folder, TODAY).faults
    assert (fault.file, fault.field) == (f"england/{ADDITION}", "price")


def test_fault_in_a_national_file_names_that_file(folder: Path) -> None:
    change(folder / "england", ADDITION, "rights: false", "rights: maybe")
    assert [file for file, _ in faults(folder)] == [f"england/{ADDITION}"]


@pytest.mark.parametrize(
    ("file", "own", "seen"),
    [
        ("glossary.yml", "- {term: ANN, stands_for: Ann, also: [], meaning: A person.}\n", "ANN"),
        ("needs.yml", "- {id: autism, words: [ann's way]}\n", "ann's way"),
        ("danger/ordinary.yml", "- ann is nice\n", "ann is nice"),
        ("council.yml", "neighbours: [Annshire]\n", "Annshire"),
    ],
)
def test_council_adds_to_the_other_files(folder: Path, file: str, own: str, seen: str) -> None:
    append(folder, file, own) if (folder / file).exists() else _write(folder / file, own)
    assert seen in repr(loading.load(folder))
    assert faults(folder) == []


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_councils_own_page_and_service_are_beside_the_national_ones(folder: Path) -> None:
    text = (folder / "england" / "services" / "breaks-team.yml").read_text(encoding="utf-8")
    _write(folder / "services" / "anns-team.yml", text.replace("breaks-team", "anns-team"))
    services = loading.load(folder).services
    assert (services["anns-team"].layer, services["breaks-team"].layer) == (Layer.COUNCIL, Layer.ENGLAND)


def test_service_of_the_council_takes_the_place_of_a_national_one(folder: Path) -> None:
    text = (folder / "england" / "services" / "breaks-team.yml").read_text(encoding="utf-8")
    _write(folder / "services" / "breaks-team.yml", text.replace("The breaks team", "Ann's team"))
    assert loading.load(folder).services["breaks-team"].name == "Ann's team"


def test_national_page_can_be_retired_by_the_council(folder: Path) -> None:
    _write(folder / "retired.yml", "entries:\n  - {id: dentist, successor: short-breaks}\nservices: []\n")
    change(folder, "council.yml", "- dentist\n", "- legal-advice\n")
    assert "dentist" not in list(loading.load(folder).entries)
    assert loading.load(folder).entries["dentist"].id == "short-breaks"


def test_changed_national_text_below_a_replacement_is_told(folder: Path) -> None:
    (body,) = (
        part.blocks
        for part in markdown.parse((folder / "england" / ADDITION).read_text().split("---\n", 2)[2])
        if part.heading == "How to ask"
    )
    add(folder, "## How to ask\n\nRing Ann.", f"replaces:\n  how-to-ask: {additions.digest(body)}\n{DATES}")
    assert page(folder).overtaken == {}
    change(folder / "england", ADDITION, "## How to ask\n", "## How to ask\n\nAsk twice.\n")
    assert list(page(folder).overtaken) == ["how-to-ask"]
    assert any("replaces" in str(care) for care in check(folder, TODAY).care)


def test_link_to_an_address_of_the_council_can_be_below_a_replacement(folder: Path) -> None:
    change(folder / "england", ADDITION, "## How to ask\n", "## How to ask\n\nLook [here]({local_offer.url}).\n")
    assert "Look here." in texts(folder)["how-to-ask"]
    add(folder, "## How to ask\n\nRing Ann.")
    assert texts(folder)["how-to-ask"] == "Ring Ann."


def test_copy_of_a_version_holds_both_layers_and_reads_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = two_layers.write(tmp_path / "both")
    apart = tmp_path / "england"
    (both / "england").rename(apart)
    monkeypatch.setenv("ASSISTANT_ENGLAND", str(apart))
    index_folders.copy(both, tmp_path / "copy")
    monkeypatch.setenv("ASSISTANT_ENGLAND", "/nowhere")
    assert len(loading.load(tmp_path / "copy").entries) == 4
    monkeypatch.setenv("ASSISTANT_ENGLAND", str(apart))
    assert index_folders.fingerprint(tmp_path / "copy") == index_folders.fingerprint(both)
    append(apart, "council_words.yml", "# new")
    assert index_folders.fingerprint(tmp_path / "copy") != index_folders.fingerprint(both)


def test_repository_in_the_content_folder_is_no_content(folder: Path, tmp_path: Path) -> None:
    before = index_folders.fingerprint(folder)
    _write(folder / ".git" / "config", "x")
    (folder / ".git" / "notes.md").write_text("x")
    index_folders.copy(folder, tmp_path / "copy")
    assert index_folders.fingerprint(folder) == before
    assert not (tmp_path / "copy" / ".git").exists()


def test_folder_without_a_country_is_complete_by_itself(tmp_path: Path) -> None:
    assert Layers.of(content.write(tmp_path / "content")).england is None


def test_missing_layer_is_told(folder: Path) -> None:
    (folder / "england").rename(folder.parent / "gone")
    with pytest.raises(ContentInvalid):
        loading.load(folder / "topics")
