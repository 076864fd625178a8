"""Whatever is put into the content folder is taken or refused with a message; nothing of it is run or followed."""

from __future__ import annotations

import os
import random
import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.faults import ContentInvalid, Fault
from knowledge.files import loading, markdown, yaml_lines
from knowledge.files.markdown import MarkdownFault, parse
from tests.support.content import PAGE, append, change

SECONDS = 15
"""Of the processor's time, for one hostile file."""
BODIES = [
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!-- -->",
        "<?php ?>",
        "<![CDATA[x]]>",
        "<svg/onload=a>",
    ),
    *("[x](javascript:alert(1))", "[x](data:text/html,x)", "[x](vbscript:x)", "[x](file:///etc/passwd)", "[x](/here)"),
    *(
        "![x](https://a.example/x.png)<b>",
        "# Too big",
        "> quoted",
        "```\ncode\n```",
        "- a\n  - b",
        "a\x00b",
        "a\u202eb",
        "a\x1b[31m",
    ),
]
NUMBERS = [
    "9" * 5000,
    "1" + ":00" * 4000,
    "!!int abc",
    "!!float abc",
    "!!timestamp 2001-99-99",
    "!!binary x",
    "!!set {a}",
]


def faults(folder: Path) -> tuple[Fault, ...]:
    """What is wrong with the content, which must be something, within a time."""
    begun = time.process_time()
    with pytest.raises(ContentInvalid) as raised:
        loading.load(folder)
    assert time.process_time() - begun < SECONDS
    return raised.value.faults


def told(folder: Path, file: str) -> str:
    """What is said of one file; every fault has a line, a problem and a remedy."""
    found = [fault for fault in faults(folder) if fault.file == file]
    assert found
    assert all(fault.line >= 1 and fault.problem and fault.remedy for fault in found)
    return "\n".join(str(fault) for fault in found)


@pytest.mark.parametrize("body", BODIES)
def test_page_with_hostile_text_is_refused_with_file_and_line(content_folder: Path, body: str) -> None:
    append(content_folder, PAGE, f"\n{body}\n")
    assert f"{PAGE}:" in told(content_folder, PAGE)


@pytest.mark.parametrize("value", NUMBERS)
def test_value_that_is_no_number_or_needs_a_tag_is_refused(content_folder: Path, value: str) -> None:
    append(content_folder, "services/breaks-team.yml", f"\nnote: {value}\n")
    told(content_folder, "services/breaks-team.yml")


@pytest.mark.parametrize("written", ['"a\\0b"', '"a\\u202Eb"', '"a\\eb"'])
def test_character_that_nobody_sees_is_refused_even_where_yaml_spells_it(content_folder: Path, written: str) -> None:
    append(content_folder, "services/breaks-team.yml", f"\nnote: {written}\n")
    assert "invisible character" in told(content_folder, "services/breaks-team.yml")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1", "cp1252"])
def test_file_of_another_encoding_is_refused(content_folder: Path, encoding: str) -> None:
    path = content_folder / PAGE
    path.write_bytes((path.read_text(encoding="utf-8") + "\ncafé £5\n").encode(encoding))
    assert "Save it as UTF-8" in told(content_folder, PAGE)


def test_link_out_of_the_folder_is_refused_and_not_read(content_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret of somebody else's", encoding="utf-8")
    (content_folder / "topics" / "linked.md").symlink_to(tmp_path / "secret")
    message = told(content_folder, "topics/linked.md")
    assert "It is a link to something else." in message
    assert "somebody" not in message


def test_folder_that_is_a_link_out_of_the_content_is_refused(content_folder: Path, tmp_path: Path) -> None:
    (content_folder / "services").rename(tmp_path / "elsewhere")
    (content_folder / "services").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert "It is a link to something else." in told(content_folder, "services")


def test_link_within_the_content_is_refused_too(content_folder: Path) -> None:
    (content_folder / "topics" / "linked.md").symlink_to(content_folder / PAGE)
    assert "It is a link to something else." in told(content_folder, "topics/linked.md")


def test_content_folder_may_itself_be_reached_by_a_link(content_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "current").symlink_to(content_folder, target_is_directory=True)
    assert loading.load(tmp_path / "current").entries


@pytest.mark.parametrize("kind", ["folder", "pipe", "socket", "loop", "nowhere"])
def test_what_is_no_file_is_refused_and_waits_for_nobody(content_folder: Path, kind: str) -> None:
    path = content_folder / "topics" / "odd.md"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listener:
            here = os.getcwd()
            os.chdir(path.parent)  # the name of a socket must be short
            try:
                listener.bind(path.name)
            finally:
                os.chdir(here)
    else:
        path.symlink_to("odd.md" if kind == "loop" else "gone.md")
    told(content_folder, "topics/odd.md")


def test_name_that_is_no_text_can_be_told(content_folder: Path) -> None:
    (content_folder / "topics" / os.fsdecode(b"\xff.md")).write_text("x", encoding="utf-8")
    "\n".join(map(str, faults(content_folder))).encode()


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["[", "![", "[a](", "_a__ ", "**a *b ", "`a``", ">", "&#x41;", "- a\n  - b\n"])
def test_text_as_long_as_may_be_is_read_or_refused_in_time(unit: str) -> None:
    text = (unit * markdown.LONGEST_TEXT)[: markdown.LONGEST_TEXT]
    begun = time.process_time()
    with suppress(MarkdownFault):
        parse(text)
    assert time.process_time() - begun < SECONDS


def test_longer_text_is_refused_at_once_and_says_how_long_it_may_be() -> None:
    with pytest.raises(MarkdownFault, match="longer than 40,000 characters"):
        parse("[" * (markdown.LONGEST_TEXT + 1))


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#,?~ \n\t01.\\<=\u00e9\u202e\x00"), max_size=80))
def test_any_yaml_whatever_is_plain_data_or_a_fault(text: str) -> None:
    with suppress(yaml_lines.YamlFault):
        assert yaml_lines.read(text).line(("no", "such", "path")) >= 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_changed_page_is_taken_or_refused_and_never_a_crash(content_folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = content_folder / PAGE
    whole = path.read_bytes()
    at = chance.randrange(len(whole))
    path.write_bytes(whole[:at] + chance.randbytes(chance.randrange(6)) + whole[at + chance.randrange(30) :])
    try:
        with suppress(ContentInvalid):
            loading.load(content_folder)
    finally:
        path.write_bytes(whole)


def test_nothing_that_a_tag_names_is_run(content_folder: Path, tmp_path: Path) -> None:
    change(content_folder, PAGE, "id: short-breaks", f"id: !!python/object/apply:os.mkdir ['{tmp_path / 'made'}']")
    assert "tags (!) cannot be used" in told(content_folder, PAGE)
    assert not (tmp_path / "made").exists()
