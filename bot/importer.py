"""Training data for Rasa: the files in bot/data, the wordings that staff keep in the content, and the journeys."""

from __future__ import annotations

from typing import Any, Iterator, List, Optional, Union

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.journey_training import domain_of, rules_of
from knowledge.files import loading
from knowledge.files.journey_descriptions import JOURNEYS
from knowledge.files.records import Content
from knowledge.settings import Paths

OPEN_QUESTION = "open_question"
OUT_OF_SCOPE = "out_of_scope"


class UnknownIntent(Exception):
    """A page names an intent that the domain does not know."""


def topic_intents(content: Content) -> frozenset[str]:
    """The intents that ask for an answer from the knowledge."""
    return frozenset({OPEN_QUESTION, *(entry.intent for entry in content.entries.values() if entry.intent)})


def examples(content: Content) -> Iterator[Message]:
    """Each wording of the content as a training example of its intent."""
    for entry in content.entries.values():
        for question in (entry.ask, *entry.questions):
            yield Message.build(question, entry.intent or OPEN_QUESTION)
    for kind in content.out_of_scope:
        for question in kind.questions:
            yield Message.build(question, OUT_OF_SCOPE)
    for talk in content.talk:
        if talk.kind != "none":
            for example in talk.examples:
                yield Message.build(example, talk.id)


class ContentImporter(RasaFileImporter):
    """Rasa's own importer, with the wordings of the content and what Rasa needs of the guided journeys."""

    def __init__(
        self,
        config_file: Optional[str] = None,
        domain_path: Optional[str] = None,
        training_data_paths: Optional[Union[List[str], str]] = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)

    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """The examples of the files and of the content.

        Raises:
            UnknownIntent: a page names an intent that is not in domain.yml.
        """
        content = loading.load(Paths.from_environment().content)
        known = set(self.get_domain().intents)
        for entry in content.entries.values():
            if entry.intent and entry.intent not in known:
                raise UnknownIntent(
                    f'topics/{entry.id}.md names the intent "{entry.intent}", which domain.yml does not list. '
                    "Correct it there, or take the line out."
                )
        return super().get_nlu_data(language).merge(TrainingData(list(examples(content))))

    def get_domain(self) -> Domain:
        """domain.yml, with the part of the journeys."""
        return super().get_domain().merge(Domain.from_dict(domain_of(JOURNEYS)))

    def get_stories(self, exclusion_percentage: Optional[int] = None) -> StoryGraph:
        """The rules of the files and of the journeys."""
        made = {"version": "3.1", "rules": rules_of(JOURNEYS)}
        steps = YAMLStoryReader(self.get_domain()).read_from_parsed_yaml(made)
        return StoryGraph([*super().get_stories(exclusion_percentage).story_steps, *steps])
