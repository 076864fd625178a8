"""Every page can be browsed to, by need, by age and by topic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.files.records import Content
from knowledge.files.retired import Current
from web_widget.gateway.answer_shelves import STAGES, Shelves, shelves


@pytest.fixture(scope="module")
def shipped_shelves(shipped: Content) -> Shelves:
    return shelves(shipped)


def on(found: Shelves, way: str, name: str) -> set[str]:
    """The ids of the pages on a shelf; none where there is no such shelf."""
    shelf = found.named(way, name)
    return {entry.id for entry in shelf.entries} if shelf else set()


def test_every_page_is_in_the_list_once_by_its_title(shipped: Content, shipped_shelves: Shelves) -> None:
    titles = [entry.title.lower() for entry in shipped_shelves.everything]
    assert titles == sorted(titles)
    assert len(titles) == len(shipped.entries)


def test_every_page_is_on_a_shelf_of_its_topic(shipped: Content, shipped_shelves: Shelves) -> None:
    assert {entry.id for shelf in shipped_shelves.by["about"] for entry in shelf.entries} == set(shipped.entries)


def test_every_need_and_every_stage_has_pages(shipped: Content, shipped_shelves: Shelves) -> None:
    assert [shelf.title for shelf in shipped_shelves.by["need"]] == [need.title for need in shipped.needs]
    assert [shelf.name for shelf in shipped_shelves.by["stage"]] == [stage.name for stage in STAGES]


@pytest.mark.parametrize(
    ("way", "name", "page"),
    [
        ("need", "autism", "neurodevelopmental-assessment"),
        ("need", "sensory", "hearing-sight"),
        ("need", "communication", "speech-language"),
        ("stage", "early-years", "portage-early-years"),
        ("stage", "early-years", "health-visitor"),
        ("stage", "school", "sen-support"),
        ("stage", "growing-up", "post-16"),
        ("about", "travel", "school-transport"),
    ],
)
def test_page_is_where_parents_look_for_it(shipped_shelves: Shelves, way: str, name: str, page: str) -> None:
    assert page in on(shipped_shelves, way, name)


def test_short_word_is_initials_and_not_a_common_word(small: Content) -> None:
    def about_adhd(title: str) -> set[str]:
        page = replace(small.entries["legal-advice"], title=title)
        need = replace(small.needs[0], id="adhd", words=("adhd", "add"))
        changed = replace(small, needs=(need,), entries=Current({page.id: page}, {}))
        return on(shelves(changed), "need", "adhd")

    assert about_adhd("Add a page") == set()
    assert about_adhd("ADD") == about_adhd("Adhd") == {"legal-advice"}


def test_shelf_that_does_not_exist_is_none(shipped_shelves: Shelves) -> None:
    assert shipped_shelves.named("need", "travel") is None
