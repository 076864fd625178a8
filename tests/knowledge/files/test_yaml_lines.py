"""YAML is read as plain data, with the line of each value, and hostile YAML is refused."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from knowledge.files.yaml_lines import YamlFault, read
from knowledge.settings import ROOT

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{this}: &{this} [{', '.join(['*' + last] * 9)}]\n" for last, this in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_each_value_knows_its_line() -> None:
    document = read("a: 1\nb:\n  - c: 2\n  - d: 3\n", first_line=10)
    assert document.data == {"a": 1, "b": [{"c": 2}, {"d": 3}]}
    assert [document.line(path) for path in ((), ("a",), ("b", 0, "c"), ("b", 1, "d"))] == [10, 10, 12, 13]


def test_line_of_what_is_missing_is_that_of_what_is_around_it() -> None:
    assert read("a:\n  b: 1\n").line(("a", "missing", 3)) == 1


@pytest.mark.parametrize("typed", ["2026-11-22", "2026-11-22 10:00:00", "<<"])
def test_dates_and_times_stay_the_text_that_was_typed(typed: str) -> None:
    assert read(f"a: {typed}").data == {"a": typed}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: !!python/object/apply:os.system ['true']", 1),
        ("a: 1\nb: !!python/name:os.system", 2),
        ("a: 1\nb: !custom x", 2),
        ("a: &x [1]\nb: *x", 1),
        (BOMB, 1),
        ("a: 1\nb: 2\na: 3", 3),
        ("a:\n  b: 1\n  b: 2", 3),
        ("a: [1, 2", 1),
        ("a: 'never closed", 1),
        ("a: 1\n\tb: 2", 2),
        ("--- 1\n--- 2", 2),
    ],
)
def test_hostile_or_broken_yaml_is_refused_with_its_line(text: str, line: int) -> None:
    begun = time.process_time()
    with pytest.raises(YamlFault) as raised:
        read(text)
    assert raised.value.line >= line
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("text", ["? [a, b]\n: 1", "? {a: 1}\n: 2", "{[1]: 2}"])
def test_key_that_is_not_a_word_is_refused(text: str) -> None:
    with pytest.raises(YamlFault):
        read(text)


def test_deeply_nested_yaml_is_refused_and_not_a_crash() -> None:
    with pytest.raises(YamlFault):
        read("[" * 1_500 + "]" * 1_500)


def test_yaml_nested_as_deep_as_a_file_can_be_does_not_kill_the_process() -> None:
    lines = (
        "from knowledge.files import yaml_lines",
        "try: yaml_lines.read('[' * 90_000 + ']' * 90_000)",
        "except yaml_lines.YamlFault: print('refused')",
    )
    command = [sys.executable, "-c", "\n".join(lines)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=10)
    assert (done.returncode, done.stdout.strip()) == (0, "refused")


def test_control_characters_are_refused() -> None:
    with pytest.raises(YamlFault):
        read("a: \x00b")
