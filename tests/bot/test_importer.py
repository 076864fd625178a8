"""The wordings that staff keep in the content are Rasa's training examples too."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.importer import OPEN_QUESTION, OUT_OF_SCOPE, ContentImporter, UnknownIntent, examples, topic_intents
from knowledge.files.records import Content
from knowledge.settings import ROOT
from tests.support.content import PAGE, change
from tests.support.content_texts import QUESTIONS
from tests.support.domain import domain

DOMAIN = str(ROOT / "domain.yml")
CONFIG = str(ROOT / "config.yml")
DATA = str(ROOT / "bot" / "data")


@pytest.fixture
def importer(content_folder: Path, monkeypatch: pytest.MonkeyPatch) -> ContentImporter:
    monkeypatch.setenv("ASSISTANT_CONTENT", str(content_folder))
    return ContentImporter(CONFIG, DOMAIN, DATA)


def test_each_wording_becomes_one_example(small: Content) -> None:
    counted = Counter(example.get("intent") for example in examples(small))
    assert counted == {
        OPEN_QUESTION: sum(map(len, QUESTIONS.values())),
        OUT_OF_SCOPE: sum(len(kind.questions) for kind in small.out_of_scope),
        **{talk.id: len(talk.examples) for talk in small.talk if talk.kind != "none"},
    }


def test_page_with_an_intent_gives_its_wordings_to_it(shipped: Content) -> None:
    entry = shipped.entries["short-breaks"]
    texts = {example.get("text") for example in examples(shipped) if example.get("intent") == entry.intent}
    assert texts >= {entry.ask, *entry.questions}


def test_topic_intents_are_those_of_the_pages_and_the_open_question(shipped: Content, small: Content) -> None:
    assert topic_intents(small) == {OPEN_QUESTION}
    assert {OPEN_QUESTION, "short_breaks", "sendiass"} <= topic_intents(shipped)


def test_examples_of_the_files_and_of_the_content_are_learnt_together(importer: ContentImporter) -> None:
    data = importer.get_nlu_data()
    assert {"greet", "thanks", OPEN_QUESTION, OUT_OF_SCOPE} <= data.intents
    assert "weekend respite activities" in {example.get("text") for example in data.training_examples}


def test_page_that_names_an_unknown_intent_is_refused_with_its_name(
    importer: ContentImporter, content_folder: Path
) -> None:
    change(content_folder, PAGE, "rights: false", "rights: false\nintent: nobody_knows")
    with pytest.raises(UnknownIntent, match=r'topics/short-breaks\.md names the intent "nobody_knows"'):
        importer.get_nlu_data()


def test_every_intent_of_the_shipped_pages_is_in_the_domain(shipped: Content) -> None:
    assert topic_intents(shipped) <= set(domain()["intents"])


def test_no_example_is_claimed_by_two_intents() -> None:
    data = ContentImporter(CONFIG, DOMAIN, DATA).get_nlu_data()
    claimed: dict[str, set[str]] = {}
    for example in data.training_examples:
        claimed.setdefault(" ".join(example.get("text").lower().split()), set()).add(example.get("intent"))
    assert {text: intents for text, intents in claimed.items() if len(intents) > 1} == {}
