"""What is learnt of a change is what would be learnt of all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from knowledge.files import index_folders
from knowledge.search import index, topic_scorer
from knowledge.search.indexed_texts import NONE
from knowledge.search.kernel import Kernel
from knowledge.search.search import Search
from knowledge.search.topic_scorer import Lessons
from knowledge.settings import SearchSettings
from knowledge.versions import building
from knowledge.versions.building import Built
from tests.support.content import PAGE, change
from tests.support.fake_encoder import FakeEncoder

Build = Callable[[], Built]
SETTINGS = SearchSettings()
RIDGE = 0.2


@pytest.fixture
def update(content_folder: Path, index_folder: Path, encoder: FakeEncoder, build: Build) -> Build:
    """Takes up this test's content in haste; an index is there."""
    build()
    encoder.calls.clear()
    return lambda: building.update(content_folder, index_folder, encoder, SETTINGS, date.today())


def first(index_folder: Path, question: str) -> tuple[str, str, float]:
    """The entry and section found first, and how sure."""
    search = Search(index.load(index_folder, SETTINGS), SETTINGS)
    hit = search.search(question, FakeEncoder().encode([search.spell_out(question)])[0]).hits[0]
    return hit.entry, hit.section, hit.confidence


def made_up(count: int) -> tuple[Kernel, Lessons]:
    """A kernel among made-up units, and what is learnt from them."""
    chance = np.random.default_rng(7)
    points = chance.normal(size=(count, 5))
    kernel = np.exp(-((points[:, None] - points[None]) ** 2).sum(axis=2))
    owners = [("one", "two", "three", NONE)[number % 4] for number in range(count)]
    return kernel, Lessons(owners, [1.0 if n % 3 else 0.6 for n in range(count)], range(count), RIDGE)


@pytest.mark.parametrize(
    ("gone", "came"), [([], []), ([3], []), ([], [10]), ([0, 7, 21], [4, 39]), ([39], [0, 1, 2]), ([1, 2, 3], [20])]
)
def test_scorer_after_a_change_is_the_scorer_fitted_anew(gone: list[int], came: list[int]) -> None:
    kernel, lessons = made_up(40)

    def of(rows: list[int]) -> Lessons:
        return Lessons([lessons.owners[r] for r in rows], [lessons.trust[r] for r in rows], range(len(rows)), RIDGE)

    before, after = ([row for row in range(40) if row not in without] for without in (came, gone))
    _, inverse = topic_scorer.fit(kernel[np.ix_(before, before)], of(before))
    (anew, left_out), _ = topic_scorer.fit(kernel[np.ix_(after, after)], of(after))
    place = {row: number for number, row in enumerate(before)}
    stayed = [row for row in after if row in place]
    rows = [place.get(row) for row in after]
    across, own = kernel[np.ix_(came, stayed)], kernel[np.ix_(came, came)]
    changed, changed_left_out = topic_scorer.fit_changes(inverse, rows, across, own, of(after))
    assert changed.labels == anew.labels
    assert changed.weights == pytest.approx(anew.weights)
    assert changed_left_out == pytest.approx(left_out)


def test_changed_service_is_taken_up_without_learning_anything(
    update: Build, content_folder: Path, index_folder: Path, encoder: FakeEncoder
) -> None:
    before = index_folder / str(index_folders.current_version(index_folder))
    change(content_folder, "services/family-advice.yml", "01234 111111", "01234 222222")
    built = update()
    after = index_folder / str(index_folders.current_version(index_folder))
    assert (built.in_haste, encoder.calls) == (False, [])
    assert index_folders.load_content(index_folder)[1].services["family-advice"].phones[0]["number"] == "01234 222222"
    assert (after / "scorer.npy").samefile(before / "scorer.npy")
    assert index.load(index_folder, SETTINGS).version == after.name


