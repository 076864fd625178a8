"""Notices a message that is not in English."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from lingua import Language, LanguageDetector, LanguageDetectorBuilder
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

LANGUAGE = "language"
OTHER_LANGUAGE = "other_language"
FEWEST_WORDS = 3
COMMON = (
    Language.ENGLISH,
    *(Language.POLISH, Language.ROMANIAN, Language.UKRAINIAN, Language.WELSH, Language.HINDI, Language.MARATHI),
    *(Language.RUSSIAN, Language.FRENCH, Language.SPANISH, Language.PORTUGUESE, Language.ITALIAN, Language.GERMAN),
    *(Language.LITHUANIAN, Language.BULGARIAN, Language.HUNGARIAN, Language.TURKISH, Language.ARABIC, Language.CHINESE),
)
"""The languages told apart. More would cost memory and mistake more short English messages."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class OtherLanguages(GraphComponent):
    """Puts the language on the message, and makes its intent "other_language", where it is surely not English."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`sure`: how sure the detector must be (0 to 1) that it is another language."""
        return {"sure": 0.7}

    def __init__(self, config: Dict[str, Any], detector: LanguageDetector) -> None:
        self._sure = float(config["sure"])
        self._detector = detector

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> OtherLanguages:
        """Make the component. The smaller tables take 4 MB, the full ones 320, and they tell these apart as well."""
        return cls(config, LanguageDetectorBuilder.from_languages(*COMMON).with_low_accuracy_mode().build())

    def process(self, messages: List[Message]) -> List[Message]:
        """Look at each message of a few words or more."""
        for message in messages:
            name = self._other_language(message.get(TEXT) or "")
            if name is not None:
                message.set(LANGUAGE, name, add_to_output=True)
                intent = {INTENT_NAME_KEY: OTHER_LANGUAGE, PREDICTED_CONFIDENCE_KEY: self._sure}
                message.set(INTENT, intent, add_to_output=True)
        return messages

    def _other_language(self, text: str) -> Optional[str]:
        if len(text.split()) < FEWEST_WORDS:
            return None
        first = self._detector.compute_language_confidence_values(text)[0]
        other = first.language != Language.ENGLISH and first.value >= self._sure
        return str(first.language.name) if other else None
