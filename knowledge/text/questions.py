"""Divides a message into what is asked in it: "can he get DLA? and short breaks", also where one is half a sentence."""

from __future__ import annotations

import re

_ASKS = (
    r"(?:what|whats|who|whos|where|wheres|when|why|how|which|can|could|is|are|"
    r"do|does|did|will|would|should|ought|shall|may|am|has|have|"
    r"wat|wot|wen|wer|hows|shud|cud|wud)"
)
"""Words that a question begins with, as they are spelt and as they are typed in a hurry."""
_SENTENCE = re.compile(r"(?<=[?!.;])\s+|\n+")
_CLAUSE = re.compile(
    rf"(?:,\s+|(?<!\s)\s+)(?:and|also|plus|oh and|another thing|as well as|then|but|[-+&/–—])\s+(?:also\s+)?|,\s+"
    rf"|\s+an\s+(?={_ASKS}\b)",
    re.I,
)
_QUESTION = re.compile(
    rf"^(?:and|also|but|so|ok|oh|hi|hello|please|then)?[\s,]*{_ASKS}\b|\?$"
    r"|\b(?:is|are) there\b|\bwhat about\b"
    r"|\b(?:do|does|did|can|could|should|will|would) (?:i|we|u|you|they|he|she|any\w+|some\w+)\b",
    re.I,
)
"""What begins or ends like a question, or turns its verb round within: "he never sleeps is there anyone for that"."""
_OPENS = re.compile(rf"^\s*(?:{_ASKS}|tell me)\b", re.I)
_PERSON = r"(?:i|we|u|you|he|she|it|they|my|our|your|his|her|their)"
_SUBJECT = rf"(?:{_PERSON}|the|this|that|there|any\w*|some\w*)"
_HAVING = (
    r"(?:i|we|u|you|he|she|it|they|my|our|your|there|any(?:one|body)|some(?:one|body)|the (?:council|school|la|nhs))"
)
"""Who is asked about with "has" or "have": "has he got a plan" is a question, "has his own plan" is none."""
_LACKS_SUBJECT = re.compile(
    rf"^\s*(?:may\b(?!\s+{_PERSON}\b)|(?:has|have)\b(?!\s+{_HAVING}\b)"
    rf"|(?:did|would|ought|shall|wud)\b(?!\s+{_SUBJECT}\b))",
    re.I,
)
"""What begins like a question but tells something: "has autism", "has his EHCP", "may the 4th"."""
_SAYS_SOMETHING = re.compile(r"[^\W\d_]{3}")
_WANTS = re.compile(
    rf"^(?:and|also|plus)\b|^(?:but|so|ok|oh|hi|hello|please|then)?[\s,]*{_ASKS}\b|\?"
    r"|\b(?:needs?|wants?|looking for|like to|wondering|tell me|explain|help with|applying|number|form)\b",
    re.I,
)
_TELLS = re.compile(
    r"^\W*(?:but |so )?(?:i|we|he|she|they|it|my|our|his|her|the|school|i'?m|he'?s|she'?s|i'?ve|we'?ve)\b", re.I
)
SHORTEST_WORDS = 3
FEW_WORDS = 5
MOST_PARTS = 6
"""A longer story is divided into sentences only, since every part is read separately and that takes time."""


def askings(text: str) -> tuple[str, ...]:
    """The parts of `text` that may each ask something, in order; empty if there are fewer than two."""
    sentences = _parts_of(_SENTENCE, text)
    clauses = [clause for sentence in sentences for clause in _parts_of(_CLAUSE, sentence)]
    parts = clauses if len(clauses) <= MOST_PARTS else sentences
    return tuple(parts) if 1 < len(parts) <= MOST_PARTS else ()


def asks(text: str) -> bool:
    """Whether there is a question in `text`."""
    return any(
        len(part.split()) >= SHORTEST_WORDS and _QUESTION.search(part)
        for sentence in _parts_of(_SENTENCE, text)
        for part in (sentence, *_parts_of(_CLAUSE, sentence))
    )


def is_question(text: str) -> bool:
    """Whether `text` as a whole is a question, by how it begins or ends. `asks` also finds one inside a longer text."""
    return text.rstrip().endswith("?") or bool(_OPENS.search(text) and not _LACKS_SUBJECT.search(text))


def wants(part: str) -> bool:
    """Whether a part of a message wants something, even in a few words ("sibling group"), and is not mere telling."""
    return bool(_WANTS.search(part)) or (len(part.split()) <= FEW_WORDS and not _TELLS.search(part))


def _parts_of(boundary: re.Pattern[str], text: str) -> list[str]:
    pieces = (piece.strip() for piece in boundary.split(text) if piece)
    return [piece for piece in pieces if _SAYS_SOMETHING.search(piece)]
