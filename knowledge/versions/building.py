"""The index over the content: built from the content files, put in use as a whole, loaded by the search."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from knowledge.danger import kept_vectors, patterns
from knowledge.danger.kept_vectors import Kept
from knowledge.danger.learning import texts_of
from knowledge.danger.pieces import pieces_of
from knowledge.danger.settings import DangerSettings
from knowledge.encoder.sentence_encoder import Encoder, Vectors
from knowledge.faults import ContentInvalid, IndexNotBuilt
from knowledge.files import check, index_folders
from knowledge.files.index_folders import WORKINGS
from knowledge.files.records import Content
from knowledge.search import search_model
from knowledge.search.indexed_texts import Unit, units_of
from knowledge.search.search_model import Workings
from knowledge.settings import SearchSettings

FORM = 9
MOST_CHANGES = 200
"""With more changed texts than this, training on the changes is no quicker than training on everything."""
TEXTS_IN_A_STEP = 1000
"""So many new texts are read between one word of progress and the next."""
IN_HASTE = ".in-haste"
"""The ending of the name of a version that was trained only on the changes."""
DANGER_VECTORS = "danger.npz"
"""The file of a version's workings with the vectors from which danger was learnt."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Built:
    """What a build did.

    Attributes:
        version: of the content.
        embedded: how many texts were new, including examples of danger.
        total: how many texts are indexed.
        in_haste: trained only on what has changed; `build` does the rest.
    """

    version: str
    embedded: int
    total: int
    in_haste: bool = False


def build(
    content_folder: Path,
    index_folder: Path,
    encoder: Encoder,
    settings: SearchSettings,
    today: date,
    say: Callable[[str], None] = lambda line: None,
) -> Built:
    """Build the index of the content, train everything on it, and put it in use.

    Args:
        content_folder: what to build from.
        index_folder: where versions are kept.
        encoder: used for the texts that the current version does not hold already.
        settings: as the search will use.
        today: the day to compare dates with.
        say: called with each step.

    Raises:
        ContentInvalid: nothing changes; what was in use stays in use.
    """
    task = _Task(content_folder, index_folder, encoder, settings, today, say)
    return task.done((_as_before, _everything), good_enough=("",))


def update(content_folder: Path, index_folder: Path, encoder: Encoder, settings: SearchSettings, today: date) -> Built:
    """Put the content in use as soon as possible: if few texts have changed, train only on them (`Built.in_haste`).

    Args:
        content_folder, index_folder, encoder, settings, today: as for `build`.

    Raises:
        ContentInvalid: nothing changes; what was in use stays in use.
    """
    task = _Task(content_folder, index_folder, encoder, settings, today)
    return task.done((_as_before, _changes, _everything), good_enough=("", IN_HASTE))


Read = Callable[[Sequence[str]], dict[str, Vectors]]
"""Makes the vectors of texts."""


@dataclass(frozen=True)
class _Examples:
    """The texts from which danger is learnt. Their vectors are only made when needed: a quick update needs none.

    Attributes:
        texts: all of them.
        known: vectors of pages' texts, some of which may be examples, too.
        last: folder of the version in use, if the same model made it.
        read: makes the vectors of new texts.
    """

    texts: Sequence[str]
    known: Mapping[str, Vectors]
    last: Path | None
    read: Read

    def vectors(self) -> tuple[Mapping[str, Vectors], int]:
        """The vectors of each text and of its pieces, and for how many texts they had to be made."""
        kept: dict[tuple[str, ...], Vectors] = {
            (text,): self.known[text][None] for text in self.texts if text in self.known and not pieces_of(text)
        }
        kept.update(_kept(self.last) if self.last else {})
        new = kept_vectors.new_of(self.texts, kept)
        return kept_vectors.joined(self.texts, kept, self.read(new)), len(new)


@dataclass(frozen=True)
class _Draft:
    """A version that is being built.

    Attributes:
        folder: where its files are collected; its content is there.
        examples: from which danger is learnt.
        last: the version in use and what its manifest says, if its training can be built on.
        digest: of all the training texts.
    """

    folder: Path
    content: Content
    units: tuple[Unit, ...]
    vectors: Vectors
    examples: _Examples
    last: tuple[Path, str] | None
    digest: str


@dataclass(frozen=True)
class _Trained:
    """How the search model of a draft was trained.

    Attributes:
        in_haste: only on what has changed.
        new_examples: how many examples of danger had to be embedded.
    """

    in_haste: bool = False
    new_examples: int = 0


Way = Callable[[_Draft, SearchSettings], _Trained | None]
"""Puts the trained search model into the draft's folder, or returns None if this way does not apply."""