def test_new_wording_takes_part_at_once(
    update: Build, content_folder: Path, index_folder: Path, encoder: FakeEncoder
) -> None:
    change(content_folder, PAGE, "- is there any respite", "- is there any respite\n  - who will mind the wombat")
    assert update().in_haste
    assert encoder.embedded == ["who will mind the wombat"]
    entry, _, confidence = first(index_folder, "who will mind the wombat")
    assert entry == "short-breaks"
    assert confidence > 0.5


def test_after_the_haste_everything_is_learnt_as_from_nothing(
    update: Build, build: Build, content_folder: Path, index_folder: Path, tmp_path: Path, encoder: FakeEncoder
) -> None:
    change(content_folder, PAGE, "- is there any respite", "- who will mind the wombat")
    hasty = update()
    whole = build()
    assert (whole.version, whole.in_haste) == (hasty.version, False)
    building.build(content_folder, tmp_path / "anew", encoder, SETTINGS, date.today())
    here, anew = (index.load(folder, SETTINGS) for folder in (index_folder, tmp_path / "anew"))
    assert here.units == anew.units
    assert here.scorer.weights == pytest.approx(anew.scorer.weights, abs=1e-5)
    assert here.calibration.slopes == pytest.approx(anew.calibration.slopes, rel=1e-2)
    assert here.calibration.biases == pytest.approx(anew.calibration.biases, rel=1e-2, abs=1e-2)


def test_in_haste_search_answers_nearly_as_after_learning_everything(
    update: Build, build: Build, content_folder: Path, index_folder: Path
) -> None:
    change(content_folder, PAGE, "- is there any respite", "- who will mind the wombat")
    update()
    questions = ("who will mind the wombat", "can my child get short breaks", "how long does it take")
    hasty = [first(index_folder, question) for question in questions]
    build()
    whole = [first(index_folder, question) for question in questions]
    assert [hit[:2] for hit in hasty] == [hit[:2] for hit in whole]
    assert [hit[2] for hit in hasty] == pytest.approx([hit[2] for hit in whole], abs=0.1)


def test_section_that_is_taken_out_is_never_pointed_to(update: Build, content_folder: Path, index_folder: Path) -> None:
    page = content_folder / PAGE
    text = page.read_text(encoding="utf-8")
    without = re.sub(r"## How long it takes\n.*?(?=\n## |\Z)", "", text, flags=re.DOTALL)
    assert without != text
    page.write_text(without, encoding="utf-8")
    assert update().in_haste
    loaded = index.load(index_folder, SETTINGS)
    has = {section.id for section in loaded.content.entries["short-breaks"].sections}
    assert {unit.section for unit in loaded.units if unit.owner == "short-breaks" and unit.section} == has
    assert first(index_folder, "how long do short breaks take")[1] in has


def test_where_very_much_has_changed_everything_is_learnt(
    update: Build, content_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MOST_CHANGES", 1)
    change(content_folder, PAGE, "- is there any respite", "- who will mind the wombat\n  - and the goat")
    assert not update().in_haste


def test_damaged_workings_mean_that_everything_is_learnt(
    update: Build, content_folder: Path, index_folder: Path
) -> None:
    (index_folder / str(index_folders.current_version(index_folder)) / "workings" / "rows.json").write_text("[]")
    change(content_folder, PAGE, "- is there any respite", "- who will mind the wombat")
    assert not update().in_haste
    assert index.load(index_folder, SETTINGS).content


def test_content_that_changes_during_the_build_is_built_again(
    content_folder: Path, index_folder: Path, encoder: FakeEncoder
) -> None:
    said: list[str] = []

    def say(line: str) -> None:
        if not said:
            change(content_folder, PAGE, "title: Short breaks", "title: Respite")
        said.append(line)

    building.build(content_folder, index_folder, encoder, SETTINGS, date.today(), say)
    assert len([line for line in said if line.endswith("are new.")]) == 2
    assert index_folders.load_content(index_folder)[1].entries["short-breaks"].title == "Respite"
