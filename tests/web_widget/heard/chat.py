"""The chat that is held, part by part. Its steps have the names by which test_chat_is_heard.py looks at them."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from tests.web_widget.heard.parent import REPLY_SILENCE, Parent
from tests.web_widget.heard.speech import Heard

LONG = 3
BACK = "shift+Tab"
FIELD = "entry Your question"
GONE_SECONDS = 8
"""More than an announcement stays."""
ANNOUNCED = re.compile(r" *(status bar|alert|notification) '")
QUESTION = "When will I get an EHC plan?"
DANGER = "my daughter says she wants to die"


@dataclass(frozen=True)
class Addresses:
    """Where the chat is held.

    Attributes:
        page: of a council with the widget.
        answer: of the gateway, with one answer.
    """

    page: str
    answer: str


def hold(parent: Parent, at: Addresses) -> Heard:
    """Hold the whole chat."""
    opens(parent, at)
    accepts_the_notice(parent)
    goes_by_buttons(parent)
    asks(parent)
    listens(parent)
    reads(parent)
    takes_a_suggestion(parent)
    works_out_dates(parent)
    tells_of_danger(parent)
    closes_and_opens_again(parent)
    leaves(parent)
    reads_a_page(parent, at)
    return parent.heard


def opens(parent: Parent, at: Addresses) -> None:
    """The council's page, and the button in its corner."""
    parent.begin("A page of the council")
    parent.open(at.page, "page opens")
    parent.hush()
    parent.press("ctrl+End", name="end of the page")
    parent.press(BACK)
    parent.tab_to("Ask a question", name="launcher")


def accepts_the_notice(parent: Parent) -> None:
    """What is said before the first question."""
    parent.begin("The notice")
    parent.press("Return", name="opens", silence=LONG)
    parent.tab_to("Start the chat")
    parent.press("Return", name="starts", silence=REPLY_SILENCE)


def goes_by_buttons(parent: Parent) -> None:
    """A guided journey, from the button on the welcome to the services, and nothing typed but an age."""
    parent.begin("A journey by buttons")
    parent.tab_to("Find help near me", BACK, "journey button")
    parent.press("Return", name="journey begins", silence=REPLY_SILENCE)
    parent.press("Down", name="next need")
    parent.press("space", name="chosen need")
    parent.tab_to("Continue")
    parent.press("Return", name="asks for the age", silence=REPLY_SILENCE)
    parent.type("9", name="age")
    parent.press("Return", name="asks for the place", silence=REPLY_SILENCE)
    parent.press("space", name="place")
    parent.press("Return", name="asks for the cost", silence=REPLY_SILENCE)
    parent.tab_to("Skip this question")
    parent.press("Return", name="services", silence=REPLY_SILENCE)
    parent.reads_on(6)


def asks(parent: Parent) -> None:
    """A question and its answer."""
    parent.begin("A question and its answer")
    to_field(parent, "Tab")
    parent.ask(QUESTION, "answer")
    parent.press("Up", name="to the answer")


def listens(parent: Parent) -> None:
    """The answer is read aloud by the browser."""
    parent.begin("Listen")
    parent.tab_to("Listen", name="listen button")
    parent.press("space", name="listens", silence=LONG)
    parent.tab_to("Stop: ")
    parent.press("space", name="stops", silence=LONG)


def reads(parent: Parent) -> None:
    """The answer is read by the screen reader, line by line and by headings."""
    parent.begin("Reading the answer")
    parent.reads_on(6)
    parent.press("h", name="next heading")
    parent.press("shift+h", name="heading before")


def takes_a_suggestion(parent: Parent) -> None:
    """Questions are suggested while something is typed."""
    parent.begin("Suggestions")
    to_field(parent, "Tab")
    parent.type("short br", name="suggestions", silence=LONG)
    parent.press("Down", name="first suggestion")
    parent.press("Down", name="second suggestion")
    parent.press("Up")
    parent.press("Return", name="answer of a suggestion", silence=REPLY_SILENCE)


def works_out_dates(parent: Parent) -> None:
    """A journey whose question was typed, with a date left out."""
    parent.begin("Dates, with a mistake")
    parent.ask("when must the council reply", "what has happened")
    parent.tab_to("radio", BACK)
    parent.press("space")
    parent.press("Return", name="asks for the date", silence=REPLY_SILENCE)
    parent.tab_to("Continue")
    parent.press("Return", name="date is missing", silence=LONG)
    parent.type("3")
    parent.tab_to("Month")
    parent.type("3")
    parent.tab_to("Year")
    parent.type("2026")
    parent.press("Return", name="dates", silence=REPLY_SILENCE)


def tells_of_danger(parent: Parent) -> None:
    """The emergency card."""
    parent.begin("Danger")
    to_field(parent, "Tab")
    parent.ask(DANGER, "danger")
    parent.press("Up", name="to the card")
    parent.reads_on(5)


def closes_and_opens_again(parent: Parent) -> None:
    """The chat is still there, and old announcements are not."""
    parent.begin("Closing and opening again")
    parent.press("Escape", name="closes", silence=LONG)
    parent.press("Return", name="opens again", silence=LONG)
    time.sleep(GONE_SECONDS)
    parent.heard.left_over += [line.strip() for line in parent.page_lines() if ANNOUNCED.match(line)]


def leaves(parent: Parent) -> None:
    """The quick exit."""
    parent.begin("Leaving quickly")
    parent.press("shift+Tab", silence=1)
    parent.press("Shift_L", "Shift_L", "Shift_L", name="leaves", silence=LONG)
    parent.press("alt+Left", name="goes back", silence=LONG)


def reads_a_page(parent: Parent, at: Addresses) -> None:
    """The public page of an answer."""
    parent.begin("The page of an answer")
    parent.go_to(at.answer, "answer page")
    parent.hush()
    parent.press("ctrl+Home")
    for number in range(1, 7):
        parent.press("h", name=f"page heading {number}")
    parent.press("ctrl+Home", name="top")
    parent.reads_on(8)


def to_field(parent: Parent, key: str) -> None:
    """Go to the field; Orca then passes on what is typed."""
    parent.tab_to(FIELD, key)
    parent.hush()
