"""What the documents name exists."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.files import loading, records, schema
from knowledge.settings import ENGLAND, ROOT
from tests.support.content import SHIPPED, write
from tests.support.content_texts import QUESTIONS

GUIDE = (ROOT / "knowledge" / "README.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md")])
GLOSSARY_TERM: Any = schema.GLOSSARY["items"]
CODE = re.compile(r"```[^\n]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
MAKE = re.compile(r"\bmake ((?:[A-Z_]+=\S+ )*)([a-z]+(?:-[a-z]+)*)")
MODULE = re.compile(r"python(?:3(?:\.\d+)?)? -m ((?!venv|pip)[a-z_.]+)(?: ([a-z]+(?:-[a-z]+)*))?")
PATH = re.compile(r"(?<![\w/.-])(?:(?:knowledge|bot|actions|web_widget|tests|deploy|requirements)/)[\w./-]*[\w/]")
FILE_NAME = re.compile(r"(?<![\w./-])\w+\.(?:py|js)\b")
SETTING = re.compile(r"`([A-Z]+(?:_[A-Z]+)*)`")
OF_AN_INSTALLATION = {"deploy/assistant.env"}
"""What a document tells people to make."""
FOLDERS = ("knowledge", "bot", "actions", "web_widget", "deploy")


def code_of(path: Path) -> str:
    """Everything in a document that is set as code."""
    text = path.read_text(encoding="utf-8")
    return "\n".join(block or inline for block, inline in CODE.findall(text))


def example(after: str, language: str) -> str:
    """The first example of a language after a heading of the guide."""
    found = re.search(rf"## {re.escape(after)}\n.*?```{language}\n(.*?)```", GUIDE, re.DOTALL)
    assert found, f"The guide has no {language} example under {after}."
    return found.group(1)


def section(heading: str, document: str = GUIDE) -> str:
    """The text of a section of a document, by default the guide, up to the next one, without its examples."""
    prose = re.sub(r"```.*?```", "", document, flags=re.DOTALL)
    return prose.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def named(text: str) -> set[str]:
    """What is set as code in a text."""
    return set(re.findall(r"`([a-z_]+)`", text))


COMMANDS = sorted({(path.name, match) for path in DOCUMENTS for match in MODULE.findall(code_of(path))})
TARGETS = sorted({match[1] for path in DOCUMENTS for match in MAKE.findall(code_of(path))})


@pytest.mark.process
def test_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert targets
    helped = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert sorted(line.split()[1] for line in helped.splitlines()) == sorted(targets[1].split())


def test_documents_name_commands_to_try() -> None:
    assert {"run", "check", "test"} <= set(TARGETS)
    assert ("knowledge", "check") in {command for _, command in COMMANDS}


@pytest.mark.process
@pytest.mark.parametrize("target", TARGETS)
def test_every_make_command_exists(target: str) -> None:
    done = subprocess.run(["make", "--question", target], cwd=ROOT, capture_output=True, text=True)
    assert "No rule" not in done.stderr


@pytest.mark.process
@pytest.mark.parametrize(("document", "command"), COMMANDS)
def test_every_python_command_exists(document: str, command: tuple[str, str]) -> None:
    module, subcommand = command
    assert importlib.util.find_spec(module)
    if module == "knowledge":
        arguments = [sys.executable, "-m", module, subcommand, "--help"]
        assert subprocess.run(arguments, cwd=ROOT, capture_output=True).returncode == 0


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s…]+)", re.sub(CODE, "", path.read_text(encoding="utf-8")))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_document_names_exists(path: Path) -> None:
    code = code_of(path)
    assert [name for name in PATH.findall(code) if name not in OF_AN_INSTALLATION and not (ROOT / name).exists()] == []
    there = {file.name for folder in FOLDERS for file in (ROOT / folder).rglob("*.[pj]*")}
    assert [name for name in FILE_NAME.findall(code) if name not in there] == []


def test_every_setting_in_the_readme_is_read_somewhere() -> None:
    table = section("For a council that wants to run it", README).split("| Setting |", 1)[1].split("\n\n", 1)[0]
    names = {name for row in table.splitlines() for name in SETTING.findall(row.split(" | ", 1)[0])}
    sources = [ROOT / "Makefile", *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))]
    code = "\n".join(path.read_text(encoding="utf-8") for path in [*sources, ROOT / "bot" / "endpoints.yml"])
    assert {"HOST", "KEEP_DAYS", "ASSISTANT_ORIGINS"} <= names
    assert {name for name in names if not re.search(rf"\b{name}\b", code)} == set()


@pytest.mark.parametrize(("layer", "folder"), [("content", SHIPPED), ("england", ENGLAND)])
def test_guide_names_every_file_of_the_content_and_no_other(layer: str, folder: Path) -> None:
    rows = "\n".join(re.findall(rf"^\| (`{layer}/.*?) \|", GUIDE, re.MULTILINE))
    listed = set(re.findall(rf"`{layer}/([a-z_./]+?)/?`", rows))
    assert listed == {path.name for path in folder.iterdir()}


def test_every_field_of_a_page_is_in_the_guide_and_the_other_way_round() -> None:
    rows = set(re.findall(r"^\| `([a-z_]+)` \|", section("A topic page"), re.MULTILINE))
    assert rows == set(schema.ENTRY["properties"])


def test_every_field_of_a_service_is_in_the_guide_and_the_other_way_round() -> None:
    fields = set(yaml.safe_load(example("A service", "yaml")))
    properties = set(schema.SERVICE["properties"])
    assert fields <= properties
    assert properties <= fields | named(section("A service"))


def test_fields_that_a_service_must_have_are_named() -> None:
    sentence = re.search(r"Only (.*?) are required", section("A service"))
    assert sentence
    assert named(sentence.group(1)) == set(schema.SERVICE["required"])


def test_every_field_of_a_glossary_term_is_in_the_guide_and_the_other_way_round() -> None:
    fields = set(yaml.safe_load(example("The glossary", "yaml"))[0])
    extra = set(re.findall(r"`([a-z_]+): true`", section("The glossary")))
    assert fields | extra == set(GLOSSARY_TERM["properties"])


def test_needs_and_statuses_in_the_guide_are_those_of_the_schema() -> None:
    text = section("A service")
    needs = re.search(r"`needs` is any of: (.*?)\.", text)
    assert needs
    assert set(re.findall(r"`([a-z-]+)`", needs.group(1))) == set(schema.NEEDS)
    assert all(f"`{status}`" in text for status in schema.SERVICE["properties"]["status"]["enum"])


def test_headings_in_the_guide_are_those_of_the_content_in_their_order(shipped: records.Content) -> None:
    headings = re.findall(r"^\d+\. `## (.*?)`", section("A topic page"), re.MULTILINE)
    assert headings == [kind.heading for kind in shipped.sections if kind.heading]


def test_model_page_and_model_service_of_the_guide_load(tmp_path: Path) -> None:
    folder = write(tmp_path)
    page = example("A topic page", "markdown")
    more = "".join(f"    - {question}\n" for question in QUESTIONS["short-breaks"])
    # The guide shows two wordings for shortness; a page needs ten.
    (folder / "topics" / "short-breaks.md").write_text(
        page.replace("  answer:\n", f"  answer:\n{more}"), encoding="utf-8"
    )
    (folder / "services" / "aiming-high.yml").write_text(example("A service", "yaml"), encoding="utf-8")
    (folder / "sections.yml").write_text((ENGLAND / "sections.yml").read_text(encoding="utf-8"), encoding="utf-8")
    content = loading.load(folder)
    assert content.entries["short-breaks"].title == "Short breaks (Aiming High)"
    assert content.services["aiming-high"].reachable


def test_model_page_names_topics_and_services_that_exist(shipped: records.Content) -> None:
    front: dict[str, Any] = yaml.safe_load(example("A topic page", "markdown").split("---")[1])
    assert set(front["services"]) <= set(shipped.services)
    assert set(front["follow_ups"]) <= set(shipped.entries)
    assert set(front["statutory"]) <= set(shipped.statutory)
