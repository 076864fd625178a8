"""The index over the content: built from the content files, swapped in as a whole, loaded by who searches."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from knowledge import check, danger_patterns, documents, learnt, versions
from knowledge.calibration import Calibration
from knowledge.danger import DangerDetector, DangerSettings
from knowledge.documents import Content
from knowledge.encoder import Encoder, Vectors
from knowledge.faults import ContentInvalid, IndexNotBuilt
from knowledge.learnt import Workings
from knowledge.likeness import Likeness
from knowledge.settings import SearchSettings
from knowledge.topic_scorer import TopicScorer
from knowledge.units import Unit, units_of
from knowledge.versions import WORKINGS

FORM = 6
MOST_CHANGES = 200
"""With more changed texts than this, learning the changes is not quicker than learning everything."""
IN_HASTE = ".in-haste"
"""Ends the name of a version for which only the changes were learnt."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Index:
    """Everything the search needs, of one version."""

    version: str
    content: Content
    units: tuple[Unit, ...]
    vectors: Vectors
    likeness: Likeness
    scorer: TopicScorer
    calibration: Calibration
    danger: DangerDetector


@dataclass(frozen=True)
class Built:
    """What a build did.

    Attributes:
        version: of the content.
        embedded: how many of the `total` texts were new.
        in_haste: only what has changed was learnt; `build` learns the rest.
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
    """Build the index of the content, with everything that can be learnt from it, and swap it in.

    Args:
        content_folder: what to build from.
        index_folder: where versions are kept.
        encoder: used for the texts that the current version does not hold already.
        settings: as the search will use.
        today: the day against which dates are held.
        say: is told of each step.

    Raises:
        ContentInvalid: nothing is swapped; what was in use stays.
    """
    task = _Task(content_folder, index_folder, encoder, settings, today, say)
    return task.done((_as_before, _everything))


def update(content_folder: Path, index_folder: Path, encoder: Encoder, settings: SearchSettings, today: date) -> Built:
    """Swap in the content as soon as can be: where few texts have changed, only these are learnt (`Built.in_haste`).

    Args:
        content_folder, index_folder, encoder, settings, today: as for `build`.

    Raises:
        ContentInvalid: nothing is swapped; what was in use stays.
    """
    task = _Task(content_folder, index_folder, encoder, settings, today)
    return task.done((_as_before, _changes, _everything))


def load(index_folder: Path, settings: SearchSettings) -> Index:
    """Load the version in use.

    Raises:
        IndexNotBuilt: there is none, or it is damaged, or it was built by another version of this program.
    """
    folder = versions.in_use(index_folder)
    content = documents.load(folder / "content")
    try:
        kept = learnt.read(folder, settings)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"The index in {folder} is whole, but of another form ({error}). Run: python -m knowledge build"
        raise IndexNotBuilt(message) from error
    detector = DangerDetector(kept.danger, DangerSettings())
    return Index(
        versions.content_version(folder.name),
        content,
        kept.units,
        kept.vectors,
        kept.likeness,
        kept.scorer,
        kept.calibration,
        detector,
    )


@dataclass(frozen=True)
class _Draft:
    """A version in the making.

    Attributes:
        folder: where its files are gathered; its content is there.
        last: the version in use and what its manifest says, where what it learnt can be built on.
        digest: of all that is learnt from.
    """

    folder: Path
    content: Content
    units: tuple[Unit, ...]
    vectors: Vectors
    last: tuple[Path, str] | None
    digest: str


Way = Callable[[_Draft, SearchSettings], bool]
"""Puts what is learnt into the draft's folder, or returns False where it is not the way."""


