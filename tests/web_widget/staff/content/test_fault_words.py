"""Whatever the check finds, staff read which part it is, what is wrong and what to do, and nothing technical."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge import files
from knowledge.faults import ContentInvalid, Fault
from knowledge.files import markdown
from knowledge.files.check import check
from knowledge.files.loading import load
from knowledge.files.records import Content
from tests.knowledge.files.test_check import BROKEN, replaced
from tests.knowledge.files.test_schema_words import SAID
from tests.support import content
from tests.support.content import PAGE
from web_widget.staff.content import edit_forms, labels
from web_widget.staff.content.described_forms import forms
from web_widget.staff.content.fault_words import ASK, in_words, of_job

TODAY = date(2026, 11, 22)
SERVICE = "services/family-advice.yml"
TECHNICAL = re.compile(
    r"\.ya?ml|\.md\b|\bYAML\b|\bJSON\b|UTF-8|\bline \d|:\d+:|python -m|[\[\]{}|\\]|---|minItems|maxItems|additionalProp"
    r"|\bschema\b|\b\w+_\w+\b|\bid\b|\bids\b|\bfield\b|topics/|services/|england/|\bfile\b|quotation marks",
    re.IGNORECASE,
)
"""What no member of staff is shown."""
NOT_BY_A_FORM = frozenset({"a name that is not the file's", "a misspelt field", "no front matter"})
"""Only somebody who writes files by hand can do this."""
STRUCTURE = frozenset({"one unknown field", "two unknown fields", "no length of time", "two lengths of time"})
"""Nor can any form break these rules."""
PLACES = (
    *(
        (PAGE, place)
        for place in ("title", "follow_ups", "questions.answer.3", "sources.0.url", "law.0", "answer", "text")
    ),
    *((SERVICE, place) for place in ("phones.0.number", "needs", "opening_hours.1.days.0")),
    *(("council.yml", place) for place in ("words.greet", "first_topics", "main_contact.phone", "roles.send-team")),
    *(
        ("glossary.yml", "3.meaning"),
        ("out_of_scope.yml", "0.words"),
        ("danger.yml", "kinds.2.words"),
        ("x.yml", "y_z.1"),
    ),
)

Break = Callable[[Path], None]

TYPED: dict[str, tuple[str, str, str]] = {
    "HTML": ("Ring <b>now</b>.", "How to ask", "take out the code “<b>”. It cannot be shown to parents."),
    "a heading of another level": (
        "# Big",
        "How to ask",
        "take out the # at the beginning of a line. Each part has its own box.",
    ),
    "a heading without a space": (
        "##How long it takes",
        "How to ask",
        "take out the # at the beginning of a line. Each part has its own box.",
    ),
    "a table": (
        "Day\tTime\nMon\t10am",
        "How to ask",
        "a table cannot be shown in an answer: “Day Time”. "
        "Write each of its rows as a sentence or as an item of a list.",
    ),
    "a year that becomes a number of a list": (
        "2026. The rules change.",
        "How to ask",
        "a list cannot begin with “2026.”, and the number would be lost. "
        "Begin a list with 1, and a sentence with a word.",
    ),
    "a link with a gap": (
        "See [this] (https://a.example)",
        "How to ask",
        "take out the space in the middle of the link “this (https://a.example)”.",
    ),
    "a quotation block": ("> Ring.", "How to ask", "take out the character “>”. It cannot be shown to parents."),
    "code": ("Ring `now`.", "How to ask", "take out the character “`”. It cannot be shown to parents."),
    "a list in a list": (
        "- a\n  - b",
        "How to ask",
        "take out the spaces before the list item. A list cannot be inside another list.",
    ),
    "a bad link": (
        "[here](ftp://a.example)",
        "How to ask",
        "the link “ftp://a.example” must begin with https://, tel: or mailto:. Correct it.",
    ),
    "a placeholder": (
        "Ring {nobody.phone}.",
        "How to ask",
        "nothing is known to put in for “nobody.phone”. Correct it, or take it out, with its curly brackets.",
    ),
    "a brace": (
        "Ring }.",
        "How to ask",
        "take out the curly bracket. Brackets are only for words that are filled in.",
    ),
    "an amount": ("It is {rate.none}.", "How to ask", "no amount is called “none”. Write the amount itself."),
    "an invisible character": (
        "Ring\u202e now.",
        "",
        "There is an invisible character here. Delete the words around it and type them again.",
    ),
}
"""What somebody types into “How to ask”, the part that is named, and what is said."""


@pytest.fixture
def live(content_folder: Path) -> Content:
    return load(content_folder)


def broken(folder: Path, break_it: Break) -> list[Fault]:
    break_it(folder)
    found = check(folder, TODAY).faults
    assert found
    return list(found)


@pytest.mark.parametrize("name", BROKEN)
def test_broken_page_is_told_in_plain_words(content_folder: Path, live: Content, name: str) -> None:
    for fault in broken(content_folder, BROKEN[name][0]):
        said = in_words(fault, live)
        assert not TECHNICAL.search(str(said)), said
        assert (said.words == ASK) is (name in NOT_BY_A_FORM), said
        assert said.subject in ("Short breaks", "Dental care", "School transport", "Free legal advice")


@pytest.mark.parametrize("name", TYPED)
def test_what_is_typed_into_a_part_is_told_with_that_part(content_folder: Path, live: Content, name: str) -> None:
    typed, part, words = TYPED[name]
    faults = broken(content_folder, replaced(PAGE, "Send the Short breaks form back.", f"Done.\n\n{typed}"))
    said = in_words(faults[0], live)
    assert (said.part, said.here.removeprefix(f"{part}: ")) == (part, words)
    assert not TECHNICAL.search(re.sub(r"https://\S+|tel:|mailto:", "", said.here))


def test_list_that_is_too_short_says_how_many_of_what(content_folder: Path, live: Content) -> None:
    (fault,) = broken(content_folder, BROKEN["too few follow-ups"][0])
    assert in_words(fault, live).here == "What parents often want next: choose at least two pages."


@pytest.mark.parametrize("name", SAID)
def test_every_rule_of_the_form_of_a_file_is_told_in_plain_words(live: Content, name: str) -> None:
    _, _, problem, remedy = SAID[name]
    for file, place in PLACES:
        said = in_words(Fault(file, 7, place, problem, remedy), live)
        assert not TECHNICAL.search(str(said)), said
        assert said.words != ASK or name in STRUCTURE, said


def test_no_sentence_of_the_checks_reaches_staff_with_anything_technical(live: Content) -> None:
    sentences = list(sentences_of_the_checks())
    assert len(sentences) > 100
    for sentence in sentences:
        for file, place in PLACES:
            for fault in (Fault(file, 93, place, sentence, "Do it."), Fault(file, 93, place, "It is odd.", sentence)):
                assert not TECHNICAL.search(str(in_words(fault, live))), (sentence, str(in_words(fault, live)))
                assert not TECHNICAL.search(str(in_words(fault, None)).replace("{", "")), sentence


def sentences_of_the_checks() -> Iterator[str]:
    """Every text in the modules that check the files, with something filled in where they fill something in."""
    for path in sorted(Path(files.__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = _filled(node) if id(node) not in docstrings else ""
            if (
                text
                and text[0].isupper() | (text[0] in '"x')
                and " " in text
                and text.rstrip().endswith(".")
                and "\n" not in text
            ):
                yield text


def _filled(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "xyz" for part in node.values)
    return ""


def test_every_danger_card_is_called_by_its_title(live: Content) -> None:
    problem = "It is on the danger cards self-harm, fgm, so it cannot be inactive."
    said = in_words(Fault("services/crisis-line.yml", 1, "status", problem, "Undo it."), live)
    assert str(said) == (
        "The crisis line. Status: it is on the emergency cards “Self-harm”, “Female genital mutilation”, "
        "so it must stay active."
    )


def test_faults_that_end_a_job_are_not_quoted(content_folder: Path) -> None:
    BROKEN["a missing field"][0](content_folder)
    with pytest.raises(ContentInvalid) as raised:
        load(content_folder)
    assert not TECHNICAL.search(of_job(str(raised.value)))
    assert of_job("The feed did not reply.") == "The feed did not reply."
    assert of_job(None) == ""


def test_labels_are_those_of_the_forms(live: Content) -> None:
    assert set(labels.SERVICE) == {name for name in vars(edit_forms.ServiceForm) if not name.startswith("_")} - {
        "Meta",
        "read",
    }
    form = edit_forms.entry_form(live, edit_forms.own_headings(live))
    assert {name for name in labels.ENTRY if name != "questions"} <= set(vars(form))


def test_no_label_of_a_described_form_is_technical() -> None:
    for form in forms().values():
        for field in form.fields:
            assert not TECHNICAL.search(field.label), field.label
            assert not TECHNICAL.search(field.help.replace("{council.phone}", "")), field.help


def test_markdown_that_is_not_shown_has_a_remedy() -> None:
    with pytest.raises(markdown.MarkdownFault) as raised:
        markdown.parse("Ring <b>now</b>.")
    assert raised.value.remedy == "Take it out."
    assert content.PAGE == PAGE
