"""`python -m web_widget.staff.try_draft`: asks the content in use and a draft the same questions, and compares."""

from __future__ import annotations

import fcntl
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from knowledge import index
from knowledge.coverage.question_sets import QuestionSets
from knowledge.documents import Content
from knowledge.editing.affected import Affected, Asked, Card, affected, search_of
from knowledge.editing.changes import Change
from knowledge.encoder import Encoder, SentenceEncoder
from knowledge.faults import KnowledgeError
from knowledge.search import Search, SearchResults
from knowledge.settings import ROOT, Paths, SearchSettings
from web_widget.staff.drafts import read_json, write_json
from web_widget.staff.months import months_before
from web_widget.staff.trying import FILE, State
from web_widget.store.keeping import KeepSettings, Stores

OUR_TESTS = ROOT / "tests" / "evaluation" / "questions.jsonl"
RECORDED_MONTHS = 3
MOST_RECORDED = 1000
"""Of the questions of the last months, those that were asked most."""
_NOT_SEEN = ("confidence", "version", "alternatives", "checked", "checked_by")
"""What differs at every turn, or is no answer."""

logger = logging.getLogger(__name__)


def main(folder: Path) -> int:
    """Find out, in a process of its own, after those that began before: there are few cores, and parents come first."""
    logging.basicConfig(level=logging.INFO)
    os.nice(10)
    stores = Stores(KeepSettings.from_environment())
    with (folder.parent / "trying.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        find_out(folder, Paths.from_environment(), SentenceEncoder(), stores, date.today())
    return 0


def find_out(folder: Path, paths: Paths, encoder: Encoder, stores: Stores, today: date) -> None:
    """Compare, and write down what is found as it is found.

    Args:
        folder: of the draft.
        paths: of the content and the index in use.
        encoder: of that index.
        stores: what parents asked.
        today: the day against which dates are held.
    """
    try:
        for known in _steps(folder, paths, encoder, stores, today):
            write_json(folder / FILE, known)
    except FileNotFoundError:
        logger.info("The draft was published or given up.")
    except KnowledgeError as error:
        write_json(folder / FILE, {"state": State.FAILED.value, "words": str(error)})
    except Exception:
        logger.exception("The questions could not be tried.")
        write_json(folder / FILE, {"state": State.FAILED.value, "words": "Something went wrong; the log says what."})


def questions(stores: Stores, today: date) -> Iterator[Asked]:
    """What to ask: the forum's lists, what parents asked lately, and our own tests."""
    sets = QuestionSets(stores.engine)
    for saved in sets.saved():
        yield from (Asked(question.text, f"the list “{saved.name}”") for question in sets.questions(saved.id))
    recorded = stores.records.asked_since(months_before(today, RECORDED_MONTHS), MOST_RECORDED)
    yield from (Asked(question, "asked by parents lately") for question in recorded)
    if OUR_TESTS.exists():
        lines = OUR_TESTS.read_text(encoding="utf-8").splitlines()
        yield from (Asked(json.loads(line)["text"], "our tests") for line in lines if line)


def show(today: date) -> Callable[[Content, SearchResults], Sequence[Card]]:
    """Makes the cards that a parent would see for the first message of a talk."""
    from actions.memory import Memory
    from actions.reply import Replier

    def cards(content: Content, results: SearchResults) -> Sequence[Card]:
        turn = Replier(content, "", today).reply(results.to_json(), Memory(None, (), 0))
        return [{name: value for name, value in card.items() if name not in _NOT_SEEN} for card in turn.cards]

    return cards


def _steps(folder: Path, paths: Paths, encoder: Encoder, stores: Stores, today: date) -> Iterator[dict[str, Any]]:
    kept = read_json(folder / "draft.json")
    if kept is None:
        return
    yield {"state": State.WORKING.value}
    settings = SearchSettings()
    old = Search(index.load(paths.index, settings), settings)
    known: list[Affected] = []
    with search_of(paths.content, Change(kept["files"]), paths.index, encoder, today) as new:
        total = done = 0
        for step in affected(old, new, questions(stores, today), encoder, show(today)):
            known += step.found
            done, total = step.done, step.total
            yield {"state": State.WORKING.value, "done": done, "total": total, **_grouped(known)}
    yield {"state": State.DONE.value, "done": done, "total": total, **_grouped(known)}


def _grouped(known: Sequence[Affected]) -> dict[str, Any]:
    """Questions whose answer changes in the same way stand together, the largest group first."""
    groups: dict[str, dict[str, Any]] = {}
    for each in known:
        cards = {"what": each.what.value, "before": each.before, "after": each.after}
        group = groups.setdefault(json.dumps(cards, sort_keys=True), {**cards, "questions": []})
        group["questions"].append(asdict(each.question))
    ordered = sorted(groups.values(), key=lambda group: -len(group["questions"]))
    return {"changed": len(known), "groups": ordered}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
