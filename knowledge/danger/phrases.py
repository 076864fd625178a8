"""A short notation for spaCy Matcher patterns, over words as people type them.

A phrase is a row of words: `a|b` is either, `a?` may be missing, `a*` begins with "a", `!a|b` is any word
but these, `..` is up to three words and `...` up to seven within the sentence, and a NAME in capitals
stands for its alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

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
        self._by_word: dict[str, list[_Phrase]] = {}
        for label, phrases in labelled.items():
            for phrase in phrases:
                compiled = _Phrase(self._vocabulary, label, [_part(written, names) for written in phrase.split()])
                for word in compiled.rarest:
                    self._by_word.setdefault(word, []).append(compiled)

    def find(self, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """For each label found in `words`, the shortest stretch that each of its phrases matches."""
        doc = Doc(self._vocabulary, words=list(words))
        present = dict.fromkeys(form for word in words for form in (word, *_beginnings(word)))
        found: dict[str, tuple[str, ...]] = {}
        for phrase in dict.fromkeys(phrase for form in present for phrase in self._by_word.get(form, ())):
            if phrase.may_match(present.keys()) and (stretch := phrase.shortest(doc)):
                found[phrase.label] = (*found.get(phrase.label, ()), stretch)
        return found


@dataclass(frozen=True)
class _Part:
    """One part of a phrase: its choices, of which the text must hold one if the part is needed, and spaCy's token."""

    needed: frozenset[str]
    token: dict[str, Any]


class _Phrase:
    """One phrase. It is tried only on texts that have what each part needs; `rarest` is the narrowest need."""

    def __init__(self, vocabulary: Vocab, label: str, parts: Sequence[_Part]) -> None:
        self.label = label
        self._needed = [part.needed for part in parts if part.needed]
        self.rarest = min(self._needed, key=len)
        self._matcher = Matcher(vocabulary)
        self._matcher.add(label, [[part.token for part in parts]])

    def may_match(self, present: Set[str]) -> bool:
        return not any(needed.isdisjoint(present) for needed in self._needed)

    def shortest(self, doc: Doc) -> str:
        """The words of the shortest match in `doc`, or nothing."""
        matches = [(end - start, start, end) for _, start, end in self._matcher(doc)]
        if not matches:
            return ""
        _, start, end = min(matches)
        return " ".join(token.text for token in doc[start:end] if token.text != END)


def _beginnings(word: str) -> Iterable[str]:
    """What a choice may look like that matches the beginning of `word`."""
    return (f"{word[:length]}*" for length in range(1, len(word) + 1))


def _part(written: str, names: Mapping[str, str]) -> _Part:
    if written in _GAPS:
        return _Part(frozenset(), {"LOWER": {"NOT_IN": [END]}, "OP": f"{{0,{_GAPS[written]}}}"})
    choices = [word for name in written.strip("?!").split("|") for word in names.get(name, name).split("|")]
    if written.startswith("!"):
        return _Part(frozenset(), {"LOWER": {"NOT_IN": choices}})
    wanted: dict[str, Any] = {"IN": choices}
    if any(choice.endswith("*") for choice in choices):
        wanted = {"REGEX": "^(?:" + "|".join(re.escape(choice).replace(r"\*", r"\w*") for choice in choices) + ")$"}
    if written.endswith("?"):
        return _Part(frozenset(), {"LOWER": wanted, "OP": "?"})
    return _Part(frozenset(choices), {"LOWER": wanted})
