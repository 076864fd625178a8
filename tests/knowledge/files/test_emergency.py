"""What a danger card shows is what two people agreed on, whoever changes it and in whichever file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.__main__ import main
from knowledge.editing.changes import Change, digest, look_over, text_of
from knowledge.editing.emergency import NeedsSecondPerson, danger_cards_changed, signed
from knowledge.editing.history import KeptCopies
from knowledge.editing.publishing import Publisher
from knowledge.faults import ContentInvalid
from knowledge.files import emergency
from knowledge.files.check import check
from knowledge.files.records import Content
from knowledge.open_referral.feed import FileFeed
from knowledge.open_referral.importing import import_feed
from knowledge.open_referral.report import Fate
from tests.support.content import append, change

TODAY = date(2026, 11, 22)
LINE = "services/crisis-line.yml"
NUMBER = "0800 1111"


def told(folder: Path) -> str:
    return "\n".join(map(str, check(folder, TODAY).faults))


def without_numbers(folder: Path) -> None:
    path = folder / LINE
    path.write_text(path.read_text(encoding="utf-8").split("phones:")[0] + "missing: [phone]\n", encoding="utf-8")


def retired(folder: Path) -> None:
    (folder / LINE).unlink()
    (folder / "retired.yml").write_text(
        "entries: []\nservices:\n- {id: crisis-line, successor: family-advice}\n", encoding="utf-8"
    )


ATTACKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "another number": (lambda folder: change(folder, LINE, NUMBER, "0800 111"), "phones"),
    "no number": (without_numbers, "names nobody who can be rung"),
    "closed": (lambda folder: change(folder, LINE, "status: active", "status: defunct"), "it cannot be defunct"),
    "another name": (lambda folder: change(folder, LINE, "name: The crisis line", "name: A club"), "name"),
    "a note": (lambda folder: append(folder, LINE, "notes: Do not ring 999.\n"), "notes"),
    "retired": (retired, "has been retired or removed"),
    "off the card": (
        lambda folder: change(folder, "danger.yml", "- crisis-line", "- family-advice"),
        "Nobody has agreed",
    ),
    "another number in the words": (
        lambda folder: change(folder, "danger.yml", "0800 068 4141", "0900 068 414"),
        "0900",
    ),
}


@pytest.mark.parametrize(("attack", "words"), ATTACKS.values(), ids=ATTACKS)
def test_what_would_make_a_danger_card_wrong_is_refused(
    content_folder: Path, attack: Callable[[Path], None], words: str
) -> None:
    assert told(content_folder) == ""
    attack(content_folder)
    assert words in told(content_folder)


def test_shipped_cards_are_as_agreed_and_none_is_empty(shipped: Content) -> None:
    assert list(emergency.faults_of(shipped)) == []
    assert {contact.id for contact in shipped.emergency} == set(emergency.cards_by_service(shipped))


@pytest.fixture
def new_note(content_folder: Path) -> Change:
    text = text_of(content_folder, LINE) or ""
    return Change({LINE: f"{text}notes: At any hour.\n"}, {LINE: digest(text)})


def test_page_before_publishing_can_name_every_card_that_changes(content_folder: Path, new_note: Change) -> None:
    cards = danger_cards_changed(content_folder, new_note)
    assert len(cards) == 13
    assert ("missing", "Let's get help to find them") in [(card.kind, card.title) for card in cards]


@pytest.mark.parametrize("second", ["", "Ana Editor", "ana editor"])
def test_nobody_changes_a_danger_card_alone(
    content_folder: Path, tmp_path: Path, new_note: Change, second: str
) -> None:
    before = text_of(content_folder, LINE)
    wanted = signed(content_folder, new_note, "Ana Editor")
    assert look_over(content_folder, wanted, TODAY).faults == ()
    with pytest.raises(NeedsSecondPerson, match="A second editor must agree"):
        publisher(content_folder, tmp_path).publish(wanted, "Ana Editor", "A slip", TODAY, second)
    assert text_of(content_folder, LINE) == before


def test_two_people_change_it_and_their_names_are_kept(content_folder: Path, tmp_path: Path, new_note: Change) -> None:
    publisher(content_folder, tmp_path).publish(new_note, "Ana Editor", "It changed", TODAY, "Ben Editor")
    assert told(content_folder) == ""
    assert "Ana Editor and Ben Editor" in (text_of(content_folder, emergency.FILE) or "")


def broken(folder: Path, file: str) -> None:
    append(folder, file, "\nnonsense: [\n")


def published_alone(folder: Path, tmp_path: Path, file: str, old: str, new: str) -> object:
    text = text_of(folder, file) or ""
    assert old in text
    wanted = Change({file: text.replace(old, new)}, {file: digest(text)})
    return publisher(folder, tmp_path).publish(wanted, "Ana Editor", "A slip", TODAY)


TITLE = "title: Your safety comes first", "title: Never mind"
NAME = "name: The crisis line", "name: A club"


@pytest.mark.parametrize("elsewhere", ["glossary.yml", "services/family-advice.yml", "danger.yml"])
def test_two_people_are_asked_for_also_while_another_file_is_broken(
    content_folder: Path, tmp_path: Path, elsewhere: str
) -> None:
    before = text_of(content_folder, LINE)
    broken(content_folder, elsewhere)
    with pytest.raises((NeedsSecondPerson, ContentInvalid)):
        published_alone(content_folder, tmp_path, LINE, *NAME)
    assert text_of(content_folder, LINE) == before


def test_words_of_a_card_need_two_people_also_while_a_page_is_broken(content_folder: Path, tmp_path: Path) -> None:
    append(content_folder, "topics/dentist.md", "\n## Prices\n\nNone.\n")
    with pytest.raises(NeedsSecondPerson, match="Your safety comes first"):
        published_alone(content_folder, tmp_path, "danger.yml", *TITLE)


def test_two_names_are_kept_also_while_a_page_is_broken(content_folder: Path, tmp_path: Path, new_note: Change) -> None:
    append(content_folder, "topics/dentist.md", "\n## Prices\n\nNone.\n")
    publisher(content_folder, tmp_path).publish(new_note, "Ana Editor", "It changed", TODAY, "Ben Editor")
    assert "Ana Editor and Ben Editor" in (text_of(content_folder, emergency.FILE) or "")


def test_a_change_that_makes_the_cards_right_again_needs_two_people(content_folder: Path, tmp_path: Path) -> None:
    right = text_of(content_folder, LINE) or ""
    broken(content_folder, LINE)
    wanted = Change({LINE: right}, {LINE: digest(text_of(content_folder, LINE))})
    with pytest.raises(NeedsSecondPerson):
        publisher(content_folder, tmp_path).publish(wanted, "Ana Editor", "Right again", TODAY)
    publisher(content_folder, tmp_path).publish(wanted, "Ana Editor", "Right again", TODAY, "Ben Editor")
    assert told(content_folder) == ""


def test_a_service_on_no_card_changes_on_one_say_while_another_file_is_broken(
    content_folder: Path, tmp_path: Path
) -> None:
    broken(content_folder, "glossary.yml")
    published_alone(content_folder, tmp_path, "services/family-advice.yml", "status: active", "status: inactive")


def publisher(folder: Path, tmp_path: Path) -> Publisher:
    return Publisher(folder, KeptCopies(tmp_path / "history"), tmp_path / "lock")


def test_no_feed_changes_an_emergency_contact(content_folder: Path, tmp_path: Path) -> None:
    before = text_of(content_folder, LINE)
    service = {"id": "a1", "name": "The crisis line", "status": "active", "description": "A helpline."}
    more = {"organization": {"id": "o1", "name": "Testshire County Council"}, "phones": [{"number": "0900 000 111"}]}
    feed = tmp_path / "feed.json"
    for _ in range(2):
        feed.write_text(json.dumps({"contents": [service | more]}), encoding="utf-8")
        report = import_feed(FileFeed(feed, "A feed"), content_folder, tmp_path / "imports", TODAY)
        assert [outcome.fate for outcome in report.outcomes] == [Fate.REFUSED]
        assert "on a danger card" in report.outcomes[0].reason
    assert text_of(content_folder, LINE) == before


def test_sign_off_wants_two_people(content_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(content_folder, LINE, NUMBER, "0800 1112")
    change(content_folder, "danger.yml", NUMBER, "0800 1112")
    command = ["--content", str(content_folder), "signoff", "--by", "Ana"]
    assert main([*command, "--second", "ana"]) == 1
    assert told(content_folder) != ""
    main([*command, "--second", "Ben"])
    assert "phones" not in told(content_folder)
    capsys.readouterr()
