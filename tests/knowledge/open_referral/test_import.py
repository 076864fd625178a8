"""A feed is brought in page by page, from a server on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from filelock import FileLock

from knowledge.__main__ import main
from knowledge.faults import ContentInvalid
from knowledge.files import check
from knowledge.open_referral import directory, kept
from knowledge.open_referral.faults import FeedUnreadable, ImportUnderWay
from knowledge.open_referral.feed import FileFeed, WebFeed
from knowledge.open_referral.importing import Progress, forget_progress, import_feed
from knowledge.open_referral.kept import KeptUnreadable
from knowledge.open_referral.report import Fate, Report
from tests.knowledge.open_referral import shapes
from tests.knowledge.open_referral.server import FeedServer, Reply, as_json, hasty, serving
from tests.support import two_layers
from tests.support.content import PAGE, append, change

TODAY = date(2026, 11, 22)
CLUB = "services/saturday-play-club.yml"
FORMS: dict[str, tuple[int, str, Callable[..., dict[str, Any]]]] = {
    "version 3": (3, "/api", shapes.v3),
    "version 1": (1, "/api", shapes.v1),
    "Outpost": (1, "/api/v1", shapes.outpost),
    "LocalGov Drupal": (1, "/openreferral/v1", shapes.localgov_drupal),
}

Run = Callable[..., Report]


@pytest.fixture
def run(content_folder: Path, tmp_path: Path) -> Run:
    """Imports from a server into this test's content."""

    def run(server: FeedServer, **more: Any) -> Report:
        return import_feed(WebFeed(server.address, hasty()), content_folder, tmp_path / "imports", TODAY, **more)

    return run


@pytest.fixture
def two_pages() -> Iterator[FeedServer]:
    """Five services of version 3, three to a page."""
    with serving(FeedServer([shapes.v3(number) for number in range(5)], most=3)) as server:
        yield server


def record(folder: Path, file: str = CLUB) -> dict[str, Any]:
    return dict(yaml.safe_load((folder / file).read_text(encoding="utf-8")))


