"""What grows is told from what only moves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.soak import Sample, Use, Verdict, draw, report, use_of, verdicts


def taken(memory: list[float], handles: list[int]) -> list[Sample]:
    """A part's course."""
    uses = zip(memory, handles, strict=True)
    return [Sample(float(second), {"rasa": Use(*use)}) for second, use in enumerate(uses)]


def verdict(memory: list[float], handles: list[int] | None = None) -> Verdict:
    (found,) = verdicts(taken(memory, handles or [10] * len(memory)))
    return found


def test_memory_that_is_taken_while_warming_up_is_no_growth() -> None:
    assert verdict([*range(100, 130), *[600.0] * 70]).flat


def test_memory_that_moves_about_is_flat() -> None:
    assert verdict([600.0 + (number % 5) for number in range(100)]).flat


def test_memory_that_grows_steadily_is_not_flat() -> None:
    found = verdict([600.0 + number for number in range(100)])
    assert not found.flat
    assert found.growth == pytest.approx(0.083, abs=0.005)
    assert found.most == 699


def test_handles_that_grow_are_not_flat() -> None:
    assert not verdict([600.0] * 100, [10 + number // 10 for number in range(100)]).flat


def test_report_names_what_grows() -> None:
    assert report([verdict([600.0 + number for number in range(100)])]).endswith(" NO |")


@pytest.mark.slow
def test_picture_is_drawn(tmp_path: Path) -> None:
    draw(taken([600.0] * 10, [10] * 10), tmp_path / "soak.png")
    assert (tmp_path / "soak.png").read_bytes().startswith(b"\x89PNG")


def test_children_of_a_process_count() -> None:
    alone = use_of(os.getpid())
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        both = use_of(os.getpid())
        child.communicate(b"\n")
    assert both.memory > alone.memory
