"""Every text of the e-mails, as staff read it."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from knowledge.settings import ROOT
from web_widget.mail import words
from web_widget.mail.words import NearPage, PageDue, Text

HOME = "https://assistant.example/staff/"
UNANSWERED = "https://assistant.example/staff/unanswered/"
DUE = PageDue("Short breaks", date(2027, 5, 22), "https://assistant.example/staff/entries/short-breaks")

REVIEW = """\
Hello,

Please check 1 page of the Local Offer assistant.

Short breaks
Check by 22 May 2027.
https://assistant.example/staff/entries/short-breaks

Compare each page with its sources. If it is still right, change only “Checked on” and “Review by”. \
After the date above, parents see a note that the page is overdue.

This e-mail comes once for each date. Home lists every page whose date has passed:
https://assistant.example/staff/

This is an automatic e-mail from the Local Offer assistant.
"""
WEEK = """\
Hello,

In the week from 23 November 2026 to 29 November 2026, 13 questions were not fully answered: \
the assistant had no answer, had to ask what was meant, said that it could not help with that, gave an answer that did \
not help, or named a person.

The pages that came nearest, with the number of questions:

  12  Short breaks

Not listed by page, because too few people asked: 1 question.

Read what was asked, and add what is missing, on the staff page Unanswered:
https://assistant.example/staff/unanswered/

This e-mail does not quote any parent.

This is an automatic e-mail from the Local Offer assistant.
"""
REFUSED = """\
Hello,

Recent changes are not live. Parents still get the earlier answers.

For whoever looks after the assistant, 1 problem:

topics/short-breaks.md, line 12

Home says what is wrong, and what to do about it:
https://assistant.example/staff/

This e-mail comes once. Another one comes when the changes are live.

This is an automatic e-mail from the Local Offer assistant.
"""
LIVE = """\
Hello,

The problems have been fixed. Parents now get the latest answers.

You do not need to do anything. Home shows what is live:
https://assistant.example/staff/

This is an automatic e-mail from the Local Offer assistant.
"""


@pytest.mark.parametrize(
    ("made", "subject", "body"),
    [
        (words.pages_to_check([DUE], HOME), "Pages to check: 1", REVIEW),
        (
            words.not_answered(date(2026, 11, 23), [NearPage("Short breaks", 12)], 1, UNANSWERED),
            "Not answered last week: 13 questions",
            WEEK,
        ),
        (words.not_live(["topics/short-breaks.md, line 12"], HOME), "Recent changes are not live", REFUSED),
        (words.live_again(HOME), "Recent changes are live", LIVE),
    ],
)
def test_email_reads_as_agreed(made: Text, subject: str, body: str) -> None:
    assert (made.subject, made.body) == (subject, body)


def test_long_list_ends_with_how_many_more_there_are() -> None:
    body = words.not_live([f"topics/a.md, line {line}" for line in range(1, 61)], HOME).body
    assert "line 50\nAnd 10 more." in body
    assert "60 problems" in body
    assert "line 51" not in body


def test_fault_is_told_in_the_words_of_the_page() -> None:
    home = (ROOT / "web_widget" / "templates" / "staff" / "home.html").read_text(encoding="utf-8")
    assert words.NOT_LIVE in home


@pytest.mark.parametrize("path", ["/staff/", "/staff/unanswered/", "/staff/entries/short-breaks"])
def test_pages_that_emails_link_to_exist(client: FlaskClient, path: str) -> None:
    endpoint, _ = client.application.url_map.bind("assistant.example").match(path)
    assert endpoint.startswith("staff.")
