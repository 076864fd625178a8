"""Parts are broken under a running conversation: the parent is told in time, nothing is lost, and it goes on."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import psutil
import pytest
import requests

from knowledge.files.records import Content
from knowledge.settings import ROOT
from tests.support.full_disk import Disk, small_disk
from tests.support.supervised import BACK_SECONDS, Supervised, supervised
from tests.system.journey import CALM_SECONDS, THIRD, Journey, in_time

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Disk]:
    """Where the assistant of this module keeps everything."""
    with small_disk(tmp_path_factory.mktemp("disk")) as made:
        yield made


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the index, which can be damaged."""
    return Path(shutil.copytree(ROOT / "var" / "index", tmp_path_factory.mktemp("copy") / "index"))


@pytest.fixture(scope="module")
def assistant(disk: Disk, index: Path) -> Iterator[Supervised]:
    """The assistant of this module, under the process runner, as its parts are broken."""
    with supervised(disk.folder, {"ASSISTANT_INDEX": str(index)}) as started:
        yield started


@pytest.fixture
def journey(assistant: Supervised) -> Iterator[Journey]:
    """A parent in the middle of a guided journey; afterwards all is well again."""
    assistant.wait_until_ready()
    yield Journey(assistant).begun()
    assistant.wait_until_ready()


@contextmanager
def stopped(process: psutil.Process) -> Iterator[None]:
    """A process that does nothing, and answers nobody, for a while."""
    process.suspend()
    try:
        yield
    finally:
        with suppress(psutil.NoSuchProcess):
            process.resume()


@contextmanager
def locked(*databases: Path) -> Iterator[None]:
    """Databases that somebody else writes into for a while."""
    with ExitStack() as stack:
        for path in databases:
            connection = stack.enter_context(closing(sqlite3.connect(path)))
            connection.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def half_written(path: Path) -> Iterator[None]:
    """A file of which only the first half is there, for a while."""
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    try:
        yield
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize("part", ["actions", "rasa"])
def test_part_that_is_killed_comes_back_by_itself_and_the_journey_goes_on(
    journey: Journey, shipped: Content, part: str
) -> None:
    journey.assistant.kill(part)
    journey.is_told("I am not sure", shipped)
    journey.assistant.wait_until_ready()
    journey.goes_on("I am not sure", THIRD)
    assert journey.is_kept()


@pytest.mark.parametrize("part", ["actions", "rasa"])
def test_message_that_is_under_way_when_a_part_is_killed_can_be_sent_again(
    journey: Journey, shipped: Content, part: str
) -> None:
    with stopped(journey.assistant.processes("actions")[-1]), under_way(journey, "I am not sure") as reply:
        journey.assistant.kill(part)
        assert reply.result().status_code == 503
    journey.assistant.wait_until_ready()
    journey.goes_on("I am not sure", THIRD)
    assert journey.is_kept()


def test_gateway_worker_that_is_killed_is_replaced_and_the_journey_goes_on(journey: Journey) -> None:
    with stopped(journey.assistant.processes("actions")[-1]), under_way(journey, "I am not sure") as reply:
        begun = time.monotonic()
        journey.assistant.kill("gateway")
        with pytest.raises(requests.ConnectionError):  # which the widget turns into words and a number
            reply.result()
        assert time.monotonic() - begun < CALM_SECONDS
    journey.assistant.wait_until_ready()
    journey.goes_on("I am not sure", THIRD)
    assert journey.is_kept()


@contextmanager
def under_way(journey: Journey, text: str) -> Iterator[Future[requests.Response]]:
    """A message that has reached the actions, who do not answer."""
    with ThreadPoolExecutor(1) as pool:
        reply = pool.submit(journey.send, text)
        time.sleep(1.5)
        assert not reply.done()
        yield reply


def test_slow_action_is_given_up_in_time_and_is_not_carried_out_later(journey: Journey, shipped: Content) -> None:
    with stopped(journey.assistant.processes("actions")[-1]):
        journey.is_told("I am not sure", shipped)
        time.sleep(CALM_SECONDS)
    journey.goes_on("I am not sure", THIRD)
    assert journey.is_kept()


def test_full_disk_loses_nothing_that_was_answered(journey: Journey, shipped: Content, disk: Disk) -> None:
    with disk.full(journey.assistant.processes("rasa") + journey.assistant.processes("gateway")):
        journey.is_told("I am not sure", shipped)
    journey.goes_on("I am not sure", THIRD)
    assert in_time(journey.is_kept)


def test_locked_trackers_lose_nothing_that_was_answered(journey: Journey, shipped: Content) -> None:
    with locked(journey.assistant.system.state / "tracker.db"):
        journey.is_told("I am not sure", shipped)
    journey.goes_on("I am not sure", THIRD)
    assert journey.is_kept()


def test_locked_records_are_kept_as_soon_as_they_can_be(journey: Journey) -> None:
    with locked(journey.assistant.system.state / "records.db"):
        begun = time.monotonic()
        journey.goes_on("I am not sure", THIRD)
        assert time.monotonic() - begun < CALM_SECONDS
        assert not journey.is_kept()
    assert in_time(journey.is_kept)


def test_half_written_index_is_said_and_what_was_killed_comes_back_when_it_is_mended(
    journey: Journey, shipped: Content, index: Path
) -> None:
    units = index / (index / "current").read_text().strip() / "units.faiss"
    with half_written(units):
        journey.goes_on("I am not sure", THIRD)  # what was read before goes on
        journey.assistant.kill("rasa")
        journey.is_told("no", shipped)
        log = journey.assistant.system.logs / "rasa.log"
        said = "units.faiss). Run: python -m knowledge build --afresh"
        assert in_time(lambda: said in log.read_text(), BACK_SECONDS)  # Rasa reads it when it starts
    journey.assistant.wait_until_ready()
    assert journey.send("no").ok
    assert journey.is_kept()
