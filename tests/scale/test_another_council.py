"""Another council is set up with a dozen facts and asked over HTTP; while it runs, it gets five pages of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions.wire import WireCard
from knowledge.files import new_council
from knowledge.files.records import Content
from knowledge.settings import ROOT, Paths
from tests.knowledge.files.test_new_council import TODAY, WEXSHIRE
from tests.support.reading import read_in
from tests.support.running import System, running
from tests.test_another_council import names_of

pytestmark = [pytest.mark.scale, pytest.mark.system]

PAGES = {
    "speech-therapy": ("Speech therapy", "How do I get speech therapy?", "the talking trolley"),
    "toy-library": ("The toy library", "Where is the toy library?", "the toy lorry"),
    "hydro-pool": ("The warm pool", "Which pool is warm enough for us?", "the warm pool"),
    "wheelchairs": ("Wheelchairs", "How do I get a wheelchair?", "the chair shed"),
    "dads-group": ("The dads' group", "Is there a group for dads?", "the dads' breakfast"),
}
"""Title, question and a thing that only Wexshire has."""
FRAMES = (
    *("tell me about {}", "where is {}", "who can use {}", "how do i find {}", "is {} free", "when is {} open"),
    *("who runs {}", "can my son go to {}", "what is {} for", "does {} cost anything"),
)


LIVE_SECONDS = 120
"""How long five new pages may take on a busy machine."""


def with_pages(folder: Path) -> None:
    """Five pages of its own."""
    (folder / "topics").mkdir()
    for name, (title, ask, thing) in PAGES.items():
        wordings = "".join(f"    - {frame.format(thing)}\n" for frame in FRAMES)
        front = f"id: {name}\ntitle: {title}\nask: {ask}\nquestions:\n  answer:\n{wordings}"
        more = "services: [sendiass]\nfollow_ups: [complaints, sen-support]\nrights: false\nstatutory: []\n"
        source = "sources:\n  - {title: A page of Wexshire, published: undated}\n"
        days = f"checked: {TODAY}\nchecked_by: a test\nreview_due: 2099-01-01\n"
        body = f"Go to {thing} in Wexford Magna on any Tuesday."
        text = f"---\n{front}{more}{source}{days}---\n\n{body}\n"
        (folder / "topics" / f"{name}.md").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wexshire")


@pytest.fixture(scope="module")
def began() -> float:
    """When the council began with its facts, by the clock of time.monotonic."""
    return time.monotonic()


@pytest.fixture(scope="module")
def wexshire(folder: Path, began: float) -> Iterator[System]:
    """Built and trained as `make` does, with vectors that are there already."""
    new_council.write(folder / "content", WEXSHIRE, date.today())
    shutil.copytree(Paths.from_environment().index, folder / "index")
    places = {
        "ASSISTANT_CONTENT": str(folder / "content"),
        "ASSISTANT_INDEX": str(folder / "index"),
        "ASSISTANT_MODEL": str(folder / "models" / "assistant.tar.gz"),
    }
    done("-m", "knowledge", "build", places=places)
    train = ("-m", "bot", "train", "--data", "bot/data", "--out", str(folder / "models"))
    done(*train, "--fixed-model-name", "assistant", "--force", places=places)
    with running(places) as system:
        yield system


def done(*arguments: str, places: Mapping[str, str]) -> None:
    result = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, **places}, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]


def said(cards: list[WireCard]) -> str:
    return " ".join(text for card in cards for text in read_in(card))


def test_first_question_gets_the_right_answer_and_it_is_told_how_long_that_took(
    wexshire: System, began: float, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "ehc-timescales" in [card.get("entry") for card in wexshire.ask("how long does an ehc plan take")]
    with capsys.disabled():
        print(f"\nFrom new-council to the first right answer: {time.monotonic() - began:.0f} seconds.")


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("how long does an ehc plan take", "ehc-timescales"),
        ("can i appeal if they refuse an ehc plan", "ehc-refusals"),
        ("my son has been excluded from school", "school-exclusion"),
    ],
)
def test_law_is_answered(wexshire: System, question: str, entry: str) -> None:
    assert entry in [card.get("entry") for card in wexshire.ask(question)]


@pytest.mark.parametrize("question", ["where is the hydrotherapy clinic", "who do i ring about portage"])
def test_local_matter_says_whom_to_ring(wexshire: System, question: str) -> None:
    conversation, _ = wexshire.begin()
    cards = [*wexshire.ask(question, conversation), *wexshire.ask("who do i ring", conversation)]
    assert WEXSHIRE["phone"] in json.dumps(cards)


def test_danger_card_names_the_councils_own_team(wexshire: System) -> None:
    cards = wexshire.ask("my stepdad hits me and i am scared to go home")
    assert cards[0]["type"] == "crisis"
    assert "01632 960300" in json.dumps(cards)


def test_nothing_of_another_council_is_said(wexshire: System, shipped: Content) -> None:
    conversation, opening = wexshire.begin()
    questions = ("hello", "who sees this", "we live in Leicester", "how long does an ehc plan take", "short breaks")
    text = said([*opening, *(card for question in questions for card in wexshire.ask(question, conversation))])
    places = names_of(replace(shipped, services={}))
    assert [found.group() for found in places.finditer(text) if found.group().lower() != "leicester"] == []


def test_own_pages_are_live_soon_and_answered(wexshire: System, folder: Path) -> None:
    with_pages(folder / "content")
    until = time.monotonic() + LIVE_SECONDS
    missing = set(PAGES)
    while missing:
        assert time.monotonic() < until, f"Not live: {missing}"
        missing = {name for name, (_, ask, _) in PAGES.items() if name not in shown(wexshire, ask)}
    for name, (_, _, thing) in PAGES.items():
        cards = wexshire.ask(f"tell me about {thing}")
        assert (name in [card.get("entry") for card in cards], thing in said(cards)) == (True, True)


def shown(system: System, question: str) -> list[str | None]:
    return [card.get("entry") for card in system.ask(question)]
