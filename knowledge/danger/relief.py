"""Tells whether somebody says that help has come or that all is well again."""

from __future__ import annotations

import re

_EASED = re.compile(
    r"\b(?:(?:at|in) (?:the )?(?:hospital|a ?(?:and|&|n) ?e) now|"
    r"(?:is|are|hes|shes|theyre|he's|she's|they're|im|i'm|we're|were) (?:all right|alright|ok|okay|fine|safe|home)\b|"
    r"(?:found|got) (?:him|her|them)\b|(?:he|she|they) (?:is|are|has|have)?\s?(?:come|came) (?:back|home)|"
    r"(?:ambulance|paramedics?|police|doctor) (?:is|are|has|have)\s?(?:here|come|came|arrived)|"
    r"(?:rang|called|phoned) (?:them|999|111|the police|an ambulance)|false alarm)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|isn'?t|aren'?t|never|unless|until|want(?:s)? to be|if)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\b(?:but|though|still|again|now (?:i|he|she|they)|more|another|(?:going|want|wants|wanna|gonna) (?:to|kill)|"
    r"kill\w*|die|dying|dead|suicid\w*|overdos\w*|took|taken|swallow\w*|cut\w*|bleed\w*|blood|hit\w*|hurt\w*|"
    r"beat\w*|touch\w*|chok\w*|breath\w*|unconscious|gone|missing|worse|strangl\w*|stab\w*|kni(?:fe|ves)|weapon\w*|gun|"
    r"hang\w*|jump\w*|pills?|tablets?|smash\w*|attack\w*|punch\w*|kick\w*|slap\w*|bit(?:e|es|ing|ten)?|throw\w*|threw|"
    r"burn\w*|fire|drown\w*|threat\w*|scream\w*|rap(?:e|es|ed|ing)|forc(?:e|es|ed|ing)|lock(?:s|ed|ing)|scared|afraid)\b",
    re.IGNORECASE,
)
"""Words that may tell of another danger than the one that is over. To be safe, nothing then counts as relief."""


def eased(text: str) -> bool:
    """Whether `text` says that help has come or all is well, and nothing in it speaks against that.

    A negation speaks against it, and so does anything that may still be going wrong.
    """
    return bool(_EASED.search(text)) and not _NOT.search(text) and not _GOES_ON.search(text)
