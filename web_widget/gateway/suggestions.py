"""What the widget suggests while somebody types. The browser gets the list once, so no keystroke is sent anywhere."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from flask import Blueprint, Response, request
from spacy.lang.en.stop_words import STOP_WORDS

from knowledge.files.records import Content, Entry
from knowledge.text.vocabulary import words_in
from knowledge.versions.live import Live

MOST_WORDS = 12
"""How many words an entry is found by, besides those of its question: about 5 kB in all when zipped."""
FEWEST_LETTERS = 3
ONE_HOUR = "public, max-age=3600"

Suggestion = dict[str, str]


def suggestions(content: Content) -> list[Suggestion]:
    """The questions of all entries and the guided journeys, each with the words by which it is found.

    Args:
        content: whose titles and wordings give the words.
    """
    spread = Counter(word for entry in content.entries.values() for word in set(_words(_texts(entry))))
    telling = {word: math.log(len(content.entries) / entries) for word, entries in spread.items()}
    found = [_of(entry, telling) for entry in _by_id(content)]
    return found + [{"title": journey.title, "words": ""} for journey in content.journeys.all]


def _of(entry: Entry, telling: Mapping[str, float]) -> Suggestion:
    """An entry's question, with the words of its title and those that tell its wordings from others' (tf-idf)."""
    used = Counter(_words(entry.questions))
    told = sorted(used, key=lambda word: -used[word] * telling[word])
    known = set(_words([entry.ask]))
    words = [word for word in dict.fromkeys((*_words([entry.title]), *told)) if word not in known]
    return {"title": entry.ask, "words": " ".join(words[:MOST_WORDS])}


def _by_id(content: Content) -> Iterable[Entry]:
    return (content.entries[identifier] for identifier in sorted(content.entries))


def _texts(entry: Entry) -> tuple[str, ...]:
    return (entry.title, entry.ask, *entry.questions)


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (word for word in words_in(text) if len(word) >= FEWEST_LETTERS and word not in STOP_WORDS)


def blueprint(live: Live[tuple[str, Content]]) -> Blueprint:
    """The route of the list.

    Args:
        live: the content; the list is made once for each version of it.
    """
    routes = Blueprint("suggestions", __name__)

    @lru_cache(maxsize=1)
    def zipped(version: str) -> bytes:
        text = json.dumps({"suggestions": suggestions(live.current()[1])}, ensure_ascii=False, separators=(",", ":"))
        return gzip.compress(text.encode(), mtime=0)

    @routes.get("/api/suggestions")
    def listed() -> Response:
        made = zipped(live.current()[0])
        if request.accept_encodings.quality("gzip"):
            response = Response(made, mimetype="application/json")
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = Response(gzip.decompress(made), mimetype="application/json")
        response.vary.add("Accept-Encoding")
        response.headers["Cache-Control"] = ONE_HOUR
        return response

    return routes
