"""Staff compare the national words that changed with the council's own, and say that theirs are still right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.files import loading
from knowledge.files.check import check
from tests.support import two_layers
from tests.support.content import change

TODAY = date(2026, 11, 30)
PAGE = "short-breaks"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The council says something in place of national words that have changed since."""
    folder = two_layers.write(tmp_path / "content")
    noted = f"replaces:\n  how-to-ask: 0123abcd4567\n{two_layers.DATES}"
    two_layers.add(folder, "## How to ask\n\nRing Ann.", noted)
    return folder


def test_check_says_how_to_compare(folder: Path) -> None:
    (care,) = (care for care in check(folder, TODAY).care if care.field == "replaces")
    assert care.remedy == f"Compare them: python -m knowledge compare {PAGE}"


def test_both_texts_are_shown_and_nothing_is_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / two_layers.ADDITION).read_bytes()
    assert main(["--content", str(folder), "compare", PAGE]) == 0
    said = capsys.readouterr().out
    assert said.startswith("How to ask\n")
    assert "Send the Short breaks form back." in said
    assert "Ring Ann." in said
    assert f"python -m knowledge compare {PAGE} --keep" in said
    assert (folder / two_layers.ADDITION).read_bytes() == before


def test_words_that_are_still_right_are_not_asked_about_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--content", str(folder), "compare", PAGE, "--keep"]) == 0
    assert loading.load(folder).entries[PAGE].overtaken == {}
    assert "Ring Ann." in (folder / two_layers.ADDITION).read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["--content", str(folder), "compare", PAGE]) == 0
    assert capsys.readouterr().out == f"No national words have changed below the council's own on {PAGE}.\n"


def test_next_change_is_asked_about_again(folder: Path) -> None:
    main(["--content", str(folder), "compare", PAGE, "--keep"])
    change(folder / "england", two_layers.ADDITION, "## How to ask\n", "## How to ask\n\nAsk twice.\n")
    assert list(loading.load(folder).entries[PAGE].overtaken) == ["how-to-ask"]


def test_page_that_is_not_there_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--content", str(folder), "compare", "nothing"]) == 1
    assert 'There is no page "nothing".' in capsys.readouterr().err
