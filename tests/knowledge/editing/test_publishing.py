"""A change is made as a whole or not at all, nobody's work is written over, and every version can be found again."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.editing.changes import Change, digest, look_over, text_of
from knowledge.editing.history import FOUND, GitHistory, KeptCopies, history_of
from knowledge.editing.publishing import Collision, Publisher
from knowledge.faults import ContentInvalid
from tests.support.content import PAGE, append, change

TODAY = date(2026, 11, 23)
Publish = Callable[..., object]


def git(folder: Path, *arguments: str) -> str:
    name = ("-c", "user.name=A test", "-c", "user.email=test@testshire.example")
    done = subprocess.run(["git", *name, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repository(content_folder: Path) -> Path:
    """The content lies in a git repository, with something else beside it."""
    top = content_folder.parent
    (top / "notes.txt").write_text("One.\n", encoding="utf-8")
    git(top, "init", "--quiet")
    git(top, "add", ".")
    git(top, "commit", "--quiet", "--message", "As it was")
    return top


@pytest.fixture
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept") / "history"


@pytest.fixture
def publish(content_folder: Path, copies: Path) -> Publish:
    """Publishes a page with other words, as read now unless told otherwise."""

    def made(old: str, new: str, read: str | None = None) -> object:
        text = (content_folder / PAGE).read_text(encoding="utf-8")
        assert old in text
        wanted = Change({PAGE: text.replace(old, new)}, {PAGE: read or digest(text)})
        publisher = Publisher(content_folder, history_of(content_folder, copies), copies.parent / "lock")
        return publisher.publish(wanted, "Ana Editor", "The title was wrong", TODAY)

    return made


def test_a_change_through_a_link_is_neither_read_nor_written(content_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret", encoding="utf-8")
    (content_folder / "services" / "zz-s.yml").symlink_to(tmp_path / "secret")
    with pytest.raises(ValueError, match="it is a link"):
        text_of(content_folder, "services/zz-s.yml")
    faults = look_over(content_folder, Change({PAGE: (content_folder / PAGE).read_text(encoding="utf-8")}), TODAY)
    assert "a secret" not in str(faults)


def title(folder: Path) -> str:
    return next(line for line in (folder / PAGE).read_text(encoding="utf-8").splitlines() if "title:" in line)


def test_published_words_stand_in_the_file(publish: Publish, content_folder: Path) -> None:
    publish("title: Short breaks", "title: Breaks")
    assert title(content_folder) == "title: Breaks"
    assert not list(content_folder.rglob("*.new"))


def test_change_with_a_fault_writes_nothing(publish: Publish, content_folder: Path) -> None:
    before = (content_folder / PAGE).read_bytes()
    with pytest.raises(ContentInvalid, match=r"short-breaks\.md:\d+: review_due"):
        publish("2099-01-05", "soon")
    assert (content_folder / PAGE).read_bytes() == before


def test_file_that_somebody_changed_meanwhile_is_not_written_over(publish: Publish, content_folder: Path) -> None:
    read = digest(text_of(content_folder, PAGE))
    change(content_folder, PAGE, "title: Short breaks", "title: Theirs")
    with pytest.raises(Collision) as met:
        publish("title: Theirs", "title: Mine", read)
    assert title(content_folder) == "title: Theirs"
    assert "title: Theirs" in str(met.value.now[PAGE])


def test_new_file_that_somebody_else_made_first_is_not_written_over(content_folder: Path, copies: Path) -> None:
    publisher = Publisher(content_folder, KeptCopies(copies), copies.parent / "lock")
    with pytest.raises(Collision):
        publisher.publish(Change({PAGE: "anything"}), "Ana Editor", "New", TODAY)


def test_faults_of_other_files_are_told_but_do_not_stop_a_change(publish: Publish, content_folder: Path) -> None:
    append(content_folder, "topics/dentist.md", "\n## Prices\n\nNone.\n")
    before = text_of(content_folder, PAGE)
    assert before is not None
    found = look_over(content_folder, Change({PAGE: before.replace("title: Short", "title: Shorter")}), TODAY)
    assert found.faults == ()
    assert [fault.file for fault in found.others] == ["topics/dentist.md"]


def test_fault_that_a_change_makes_in_another_file_stops_it(content_folder: Path) -> None:
    found = look_over(content_folder, Change({PAGE: None}), TODAY)
    assert "council.yml" in {fault.file for fault in found.faults}


def test_path_that_leads_out_of_the_content_is_refused(content_folder: Path) -> None:
    with pytest.raises(ValueError, match="is not in"):
        look_over(content_folder, Change({"../notes.md": "x"}), TODAY)


def test_commit_has_the_editors_name_the_reason_and_this_file_alone(publish: Publish, repository: Path) -> None:
    publish("title: Short breaks", "title: Breaks")
    said = git(repository, "log", "-1", "--format=%an|%s", "--name-only")
    assert said.split() == ["Ana", "Editor|The", "title", "was", "wrong", f"content/{PAGE}"]
    assert git(repository, "status", "--porcelain") == ""
    git(repository, "fsck", "--strict")


def test_what_others_have_staged_stays_staged_and_is_not_committed(publish: Publish, repository: Path) -> None:
    (repository / "notes.txt").write_text("Two.\n", encoding="utf-8")
    git(repository, "add", "notes.txt")
    (repository / "notes.txt").write_text("Three.\n", encoding="utf-8")
    publish("title: Short breaks", "title: Breaks")
    assert git(repository, "status", "--porcelain") == "MM notes.txt\n"
    assert git(repository, "show", "HEAD:notes.txt") == "One.\n"


@pytest.mark.parametrize("in_git", [True, False], ids=["git", "copies"])
def test_history_tells_who_when_and_why_and_what_it_was(
    publish: Publish, content_folder: Path, copies: Path, in_git: bool, request: pytest.FixtureRequest
) -> None:
    if in_git:
        request.getfixturevalue("repository")
    publish("title: Short breaks", "title: Breaks")
    publish("title: Breaks", "title: Rests")
    history = history_of(content_folder, copies)
    assert isinstance(history, GitHistory if in_git else KeptCopies)
    newest, older, first = history.versions(PAGE)
    assert (newest.editor, newest.reason) == ("Ana Editor", "The title was wrong")
    assert newest.moment >= older.moment
    assert ["title: " in str(v.text) for v in (newest, older, first)] == [True] * 3
    assert "title: Rests" in str(newest.text)
    assert "title: Short breaks" in str(first.text)
    assert first.reason == ("As it was" if in_git else FOUND)


@pytest.mark.parametrize("in_git", [True, False], ids=["git", "copies"])
def test_history_tells_which_files_were_changed_in_one_go(
    publish: Publish, content_folder: Path, copies: Path, in_git: bool, request: pytest.FixtureRequest
) -> None:
    if in_git:
        request.getfixturevalue("repository")
    publish("title: Short breaks", "title: Breaks")
    history = history_of(content_folder, copies)
    both = {PAGE: "One", "out_of_scope.yml": "Two"}
    history.keep(both, "Ana Editor", "Moved")
    newest, older, *_ = history.versions(PAGE)
    assert history.kept_together(newest) == sorted(both)
    assert history.kept_together(older) == [PAGE]


def test_what_was_changed_by_hand_is_kept_before_it_is_changed_again(
    publish: Publish, content_folder: Path, repository: Path, copies: Path
) -> None:
    change(content_folder, PAGE, "title: Short breaks", "title: By hand")
    publish("title: By hand", "title: Breaks")
    reasons = [version.reason for version in history_of(content_folder, copies).versions(PAGE)]
    assert reasons == ["The title was wrong", FOUND, "As it was"]


def test_content_that_git_ignores_is_kept_as_copies(content_folder: Path, repository: Path, copies: Path) -> None:
    (repository / ".gitignore").write_text("content/\n", encoding="utf-8")
    assert isinstance(history_of(content_folder, copies), KeptCopies)


def test_first_commit_of_a_repository_can_be_one_of_ours(publish: Publish, content_folder: Path) -> None:
    git(content_folder.parent, "init", "--quiet")
    publish("title: Short breaks", "title: Breaks")
    assert git(content_folder.parent, "log", "--format=%s") == f"The title was wrong\n{FOUND}\n"


def test_file_that_is_taken_away_can_still_be_found(content_folder: Path, repository: Path, copies: Path) -> None:
    file = "services/breaks-team.yml"
    append(content_folder, "services/breaks-team.yml", "# Gone soon.\n")
    history = history_of(content_folder, copies)
    text = text_of(content_folder, file)
    for page in (content_folder / "topics").glob("*.md"):
        words = page.read_text(encoding="utf-8")
        page.write_text(words.replace("- breaks-team\n", "- family-advice\n"), encoding="utf-8")
    change(content_folder, "journeys.yml", "- breaks-team", "- family-advice")
    words = (content_folder / "journeys.yml").read_text(encoding="utf-8").replace("- breaks-team", "- family-advice")
    (content_folder / "journeys.yml").write_text(words, encoding="utf-8")
    Publisher(content_folder, history, copies.parent / "lock").publish(
        Change({file: None}, {file: digest(text)}), "Ana Editor", "It has closed", TODAY
    )
    gone, found, _ = history.versions(file)
    assert gone.text is None
    assert found.text == text


def test_version_that_cannot_be_kept_is_said_and_the_file_is_published(
    publish: Publish, content_folder: Path, repository: Path
) -> None:
    (repository / ".git" / "index.lock").touch()
    published = publish("title: Short breaks", "title: Breaks")
    assert title(content_folder) == "title: Breaks"
    assert "git could not save it" in str(published)


@pytest.mark.parametrize("torn", [b"", b'{"editor": "Ana', b"[]", b'{"editor": "Ana"}', b"\xff"])
def test_torn_copy_is_passed_over_and_the_next_version_is_kept(tmp_path: Path, torn: bytes) -> None:
    kept = KeptCopies(tmp_path)
    kept.keep({PAGE: "one"}, "Ana Editor", "The first")
    (tmp_path / PAGE / "20260101T000000000000.json").write_bytes(torn)
    assert [version.text for version in kept.versions(PAGE)] == ["one"]
    kept.keep({PAGE: "two"}, "Ana Editor", "The second")
    assert [version.text for version in kept.versions(PAGE)] == ["two", "one"]
