"""Another council starts from a dozen facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from knowledge.__main__ import main
from knowledge.faults import ContentInvalid
from knowledge.files import emergency, loading, new_council
from knowledge.files.check import check
from knowledge.files.layers import Layer, layer_of
from knowledge.files.new_council import FolderInUse
from knowledge.files.records import Content
from tests.support.content import SHIPPED
from tests.test_another_council import names_of

TODAY = date(2026, 12, 1)
WEXSHIRE = {
    "name": "Wexshire County Council",
    "area": "Wexshire",
    "phone": "01632 960100",
    "hours": "",
    "website": "https://www.wexshire.example",
    "local_offer": "https://www.wexshire.example/local-offer",
    "places": "Wexford Magna, Little Wexing",
    "sendiass_name": "Wexshire SENDIASS",
    "sendiass_phone": "01632 960200",
    "sendiass_website": "https://sendiass.wexshire.example",
    "duty_team_phone": "01632 960300",
    "duty_team_night_phone": "",
    "send_team_phone": "",
    "email": "",
    "checked_by": "the web team",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wexshire") / "content"
    new_council.write(folder, WEXSHIRE, TODAY)
    return folder


@pytest.fixture(scope="module")
def wexshire(folder: Path) -> Content:
    return loading.load(folder)


def test_dozen_facts_are_enough_for_content_without_faults(folder: Path) -> None:
    assert [str(fault) for fault in check(folder, TODAY).faults] == []


def test_hours_of_the_main_number_are_among_the_facts_and_nobody_needs_to_know_them(
    tmp_path: Path, folder: Path, wexshire: Content
) -> None:
    assert wexshire.council.opening_hours == ()
    assert [care.file for care in check(folder, TODAY).care if care.field == "opening_hours"] == ["council.yml"]
    new_council.write(tmp_path / "own", {**WEXSHIRE, "hours": "Mon-Fri 9am-5pm"}, TODAY)
    (hours,) = loading.load(tmp_path / "own").council.opening_hours
    assert hours == {"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "09:00", "closes": "17:00"}
    assert [care for care in check(tmp_path / "own", TODAY).care if care.field == "opening_hours"] == []


def test_it_answers_the_law(wexshire: Content) -> None:
    assert "20 weeks" in " ".join(section.text for section in wexshire.entries["ehc-timescales"].sections)
    assert len(wexshire.entries) > 50


def test_nothing_of_the_council_that_ships_with_the_program_is_said(wexshire: Content, shipped: Content) -> None:
    sections = [section.text for entry in wexshire.entries.values() for section in entry.sections]
    titles = [text for entry in wexshire.entries.values() for text in (entry.title, entry.ask)]
    kinds = [text for kind in wexshire.danger.kinds for text in (kind.title, kind.words, kind.line)]
    words = [*wexshire.council.words.values(), *wexshire.council.notices.values(), *wexshire.council.errors.values()]
    talk = [kind.words for kind in wexshire.out_of_scope] + [repr(wexshire.journeys), repr(wexshire.timetable.if_late)]
    services = [f"{s.name} {s.organization} {s.description} {s.phones}" for s in wexshire.services.values()]
    other = names_of(shipped)
    said = [*sections, *titles, *kinds, *words, *talk, *services]
    assert [text for text in said if other.search(text.replace("https://www.gov.uk", ""))] == []


def test_parents_are_told_whom_to_ring(wexshire: Content) -> None:
    assert "01632 960300" in next(kind.line for kind in wexshire.danger.kinds if kind.id == "child-harmed")
    assert WEXSHIRE["phone"] in wexshire.council.words["unavailable"]
    assert "sendiass" in wexshire.entries["ehc-appeal-mediation"].services


def test_check_lists_whom_parents_are_not_told_of_those_most_asked_for_first(folder: Path) -> None:
    report = check(folder, TODAY)
    times = [int(fault.problem.split(" time(s)")[0].rsplit(" ", 1)[1]) for fault in report.missing]
    assert times == sorted(times, reverse=True)
    assert {"words", "notices", "errors", "languages"} <= set(report.national)


@pytest.mark.parametrize(
    "left", ["Ask at Oakham library.", "Ring Surrey County Council.", "Ring 01572 722577.", "See www.rutland.gov.uk."]
)
def test_what_another_council_left_behind_is_named(tmp_path: Path, left: str) -> None:
    folder = tmp_path / "content"
    new_council.write(folder, WEXSHIRE, TODAY)
    page = "---\nid: ehc-timescales\nchecked: 2026-01-01\nchecked_by: a test\nreview_due: 2099-01-01\n---\n\n"
    (folder / "topics").mkdir()
    (folder / "topics" / "ehc-timescales.md").write_text(f"{page}## After: The answer\n\n{left}\n", encoding="utf-8")
    care = [care for care in check(folder, TODAY).care if care.file == "topics/ehc-timescales.md"]
    assert [("It names" in one.problem) or ("It gives" in one.problem) for one in care] == [True]


def test_fact_in_the_wrong_form_is_told_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(ContentInvalid, match=r"services/duty-team\.yml"):
        new_council.write(tmp_path / "content", {**WEXSHIRE, "duty_team_phone": "ask Jo"}, TODAY)
    assert not (tmp_path / "content").exists()


def test_folder_with_content_is_not_written_over(folder: Path) -> None:
    with pytest.raises(FolderInUse):
        new_council.write(folder, WEXSHIRE, TODAY)


def test_folder_is_looked_at_before_anything_is_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-council", str(folder)]) == 1
    assert capsys.readouterr() == ("", f"{folder} is not empty. Name a new folder.\n")


def test_file_of_that_name_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("A letter.")
    with pytest.raises(FolderInUse, match="is a file"):
        new_council.write(tmp_path / "content", WEXSHIRE, TODAY)


def test_folder_below_a_file_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("A letter.")
    with pytest.raises(FolderInUse, match="cannot be written"):
        new_council.write(tmp_path / "letter" / "content", WEXSHIRE, TODAY)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("name", "St Helen's & Wexshire Council"),
        ("name", "London Borough of Wexshire"),
        ("name", "Royal Borough of Wexshire and Little Wexing Metropolitan Council of the North and of the South"),
        ("sendiass_name", "Special Educational Needs and Disabilities Information Advice and Support Service"),
        ("area", "St Helen's"),
        ("area", "Reading"),
        ("places", "Rugby, Ware, March, Deal"),
    ],
)
def test_long_and_odd_names_leave_nothing_wrong_that_the_council_could_not_mend(
    tmp_path: Path, fact: str, value: str
) -> None:
    new_council.write(tmp_path, {**WEXSHIRE, fact: value}, TODAY)
    report = check(tmp_path, TODAY)
    assert [str(fault) for fault in report.faults] == []
    own = [fault for fault in report.care if layer_of(fault.file) is Layer.COUNCIL]
    assert [fault.field for fault in own] == ["opening_hours", "agreed_by"]


@pytest.mark.parametrize("name", ["topics/toy-library.md.txt", "topics/Toy", "topic/toys.md", "services/toys.yaml"])
def test_file_that_nothing_reads_is_named(tmp_path: Path, name: str) -> None:
    new_council.write(tmp_path, WEXSHIRE, TODAY)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("Borrow toys here.", encoding="utf-8")
    (tmp_path / "README.md").write_text("Our notes.", encoding="utf-8")
    assert [care.file for care in check(tmp_path, TODAY).care if care.field == "file"] == [name]


def test_every_file_of_the_content_that_ships_is_read() -> None:
    assert [care.file for care in check(SHIPPED, TODAY).care if care.field == "file"] == []


def test_country_may_have_a_capital(tmp_path: Path) -> None:
    new_council.write(tmp_path, WEXSHIRE, TODAY)
    council = tmp_path / "council.yml"
    council.write_text(council.read_text().replace("country: england", "country: England"))
    (fault,) = check(tmp_path, TODAY).faults
    assert (fault.field, fault.remedy) == ("country", "Choose one of: england.")


def test_numbers_of_danger_cards_stay_on_the_list_until_two_people_have_compared_them(tmp_path: Path) -> None:
    new_council.write(tmp_path, WEXSHIRE, TODAY)
    assert [care.file for care in check(tmp_path, TODAY).care if care.field == "agreed_by"] == [
        emergency.FILE,
        f"england/{emergency.FILE}",
    ]
    assert main(["--content", str(tmp_path), "signoff", "--by", "Ann", "--second", "Bob"]) == 0
    assert emergency.FILE not in [care.file for care in check(tmp_path, TODAY).care]
    (signed,) = yaml.safe_load((tmp_path / emergency.FILE).read_text(encoding="utf-8"))
    assert (signed["id"], signed["agreed_by"]) == ("duty-team", "Ann and Bob")


def test_nothing_goes_live_for_good_before_two_people_have_compared_the_numbers(tmp_path: Path) -> None:
    new_council.write(tmp_path, WEXSHIRE, TODAY)
    council = tmp_path / "council.yml"
    council.write_text(council.read_text().replace("status: draft", "status: live"))
    (fault,) = check(tmp_path, TODAY).faults
    assert "duty-team" in fault.problem
    assert "signoff" in fault.remedy
    main(["--content", str(tmp_path), "signoff", "--by", "Ann", "--second", "Bob"])
    assert check(tmp_path, TODAY).faults == ()


def test_check_lists_what_the_council_can_mend_and_counts_the_rest(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--content", str(folder), "--index", "/nowhere", "check"])
    short = capsys.readouterr().out
    assert "england/services/" not in short
    assert "for whoever keeps the national layer: python -m knowledge check --england" in short
    main(["--content", str(folder), "--index", "/nowhere", "check", "--england"])
    assert "england/services/" in capsys.readouterr().out


def test_command_writes_the_folder_and_says_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "facts.yml"
    file.write_text(yaml.safe_dump({**WEXSHIRE, "places": ["Wexford Magna"]}), encoding="utf-8")
    assert main(["new-council", str(tmp_path / "new"), "--facts", str(file)]) == 0
    said = capsys.readouterr().out
    assert f"export ASSISTANT_CONTENT={tmp_path / 'new'}\n" in said
    assert "python -m knowledge check" in said
    assert "Look again: Is 01632 960300 answered at night" in said
    assert loading.load(tmp_path / "new").council.places == ("Wexshire", "Wexford Magna")