@dataclass(frozen=True)
class _Task:
    """One build: its places and its means, as for `build`."""

    content_folder: Path
    index_folder: Path
    encoder: Encoder
    settings: SearchSettings
    today: date
    say: Callable[[str], None] = field(default=lambda line: None)

    def done(self, ways: Sequence[Way]) -> Built:
        """Build a copy of the content in the first way that can be gone; again where the content changes meanwhile."""
        while True:
            with versions.draft(self.index_folder) as folder:
                content = self._copied(folder / "content")
                version, units = self._version(folder / "content"), units_of(content)
                current = versions.current_version(self.index_folder)
                if current == version or (current == version + IN_HASTE and _changes in ways):
                    return Built(version, 0, len(units), current != version)
                built = self._built(folder, version, content, units, ways)
                if built:
                    return built

    def _built(
        self, folder: Path, version: str, content: Content, units: tuple[Unit, ...], ways: Sequence[Way]
    ) -> Built | None:
        """Learn and swap in; None where the content has changed meanwhile."""
        last, known = self._last()
        new = [text for text in dict.fromkeys(unit.text for unit in units) if text not in known]
        self.say(f"{len(units)} texts, of which {len(new)} are new. Learning what points where, and what is danger.")
        if new:
            known |= dict(zip(new, self.encoder.encode(new), strict=True))
        vectors = np.stack([known[unit.text] for unit in units]).astype(np.float32)
        draft = _Draft(folder, content, units, vectors, last, learnt.digest_of(content, units))
        way = next(way for way in ways if way(draft, self.settings))
        swapped = versions.put_in_use(
            self.index_folder,
            folder,
            version + IN_HASTE * (way is _changes),
            lambda: self._version(self.content_folder) == version,
            encoder=self.encoder.name,
            made_with=self._made_with(),
            learnt="" if way is _changes else draft.digest,
        )
        return Built(version, len(new), len(units), way is _changes) if swapped else None

    def _copied(self, folder: Path) -> Content:
        versions.copy(self.content_folder, folder)
        try:
            return check.load_checked(folder, self.today)
        except ContentInvalid as error:
            raise ContentInvalid(self.content_folder, error.faults) from error

    def _version(self, content_folder: Path) -> str:
        """A name that changes with everything that is learnt from or shown."""
        digest = f"{self._made_with()} {versions.fingerprint(content_folder)}"
        return hashlib.sha256(digest.encode()).hexdigest()[:12]

    def _made_with(self) -> str:
        phrases = versions.fingerprint(danger_patterns.FOLDER)
        return f"{FORM} {self.encoder.name} {self.settings} {DangerSettings()} {phrases}"

    def _last(self) -> tuple[tuple[Path, str] | None, dict[str, Vectors]]:
        """The version in use with the digest of what it learnt from, and its vectors by their text.

        There is none where nothing is in use, and no vectors where another model made them.
        """
        try:
            folder = versions.in_use(self.index_folder)
            manifest = versions.manifest(folder)
            if manifest["encoder"] != self.encoder.name:
                return None, {}
            known = learnt.known_vectors(folder)
            return (folder, manifest["learnt"]) if manifest["made_with"] == self._made_with() else None, known
        except (IndexNotBuilt, OSError, ValueError, KeyError) as error:
            if versions.current_version(self.index_folder):
                logger.warning("The last index cannot be used again, so everything is embedded anew: %s", error)
            return None, {}


def _as_before(draft: _Draft, settings: SearchSettings) -> bool:
    """Where no text that is learnt from has changed, all is taken over."""
    if draft.last is None or draft.last[1] != draft.digest:
        return False
    versions.take_over(draft.last[0], draft.folder)
    return True


def _changes(draft: _Draft, settings: SearchSettings) -> bool:
    """Where few texts have changed, only they are learnt."""
    try:
        if draft.last is None:
            return False
        folder, _ = draft.last
        versions.verify_workings(folder)
        workings = Workings.read(folder / WORKINGS)
    except IndexNotBuilt as error:
        logger.warning("Everything is learnt afresh: %s", error)
        return False
    last = learnt.read(folder, settings)
    kinds = tuple(kind.id for kind in draft.content.danger.kinds)
    if kinds != last.danger.kinds or learnt.how_many_changed(workings, draft.units, settings) > MOST_CHANGES:
        return False
    learnt.learn_changes(last, workings, draft.units, draft.vectors, settings).save(draft.folder)
    versions.take_over(folder / WORKINGS, draft.folder / WORKINGS)
    return True


def _everything(draft: _Draft, settings: SearchSettings) -> bool:
    """Everything is learnt."""
    made, workings = learnt.learn(draft.content, draft.units, draft.vectors, settings)
    made.save(draft.folder)
    workings.save(draft.folder / WORKINGS)
    return True
