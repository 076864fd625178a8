"""The clock of every process is moved in the middle of a guided journey: nothing is lost, and it goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.files.records import Content
from tests.support.clock import DAY, HOUR, Clock
from tests.support.own_copy import own_copy
from tests.support.supervised import COMMANDS, Supervised, supervised
from tests.system.journey import BEGIN, CALM_SECONDS, FIRST, SECOND, THIRD, Journey, in_time

pytestmark = pytest.mark.system

READ_SECONDS = 60
"""In which all content is read anew, on a busy machine."""


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Clock:
    """The clock of the assistant of this module; at first it is right."""
    made = Clock(tmp_path_factory.mktemp("clock"))
    made.say(0)
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Content and index of this module's own: what is live is looked at anew on another day."""
    return tmp_path_factory.mktemp("copy")


@pytest.fixture(scope="module")
def assistant(clock: Clock, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Supervised]:
    """The assistant of this module, under the process runner, which follows the clock as well."""
    with supervised(tmp_path_factory.mktemp("state"), {**own_copy(folder), **clock.environment}) as started:
        yield started


@pytest.fixture
def journey(assistant: Supervised) -> Journey:
    """A parent in the middle of a guided journey."""
    assistant.wait_until_ready()
    return Journey(assistant).begun()


def goes_on_in_time(journey: Journey, by: int) -> None:
    """The journey goes on to its third question, and what was said is dated by a clock that is off by so much."""
    begun = time.time()
    journey.goes_on("I am not sure", THIRD)
    ended = time.time()
    assert ended - begun < CALM_SECONDS
    assert begun <= journey.assistant.said_at(journey.token)[-1] - by <= ended
    days = {f"{datetime.fromtimestamp(moment + by, UTC):%Y-%m-%d}" for moment in (begun, ended)}
    assert journey.assistant.recorded_on(journey.token)[-1] in days


def comes_to_its_end(journey: Journey) -> None:
    """The same words answer the last question, and the parent is given a letter to send; all of it is kept."""
    assert "letter" in [card["type"] for card in journey.send("I am not sure").json()["messages"]]
    assert journey.is_kept()


def begins_anew(journey: Journey, content: Content) -> None:
    """An answer is none any more, as for a parent who comes back after hours; the journey can be begun again."""
    begun = time.monotonic()
    (card,) = journey.send("no").json()["messages"]
    assert time.monotonic() - begun < CALM_SECONDS
    assert card["text"] == content.council.words["deny"]
    journey.goes_on(BEGIN, FIRST)
    journey.goes_on("yes", SECOND)


def is_dated(log: Path, words: str, days: int) -> bool:
    """Whether a process wrote some words last by a clock that is so many days on."""
    lines = [line for line in log.read_text().splitlines() if words in line]
    moment = datetime.now() + timedelta(days=days)
    return bool(lines) and abs(datetime.fromisoformat(lines[-1][:19]) - moment) < timedelta(hours=1)


def test_clock_is_moved_for_every_process(assistant: Supervised, clock: Clock) -> None:
    with clock.moved(DAY, assistant):  # which waits until each process tells the moved time
        assert all(assistant.processes(name) for name in COMMANDS)
        assert len(assistant.processes("gateway")) > 1  # its workers begin as copies of its master


@pytest.mark.parametrize("seconds", [-1, -2 * HOUR, -DAY])
def test_journey_goes_on_where_it_was_when_the_clock_is_set_back(journey: Journey, clock: Clock, seconds: int) -> None:
    with clock.moved(seconds, journey.assistant):
        goes_on_in_time(journey, by=seconds)
        assert journey.is_kept()
    comes_to_its_end(journey)


def test_journey_begins_anew_when_the_clock_is_set_on_by_a_day_and_goes_on_when_it_is_put_right(
    journey: Journey, clock: Clock, shipped: Content
) -> None:
    with clock.moved(DAY, journey.assistant):
        begins_anew(journey, shipped)
        goes_on_in_time(journey, by=DAY)
        assert journey.is_kept()
    comes_to_its_end(journey)


@pytest.mark.parametrize("seconds", [DAY, -2 * HOUR])
def test_journey_that_began_by_a_wrong_clock_goes_on_when_it_is_put_right(
    assistant: Supervised, clock: Clock, seconds: int
) -> None:
    with clock.moved(seconds, assistant):
        journey = Journey(assistant).begun()
    goes_on_in_time(journey, by=0)
    comes_to_its_end(journey)


def test_journey_that_began_by_a_clock_a_day_late_begins_anew_when_it_is_put_right(
    assistant: Supervised, clock: Clock, shipped: Content
) -> None:
    with clock.moved(-DAY, assistant):
        journey = Journey(assistant).begun()
    begins_anew(journey, shipped)
    goes_on_in_time(journey, by=0)
    comes_to_its_end(journey)


def test_part_that_is_killed_while_the_clock_is_wrong_comes_back_and_the_journey_goes_on(
    journey: Journey, clock: Clock, shipped: Content
) -> None:
    with clock.moved(-DAY, journey.assistant):
        journey.assistant.kill("actions")
        journey.is_told("I am not sure", shipped)
        journey.assistant.wait_until_ready()
        goes_on_in_time(journey, by=-DAY)
    comes_to_its_end(journey)


@pytest.mark.parametrize(("days", "left"), [(1, (3, 2)), (31, (0, 0))])
def test_job_that_deletes_old_chats_goes_by_the_clock_and_keeps_a_chat_that_seems_a_day_old(
    journey: Journey, clock: Clock, days: int, left: tuple[int, int]
) -> None:
    with clock.moved(days * DAY, journey.assistant):
        journey.assistant.kill("tidy")  # it does its job as soon as it is back
        assert in_time(lambda: is_dated(journey.assistant.system.logs / "tidy.log", "Deleted", days))
    assert (len(journey.assistant.said(journey.token)), journey.assistant.recorded(journey.token)) == left


def test_content_is_taken_up_anew_on_another_day(assistant: Supervised, clock: Clock, folder: Path) -> None:
    days = 2  # on no other test's day, whose content may have been read only when its clock was right again
    with clock.moved(days * DAY, assistant):
        (folder / "content" / "council.yml").touch()  # so that it is looked at now, and not in ten seconds
        assert in_time(lambda: is_dated(assistant.system.logs / "knowledge.log", "is live", days), READ_SECONDS)
    assistant.wait_until_ready()
