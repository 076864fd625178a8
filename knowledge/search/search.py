"""The one way to ask the knowledge: a question and its vector in, ranked hits and a verdict out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from knowledge.danger.detector import DangerDetector
from knowledge.files.records import ANYTHING_ELSE, FEELINGS, Content
from knowledge.search.calibration import GROUPS, Evidence, Readings, probabilities
from knowledge.search.follow_up import FollowUp
from knowledge.search.index import Index
from knowledge.search.indexed_texts import NONE, Kind
from knowledge.search.kernel import Array, Kernel
from knowledge.search.section_picker import SectionKinds, SectionPicker, SectionsAsked
from knowledge.settings import SearchSettings
from knowledge.text.abbreviations import Shorthand
from knowledge.text.comparing import normalised
from knowledge.text.english import known_words
from knowledge.text.questions import asks
from knowledge.text.spelling import Spelling
from knowledge.text.whose.facts import read
from knowledge.text.whose.places import kept_places

LEAST_LIKELY = 0.001
"""Readings that are less probable are not listed."""


class Verdict(StrEnum):
    """What the readings come to."""

    ANSWERED = "answered"
    NOT_SURE = "not_sure"
    GAP = "gap"
    OUT_OF_SCOPE = "out_of_scope"
    TALK = "talk"
    JOURNEY = "journey"


REACTIONS = frozenset(f"talk:{name}" for name in (*FEELINGS, "anger", "thanks", "did_not_help", "small_talk"))
"""Feelings, and how parents react to an answer: they ask for nothing."""
_CANNED = {"scope": Verdict.OUT_OF_SCOPE, "talk": Verdict.TALK, "journey": Verdict.JOURNEY}


@dataclass(frozen=True)
class Reading:
    """What a message may be: a label such as "page:dentist", "gap:dentist", "scope:own-case", "talk:bye" or "none"."""

    label: str
    probability: float

    @property
    def group(self) -> str:
        """The part before the colon."""
        return self.label.split(":")[0]

    @property
    def name(self) -> str:
        """The part behind the colon."""
        return self.label.split(":")[-1]


@dataclass(frozen=True)
class Hit:
    """An entry that may answer.

    Attributes:
        entry: its id.
        section: id of the section that answers.
        confidence: probability that the entry is right, 0 to 1.
        matched: the nearest wording or passage.
        similarity: cosine of `matched`, -1 to 1.
    """

    entry: str
    section: str
    confidence: float
    matched: str
    similarity: float


PART_FIELDS = (
    "verdict",
    "entry",
    "section",
    "confidence",
    "hits",
    "sure",
    "asks",
    "no_subject",
    "chosen",
    "sections",
)
"""What a reply needs of one part of a message. No more is kept, as it is stored with the message."""


@dataclass(frozen=True)
class SearchResults:
    """What a message was judged to be, with every reading, so that the verdict can be explained.

    Attributes:
        verdict: what the readings come to.
        reason: the same in words.
        hits: pages, best first; where the verdict is GAP, first the page on whose subject it is.
        readings: all of them that are not quite improbable, best first.
        out_of_scope: id of the kind that is not answered here, where the verdict is OUT_OF_SCOPE.
        intent: id of the small talk or of the journey, where the verdict is TALK or JOURNEY.
        sure: if the first page is shown, it needs no word of doubt.
        chosen: it is word for word the question of the first entry's button.
        no_subject: it names no subject of its own, so it may be about what was said before.
        leans_back: it is worded like a follow-up: "and", "what about", "that".
        signs: names of the SIGNS in it, which tell whether it follows up or changes the topic.
        asks: there is a question in it.
        words: how many it has.
        sections: ids of the kinds of section that it asks for, the likeliest first.
        section_of: of every page the section that answers, as it may be about a page that was shown before.
        near: how like it is to every page (cosine of the nearest wording or passage).
        version: the version of the index.
    """

    verdict: Verdict
    reason: str
    hits: tuple[Hit, ...]
    readings: tuple[Reading, ...]
    out_of_scope: str | None
    intent: str | None
    sure: bool
    chosen: bool
    no_subject: bool
    leans_back: bool
    signs: tuple[str, ...]
    asks: bool
    words: int
    sections: tuple[str, ...]
    section_of: Mapping[str, str]
    near: Mapping[str, float]
    version: str

    @property
    def answered(self) -> bool:
        return self.verdict is Verdict.ANSWERED

    def to_json(self) -> dict[str, Any]:
        """The form that `search --json` prints and that is put on a Rasa message."""
        first = self.hits[0] if self.hits else None
        return {
            "answered": self.answered,
            "verdict": self.verdict.value,
            "reason": self.reason,
            "entry": first.entry if first and self.answered else None,
            "section": first.section if first and self.answered else None,
            "confidence": first.confidence if first else 0.0,
            "hits": [asdict(hit) for hit in self.hits],
            "readings": [asdict(reading) for reading in self.readings],
            "out_of_scope": self.out_of_scope,
            "intent": self.intent,
            "sure": self.sure,
            "chosen": self.chosen,
            "no_subject": self.no_subject,
            "leans_back": self.leans_back,
            "signs": list(self.signs),
            "asks": self.asks,
            "words": self.words,
            "sections": list(self.sections),
            "section_of": dict(self.section_of),
            "near": dict(self.near),
            "version": self.version,
        }


class Search:
    """Finds entries.

    Args:
        index: what is searched.
        settings: the numbers that decide.

    """

    def __init__(self, index: Index, settings: SearchSettings) -> None:
        self._index = index
        self._settings = settings
        self._shorthand = Shorthand(index.content.glossary)
        self._spelling = Spelling(_known_texts(index), known_words().another_word)
        self._asks = {normalised(entry.ask): entry.id for entry in index.content.entries.values()}
        self._follow_up = FollowUp(index.content.sections)
        self._kinds = SectionKinds(index.content.sections, index.units, index.vectors, settings)
        self._picker = SectionPicker(index.content, index.sections, index.units, index.vectors, settings)
        self._readings = Readings(index.scorer.labels)
        self._pages = [i for i, label in enumerate(index.scorer.labels) if label.startswith("page:")]
        self._idle = [i for i, label in enumerate(index.scorer.labels) if label == NONE or label.startswith("talk:")]
        self._reactions = [i for i, label in enumerate(index.scorer.labels) if label in REACTIONS]
        self._labels = np.array(index.scorer.labels)
        self._none = index.scorer.labels.index(NONE)
        self._gap_of = dict(zip(*reversed(self._readings.gaps), strict=True))
        self._scopes = {f"scope:{kind.id}" for kind in index.content.out_of_scope}
        council = index.content.council
        self._places = kept_places(council.area, tuple(council.places))
        self._own_units: dict[str, list[int]] = {}
        for position, unit in enumerate(index.units):
            if unit.kind in (Kind.QUESTION, Kind.SECTION):
                self._own_units.setdefault(unit.owner, []).append(position)
        self._by_page = np.concatenate([*self._own_units.values()])
        self._first_of_page = np.cumsum([0, *map(len, self._own_units.values())])[:-1]

    @property
    def version(self) -> str:
        """The version of the index."""
        return self._index.version

    @property
    def content(self) -> Content:
        """The content that the index was built from."""
        return self._index.content

    @property
    def danger(self) -> DangerDetector:
        """Notices danger in a message."""
        return self._index.danger

    def spell_out(self, question: str) -> str:
        """The words to embed: `question` without places elsewhere, its spelling mended and its short forms spelt out.

        What such a place means is read by rules; to the sentence model it only makes a question unlike all others.
        """
        return self._shorthand.expand(self._spelling.mend(self._places.left_out(question)))

    def search(self, question: str, vector: Array) -> SearchResults:
        """Rank the entries for a question.

        Args:
            question: as typed.
            vector: of `spell_out(question)`: float32, (dim,), L2-normalised.
        """
        index = self._index
        cosines = index.likeness.cosines(vector)
        spelt = self.spell_out(question)
        evidence = Evidence(index.scorer.scores(index.likeness.to(spelt, cosines)), index.coverage.of(spelt))
        chances = self._chances(question, probabilities(index.calibration.log_odds(evidence, self._readings)))
        asked_for = self._kinds.fits(question, vector)
        readings = self._likely(chances)
        verdict, reason, name = self._judge(chances, readings[0])
        order = self._order(chances, verdict)
        sections = self._picker.read(spelt, vector)
        hits = tuple(self._hit(column, float(chances[column]), cosines, sections) for column in order)
        return SearchResults(
            verdict=verdict,
            reason=reason,
            hits=hits,
            readings=readings,
            out_of_scope=name if verdict is Verdict.OUT_OF_SCOPE else None,
            intent=name if verdict in (Verdict.TALK, Verdict.JOURNEY) else None,
            sure=bool(chances[self._pages].sum() >= self._settings.sure_at),
            chosen=normalised(question) in self._asks,
            no_subject=hits[0].confidence < self._settings.own_subject_at
            and self._follow_up.names_no_subject(question),
            leans_back=self._follow_up.leans_back(question),
            signs=self._follow_up.signs(question),
            asks=asks(question),
            words=len(question.split()),
            sections=self._kinds.likeliest(question, asked_for),
            section_of=self._picker.of_every_page(sections, self._kinds.named(question)),
            near=self._near(cosines),
            version=index.version,
        )

    def _near(self, cosines: Array) -> dict[str, float]:
        """How like a message is to every page; one step for all, as every message takes it."""
        nearest = np.maximum.reduceat(cosines[self._by_page], self._first_of_page)
        return {entry: round(float(cosine), 2) for entry, cosine in zip(self._own_units, nearest, strict=True)}

    def _chances(self, question: str, chances: Kernel) -> Kernel:
        """The probabilities with what is certain: a button's words, and facts that are read from the words."""
        labels = self._labels
        if chosen := self._asks.get(normalised(question)):
            return np.where(labels == f"page:{chosen}", 1.0, 0.0)
        if self._kinds.named(question):
            return self._of_a_heading(chances)
        facts = read(question, self._places)
        if f"scope:{facts.scope}" not in self._scopes:
            possible = np.where(np.isin(labels, [f"scope:{kind}" for kind in facts.denied]), 0.0, chances)
            return np.asarray(possible / possible.sum())
        about_us = np.isin(self._readings.groups, [GROUPS.index("page"), GROUPS.index("gap")]) | (labels == NONE)
        moved = np.where(about_us, 0.0, chances)
        moved[list(labels).index(f"scope:{facts.scope}")] += chances[about_us].sum()
        return np.asarray(moved)

    def _of_a_heading(self, chances: Kernel) -> Kernel:
        """The heading of a part, as its button sends it, is no small talk, however it sounds: "How to ask"."""
        canned = np.isin(self._readings.groups, [GROUPS.index(group) for group in _CANNED])
        moved = np.where(canned, 0.0, chances)
        moved[self._none] += chances[canned].sum()
        return np.asarray(moved)

    def _likely(self, chances: Kernel) -> tuple[Reading, ...]:
        order = [int(i) for i in np.argsort(-chances) if chances[i] >= LEAST_LIKELY]
        return tuple(Reading(self._index.scorer.labels[i], round(float(chances[i]), 4)) for i in order)

    def _order(self, chances: Kernel, verdict: Verdict) -> list[int]:
        """The columns of the pages, best first. A question that no page answers is nearest to the page of its gap."""
        alone = verdict is Verdict.ANSWERED
        worth = {page: chances[page] + (0 if alone else self._gap(page, chances)) for page in self._pages}
        return sorted(worth, key=lambda page: -worth[page])[: self._settings.ranked]

    def _gap(self, page: int, chances: Kernel) -> float:
        return float(chances[self._gap_of[page]]) if page in self._gap_of else 0.0

    def _hit(self, column: int, confidence: float, cosines: Array, asked: SectionsAsked) -> Hit:
        entry = self._index.scorer.labels[column].removeprefix("page:")
        own = self._own_units[entry]
        nearest = own[int(np.argmax(cosines[own]))]
        sure = confidence >= self._settings.rights_at
        section = self._picker.pick(entry, asked) if sure else self._picker.harmless(entry, asked)
        similarity = round(float(cosines[nearest]), 4)
        return Hit(entry, section, round(confidence, 4), self._index.units[nearest].text, similarity)

    def _judge(self, chances: Kernel, best: Reading) -> tuple[Verdict, str, str]:
        """What the readings come to, why, and the name of the reading or page that it comes from."""
        settings, page = self._settings, max(self._pages, key=lambda column: chances[column])
        likeliest = f"{best.label} is the likeliest ({best.probability:.2f})"
        name, enough = (
            ("general_at", settings.general_at) if best.name == ANYTHING_ELSE else ("canned_at", settings.canned_at)
        )
        if best.group in _CANNED and best.probability >= enough:
            return _CANNED[best.group], f"{likeliest}, at least {enough} ({name}).", best.name
        any_page = float(chances[self._pages].sum())
        some = f"some page answers ({any_page:.2f}; page_at {settings.page_at})"
        first, name = f"{self._index.scorer.labels[page]} has {chances[page]:.2f}", self._name(page)
        if any_page >= settings.page_at and chances[page] >= settings.first_at:
            return Verdict.ANSWERED, f"{first}, and {some}.", name
        about = max(self._pages, key=lambda column: chances[column] + self._gap(column, chances))
        gap = self._gap(about, chances)
        if gap > chances[about] and gap + chances[about] >= settings.gap_at:
            untold = f"It is about {self._name(about)}, which does not tell it ({gap:.2f}; gap_at {settings.gap_at})."
            return Verdict.GAP, untold, self._name(about)
        if reaction := self._reaction(chances):
            return (
                Verdict.TALK,
                f"It asks for nothing (idle_at {settings.idle_at}), and is most like {reaction}.",
                reaction,
            )
        return Verdict.NOT_SURE, f"{likeliest}; {first} (first_at {settings.first_at}); that {some}.", name

    def _reaction(self, chances: Kernel) -> str | None:
        """The feeling or reaction that a message most probably is, if it asks for nothing, by its name."""
        idle = chances[self._idle].sum() >= self._settings.idle_at
        likeliest = max(self._reactions, key=lambda column: chances[column], default=None)
        if not idle or likeliest is None or chances[likeliest] < self._settings.reaction_at:
            return None
        return self._name(likeliest)

    def _name(self, column: int) -> str:
        return self._index.scorer.labels[column].split(":")[-1]


def _known_texts(index: Index) -> list[str]:
    """Every text whose words are spelt as they should be, or as parents write them in danger."""
    content = index.content
    texts = [unit.text for unit in index.units]
    texts += [term.term + " " + " ".join(term.also) for term in content.glossary]
    texts += [example for kind in content.danger.kinds for example in kind.examples]
    texts += [*content.danger.near_misses, *content.council.places]
    return texts + [word for need in content.needs for word in need.words]
