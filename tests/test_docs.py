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

from knowledge import documents, schema
from knowledge.settings import ROOT
from tests.content import SHIPPED, write
from tests.content_texts import QUESTIONS

GUIDE = (ROOT / "knowledge" / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md")])
GLOSSARY_TERM: Any = schema.GLOSSARY["items"]
CODE = re.compile(r"```[^\n]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
MAKE = re.compile(r"\bmake ((?:[A-Z_]+=\S+ )*)([a-z]+)")
MODULE = re.compile(r"python(?:3(?:\.\d+)?)? -m ((?!venv|pip)[a-z_.]+)(?: ([a-z]+))?")


def code_of(path: Path) -> str:
    """Everything in a document that is set as code."""
    text = path.read_text(encoding="utf-8")
    return "\n".join(block or inline for block, inline in CODE.findall(text))


def example(after: str, language: str) -> str:
    """The first example of a language after a heading of the guide."""
    found = re.search(rf"## {re.escape(after)}\n.*?```{language}\n(.*?)```", GUIDE, re.DOTALL)
    assert found, f"The guide has no {language} example under {after}."
    return found.group(1)


def section(heading: str) -> str:
    """The text of a section of the guide, up to the next one, without its examples."""
    prose = re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL)
    return prose.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def named(text: str) -> set[str]:
    """What is set as code in a text."""
    return set(re.findall(r"`([a-z_]+)`", text))


COMMANDS = sorted({(path.name, match) for path in DOCUMENTS for match in MODULE.findall(code_of(path))})
TARGETS = sorted({match[1] for path in DOCUMENTS for match in MAKE.findall(code_of(path))})


def test_documents_name_commands_to_try() -> None:
    assert {"run", "check", "test"} <= set(TARGETS)
    assert ("knowledge", "check") in {command for _, command in COMMANDS}


@pytest.mark.parametrize("target", TARGETS)
def test_every_make_command_exists(target: str) -> None:
    done = subprocess.run(["make", "--question", target], cwd=ROOT, capture_output=True, text=True)
    assert "No rule" not in done.stderr


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


def test_every_setting_in_the_readme_is_read_somewhere() -> None:
    names = set(re.findall(r"`(ASSISTANT_[A-Z]+|HOST|[A-Z]*PORT)`", (ROOT / "README.md").read_text(encoding="utf-8")))
    sources = [*ROOT.glob("*/*.py"), ROOT / "Makefile", ROOT / "deploy" / "supervisord.conf"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    assert names
    assert {name for name in names if name not in code} == set()


def test_guide_names_every_file_of_the_content_and_no_other() -> None:
    listed = set(re.findall(r"\| `content/([a-z_./]+?)/?` \|", GUIDE))
    assert listed == {path.name for path in SHIPPED.iterdir()}


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


def test_headings_in_the_guide_are_those_of_the_content_in_their_order(shipped: documents.Content) -> None:
    headings = re.findall(r"^\d+\. `## (.*?)`", section("A topic page"), re.MULTILINE)
    assert headings == [kind.heading for kind in shipped.sections if kind.heading]


def test_model_page_and_model_service_of_the_guide_load(tmp_path: Path) -> None:
    folder = write(tmp_path)
    page = example("A topic page", "markdown")
    more = "".join(f"  - {question}\n" for question in QUESTIONS["short-breaks"])
    # The guide shows two wordings for shortness; a page needs ten.
    (folder / "topics" / "short-breaks.md").write_text(
        page.replace("questions:\n", f"questions:\n{more}"), encoding="utf-8"
    )
    (folder / "services" / "aiming-high.yml").write_text(example("A service", "yaml"), encoding="utf-8")
    (folder / "sections.yml").write_text((SHIPPED / "sections.yml").read_text(encoding="utf-8"), encoding="utf-8")
    content = documents.load(folder)
    assert content.entries["short-breaks"].title == "Short breaks (Aiming High)"
    assert content.services["aiming-high"].reachable


def test_model_page_names_topics_and_services_that_exist(shipped: documents.Content) -> None:
    front: dict[str, Any] = yaml.safe_load(example("A topic page", "markdown").split("---")[1])
    assert set(front["services"]) <= set(shipped.services)
    assert set(front["follow_ups"]) <= set(shipped.entries)
    assert set(front["statutory"]) <= set(shipped.statutory)
