"""What is read from a reply, what the results come to, and what changed between two runs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from dulwich import porcelain

from knowledge.files.records import Content
from tests.support.content import PAGE, change
from tests.support.fake_encoder import FakeEncoder
from web_widget.coverage.comparing import CoverageChange, compare
from web_widget.coverage.figures import figures, is_covered
from web_widget.coverage.grouping import grouped
from web_widget.coverage.pages import Edit, changed, edits, last_commit
from web_widget.coverage.questions import Question
from web_widget.coverage.results import Result, read_reply
from web_widget.coverage.runs import Run
from web_widget.jobs.job import JobState

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def run(identifier: int, **pages: str) -> Run:
    rest = ("digest", "list", 1, 1, JobState.DONE, "Tess", NOW, 1.0, None, "version", None)
    return Run(identifier, None, *rest, {name.replace("_", "-"): made for name, made in pages.items()}, {})


def answered(entry: str, expected: str | None = None, question: str = "q", section: str = "answer") -> Result:
    return Result(1, question, "answered", expected, entry=entry, section=section)


def missed(outcome: str = "not_known", expected: str | None = None, question: str = "q") -> Result:
    return Result(1, question, outcome, expected)


def test_reply_is_read_as_a_parent_sees_it() -> None:
    blocks = [{"type": "paragraph", "spans": [{"text": "Ring "}, {"text": "us."}]}]
    card = {
        **{"type": "answer", "title": "Breaks", "section": "answer", "confidence": 0.9, "stale": False},
        "body": [{"blocks": blocks}, {"blocks": [{"type": "list", "items": [[{"text": "never"}]]}]}],
        "sources": [{"title": "old", "published": "2019"}, {"title": "new", "published": "2024-05"}],
        "alternatives": [{"title": "Dentist?", "entry": "dentist"}],
    }
    record = {"question": "redacted", "outcome": "answered", "entry": "breaks"}
    result = read_reply(Question(3, "as typed", "breaks"), {"messages": [card], "record": record})
    assert (result.number, result.question, result.entry, result.passed) == (3, "redacted", "breaks", True)
    assert (result.source, result.year, result.near) == ("new", "2024", ("dentist",))
    assert result.reply == "Breaks\nRing us."


def test_undated_source_has_no_year() -> None:
    assert Result(1, "q", "answered", published="undated").year is None


@pytest.mark.parametrize(
    ("result", "passed"),
    [
        (answered("a", "a"), True),
        (answered("b", "a"), False),
        (missed("asked_back", "a"), False),
        (missed("danger", "danger"), True),
        (missed("out_of_scope", "danger"), False),
        (answered("a"), None),
    ],
)
def test_result_passes_where_what_was_expected_came(result: Result, passed: bool | None) -> None:
    assert result.passed is passed


def test_only_questions_that_the_local_offer_should_cover_count(small: Content) -> None:
    results = [
        answered("short-breaks"),
        answered("dentist", "short-breaks"),
        missed("asked_back"),
        missed("danger"),
        missed("out_of_scope"),
        missed("out_of_scope", "short-breaks"),
        answered("dentist", "out_of_scope"),
    ]
    counted = figures(results, small)
    assert (counted.covered.covered, counted.covered.asked) == (1, 4)
    assert (counted.passed, counted.failed) == (0, 3)
    assert [is_covered(result) for result in results] == [True, False, False, False, False, False, False]


def test_share_by_topic_begins_with_the_least_covered_and_is_counted_against_the_law(small: Content) -> None:
    near = Result(1, "q", "asked_back", near=("dentist",))
    counted = figures([answered("short-breaks"), near, missed()], small)
    assert [(topic.id, topic.covered, topic.asked) for topic in counted.topics] == [
        ("dentist", 0, 1),
        ("short-breaks", 1, 1),
    ]
    item = counted.statutory[0]
    assert (item.id, item.covered, item.asked, item.pages) == ("all-of-it", 1, 2, 4)


def test_questions_that_mean_the_same_are_grouped_under_the_most_central_one() -> None:
    texts = ["short break money", "short break money please", "short break money now please", "a dentist"]
    groups = grouped([5, 6, 7, 8], FakeEncoder().encode(texts))
    assert groups == {5: (1, False), 6: (1, True), 7: (1, False), 8: (2, True)}


@pytest.mark.parametrize("number", [0, 1])
def test_no_question_and_one_question_can_be_grouped(number: int) -> None:
    numbers = list(range(number))
    assert len(grouped(numbers, FakeEncoder().encode(["a"])[:number])) == number


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (missed(), answered("a"), CoverageChange.BETTER),
        (missed(), missed("asked_back"), CoverageChange.BETTER),
        (answered("b", "a"), answered("a", "a"), CoverageChange.BETTER),
        (answered("a"), missed("asked_back"), CoverageChange.WORSE),
        (missed("danger"), missed("out_of_scope"), CoverageChange.WORSE),
        (missed("out_of_scope", "out_of_scope"), answered("a", "out_of_scope"), CoverageChange.WORSE),
        (answered("a"), answered("b"), CoverageChange.OTHER),
        (answered("a"), answered("a", section="contact"), CoverageChange.OTHER),
        (answered("a"), answered("a"), CoverageChange.SAME),
    ],
)
def test_comparison_says_what_got_better_and_what_worse(
    before: Result, after: Result, expected: CoverageChange
) -> None:
    found = compare(run(1), [before], run(2), [after], lambda _: ())
    assert [pair.change for pair in found.pairs] == [expected]


def test_comparison_names_the_edit_of_the_page_and_of_no_other() -> None:
    edit = Edit("c0ffee", "Edith", "2026-11-20", "Add wordings")
    first, second = run(1, short_breaks="old", dentist="old"), run(2, short_breaks="new", dentist="new")
    before = [missed(question="breaks"), missed(question="teeth")]
    after = [answered("short-breaks", question="breaks"), missed(question="teeth")]
    found = compare(first, before, second, after, lambda entry: [edit] if entry == "short-breaks" else [])
    assert found.pages == ("dentist", "short-breaks")
    assert [(pair.pages, pair.edits) for pair in found.pairs] == [(("short-breaks",), (edit,)), ((), ())]


def test_questions_of_only_one_run_are_told_apart() -> None:
    found = compare(run(1), [missed(question="old one")], run(2), [missed(question="new one")], lambda _: ())
    assert [result.question for result in (*found.removed, *found.added)] == ["old one", "new one"]


def test_commits_that_touched_a_page_between_two_runs_are_found(content_folder: Path) -> None:
    repository = porcelain.init(str(content_folder.parent))

    def commit(words: str) -> str:
        porcelain.add(repository, [str(path) for path in content_folder.rglob("*") if path.is_file()])
        porcelain.commit(repository, message=words.encode(), author=b"Edith Editor <e@testshire.example>")
        made = last_commit(content_folder)
        assert made
        return made

    first = commit("All of it")
    change(content_folder, PAGE, "title:", "title: New")
    commit("New title\n\nand more")
    change(content_folder, "topics/dentist.md", "title:", "title: New")
    last = commit("Another page")
    found = edits(content_folder, "short-breaks", first, last)
    assert [(edit.words, edit.author) for edit in found] == [("New title", "Edith Editor")]
    repository.close()


def test_without_git_no_edit_is_named(content_folder: Path) -> None:
    assert last_commit(content_folder) is None
    assert edits(content_folder, "short-breaks", None, "c0ffee") == []


def test_pages_that_came_went_or_changed_are_changed() -> None:
    assert changed({"a": "1", "b": "1", "c": "1"}, {"a": "1", "b": "2", "d": "1"}) == {"b", "c", "d"}
