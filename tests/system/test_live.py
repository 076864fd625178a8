"""What is saved in the content folder is live in a moment, while parents go on asking the real processes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

from actions.wire import WireCard
from knowledge.versions.watch_status import Stage, last_training
from tests.support.content import change
from tests.support.own_copy import own_copy
from tests.support.running import System, running
from web_widget.__main__ import answered

pytestmark = pytest.mark.system

PAGE, SERVICE = "england/topics/benefits-money.md", "services/blue-badge.yml"
QUESTION = "What money can we get for our disabled child?"
OLD, NEW = "01572 722577", "01572 000111"
WORDING = "would they pay for a wombat to sit with him"
LIVE_SECONDS = 60
TRAINED_SECONDS = 900
PAUSE_SECONDS = 1.0
"""Between a parent's questions, so that the training in the background gets its share of two cores."""
SLOW_SECONDS = 15
"""Far above what is measured (docs/performance.md), as a test may share its machine with much else."""


@dataclass
class Parents:
    """Asks one question after another, as parents do, and keeps the outcome of each.

    Attributes:
        seconds: that each message took.
        lost: what went wrong.
    """

    system: System
    seconds: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def ask(self) -> None:
        with requests.Session() as session:
            while not self.stopped.wait(PAUSE_SECONDS):
                began = time.perf_counter()
                try:
                    opened = session.post(f"{self.system.address}/api/conversations", json={}, timeout=30).json()
                    body = {"conversation": opened["conversation"], "text": QUESTION}
                    reply = session.post(f"{self.system.address}/api/messages", json=body, timeout=30)
                    reply.raise_for_status()
                    assert reply.json()["messages"], "The reply is empty."
                except (requests.RequestException, ValueError, KeyError, AssertionError) as error:
                    self.lost.append(repr(error))
                self.seconds.append(time.perf_counter() - began)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("live")


@pytest.fixture(scope="module")
def system(folder: Path) -> Iterator[System]:
    """An assistant with content, index and model of this module's own."""
    with running(own_copy(folder)) as started:
        until(lambda: answered(f"{started.address}"))
        yield started


@pytest.fixture
def parents(system: System) -> Iterator[Parents]:
    """Parents ask all through a test; none may wait long or get nothing."""
    asking = Parents(system)
    thread = threading.Thread(target=asking.ask)
    thread.start()
    yield asking
    asking.stopped.set()
    thread.join()
    print(f"{len(asking.seconds)} messages, the slowest took {max(asking.seconds):.2f} s.")
    assert asking.lost == []
    assert max(asking.seconds) < SLOW_SECONDS


def until(happened: Callable[[], bool], patience: float = LIVE_SECONDS) -> float:
    """The seconds until it happened."""
    began = time.monotonic()
    while not happened():
        assert time.monotonic() - began < patience, f"It did not happen within {patience:.0f} s."
        time.sleep(0.05)
    return time.monotonic() - began


def answer(system: System, text: str) -> WireCard:
    return next(card for card in system.ask(text) if card["type"] != "notice")


def numbers(card: WireCard) -> set[str]:
    return {phone["number"] for service in card["services"] for phone in service.get("phones", [])}


def refused(system: System) -> list[str]:
    reply = system.ready()
    assert (reply.status_code, reply.json()["ready"]) == (200, True)
    return list(reply.json()["content"])


def test_changed_phone_number_is_on_the_next_card(system: System, folder: Path, parents: Parents) -> None:
    before = answer(system, QUESTION)
    assert NEW not in numbers(before)
    change(folder / "content", SERVICE, OLD, NEW)
    seconds = until(lambda: NEW in numbers(answer(system, QUESTION)))
    print(f"The new number was on a card after {seconds:.2f} s.")
    assert answer(system, QUESTION)["version"] != before["version"]


def test_faulty_content_is_refused_as_a_whole_and_mended_content_is_live(
    system: System, folder: Path, parents: Parents
) -> None:
    before = answer(system, QUESTION)
    title = str(before["title"])
    change(folder / "content", PAGE, f"title: {title}", "title: Money of all kinds\nprice: none")
    until(lambda: bool(refused(system)))
    (fault,) = refused(system)
    assert fault.startswith(f"{PAGE}:")
    assert "price" in fault
    assert answer(system, QUESTION)["title"] == title
    change(folder / "content", PAGE, "\nprice: none", "")
    until(lambda: answer(system, QUESTION)["title"] == "Money of all kinds")
    assert refused(system) == []


def test_new_wording_is_found_at_once_and_learnt_by_the_dialogue_model_in_the_background(
    system: System, folder: Path, parents: Parents
) -> None:
    assert answer(system, WORDING).get("entry") != "benefits-money"
    change(folder / "content", PAGE, "questions:\n  answer:\n", f"questions:\n  answer:\n    - {WORDING}\n")
    until(lambda: answer(system, WORDING).get("entry") == "benefits-money")
    until(lambda: ended(folder / "index"), TRAINED_SECONDS)
    training = last_training(folder / "index")
    assert training
    assert training.stage is Stage.IN_USE, training.figures
    until(lambda: "A newly trained model is in use" in (system.logs / "rasa.log").read_text(errors="replace"))
    assert answer(system, WORDING)["entry"] == "benefits-money"


def ended(index: Path) -> bool:
    training = last_training(index)
    return training is not None and training.percent == 100
