"""A short notation for spaCy Matcher patterns, over words as people type them.

A phrase is a row of words: `a|b` is either, `a?` may be missing, `a*` begins with "a", `!a|b` is any word
but these, `..` is up to three words and `...` up to seven within the sentence, and a NAME in capitals
stands for its alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc

END = "."
_TOKEN = re.compile(r"[a-z0-9]+|[.!?\n]+")
_GAPS = {"..": 3, "...": 7}
_SAME = """
im=i am|ive=i have|weve=we have|theyve=they have|hes=he is|shes=she is|its=it is|theyre=they are
dont=do not|doesnt=does not|dosent=does not|doesn=does|didnt=did not|dident=did not|isnt=is not|aint=is not
arent=are not|hasnt=has not|havent=have not|wasnt=was not|werent=were not|cant=can not|cannot=can not|carnt=can not
couldnt=could not|cudnt=could not|wont=will not|wouldnt=would not|shouldnt=should not|theres=there is|thats=that is
whats=what is|wheres=where is|wanna=want to|wana=want to|gonna=going to|gunna=going to|gona=going to|tryna=trying to
anymore=any more|tonite=tonight|2nite=tonight|2night=tonight|nite=night|mins=minutes|hrs=hours|cos=because|coz=because
cuz=because|n=and|u=you|ur=your|bf=boyfriend|od=overdose|mam=mum|mom=mum|mams=mum|mums=mum|dads=dad|bro=brother
brothers=brother|sisters=sister|husbands=husband|hubby=husband|grandaughter=granddaughter|neice=niece|dauhgter=daughter
doughter=daughter|daugter=daughter|breathin=breathing|breething=breathing|brething=breathing|breath=breathe
seziure=seizure|siezure=seizure|seisure=seizure|seizures=seizure|unconcious=unconscious|unconsious=unconscious
sucidal=suicidal|suicidle=suicidal|suisidal=suicidal|suiside=suicide|sucide=suicide|swollowed=swallowed
swalowed=swallowed|batterys=battery|batteries=battery|strangeled=strangled|stragled=strangled|myslef=myself
hisself=himself|hiself=himself|theirself=themselves|themself=themselves|selfharm=self harm|selfharming=self harming
brused=bruised|bruses=bruises|noone=nobody|everyones=everyone is|someones=someone is|hospitle=hospital|medecine=medicine
tabs=tablets|meds=medicine|medication=medicine|medicines=medicine|daddys=daddy|boyfriends=boyfriend|rn=right now
hurtin=hurting|killin=killing|hittin=hitting|cutin=cutting|fone=phone|disapeared=disappeared|dissapeared=disappeared
dieing=dying|sed=said|sez=says|k1ll=kill|sui=suicide|attackin=attacking|amubulance=ambulance
"""
_SPELLED = {typed: meant.split() for typed, meant in re.findall(r"(\w+)=([\w ]+)", _SAME)}


def words_of(text: str) -> list[str]:
    """The words of `text`: lower case, short forms and common misspellings spelt out, `END` after each sentence."""
    plain = text.lower().replace("’", "'").replace("'ll", " will").replace("'d ", " would ").replace("'", "")
    plain = re.sub(r"(.)\1{2,}", r"\1", plain)
    found: list[str] = []
    for token in _TOKEN.findall(plain):
        found += _SPELLED.get(token, [token]) if token[0].isalnum() else [END]
    return [*found, END]


class Phrases:
    """Finds phrases, each under a label.

    Args:
        labelled: the phrases of each label, in the notation of this module.
        names: what each NAME stands for: words with bars between them.
    """

    def __init__(self, labelled: Mapping[str, Iterable[str]], names: Mapping[str, str]) -> None:
        self._vocabulary = spacy.blank("en").vocab
        self._matcher = Matcher(self._vocabulary)
        for label, phrases in labelled.items():
            for number, phrase in enumerate(phrases):
                self._matcher.add(f"{label}/{number}", [_compiled(phrase, names)])

    def find(self, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """For each label found in `words`, the shortest stretch that each of its phrases matched."""
        doc = Doc(self._vocabulary, words=list(words))
        shortest: dict[str, str] = {}
        for key, start, end in sorted(self._matcher(doc), key=lambda match: match[2] - match[1]):
            shortest.setdefault(self._vocabulary.strings[key], " ".join(words[start:end]))
        found: dict[str, tuple[str, ...]] = {}
        for name in sorted(shortest):
            label = name.rpartition("/")[0]
            found[label] = (*found.get(label, ()), shortest[name])
        return found


def _compiled(phrase: str, names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [_token(part, names) for part in phrase.split()]


def _token(part: str, names: Mapping[str, str]) -> dict[str, Any]:
    if part in _GAPS:
        return {"LOWER": {"NOT_IN": [END]}, "OP": f"{{0,{_GAPS[part]}}}"}
    optional, unwanted = part.endswith("?"), part.startswith("!")
    choices = [word for name in part.strip("?!").split("|") for word in names.get(name, name).split("|")]
    wanted: dict[str, Any] = {"IN": choices}
    if any(choice.endswith("*") for choice in choices):
        wanted = {"REGEX": "^(?:" + "|".join(c.replace("*", r"\w*") for c in choices) + ")$"}
    token: dict[str, Any] = {"LOWER": {"NOT_IN": choices} if unwanted else wanted}
    return {**token, "OP": "?"} if optional else token
