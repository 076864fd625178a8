"""Feeds as people fill them: read as they were meant or left out and named, and no service is there twice."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.files import check
from knowledge.open_referral import values
from knowledge.open_referral.emergency_services import EmergencyServices
from knowledge.open_referral.faults import ServiceUnusable
from knowledge.open_referral.feed import FeedPage, FileFeed, WebFeed
from knowledge.open_referral.importing import import_feed
from knowledge.open_referral.numbers import numbers_in
from knowledge.open_referral.reading import Form
from knowledge.open_referral.report import Fate, Report
from knowledge.text.typed_hours import read_hours
from tests.knowledge.open_referral import shapes
from tests.knowledge.open_referral.server import FeedServer, hasty, serving
from tests.knowledge.open_referral.test_reading import read_as

TODAY = date(2026, 11, 22)
WEEK = ["mon", "tue", "wed", "thu", "fri"]

NUMBERS: dict[str, list[tuple[str, str]]] = {
    "111 option 2": [("111", "option 2")],
    "111, press 2": [("111", "press 2")],
    "NHS 111 (option 2)": [("111", "NHS, option 2")],
    "0300 000 0011 (option 2)": [("0300 000 0011", "option 2")],
    "0116 295 5000 option 3 then 2": [("0116 295 5000", "option 3 then 2")],
    "01572 000222 / 01572 000333": [("01572 000222", ""), ("01572 000333", "")],
    "01572 000222 or 07700 900123": [("01572 000222", ""), ("07700 900123", "")],
    "01572 000222, 01572 000333 & 01572 000444": [("01572 000222", ""), ("01572 000333", ""), ("01572 000444", "")],
    "01572 000222 01572 000333": [("01572 000222", ""), ("01572 000333", "")],
    "Office: 01572 000222; Mobile: 07700 900123": [("01572 000222", "Office"), ("07700 900123", "Mobile")],
    "01572 000222 (days) 07700 900123 (nights)": [("01572 000222", "days"), ("07700 900123", "nights")],
    "01572 000555 (Mon-Fri)": [("01572 000555", "Mon-Fri")],
    "01572 000555 9am-5pm": [("01572 000555", "9am-5pm")],
    "01572 000555 (9-5)": [("01572 000555", "9-5")],
    "0800 123 4567 (24/7)": [("0800 123 4567", "24/7")],
    "Tel: 01572 000555": [("01572 000555", "")],
    "+44 (0)1572 000444": [("01572 000444", "")],
    "00 44 1572 722577": [("01572 722577", "")],
    "(01572) 722577": [("01572 722577", "")],
    "01572-722577": [("01572 722577", "")],
    "01572 722577 ext. 1234": [("01572 722577", "extension 1234")],
    "01572 722577 x12": [("01572 722577", "extension 12")],
    "Call or text 07700 900123": [("07700 900123", "Call or text")],
    "116 123": [("116 123", "")],
    "Tel 01572 722577 Fax 01572 722578": [("01572 722577", "")],
    "01572 722577 (fax: 01572 722578)": [("01572 722577", "")],
    "T: 01572 722577 M 07700 900123": [("01572 722577", ""), ("07700 900123", "M")],
    "01572722577ext22": [("01572 722577", "extension 22")],
    "01572 722577 Ext: 204/205": [("01572 722577", "extension 204/205")],
    "0300 123 4567 Mon - Thu 9.00 - 17.00, Fri 9.00 - 16.30": [
        ("0300 123 4567", "Mon - Thu 9.00 - 17.00, Fri 9.00 - 16.30")
    ],
    "0044 (0) 1572 722577": [("01572 722577", "")],
    "(+44) 01572 722577": [("01572 722577", "")],
    "tel:01572%20722577": [("01572 722577", "")],
    "01572 722577 - 07700 900123": [("01572 722577", ""), ("07700 900123", "")],
}
NO_NUMBERS = (
    *("0300 CALL NOW", "0800 CHILD", "Text HELP to 85258", "85258", "fax 01572 000222", "n/a", "see website", "0300"),
    *(
        "01572 000222/333",
        "01572 722 577 / 578",
        "722577",
        "-",
        "option 2",
        "WhatsApp 07700 900123",
        "123456789012345678",
        "0300 456 CARE",
        "01572 7225",
        "01572 722577 - 8",
        "0116 295 0000/1",
        "07700 900123 (text only)",
    ),
)
EMERGENCY = ("999", "112", "18000", "101", "Police 101", "Emergency: 999", "dial 999 or 01572 722577", "9 9 9")


def phones(number: str) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    offered = read_as(Form.V3, phones=[{"number": number}], contacts=[])
    return offered.fields.get("phones", []), offered.left_out


@pytest.mark.parametrize("typed", NUMBERS)
def test_numbers_are_those_that_people_meant_with_the_words_that_belong_to_them(typed: str) -> None:
    assert [(each.number, each.note) for each in numbers_in(typed).found] == NUMBERS[typed]
    found, _ = phones(typed)
    assert [(phone["number"], phone.get("description", "")) for phone in found] == NUMBERS[typed]


@pytest.mark.parametrize("typed", [*NO_NUMBERS, *EMERGENCY])
def test_what_nobody_can_ring_and_emergency_numbers_are_left_out_and_named(typed: str) -> None:
    found, left_out = phones(typed)
    assert found == []
    assert any(typed in words for words in left_out)


HOURS: dict[tuple[str, str, str], tuple[list[str], str, str]] = {
    ("Mon-Fri", "9am", "5pm"): (WEEK, "09:00", "17:00"),
    ("Monday to Friday", "9.30am", "5.30 pm"): (WEEK, "09:30", "17:30"),
    ("Mon – Fri", "0900", "1700"): (WEEK, "09:00", "17:00"),
    ("weekdays", "9-5pm", ""): (WEEK, "09:00", "17:00"),
    ("Mon-Fri 9am-5pm", "", ""): (WEEK, "09:00", "17:00"),
    ("Mon-Fri: 9.00-17.00", "", ""): (WEEK, "09:00", "17:00"),
    ("MO,TU,WE,TH,FR", "09:00:00", "17:00:00"): (WEEK, "09:00", "17:00"),
    ("Sat & Sun", "10", "12 noon"): (["sat", "sun"], "10:00", "12:00"),
    ("Sat-Mon", "10:00", "11:00"): (["mon", "sat", "sun"], "10:00", "11:00"),
    ("Tues/Thurs", "10am - midday", ""): (["tue", "thu"], "10:00", "12:00"),
    ("Mondays", "2", "4pm"): (["mon"], "14:00", "16:00"),
    ("MO", "23:00", "02:00"): (["mon"], "23:00", "02:00"),
    ("Fri", "6pm", "midnight"): (["fri"], "18:00", "00:00"),
    ("weekends", "9 a.m.", "5 p.m."): (["sat", "sun"], "09:00", "17:00"),
    ("MO", "00:00", "23:59"): (["mon"], "00:00", "23:59"),
    ("Mon-Fri 09:00 - 17:00hrs", "", ""): (WEEK, "09:00", "17:00"),
    ("M-F", "0900hrs", "1700 hours"): (WEEK, "09:00", "17:00"),
    ("Monday through Friday", "from 9am until 5pm", ""): (WEEK, "09:00", "17:00"),
    ("Mon thru Fri", "between 9am and 5pm", ""): (WEEK, "09:00", "17:00"),
    ("Weds", "2:30 - 4:30 pm", ""): (["wed"], "14:30", "16:30"),
    ("Every Sunday", "11.30-1pm", ""): (["sun"], "11:30", "13:00"),
    ("Saturday mornings", "10am", "12pm"): (["sat"], "10:00", "12:00"),
    ("Mo-Fr", "9", "17"): (WEEK, "09:00", "17:00"),
    ("Wed", "13:30", "15:30"): (["wed"], "13:30", "15:30"),
    ("Wed", "01:30", "03:30"): (["wed"], "01:30", "03:30"),
    ("Wed", "7:30", "18:00"): (["wed"], "07:30", "18:00"),
    ("Wed", "7:30", "20:00"): (["wed"], "07:30", "20:00"),
    ("Wed", "7:30", "18"): (["wed"], "07:30", "18:00"),
    ("Wed", "9:30", "12:30"): (["wed"], "09:30", "12:30"),
    ("Wed", "10", "12"): (["wed"], "10:00", "12:00"),
    ("Wed", "23:00", "2:00"): (["wed"], "23:00", "02:00"),
    ("Wed 2-4pm", "", ""): (["wed"], "14:00", "16:00"),
    ("Wed 10am ’til 3pm", "", ""): (["wed"], "10:00", "15:00"),
    ("Wed noon-3pm", "", ""): (["wed"], "12:00", "15:00"),
    ("Wed from 12 to 2pm", "", ""): (["wed"], "12:00", "14:00"),
    ("Wed between half past 9 and half past 11am", "", ""): (["wed"], "09:30", "11:30"),
    ("Wed", "quarter past 9", "half past three pm"): (["wed"], "09:15", "15:30"),
}
UNCERTAIN = [
    *(("Mon", "9", "5"), ("Mon", "9:00", "5:00"), ("1MO", "10:00", "12:00"), ("Mondays in term time", "9am", "5pm")),
    *(("T", "9am", "5pm"), ("Mon", "25:00", "26:00"), ("Sat", "13pm", "3pm"), ("", "9am", "5pm"), ("Mon", "", "")),
    *(("varies", "9am", "5pm"), ("Mon", "by appointment", ""), ("Mon", "9:5", "10:00"), ("Mon", "9am", "9am")),
    *(("Wed", "1:30", "3:30"), ("Wed", "6:30", "8:00"), ("Wed", "2-4", ""), ("Wed", "10 til 3", "")),
    *(("Wed", "6pm", "8:00"), ("Wed", "6pm", "12"), ("Wed", "18:00", "12:00"), ("Wed", "18:00", "8:00")),
    *(("Wed", "2", "17:00"), ("Wed", "1:30", "15:30"), ("Wed", "half past 1", "half past 3"), ("Wed", "09:00", "10pm")),
]


@pytest.mark.parametrize("typed", HOURS)
def test_hours_are_read_as_people_type_them(typed: tuple[str, str, str]) -> None:
    assert read_hours(*typed) == HOURS[typed]
    schedule = dict(zip(("byday", "opens_at", "closes_at"), typed, strict=True))
    days, opens, closes = HOURS[typed]
    found = read_as(Form.V3, schedules=[schedule]).fields["opening_hours"]
    assert {"days": days, "opens": opens, "closes": closes} in found


@pytest.mark.parametrize("typed", UNCERTAIN)
def test_hours_that_are_not_certain_are_left_out_and_named(typed: tuple[str, str, str]) -> None:
    schedule = dict(zip(("byday", "opens_at", "closes_at"), typed, strict=True))
    offered = read_as(Form.V3, schedules=[schedule], service_at_locations=[])
    assert "opening_hours" not in offered.fields
    assert any(words.startswith("opening hours (") for words in offered.left_out)


@pytest.mark.parametrize(
    ("lowest", "highest", "read", "named"),
    [
        ("5 years", "18 years", (5, 18), []),
        ("5 yrs", "11yrs", (5, 11), []),
        ("aged 5", "16 years old", (5, 16), []),
        ("18 months", "3 years", (1, 3), []),
        ("0 months", "216 months", (0, 18), []),
        ("birth", "5", (0, 5), []),
        ("5-11", None, (5, 11), []),
        ("0 to 25 years", None, (0, 25), []),
        ("5+", None, (5, None), []),
        ("16 and over", None, (16, None), []),
        (None, "up to 18", (None, 18), []),
        (None, "under 5", (None, 4), []),
        (None, "under 5s", (None, 4), []),
        (None, "under-5s", (None, 4), []),
        (None, "Under 5’s", (None, 4), []),
        (None, "under 1", (None, 0), []),
        (None, "under 18 months", (None, 1), []),
        (None, "under 6 months", (None, 0), []),
        (None, "under 2 years 6 months", (None, 2), []),
        (None, "under 4 and a half", (None, 4), []),
        (None, "under 0", (None, None), ["under 0"]),
        (None, "less than 5", (None, 4), []),
        ("3 and a half", "4½ years", (3, 4), []),
        ("9 months", "up to 18 months", (0, 1), []),
        (4.5, 25.99, (4, 25), []),
        ("4.5", "25.99", (4, 25), []),
        (5, "18+", (5, None), ["18+"]),
        (0, 216, (0, None), ["216"]),
        ("old", "teenagers", (None, None), ["old", "teenagers"]),
        ("5 to 11 year olds", None, (5, 11), []),
        ("12 weeks", "8 years 6 months", (0, 8), []),
        ("from the age of 5", "up to and including 18", (5, 18), []),
        (None, None, (None, None), []),
        ("", " ", (None, None), []),
    ],
)
def test_ages_are_read_as_people_type_them_or_named(
    lowest: Any, highest: Any, read: tuple[int | None, int | None], named: list[str]
) -> None:
    offered = read_as(Form.V3, minimum_age=lowest, maximum_age=highest)
    assert (offered.fields.get("minimum_age"), offered.fields.get("maximum_age")) == read
    assert [words for words in offered.left_out if words.startswith("the age ")] == [f'the age "{n}"' for n in named]


@pytest.mark.parametrize(
    ("came", "ours"),
    [
        *((word, "active") for word in ("ACTIVE", "published", "Open", "live", None, "", True)),
        *((word, "temporarily closed") for word in ("suspended", "Temporarily_Closed", "on hold", "paused")),
        *((word, "inactive") for word in ("archived", "draft", "unpublished", False)),
        *((word, "defunct") for word in ("closed", "Permanently closed", "ceased")),
    ],
)
def test_words_for_a_status_are_understood(came: Any, ours: str) -> None:
    assert read_as(Form.V3, status=came).fields["status"] == ours


def test_unknown_status_refuses_the_service_by_its_name() -> None:
    with pytest.raises(ServiceUnusable, match='Its status "perhaps"'):
        read_as(Form.V3, status="perhaps")


@pytest.mark.parametrize(
    ("came", "words"),
    [
        (
            "&lt;p&gt;Help &amp;amp; advice.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Free&lt;/li&gt;&lt;/ul&gt;",
            "Help & advice. Free",
        ),
        ("&amp;lt;b&amp;gt;Help&amp;lt;/b&amp;gt;", "Help"),
        ("<p>Help &amp; advice</p>", "Help & advice"),
        ("Childrenâ€™s group Â£5 a session", "Children’s group £5 a session"),
        ("Children&acirc;€™s group", "Children’s group"),
        ("Children&#146;s group", "Children’s group"),
        ("â€œFunâ€\x9d clubâ€”weekly", "“Fun” club—weekly"),
        ("ZoÃ«&nbsp;runs&#160;it", "Zoë runs it"),
        ("For children <5 years & families", "For children <5 years & families"),
        ("**Free** for families. See [our page](https://a.example).", "Free for families. See our page."),
        ("2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c"),
        ("care\u00adplan\u200b club", "careplan club"),
        ('<p class="MsoNormal"><o:p></o:p>A group<!--[if !supportLists]--> here.</p>', "A group here."),
        ("Ask <jo@a.example>, see <https://a.example/x>.", "Ask jo@a.example, see https://a.example/x."),
        ("One\\r\\nTwo \\u00a35", "One Two £5"),
        ("## About us\n\nWe help *all*.", "About us We help all."),
        ('[Book](https://a.example "here") ![logo](https://a.example/x.png) now', "Book now"),
        ("First.\r\n\r\nSecond\t• bullet", "First. Second • bullet"),
    ],
)
def test_texts_are_words_without_markup_and_broken_letters(came: str, words: str) -> None:
    assert values.text(came) == words
    assert read_as(Form.V3, description=came).fields["description"] == words


@pytest.mark.parametrize(
    ("came", "day"),
    [
        *((f, date(2026, 9, 1)) for f in ("2026-09-01", "01/09/2026", "1 September 2026", "1st Sep 2026", "1.9.2026")),
        *((f, date(2026, 9, 1)) for f in ("2026-09-01T10:00:00.000Z", "Tue, 01 Sep 2026 10:00:00 GMT", "1-9-26")),
        *((f, date(2026, 9, 1)) for f in ("2026-9-1", "2026/09/01", "01/09/26 12:00")),
        *((f, None) for f in ("2026-13-01", "09/13/2026")),
        *((f, None) for f in ("September 2026", "2026", "recently", "not known", "Monday", "10", "12:30", "99/99/20")),
        *((f, None) for f in ("", None, True, 1756684800, "1756684800000", "TBC", "n/a", "31/02/2026", "0000-00-00")),
    ],
)
def test_days_are_whole_days_or_not_known(came: Any, day: date | None) -> None:
    assert values.day(came) == day


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ("a.example/page", "https://a.example/page"),
        ("//a.example", "https://a.example"),
        ("<a href='https://a.example'>site</a>", "https://a.example"),
        ("https://a.example\u200b/x", "https://a.example/x"),
        *((f, None) for f in ("https://me:secret@a.example", "https://https://a.example", "javascript:x", "site")),
    ],
)
def test_web_address_is_kept_if_it_can_be_followed_and_else_named(came: str, kept: str | None) -> None:
    offered = read_as(Form.V3, url=came)
    assert offered.fields.get("url") == kept
    assert any(words.startswith("the web address") for words in offered.left_out) == (kept is None)


@pytest.mark.parametrize(
    "came", ["jo@a.example.", "Jo <jo@a.example>", "Mailto:jo@a.example?subject=Hi", "E: jo@a.example"]
)
def test_e_mail_address_is_found_among_what_people_put_around_it(came: str) -> None:
    assert read_as(Form.V3, email=came).fields["email"] == "jo@a.example"


@pytest.mark.parametrize("came", ["jo@a.example or al@a.example", "jo at a.example"])
def test_what_is_not_one_e_mail_address_is_left_out_and_named(came: str) -> None:
    offered = read_as(Form.V3, email=came)
    assert "email" not in offered.fields
    assert f'the e-mail address "{came}"' in offered.left_out


@pytest.mark.parametrize("came", ["N/A", "-", "null", "TBC"])
def test_what_is_typed_where_there_is_nothing_to_say_is_not_shown(came: str) -> None:
    assert {"fees", "eligibility"}.isdisjoint(
        read_as(Form.V3, fees_description=came, fees=None, cost_options=[], eligibility_description=came).fields
    )


@pytest.mark.parametrize("came", ["recently", "1970-01-01", "0001-01-01T00:00:00", "2999-01-01", None, "soon", "2026"])
def test_a_service_whose_day_nobody_can_read_is_written_with_not_known_and_never_with_today(
    came: Any, content_folder: Path, tmp_path: Path
) -> None:
    saved(tmp_path / "feed.json", shapes.v3(assured_date=came, last_modified=None))
    assert brought_in(content_folder, tmp_path / "feed.json").complete
    record = yaml.safe_load((content_folder / "services/saturday-play-club.yml").read_text(encoding="utf-8"))
    assert record["assured_date"] == "not known"
    assert check.check(content_folder, TODAY).faults == ()
    assert check.load_checked(content_folder, TODAY).services["saturday-play-club"].assured_date is None


def saved(path: Path, *services: dict[str, Any]) -> None:
    page = "content" if any("organisation" in service for service in services) else "contents"
    path.write_text(json.dumps({page: list(services)}), encoding="utf-8")


def brought_in(content_folder: Path, path: Path, title: str | None = None) -> Report:
    return import_feed(FileFeed(path, title), content_folder, path.parent / "imports", TODAY)


def services_in(content_folder: Path) -> set[str]:
    return {path.stem for path in (content_folder / "services").glob("*.yml")}


@pytest.mark.parametrize("shape", [shapes.v3, shapes.outpost], ids=["ids of their own", "plain numbers as ids"])
@pytest.mark.parametrize(
    ("name", "title"),
    [("feed (1).json", None), ("Copy of feed.json", None), ("feed-2026-11.json", None), ("feed.json", "Directory")],
)
def test_the_same_feed_under_another_name_or_title_is_the_same_services(
    shape: Any, name: str, title: str | None, content_folder: Path, tmp_path: Path
) -> None:
    numbered = [shape(number) for number in range(5)]
    if shape is shapes.outpost:
        numbered = [{**service, "id": number} for number, service in enumerate(numbered, start=100)]
    saved(tmp_path / "feed.json", *numbered)
    assert len(brought_in(content_folder, tmp_path / "feed.json").of(Fate.NEW)) == 5
    before = services_in(content_folder)
    if name != "feed.json":
        shutil.copy(tmp_path / "feed.json", tmp_path / name)
    for _ in range(2):
        report = brought_in(content_folder, tmp_path / name, title)
        assert (len(report.of(Fate.SAME)), len(report.outcomes)) == (5, 5)
        assert services_in(content_folder) == before


def test_a_feed_by_its_address_is_the_same_with_and_without_a_filter(content_folder: Path, tmp_path: Path) -> None:
    with serving(FeedServer([shapes.v3(number) for number in range(5)])) as server:
        for address in (server.address, f"{server.address}?taxonomy=send"):
            import_feed(WebFeed(address, hasty()), content_folder, tmp_path / "imports", TODAY)
    assert len([name for name in services_in(content_folder) if name.startswith("saturday-play-club")]) == 5


def test_a_service_that_has_changed_its_name_is_known_again_in_another_file(
    content_folder: Path, tmp_path: Path
) -> None:
    saved(tmp_path / "a.json", *(shapes.v3(number) for number in range(4)))
    brought_in(content_folder, tmp_path / "a.json")
    saved(tmp_path / "b.json", *(shapes.v3(number) for number in range(3)), {**shapes.v3(3), "name": "Sunday club"})
    report = brought_in(content_folder, tmp_path / "b.json")
    assert [(each.id, each.name) for each in report.of(Fate.CHANGED)] == [("saturday-play-club-3", "Sunday club")]
    assert report.of(Fate.NEW) == ()


def test_another_directory_that_counts_its_services_alike_keeps_its_own(content_folder: Path, tmp_path: Path) -> None:
    ours = [{**shapes.outpost(number), "id": number} for number in range(1, 4)]
    saved(tmp_path / "a.json", *ours)
    brought_in(content_folder, tmp_path / "a.json")
    saved(tmp_path / "b.json", *({**one, "name": f"Chess {one['id']}", "description": "Chess."} for one in ours))
    assert len(brought_in(content_folder, tmp_path / "b.json").of(Fate.NEW)) == 3


class Shifting:
    """A feed whose order changes after its first page: one service is on both pages, another on none."""

    name = title = "shifting"

    def __init__(self, stays: bool) -> None:
        self._reads, self._stays = 0, stays

    def pages(self, first: int) -> Iterator[FeedPage]:
        from knowledge.open_referral.feed import _record

        self._reads += 1
        moved = [0, 1, 1, 3] if self._reads == 1 or self._stays else [0, 1, 2, 3]
        records = [_record(shapes.v3(number), 3) for number in moved]
        for page in range(first, 3):
            yield FeedPage(page, tuple(records[(page - 1) * 2 : page * 2]), 2, 4)


def test_what_moved_to_an_earlier_page_while_the_feed_was_read_is_not_missed(
    content_folder: Path, tmp_path: Path
) -> None:
    report = import_feed(Shifting(stays=False), content_folder, tmp_path / "imports", TODAY)
    assert report.complete
    assert len({outcome.feed_id for outcome in report.outcomes}) == len(report.outcomes) == 4


def test_what_is_never_sent_is_told(content_folder: Path, tmp_path: Path) -> None:
    report = import_feed(Shifting(stays=True), content_folder, tmp_path / "imports", TODAY)
    assert "says it has 4 services but sent 3" in report.shortfall


@pytest.mark.parametrize(
    "name",
    [
        *("999", "Police", "Leicestershire Police", "East Midlands Ambulance Service NHS Trust", "Emergency services"),
        *(
            "Police (Leicestershire)",
            "Oakham Police Station",
            "Police: report a crime",
            "Call 999",
            "A&E, Royal Infirmary",
        ),
        *("Leicestershire Fire and Rescue Service", "Accident and Emergency", "A&E department", "Coastguard"),
    ],
)
def test_an_emergency_service_is_not_taken_from_a_feed(name: str, content_folder: Path, tmp_path: Path) -> None:
    before = services_in(content_folder)
    saved(tmp_path / "feed.json", {**shapes.v3(), "name": name})
    report = brought_in(content_folder, tmp_path / "feed.json")
    assert "emergency service" in report.of(Fate.REFUSED)[0].reason
    assert services_in(content_folder) == before


@pytest.mark.parametrize("name", ["Police cadets", "Fire service cadets for young people", "Emergency food parcels"])
def test_a_club_that_has_their_word_in_its_name_is_taken(name: str, content_folder: Path, tmp_path: Path) -> None:
    saved(tmp_path / "feed.json", {**shapes.v3(), "name": name})
    assert len(brought_in(content_folder, tmp_path / "feed.json").of(Fate.NEW)) == 1


def test_numbers_of_services_on_danger_cards_are_not_taken_for_others(content_folder: Path, tmp_path: Path) -> None:
    content = check.load_checked(content_folder, TODAY)
    on_cards = [content.services[name] for kind in content.danger.kinds for name in kind.services]
    emergency = EmergencyServices(content)
    theirs = [phone["number"] for service in on_cards for phone in service.phones if emergency.has(phone["number"])]
    assert theirs
    saved(tmp_path / "feed.json", {**shapes.v3(), "phones": [{"number": theirs[0]}], "contacts": []})
    outcome = brought_in(content_folder, tmp_path / "feed.json").of(Fate.NEW)[0]
    assert any("that of an emergency service" in words for words in outcome.left_out)


def test_what_a_newer_file_of_the_same_feed_no_longer_has_is_named(content_folder: Path, tmp_path: Path) -> None:
    saved(tmp_path / "a.json", *(shapes.v3(number) for number in range(4)))
    brought_in(content_folder, tmp_path / "a.json")
    saved(tmp_path / "a (1).json", *(shapes.v3(number) for number in range(3)))
    report = brought_in(content_folder, tmp_path / "a (1).json")
    assert [outcome.id for outcome in report.of(Fate.GONE)] == ["saturday-play-club-3"]
