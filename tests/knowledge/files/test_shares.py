"""The words of each layer are counted as parents read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.files import loading
from knowledge.files.layers import Layer
from knowledge.files.records import Content
from knowledge.files.shares import shares_of
from knowledge.settings import ROOT
from tests.support import two_layers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_layers.write(tmp_path / "content")


def test_council_that_adds_nothing_has_no_share(folder: Path) -> None:
    found = shares_of(loading.load(folder))
    assert (found[Layer.COUNCIL].words, found[Layer.COUNCIL].percent, found[Layer.COUNCIL].pages) == (0, 0, 0)
    assert found[Layer.ENGLAND].percent == 100
    assert found[Layer.ENGLAND].whole == found[Layer.ENGLAND].pages


def test_what_a_council_adds_is_its_own(folder: Path) -> None:
    before = shares_of(loading.load(folder))
    two_layers.add(folder, "## After: How to ask\n\nRing Ann on Mondays.")
    after = shares_of(loading.load(folder))
    assert after[Layer.COUNCIL].words == 4
    assert (after[Layer.COUNCIL].pages, after[Layer.COUNCIL].whole) == (1, 0)
    assert after[Layer.ENGLAND].words == before[Layer.ENGLAND].words
    assert after[Layer.ENGLAND].whole == before[Layer.ENGLAND].whole - 1


def test_shares_of_the_shipped_content_are_those_of_the_documents(shipped: Content) -> None:
    found = shares_of(shipped)
    record = (ROOT / "docs" / "decisions" / "0018-england-once.md").read_text(encoding="utf-8")
    assert f"| {found[Layer.ENGLAND].percent}% | {found[Layer.COUNCIL].percent}% |" in record


def test_command_prints_both(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--content", str(folder), "layers"]) == 0
    national, own = capsys.readouterr().out.splitlines()
    assert national.startswith("national ")
    assert "(100%)" in national
    assert own.startswith("the council's own ")