def snapshot(folder: Path) -> dict[str, str]:
    return {str(path): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read_over_pages_and_what_is_written_is_in_order(
    form: str, run: Run, content_folder: Path
) -> None:
    version, path, shape = FORMS[form]
    with serving(FeedServer([shape(number) for number in range(23)], version, path, most=10)) as server:
        report = run(server)
    assert report.complete
    assert (report.forms, report.pages, len(report.of(Fate.NEW))) == ((form,), 3, 23)
    assert check.check(content_folder, TODAY).faults == ()
    assert record(content_folder)["phones"][0]["number"] == "01234 567890"
    assert len(kept.load(content_folder)) == 23


def test_a_second_import_of_the_same_changes_no_file(two_pages: FeedServer, run: Run, content_folder: Path) -> None:
    run(two_pages)
    before = snapshot(content_folder)
    report = run(two_pages)
    assert len(report.of(Fate.SAME)) == 5
    assert snapshot(content_folder) == before


def test_a_change_in_the_feed_is_followed_and_told_field_by_field(
    two_pages: FeedServer, run: Run, content_folder: Path
) -> None:
    run(two_pages)
    append(content_folder, CLUB, "# Staff: ask the manager.\n")
    two_pages.services[0] = shapes.v3(email="new@play.testshire.example", fees_description=None)
    report = run(two_pages)
    (outcome,) = report.of(Fate.CHANGED)
    assert {each.field: (each.ours, each.offered) for each in outcome.taken} == {
        "email": ("club@play.testshire.example", "new@play.testshire.example"),
        "fees": ("£3 a session.", None),
    }
    assert record(content_folder)["email"] == "new@play.testshire.example"
    assert "fees" not in record(content_folder)
    assert "# Staff: ask the manager." in (content_folder / CLUB).read_text(encoding="utf-8")
    assert 'email: "club@play.testshire.example" is now "new@play.testshire.example"' in str(report)


def test_what_staff_changed_by_hand_is_kept_and_the_conflict_shown(
    two_pages: FeedServer, run: Run, content_folder: Path
) -> None:
    run(two_pages)
    change(content_folder, CLUB, "club@play.testshire.example", "right@play.testshire.example")
    (outcome,) = [each for each in run(two_pages).outcomes if each.kept]
    assert (outcome.fate, outcome.kept[0].ours) == (Fate.SAME, "right@play.testshire.example")
    two_pages.services[0] = shapes.v3(email="new@play.testshire.example")
    report = run(two_pages)
    (outcome,) = report.conflicts
    assert (outcome.conflicts[0].last, outcome.conflicts[0].offered) == (
        "club@play.testshire.example",
        "new@play.testshire.example",
    )
    assert record(content_folder)["email"] == "right@play.testshire.example"
    assert 'ours "right@play.testshire.example", the feed "new@play.testshire.example"' in str(report)


def test_fields_that_staff_add_survive_every_import(two_pages: FeedServer, run: Run, content_folder: Path) -> None:
    run(two_pages)
    change(content_folder, CLUB, "topics: []", "topics: [short-breaks]")
    two_pages.services[0] = shapes.v3(email="new@play.testshire.example")
    run(two_pages)
    assert record(content_folder)["topics"] == ["short-breaks"]


def test_what_staff_deleted_does_not_come_back(two_pages: FeedServer, run: Run, content_folder: Path) -> None:
    run(two_pages)
    (content_folder / CLUB).unlink()
    report = run(two_pages)
    assert [outcome.id for outcome in report.of(Fate.REMOVED)] == ["saturday-play-club"]
    assert not (content_folder / CLUB).exists()


def test_what_staff_retired_does_not_come_back(two_pages: FeedServer, run: Run, content_folder: Path) -> None:
    run(two_pages)
    (content_folder / CLUB).unlink()
    retired = {"entries": [], "services": [{"id": "saturday-play-club", "successor": "breaks-team"}]}
    (content_folder / "retired.yml").write_text(yaml.safe_dump(retired), encoding="utf-8")
    two_pages.services[1] = shapes.v3(1, email="new@play.testshire.example")
    report = run(two_pages)
    assert [outcome.id for outcome in report.of(Fate.REMOVED)] == ["saturday-play-club"]
    assert len(report.of(Fate.CHANGED)) == 1
    assert not (content_folder / CLUB).exists()


def test_what_the_feed_no_longer_has_is_named_and_left_as_it_is(
    two_pages: FeedServer, run: Run, content_folder: Path
) -> None:
    run(two_pages)
    del two_pages.services[0]
    before = snapshot(content_folder)
    assert [outcome.id for outcome in run(two_pages).of(Fate.GONE)] == ["saturday-play-club"]
    assert snapshot(content_folder) == before


def test_a_record_that_staff_wrote_of_the_same_service_is_completed_not_doubled(run: Run, content_folder: Path) -> None:
    change(
        content_folder, "services/breaks-team.yml", "organization: Testshire County Council", "organization: The Team"
    )
    mine = shapes.v3(name="The breaks team", organization={"name": "THE TEAM"})
    with serving(FeedServer([mine])) as server:
        (outcome,) = run(server).outcomes
    assert outcome.id == "breaks-team"
    assert outcome.fate is Fate.CHANGED
    assert {"organization", "description"} <= {each.field for each in outcome.conflicts}
    found = record(content_folder, "services/breaks-team.yml")
    assert found["description"] == "What the breaks team does."
    assert found["email"] == "club@play.testshire.example"
    assert "missing" not in found


def test_a_national_service_is_left_alone(tmp_path: Path) -> None:
    folder = two_layers.write(tmp_path / "layered")
    text = (folder / "england" / "services" / "breaks-team.yml").read_text(encoding="utf-8")
    service = yaml.safe_load(text)
    (folder / "england" / CLUB).write_text(
        text.replace("id: breaks-team", "id: saturday-play-club")
        .replace(service["name"], shapes.v3(0)["name"])
        .replace(service["organization"], shapes.v3(0)["organization"]["name"]),
        encoding="utf-8",
    )
    before = snapshot(folder)
    with serving(FeedServer([shapes.v3(0)])) as server:
        report = import_feed(WebFeed(server.address, hasty()), folder, tmp_path / "imports", TODAY)
    (outcome,) = report.of(Fate.REFUSED)
    assert (outcome.id, outcome.reason) == ("saturday-play-club", directory.NATIONAL)
    assert snapshot(folder) == before


def test_two_services_of_one_name_get_ids_of_their_own_that_stay(run: Run, content_folder: Path) -> None:
    twins = [shapes.v3(number, name="Twins", organization={"name": f"Group {number}"}) for number in (1, 2)]
    with serving(FeedServer(list(twins))) as server:
        run(server)
        server.services.reverse()
        assert len(run(server).of(Fate.SAME)) == 2
    assert record(content_folder, "services/twins.yml")["organization"] == "Group 1"
    assert record(content_folder, "services/twins-2.yml")["organization"] == "Group 2"


def test_one_bad_service_is_refused_and_the_rest_goes_on(run: Run, content_folder: Path) -> None:
    good = shapes.v3(1)
    bad = [shapes.v3(2, name=None), shapes.v3(3, status="perhaps"), "not a record", {"name": "No id"}]
    with serving(FeedServer([*bad, good])) as server:
        report = run(server)
    reasons = [outcome.reason for outcome in report.of(Fate.REFUSED)]
    assert len(reasons) == 4
    assert {"It has no name.", "It is not a record.", "It has no id."} < set(reasons)
    assert [outcome.name for outcome in report.of(Fate.NEW)] == [f"{shapes.NAME} 1"]
    assert check.check(content_folder, TODAY).faults == ()


def test_a_listed_service_without_a_record_is_refused(two_pages: FeedServer, run: Run) -> None:
    lost = shapes.identifier(1)
    two_pages.before = lambda path, query, times: Reply(410) if path.endswith(lost) else None
    report = run(two_pages)
    assert [(o.feed_id, o.reason) for o in report.of(Fate.REFUSED)] == [
        (lost, "The feed lists it but has no record of it.")
    ]
    assert len(report.of(Fate.NEW)) == 4


def test_a_record_that_the_check_faults_is_refused(
    run: Run, content_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.open_referral.values.email", lambda value: "no address")
    with serving(FeedServer([shapes.v3(), shapes.v3(1)])) as server:
        report = run(server)
    assert len(report.of(Fate.REFUSED)) == 2
    assert 'email: "no address" is not an e-mail address.' in report.of(Fate.REFUSED)[0].reason
    assert not (content_folder / CLUB).exists()


def test_nothing_of_a_page_is_written_unless_all_of_it_was_read(
    two_pages: FeedServer, run: Run, content_folder: Path
) -> None:
    broken = shapes.identifier(4)
    two_pages.before = lambda path, query, times: Reply(500) if path.endswith(broken) else None
    report = run(two_pages)
    assert broken in report.stopped
    assert (report.pages, len(report.of(Fate.NEW))) == (1, 3)
    assert len(list((content_folder / "services").glob("saturday*"))) == 3


def test_an_import_goes_on_behind_the_last_page_that_was_applied(
    two_pages: FeedServer, run: Run, content_folder: Path
) -> None:
    broken = shapes.identifier(4)
    two_pages.before = lambda path, query, times: Reply(500) if path.endswith(broken) else None
    run(two_pages)
    two_pages.before = lambda path, query, times: None
    two_pages.asked.clear()
    report = run(two_pages)
    assert report.complete
    assert (report.pages, len(report.of(Fate.NEW))) == (2, 5)
    assert not any(shapes.identifier(0) in asked for asked in two_pages.asked)
    assert check.check(content_folder, TODAY).faults == ()


def test_an_import_begins_again_where_the_feed_has_changed_meanwhile(two_pages: FeedServer, run: Run) -> None:
    two_pages.before = lambda path, query, times: Reply(500) if query.get("page") == "2" else None
    run(two_pages)
    two_pages.before = lambda path, query, times: None
    two_pages.services.insert(0, shapes.v3(77))
    report = run(two_pages)
    assert report.complete
    assert len(report.outcomes) == 6


def test_import_whose_progress_is_forgotten_begins_at_the_first_page(
    two_pages: FeedServer, run: Run, tmp_path: Path
) -> None:
    two_pages.before = lambda path, query, times: Reply(500) if query.get("page") == "2" else None
    run(two_pages)
    two_pages.before = lambda path, query, times: None
    forget_progress(WebFeed(two_pages.address, hasty()), tmp_path / "imports")
    assert len(run(two_pages).of(Fate.SAME)) == 3


def test_progress_of_an_import_that_is_running_is_not_forgotten(
    two_pages: FeedServer, run: Run, tmp_path: Path
) -> None:
    def forget(_: Progress) -> None:
        with pytest.raises(ImportUnderWay, match="Another import is running"):
            forget_progress(WebFeed(two_pages.address, hasty()), tmp_path / "imports")

    assert run(two_pages, progress=forget).complete


def test_a_torn_journal_only_means_that_it_begins_again(two_pages: FeedServer, run: Run, tmp_path: Path) -> None:
    two_pages.before = lambda path, query, times: Reply(500) if query.get("page") == "2" else None
    run(two_pages)
    (journal,) = (tmp_path / "imports").glob("*.jsonl")
    journal.write_text(journal.read_text()[:-20])
    two_pages.before = lambda path, query, times: None
    assert run(two_pages).complete


def test_a_feed_that_is_busy_is_asked_again(two_pages: FeedServer, run: Run) -> None:
    two_pages.before = lambda path, query, times: Reply(503) if times == 0 else None
    assert run(two_pages).complete


def test_progress_is_told_after_each_page(two_pages: FeedServer, run: Run) -> None:
    told: list[Progress] = []
    run(two_pages, progress=told.append)
    assert told == [Progress(1, 2, 3, 5), Progress(2, 2, 5, 5)]


@pytest.mark.parametrize("said", [{"total_items": 99}, {"total_items": 99, "total_pages": 2}])
def test_a_feed_that_gives_less_than_it_says_is_not_complete_and_nothing_is_called_gone(
    said: dict[str, int], two_pages: FeedServer, run: Run
) -> None:
    run(two_pages)
    del two_pages.services[0]
    two_pages.about = lambda page: {**page, **said}
    report = run(two_pages)
    assert "says it has 99 services but sent 4" in report.shortfall
    assert report.of(Fate.GONE) == ()


def test_faulty_content_is_mended_first(two_pages: FeedServer, run: Run, content_folder: Path) -> None:
    change(content_folder, PAGE, "- breaks-team", "- nobody")
    with pytest.raises(ContentInvalid, match='"nobody" does not exist'):
        run(two_pages)


def test_two_imports_do_not_run_at_once(two_pages: FeedServer, run: Run, tmp_path: Path) -> None:
    (tmp_path / "imports").mkdir()
    with FileLock(tmp_path / "imports" / "lock"), pytest.raises(ImportUnderWay, match="Wait for it to finish"):
        run(two_pages)


def test_what_somebody_saves_while_a_page_is_applied_is_not_written_over(
    two_pages: FeedServer, run: Run, content_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(two_pages)
    two_pages.services[0] = shapes.v3(email="new@play.testshire.example")
    looked_over = check.faults_between

    def saved_meanwhile(*given: Any) -> Any:
        append(content_folder, CLUB, "# Saved meanwhile.\n")
        return looked_over(*given)

    monkeypatch.setattr(check, "faults_between", saved_meanwhile)
    (outcome,) = run(two_pages).of(Fate.REFUSED)
    assert outcome.reason == directory.CHANGED_MEANWHILE
    assert record(content_folder)["email"] == "club@play.testshire.example"


def test_a_damaged_note_of_the_last_import_says_what_to_do(
    two_pages: FeedServer, run: Run, content_folder: Path
) -> None:
    run(two_pages)
    (content_folder / "imported" / "saturday-play-club.json").write_text("{")
    with pytest.raises(KeptUnreadable, match="Restore it, or delete it"):
        run(two_pages)


def test_nothing_of_a_page_is_left_where_the_disk_is_full(
    two_pages: FeedServer, run: Run, content_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    before = snapshot(content_folder)
    monkeypatch.setattr("knowledge.open_referral.kept.Kept.written", full)
    with pytest.raises(OSError, match="No space left"):
        run(two_pages)
    assert snapshot(content_folder) == before


@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize("form", FORMS)
def test_a_saved_feed_is_read_from_a_file(form: str, wrapped: bool, content_folder: Path, tmp_path: Path) -> None:
    version, _, shape = FORMS[form]
    services = [shape(number) for number in range(60)]
    saved: Any = {"contents" if version == 3 else "content": services} if wrapped else services
    (tmp_path / "saved.json").write_text(json.dumps(saved))
    report = import_feed(FileFeed(tmp_path / "saved.json"), content_folder, tmp_path / "imports", TODAY)
    assert (report.forms, report.pages, len(report.of(Fate.NEW))) == ((form,), 2, 60)
    assert record(content_folder)["sources"][0]["title"] == "saved.json"


@pytest.mark.parametrize("text", ["", "[", "3", '{"services": 1}', "[" * 100_000])
def test_a_file_that_is_no_feed_is_refused(text: str, content_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "saved.json").write_text(text)
    report = import_feed(FileFeed(tmp_path / "saved.json"), content_folder, tmp_path / "imports", TODAY)
    assert "saved.json" in report.stopped


def test_the_command_reports_in_words_and_in_json(
    two_pages: FeedServer, content_folder: Path, index_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = ["--content", str(content_folder), "--index", str(index_folder)]
    command = [*folders, "import", "open-referral", "--url", two_pages.address, "--title", "Testshire directory"]
    assert main(command) == 0
    printed = capsys.readouterr()
    assert "5 new, 0 changed, 0 same, 0 refused, 0 gone, 0 with a conflict." in printed.out
    assert "Page 2 of 2: 5 of 5 services read." in printed.err
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["same"] == 5
    assert record(content_folder)["sources"][0]["title"] == "Testshire directory"


def test_the_command_says_how_to_go_on_after_a_failure(
    two_pages: FeedServer, content_folder: Path, index_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two_pages.before = lambda path, query, times: as_json([]) if query.get("page") == "2" else None
    folders = ["--content", str(content_folder), "--index", str(index_folder)]
    assert main([*folders, "import", "open-referral", "--url", two_pages.address]) == 1
    assert "Run the same command again to go on from there." in capsys.readouterr().out


def test_an_address_that_is_not_asked_is_refused_at_once() -> None:
    with pytest.raises(FeedUnreadable, match="begins with https"):
        WebFeed("http://testshire.example/api", hasty())


@pytest.mark.slow
def test_ten_thousand_services_are_read(run: Run, content_folder: Path) -> None:
    with serving(FeedServer([shapes.outpost(number) for number in range(10_000)], 1, "/api/v1", most=500)) as server:
        report = run(server)
    assert report.complete
    assert len(report.of(Fate.NEW)) == 10_000
