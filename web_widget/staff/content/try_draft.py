"""Asks the content in use and a draft the same questions, and compares the answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Engine

from actions.wire import WireCard
from knowledge import london
from knowledge.editing.affected import Affected, SampleQuestion, affected, search_of
from knowledge.editing.changes import Change
from knowledge.encoder.sentence_encoder import Encoder
from knowledge.evaluation import messages
from knowledge.files.records import Content
from knowledge.search import index
from knowledge.search.search import Search, SearchResults
from knowledge.settings import Paths, SearchSettings
from web_widget.coverage.question_sets import QuestionSets
from web_widget.jobs.job import JobStep, Steps
from web_widget.staff.content.drafts import read_json
from web_widget.staff.feedback.months import months_before
from web_widget.store.records import Records

OUR_TESTS = messages.OWN
RECORDED = "asked by parents recently"
RECORDED_MONTHS = 3
MOST_RECORDED = 1000
"""Of the questions of the last months, those that were asked most."""
_NOT_SEEN = ("confidence", "alternatives", "checked", "checked_by")
"""What differs at every turn, or is no answer."""


def compare(folder: Path, paths: Paths, encoder: Encoder, engine: Engine) -> Steps:
    """Ask both, and report each finding at once.

    Args:
        folder: of the draft.
        paths: of the content and the index in use.
        encoder: of that index.
        engine: of the database of the records: what parents asked, and the lists of the forum.

    Raises:
        KnowledgeError: they cannot be asked; the message says why.
    """
    kept = read_json(folder / "draft.json")
    if kept is None:  # it was published or discarded while this waited for its turn
        return
    today, settings = london.today(), SearchSettings()
    old = Search(index.load(paths.index, settings), settings)
    known: list[Affected] = []
    with search_of(paths.content, Change(kept["files"]), paths.index, encoder, today) as new:
        for step in affected(old, new, questions(engine, today), encoder, show(today)):
            known += step.found
            yield JobStep(step.done, step.total, _grouped(known, folder.name))


def questions(engine: Engine, today: date) -> Iterator[SampleQuestion]:
    """What to ask: the forum's lists, what parents asked lately, and our own tests."""
    sets = QuestionSets(engine)
    for saved in sets.saved():
        yield from (SampleQuestion(question.text, f"the list “{saved.name}”") for question in sets.questions(saved.id))
    yield from (SampleQuestion(question, RECORDED) for question in _recorded(engine, today))
    if OUR_TESTS.exists():
        yield from (SampleQuestion(message.text, "our tests") for message in messages.read(OUR_TESTS))


def with_words(groups: Sequence[dict[str, Any]], token: str, engine: Engine, today: date) -> list[dict[str, Any]]:
    """Groups as they are shown: a parent's question has its words again, unless it was deleted meanwhile.

    Args:
        groups: as they were kept.
        token: of the draft.
        engine: of the database of the records.
        today: when they are shown.
    """
    words = {_digest(question, token): question for question in _recorded(engine, today)}
    shown = [
        {**group, "questions": [question for each in group["questions"] if (question := _worded(each, words))]}
        for group in groups
    ]
    return [group for group in shown if group["questions"]]


def show(today: date) -> Callable[[Content, SearchResults], Sequence[WireCard]]:
    """Makes the cards that a parent would see for the first message of a talk."""
    from actions.card_types import to_wire
    from actions.memory import Memory
    from actions.reply import Replier

    def cards(content: Content, results: SearchResults) -> Sequence[WireCard]:
        turn = Replier(content, today).reply(results.to_json(), Memory(None, (), 0))
        return [{name: value for name, value in to_wire(card).items() if name not in _NOT_SEEN} for card in turn.cards]

    return cards


def _recorded(engine: Engine, today: date) -> list[str]:
    return Records(engine).asked_since(months_before(today, RECORDED_MONTHS), MOST_RECORDED)


def _grouped(known: Sequence[Affected], token: str) -> dict[str, Any]:
    """Groups of questions whose answer changes in the same way, the largest group first."""
    groups: dict[str, dict[str, Any]] = {}
    for each in known:
        cards = {"what": each.what.value, "before": each.before, "after": each.after}
        group = groups.setdefault(json.dumps(cards, sort_keys=True), {**cards, "questions": []})
        group["questions"].append(_kept(each.question, token))
    ordered = sorted(groups.values(), key=lambda group: -len(group["questions"]))
    return {"changed": len(known), "groups": ordered}


def _kept(question: SampleQuestion, token: str) -> dict[str, Any]:
    """A question as it is kept: of a parent's a digest, so that its words are gone when the parent deletes them."""
    if question.origin != RECORDED:
        return asdict(question)
    return {"digest": _digest(question.text, token), "origin": RECORDED}


def _worded(kept: dict[str, Any], words: Mapping[str, str]) -> dict[str, Any] | None:
    if "digest" not in kept:
        return kept
    text = words.get(kept["digest"])
    return {"text": text, "origin": kept["origin"]} if text is not None else None


def _digest(question: str, token: str) -> str:
    return hashlib.blake2b(question.encode(), key=token.encode()[:64], digest_size=16).hexdigest()
