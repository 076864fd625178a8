"""What in a text sounds like danger, and what makes it sound harmless: phrases from `phrase_lists/`.

A strong phrase raises the alarm by itself. A weak one adds to the likeness to the examples, and
harmless use (figures of speech, courses, policies, games, what is long past) weakens it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.danger.phrases import Phrases, words_of

FOLDER = Path(__file__).resolve().parent / "phrase_lists"

OWN_LIFE = "own-life"
"""Stands for both kinds of danger to one's own life. Whose life it is, is found out separately."""

_KIN = (
    "son|daughter|child|kid|kids|children|boy|boys|girl|girls|lad|lass|baby|babies|toddler|grandson|granddaughter|"
    "grandkids|grandchild|grandchildren|nephew|niece|stepson|stepdaughter|teenager|twin|twins|brother|sister|newborn|"
    "siblings|youngest|eldest|oldest|pupil|pupils"
)
_GROWN = (
    "dad|father|daddy|stepdad|stepfather|stepmum|stepmother|mum|mother|mummy|uncle|aunt|auntie|grandad|grandpa|teacher|"
    "teachers|ta|tas|assistant|staff|carer|carers|driver|escort|pa|nanny|babysitter|childminder|coach|tutor|partner|"
    "boyfriend|girlfriend|ex|husband|wife|neighbour|neighbours|man|men|bloke|stepbrother|worker|cousin|brother"
)
_HIT = (
    "hit*|beat*|slap*|smack*|punch*|kick|kicks|kicked|kicking|whip*|batter*|thump*|strangl*|chok*|stab*|attack*|belts|"
    "headbutt*|throttl*|shove*|drag*|burns|burnt|burned|shakes|shook|hurts|hurting|abus*|molest*|whack*|clout*|pinch*"
)
_ME = "me|us|my|him|her|them|his|our"

NAMES = {
    "KIN": _KIN,
    "GROWN": _GROWN,
    "HIT": _HIT,
    "ONE": f"{_ME}|{_KIN}",
    "WHO": f"he|she|they|{_KIN}",
    "OWN": "my|his|her|their|your|own",
    "SELF": "myself|himself|herself|themselves|yourself|themself|ourselves",
    "PRON": "i|he|she|they|we",
    "WANT": "want|wants|wanted|wanting|wish|wishes|wished|wishing|hope|hopes|hoping|pray|prays|praying|rather|like",
    "WILL": (
        "will|would|ill|hell|shell|theyll|hed|shed|going|want|wants|wanted|wanting|might|could|threat*|try|tries|tried|"
        "trying|plan*|thinking|thoughts|about|ready|attempt*|keeps|gonna"
    ),
    "MANY": "load|loads|lots|bunch|handful|packet|bottle|box|whole|all|many|too|several|double|strip|pack|overdose|few",
    "TABLETS": (
        "tablet*|pill|pills|paracetamol*|ibuprofen|medicine|antidepressants|melatonin|calpol|insulin|codeine|aspirin|"
        "sertraline|fluoxetine|packet|packets|capsules|sleepers"
    ),
    "BLADE": "blade|blades|razor|razors|knife|knives|scissors",
    "WEAPON": "knife|knives|machete|hammer|axe|scissors|gun|rifle|bat|blade|razor|crowbar|screwdriver|cleaver|petrol",
    "LIMB": "arm|arms|leg|legs|thigh|thighs|wrist|wrists|stomach|skin|throat|veins",
    "EDGE": "bridge|ledge|tracks|cliff|roof|parapet|rooftop|platform|window|balcony|building|storey|railway",
    "TRAFFIC": "train|trains|lorry|lorries|traffic|bus|car|cars|road",
    "NOW": "now|ago|still|since|minutes|hour|hours|tonight|today|yesterday|morning|dark|anywhere|yet|police|help",
    "BRUISE": "bruis*|marks|mark|handprint*|fingermark*|welt*|burn|burns|injur*|scratches|blood",
    "LOCK": "lock|locks|locked|locking|shut|shuts|shutting|tie|ties|tied|tying|chain|chains|chained|strap*|keep|keeps",
    "RAN": "run|ran|runs|bolted|absconded|escaped|wandered|climbed|slipped|stormed|legged|walked|gone|got|took",
    "POISON": (
        "battery|magnet|magnets|bleach|detergent|dishwasher|antifreeze|coin|glass|weedkiller|screenwash|needle|pin|"
        "screw|cleaner|caustic|vape|sanitiser|turps|nail|nails|perfume|drugs|poison|marble|bead|lego"
    ),
}


@dataclass(frozen=True)
class Signs:
    """What was found in a text.

    Attributes:
        strong: for each kind, or OWN_LIFE, the stretches of the text that are danger by themselves.
        weak: for each kind, or OWN_LIFE, the stretches that may be.
        harmless: the stretches that make it sound harmless.
        young: the stretches by which the writer, or who is written of, is under 18.
        grown: the stretches by which it is another adult who is written of.
    """

    strong: dict[str, tuple[str, ...]]
    weak: dict[str, tuple[str, ...]]
    harmless: tuple[str, ...]
    young: tuple[str, ...]
    grown: tuple[str, ...]

    @property
    def most_weak(self) -> int:
        """The number of different weak stretches, for the kind that has the most."""
        return max((len(set(stretches)) for stretches in self.weak.values()), default=0)


class DangerPatterns:
    """Finds the signs of danger in a text.

    Args:
        folder: a file of phrases for each kind, in sections headed [strong] and [weak], and one for what is harmless.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        labelled: dict[str, list[str]] = {}
        for path in sorted(folder.glob("*.txt")):
            for section, phrase in _phrases(path):
                labelled.setdefault(f"{section} {path.stem}", []).append(phrase)
        self._phrases = Phrases(labelled, NAMES)

    def find(self, text: str) -> Signs:
        """The signs in `text`, as typed."""
        found = self._phrases.find(words_of(text))
        by_section: dict[str, dict[str, tuple[str, ...]]] = {}
        for label, stretches in found.items():
            section, kind = label.split(" ")
            by_section.setdefault(section, {})[kind] = stretches
        whose = {section: by_section.get(section, {}).get(OWN_LIFE, ()) for section in ("young", "grown")}
        harmless = by_section.get("harmless", {}).get("harmless", ())
        return Signs(by_section.get("strong", {}), by_section.get("weak", {}), harmless, **whose)


@lru_cache(maxsize=1)
def shipped_patterns() -> DangerPatterns:
    """The patterns of this process, made once: it takes half a second."""
    return DangerPatterns()


def _phrases(path: Path) -> Iterator[tuple[str, str]]:
    """Each phrase of a file with the section that it is in."""
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            yield section, line
