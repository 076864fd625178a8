"""Whether a message is about the needs of a grown-up, and not those of a child or a young person up to 25."""

from __future__ import annotations

import re

OLDEST_YOUNG_PERSON = 25
OLD = 65

_CONDITION = r"(?:adhd|add|autis\w*|asperger\w*|asd|dyslexi\w*|dyspraxi\w*|neurodiver\w*|tourette\w*)"
_CHECKED = r"(?:tested|assessed|diagnosed|checked|screened|referred)"
_AGE = re.compile(
    r"\b(?:i'?m|i am|aged?)(?: an?| now| nearly| almost| over)? (\d\d)\b"
    r"(?!\s*(?:weeks?|wks|months?|minutes?|mins|miles|hours?|hrs|days?|%|st\b|th\b))"
)
_THINKS_OF_SELF = re.compile(
    r"\b(?:reckon|think|thinks|thinking|wonder|wondering|suspect|sure|convinced|believe|realised?|realising|realized)"
    r"(?: that| if)? (?:i've|ive|i'm|im|i am|i have|i might|i may|i could|i probably|i)\b"
    rf"(?! (?:need|want|should))[^.?!]{{0,25}}\b{_CONDITION}\b"
)
_GETS_CHECKED = re.compile(
    rf"\b(?:get|getting|have) (?:myself|me) {_CHECKED}\b"
    rf"|\b{_CONDITION}\b[^.?!]{{0,40}}(?<!help )(?<!support )(?<!anything )(?<!money )\bfor (?:me|myself)\b"
    rf"|\b(?:do i have|have i got|am i) {_CONDITION}\b"
)
_CHECK_WANTED = re.compile(rf"\b(?:{_CONDITION}|diagnos\w+)\b")
_CHILD = re.compile(
    r"\b(?:son|sons|daughter|daughters|child|children|kids?|boys?|girls?|lad|toddler|baby|twins|grandson|granddaughter|"
    r"grandchild\w*|sister|brother|siblings?|foster\w*|pupils?|students?)\b"
)
_YOUNG_AGE = re.compile(
    r"\b(?:he|she)(?:'?s| is)(?: only| just| nearly| almost)? "
    r"(?:[1-9]|1\d|2[0-5]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty)\b(?! past\b|%|:)"
)
_ADULT_SERVICE = re.compile(
    rf"\badults? {_CONDITION} (?:assessment|diagnosis|test\w*|clinic|referral|waiting)\b"
    rf"|\b{_CONDITION} (?:assessment|diagnosis|test\w*|referral)s? (?:for|as) (?:an? )?(?:adults?|grown[- ]?ups?)\b"
)
_CARER = re.compile(r"\bcarer'?s?\b|\bcaring\b|\blook(?:ing)? after (?:him|her|them|my)\b")
_RELATIVE = (
    r"(?:mum|mam|mother|dad|father|parents|husband|wife|nan|nana|gran|granny|grandma|grandad|granddad|grandfather|"
    r"grandmother|aunt|auntie|uncle|neighbour|mother-in-law|father-in-law)"
)
_OLD_AGE = (
    r"(?:dementia|alzheimer'?s?|parkinson'?s?|stroke|care home|nursing home|residential home|meals on wheels|home help|"
    r"attendance allowance|carers? coming in|elderly|frail|old age)"
)
_OLD_RELATIVE = re.compile(
    rf"\bmy (?:elderly |old |late )?{_RELATIVE}\b[^.?!]{{0,60}}\b{_OLD_AGE}\b|\bmy (?:elderly|frail) {_RELATIVE}\b"
    rf"|\b{_OLD_AGE}\b[^.?!]{{0,40}}\bfor my {_RELATIVE}\b"
)
_AGED_RELATIVE = re.compile(
    rf"\bmy {_RELATIVE}\b[^.?!]{{0,40}}\b(?:is|aged|she'?s|he'?s|who'?s) (\d\d)\b[^.]{{0,60}}"
    r"\b(?:care|carer|carers|help|fall|falls|falling|wash|bath)\b"
)


def own_age(text: str) -> int | None:
    """The age that the writer gives for themselves: "im 46" is 46."""
    found = _AGE.search(_plain(text))
    return int(found.group(1)) if found else None


def grown_up_own_needs(text: str) -> bool:
    """Whether a grown-up asks for themselves: "I'm 46 and reckon I've got adhd". What carers need is not meant."""
    plain = _plain(text)
    age = own_age(text)
    if age is not None and age <= OLDEST_YOUNG_PERSON:
        return False
    if _ADULT_SERVICE.search(plain) and not _CHILD.search(plain):
        return True
    of_self = _THINKS_OF_SELF.search(plain) or _GETS_CHECKED.search(plain)
    if of_self and (age is not None or _CHILD.search(plain)):
        return True
    own_subject = _CHECK_WANTED.search(plain) and not _CHILD.search(plain) and not _CARER.search(plain)
    return bool(age is not None and own_subject)


def elderly_relative(text: str) -> bool:
    """Whether it is about the care of somebody old: "my husband has dementia and I want a carer in"."""
    plain = _plain(text)
    age = own_age(text)
    if _CHILD.search(plain) or _YOUNG_AGE.search(plain) or (age is not None and age <= OLDEST_YOUNG_PERSON):
        return False
    aged = _AGED_RELATIVE.search(plain)
    return bool(_OLD_RELATIVE.search(plain) or (aged and int(aged.group(1)) >= OLD))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")