@dataclass(frozen=True)
class _Task:
    """One build: its folders and tools, as for `build`."""

    content_folder: Path
    index_folder: Path
    encoder: Encoder
    settings: SearchSettings
    today: date
    say: Callable[[str], None] = field(default=lambda line: None)

    def done(self, ways: Sequence[Way], good_enough: Sequence[str]) -> Built:
        """Build a copy of the content in the first way that applies; again if the content changes while this runs.

        Args:
            ways: in order of preference; the last always applies.
            good_enough: the endings of a version of this content that, if it is in use, leaves nothing to do.
        """
        while True:
            with index_folders.draft(self.index_folder) as folder:
                content = self._copied(folder / "content")
                version, units = self._version(folder / "content"), units_of(content)
                current = index_folders.current_version(self.index_folder)
                if current in [version + ending for ending in good_enough]:
                    return Built(version, 0, len(units), current != version)
                built = self._built(folder, version, content, units, ways)
                if built:
                    return built

    def _built(
        self, folder: Path, version: str, content: Content, units: tuple[Unit, ...], ways: Sequence[Way]
    ) -> Built | None:
        """Train and swap in; None if the content has changed while this ran."""
        last, known, before = self._last()
        new = sorted({unit.text for unit in units} - known.keys())
        self.say(f"{len(units)} texts, of which {len(new)} are new.")
        known |= self._read("texts", new, self._embedded)
        vectors = np.stack([known[unit.text] for unit in units]).astype(np.float32)
        examples = _Examples(texts_of(content.danger), known, before, self._read_examples)
        draft = _Draft(folder, content, units, vectors, examples, last, search_model.digest_of(content, units))
        self.say("Learning what points where, and what is danger.")
        trained = next(trained for way in ways if (trained := way(draft, self.settings)))
        swapped = index_folders.put_in_use(
            self.index_folder,
            folder,
            f"{version}{IN_HASTE}" if trained.in_haste else version,
            lambda: self._version(self.content_folder) == version,
            encoder=self.encoder.name,
            made_with=self._made_with(),
            learnt="" if trained.in_haste else draft.digest,
        )
        return Built(version, len(new) + trained.new_examples, len(units), trained.in_haste) if swapped else None

    def _read(self, what: str, texts: Sequence[str], read: Read) -> dict[str, Vectors]:
        """The vectors of `texts`, made a few hundred at a time, with a word after each step."""
        made: dict[str, Vectors] = {}
        for start in range(0, len(texts), TEXTS_IN_A_STEP):
            made |= read(texts[start : start + TEXTS_IN_A_STEP])
            self.say(f"Read {len(made)} of {len(texts)} new {what}.")
        return made

    def _read_examples(self, texts: Sequence[str]) -> dict[str, Vectors]:
        return self._read("examples of danger", texts, lambda few: kept_vectors.made(few, self.encoder))

    def _embedded(self, texts: Sequence[str]) -> dict[str, Vectors]:
        return dict(zip(texts, self.encoder.encode(texts), strict=True))

    def _copied(self, folder: Path) -> Content:
        index_folders.copy(self.content_folder, folder)
        try:
            return check.load_checked(folder, self.today)
        except ContentInvalid as error:
            raise ContentInvalid(self.content_folder, error.faults) from error

    def _version(self, content_folder: Path) -> str:
        """A name that changes with every training text and everything shown."""
        digest = f"{self._made_with()} {index_folders.fingerprint(content_folder)}"
        return hashlib.sha256(digest.encode()).hexdigest()[:12]

    def _made_with(self) -> str:
        phrases = index_folders.fingerprint(patterns.FOLDER)
        return f"{FORM} {self.encoder.name} {self.settings} {DangerSettings()} {phrases}"

    def _last(self) -> tuple[tuple[Path, str] | None, dict[str, Vectors], Path | None]:
        """The version in use with the digest of its training texts, its vectors by their text, and its folder.

        There is none if nothing is in use, and there are no vectors if another model made them.
        """
        try:
            folder = index_folders.in_use(self.index_folder)
            manifest = index_folders.manifest(folder)
            if manifest["encoder"] != self.encoder.name:
                return None, {}, None
            last = (folder, manifest["learnt"]) if manifest["made_with"] == self._made_with() else None
            return last, search_model.known_vectors(folder), folder
        except (IndexNotBuilt, OSError, ValueError, KeyError) as error:
            if index_folders.current_version(self.index_folder):
                logger.warning("The last index cannot be used again, so everything is embedded again: %s", error)
            return None, {}, None


def _kept(folder: Path) -> Kept:
    """The vectors from which a version learnt danger; none if they are damaged or of another form."""
    try:
        index_folders.verify_workings(folder)
        return kept_vectors.read(folder / WORKINGS / DANGER_VECTORS)
    except (IndexNotBuilt, OSError, ValueError, KeyError) as error:
        logger.warning("The examples of danger are embedded again: %s", error)
        return {}


def _as_before(draft: _Draft, settings: SearchSettings) -> _Trained | None:
    """If no training text has changed, everything is reused."""
    if draft.last is None or draft.last[1] != draft.digest:
        return None
    index_folders.take_over(draft.last[0], draft.folder)
    return _Trained()


def _changes(draft: _Draft, settings: SearchSettings) -> _Trained | None:
    """If few texts have changed, training uses only those."""
    try:
        if draft.last is None:
            return None
        folder, _ = draft.last
        index_folders.verify_workings(folder)
        workings = Workings.read(folder / WORKINGS)
    except IndexNotBuilt as error:
        logger.warning("Everything is learnt afresh: %s", error)
        return None
    last = search_model.read(folder, settings)
    kinds = tuple(kind.id for kind in draft.content.danger.kinds)
    if kinds != last.danger.kinds or search_model.how_many_changed(workings, draft.units, settings) > MOST_CHANGES:
        return None
    search_model.learn_changes(last, workings, draft.units, draft.vectors, settings).save(draft.folder)
    index_folders.take_over(folder / WORKINGS, draft.folder / WORKINGS)
    return _Trained(in_haste=True)


def _everything(draft: _Draft, settings: SearchSettings) -> _Trained:
    """Learn everything afresh."""
    examples, new = draft.examples.vectors()
    made, workings = search_model.learn(draft.content, draft.units, draft.vectors, examples, settings)
    made.save(draft.folder)
    workings.save(draft.folder / WORKINGS)
    kept_vectors.save(draft.folder / WORKINGS / DANGER_VECTORS, examples)
    return _Trained(new_examples=new)
