"""Words that show how something is meant: past, asked about, joking, a game, now, told by somebody, a secret."""

from __future__ import annotations

import re

_WORDS = {
    "past": (
        r"last year|years? ago|months ago|used to|when (?:i|he|she|they) was|in (?:19|20)\d\d|historic\w*|"
        r"previous\w*|long time ago|back then|now settled|recovered|fine now|ok now|all good|doing (?:really )?well|"
        r"is over|was closed|no longer|better now|since then|at the time|turned out|was found|came back"
    ),
    "asked about": (
        r"polic(?:y|ies)|training|course|leaflet|guidance|awareness|workshop|statistics|figures|essay|assignment|"
        r"assembly|what is|what does|definition|do you (?:have|run|offer|do)|where can i find|template|form|book|"
        r"poster|lesson|module|research|reading|how many|talk (?:for|on|about)"
    ),
    "joking": r"lol|haha\w*|joking|joke|figure of speech|only kidding|bless him|bless her|honestly|literally",
    "game or story": (
        r"minecraft|fortnite|roblox|lego|film|tv|series|football|match|game|xbox|drama|play|panto|book|cartoon|"
        r"story|zombie\w*|nerf|dinosaur\w*|team|club"
    ),
    "now": (
        r"tonight|now|right now|just|this morning|minutes|today|hours?|yesterday|last night|keeps?|still|again|"
        r"every (?:night|day|time)"
    ),
    "told": r"said|says|told|tells|messaged|texted|wrote|saying|asked",
    "asks for help": (
        r"help|please|scared|afraid|frightened|terrified|worried|shaking|don'?t know what|who do i (?:tell|ring|call)"
    ),
    "secret": (
        r"secret|nobody knows|don'?t tell|not to tell|not allowed|hide|hiding|hidden|won'?t say|won'?t let|delete\w*"
    ),
}
_PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _WORDS.items()}

CUES = tuple(_PATTERNS)
"""Their names, in the order of `cues_in`."""


_ROLE = (
    r"(?:senco|teacher|ta|hlta|tutor|lecturer|childminder|driver|escort|coach|nurse|social worker|youth worker|"
    r"receptionist|support worker|health visitor|teaching assistant|nursery worker|practice manager|"
    r"student on placement|governor|dsl)"
)
_PROFESSIONAL = re.compile(
    rf"(?:^|[.!?]\s+){_ROLE}\b|\b{_ROLE} (?:here|writing|on)\b|\bi(?:'m| am|m) (?:an? |the |their )?(?:\w+ )?{_ROLE}\b|"
    r"\b(?:my|our|a|one of (?:my|our)) (?:pupils?|students?)\b(?! premium| referral)|\bpupil (?:just |has |had |came )|"
    r"\bi (?:teach|work (?:in|at) an? (?:school|nursery|college))\b|\b(?:my|a) colleague\b|"
    r"\bmy (?:head|safeguarding lead|dsl)\b",
    re.IGNORECASE,
)


def writes_as_professional(text: str) -> bool:
    """Whether the writer works with the child they are writing about."""
    return bool(_PROFESSIONAL.search(text))


def cues_in(text: str) -> tuple[bool, ...]:
    """Which of CUES are in `text`."""
    return tuple(bool(pattern.search(text)) for pattern in _PATTERNS.values())
