"""Staff get each e-mail once; a server that is away is tried again; nobody waits for it but the one who sends."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from knowledge.faults import Fault
from knowledge.files import loading
from knowledge.files.check import check
from tests.support.content import PAGE, change
from tests.support.mail_server import MailServer, mail_server
from tests.support.running import free_ports
from tests.web_widget.mail.conftest import NOW, OWNER, STAFF, Office
from web_widget.mail.delivery import Sent
from web_widget.mail.log import MailLog
from web_widget.mail.reviews import address_of

TELLTALE = "zanzibar the purple llama cannot go to school"
REFUSED = Fault("topics/short-breaks.md", 12, "title", f'"{TELLTALE}" is too long.', "Shorten it.")
SOON = date(2026, 12, 10)


def bodies(server: MailServer) -> list[str]:
    return [str(mail.get_content()).replace("\r\n", "\n") for mail in server.received]


def test_nothing_is_sent_where_nothing_is_due(office: Office, server: MailServer) -> None:
    assert office.send() == Sent(0, 0)
    assert server.received == []


def test_owner_with_an_address_gets_their_pages_and_staff_get_the_others(office: Office, server: MailServer) -> None:
    office.due("short-breaks", SOON, f"SEND team, {OWNER}")
    office.due("school-transport", date(2026, 11, 1), "SEND team")
    assert office.send() == Sent(2, 0)
    told = dict(zip(server.recipients, bodies(server), strict=True))
    assert office.content.entries["short-breaks"].title in told[OWNER]
    assert "Check by 10 December 2026.\nhttps://assistant.example/staff/entries/short-breaks" in told[OWNER]
    assert office.content.entries["school-transport"].title in told[STAFF]
    assert "short-breaks" not in told[STAFF]


def test_page_is_told_two_weeks_ahead_and_no_earlier(office: Office) -> None:
    office.due("short-breaks", NOW.date() + timedelta(days=15))
    assert office.send().sent == 0
    assert office.send(NOW + timedelta(days=1)).sent == 1


def test_page_is_told_once_for_each_date(office: Office) -> None:
    office.due("short-breaks", SOON)
    assert [office.send().sent for _ in range(3)] == [1, 0, 0]
    office.due("short-breaks", SOON + timedelta(days=1))
    assert office.send().sent == 1


def test_page_that_is_due_later_comes_in_an_email_of_its_own(office: Office, server: MailServer) -> None:
    office.due("short-breaks", SOON)
    office.send()
    office.due("school-transport", SOON)
    office.send()
    assert "entries/short-breaks" not in bodies(server)[1]


def test_week_is_told_once_with_numbers_and_the_nearest_pages(office: Office, server: MailServer) -> None:
    office.nearest = lambda question: "dentist" if "tooth" in question else "short-breaks"
    office.miss("where is a swing", "a", "b", "c")
    office.miss("tooth", "d", "e")
    assert [office.send().sent for _ in range(2)] == [1, 0]
    (body,) = bodies(server)
    assert "from 23 November 2026 to 29 November 2026, 5 questions were not fully answered" in body
    assert f"   3  {office.content.entries['short-breaks'].title}\n" in body
    assert "https://assistant.example/staff/unanswered/" in body
    assert server.recipients == [STAFF]


def test_page_near_which_fewer_than_three_people_asked_is_not_named(office: Office, server: MailServer) -> None:
    office.miss("where is a swing", "a", "a", "a", "b")
    office.send()
    (body,) = bodies(server)
    assert office.content.entries["short-breaks"].title not in body
    assert "because too few people asked: 4 questions." in body


def test_week_has_only_the_questions_of_its_days(office: Office, server: MailServer) -> None:
    for day in (date(2026, 11, 22), date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 30)):
        office.miss("where is a swing", f"of {day}", day=day)
    office.send()
    assert server.received[0]["Subject"] == "Not answered last week: 2 questions"


def test_week_that_goes_over_the_end_of_a_month_is_whole(office: Office, server: MailServer) -> None:
    office.miss("where is a swing", "a", day=date(2026, 11, 30))
    office.miss("where is a swing", "b", day=date(2026, 12, 6))
    office.send(NOW + timedelta(days=7))
    assert server.received[0]["Subject"] == "Not answered last week: 2 questions"


def test_next_week_has_an_email_of_its_own(office: Office) -> None:
    office.miss("where is a swing", "a")
    office.miss("where is a swing", "b", day=NOW.date())
    assert [office.send().sent, office.send(NOW + timedelta(days=7)).sent] == [1, 1]


def test_words_of_a_button_are_no_question(office: Office) -> None:
    office.miss(office.content.council.words["talk_to_person_button"], "a")
    assert office.send().sent == 0


def test_fault_is_told_once_when_it_begins_and_once_when_it_is_over(office: Office, server: MailServer) -> None:
    office.faults = (REFUSED,)
    office.send()
    office.faults = (REFUSED, Fault("council.yml", 1, "name", "It is empty.", "Give one."))
    office.send()
    office.faults = ()
    office.send()
    office.send()
    assert [mail["Subject"] for mail in server.received] == ["Recent changes are not live", "Recent changes are live"]
    office.faults = (REFUSED,)
    assert office.send().sent == 1


def test_fault_is_told_by_its_place_and_without_what_is_in_the_file(office: Office, server: MailServer) -> None:
    office.faults = (REFUSED,)
    office.send()
    (body,) = bodies(server)
    assert "topics/short-breaks.md, line 12" in body
    assert TELLTALE not in str(server.received[0])


def test_parents_words_are_in_no_email(office: Office, server: MailServer, caplog: pytest.LogCaptureFixture) -> None:
    office.miss(TELLTALE, "a", "b", "c")
    office.due("short-breaks", SOON)
    office.faults = (REFUSED,)
    assert office.send() == Sent(3, 0)
    everything = " ".join([*map(str, server.received), *bodies(server), caplog.text]).lower()
    assert [word for word in ("zanzibar", "llama", "purple") if word in everything] == []


def test_what_is_kept_of_an_email_holds_no_address_and_no_words(office: Office) -> None:
    office.miss(TELLTALE, "a")
    office.due("short-breaks", SOON, OWNER)
    office.send()
    log = MailLog(office.stores.engine)
    assert log.known(["week:2026-11-23", "review:short-breaks:2026-12-10"]) == {
        *("week:2026-11-23", "review:short-breaks:2026-12-10")
    }
    assert log.count("") == 2


def test_server_that_is_away_is_tried_again_the_next_time(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    (port,) = free_ports(1)
    office.settings = replace(office.settings, port=port)
    office.miss(TELLTALE, "a")
    office.due("short-breaks", SOON, OWNER)
    assert office.send() == Sent(0, 1)
    assert f"The mail server 127.0.0.1:{port} does not answer" in caplog.text
    assert not any(word in caplog.text for word in (OWNER, "zanzibar", "Respite"))
    with mail_server(port=port) as back:
        assert office.send() == Sent(2, 0)
        assert len(back.received) == 2


def test_address_that_the_server_refuses_keeps_no_other_email_back(
    office: Office, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.refuses.add(OWNER)
    office.due("short-breaks", SOON, OWNER)
    office.miss("where is a swing", "a")
    assert office.send() == Sent(1, 1)
    assert OWNER not in caplog.text
    server.refuses.clear()
    assert office.send() == Sent(1, 0)


def test_two_who_send_at_once_send_once(office: Office, server: MailServer) -> None:
    office.due("short-breaks", SOON)
    server.goes_on.clear()
    first = threading.Thread(target=office.send)
    first.start()
    assert server.reached.wait(10)
    assert office.send() == Sent(0, 0)
    server.goes_on.set()
    first.join(10)
    assert len(server.received) == 1


def test_parents_message_is_kept_while_the_mail_server_lets_us_wait(office: Office, server: MailServer) -> None:
    office.due("short-breaks", SOON)
    server.goes_on.clear()
    sending = threading.Thread(target=office.send)
    sending.start()
    assert server.reached.wait(10)
    office.miss("where is a swing", "a", day=NOW.date())  # would raise if the database were held
    assert sending.is_alive()
    server.goes_on.set()
    sending.join(10)
    assert len(server.received) == 1


def test_owner_with_an_address_is_no_fault_in_a_page(content_folder: Path) -> None:
    change(content_folder, PAGE, "review_due:", f"owner: SEND team, {OWNER}\nreview_due:")
    assert check(content_folder, NOW.date()).faults == ()
    assert address_of(loading.load(content_folder).entries["short-breaks"]) == OWNER
