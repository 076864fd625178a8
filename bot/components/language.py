"""spaCy with the packaged English model, for Rasa's tokenizer and the entity rules."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP

from knowledge.english import english


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False,
    model_from="PackagedSpacy",
)
class PackagedSpacy(SpacyNLP):
    """Rasa's SpacyNLP with the model that comes as a package, so that nothing is downloaded."""

    @staticmethod
    def load_model(spacy_model_name: str) -> SpacyModel:
        """The packaged model.

        Args:
            spacy_model_name: as config.yml names it; only en_core_web_md is packaged.
        """
        if spacy_model_name != "en_core_web_md":
            raise ValueError(f'"{spacy_model_name}" is not packaged. Write "model: en_core_web_md" in config.yml.')
        return SpacyModel(english(), spacy_model_name)
