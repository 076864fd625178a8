"""docs/heard.md: what was pressed, and what was spoken, for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from tests.support.transcripts import day
from tests.web_widget.heard.speech import Heard, Step
from tests.web_widget.heard.voice import RATE

INTRODUCTION = """\
A whole chat by keyboard, with the running assistant and a real screen reader, as a parent who cannot see it hears it.
`make hear` held it on {today} and wrote this. {reader} spoke in {browsers}, {rate} characters a second, which is a
quick voice. Each key that was pressed, or what was typed, is in bold; below it is every sentence that was spoken, in
order. *(cut off)* says that the next key, or something more urgent, ended it before it was over. The screen reader's
own echo of keys and letters is left out. In "Listen" the browser's own voice speaks as well."""
NOTHING = "nothing"


def written(chats: Iterable[Heard], today: date) -> str:
    """The transcripts as one document."""
    heard = list(chats)
    readers = " and ".join(sorted({one.reader for one in heard}))
    browsers = " and ".join(one.browser for one in heard)
    lead = INTRODUCTION.format(today=day(today.isoformat()), reader=readers, browsers=browsers, rate=RATE)
    lines = ["# What a blind parent hears", "", lead, "", *(line for one in heard for line in _chat(one))]
    return "\n".join(lines).rstrip() + "\n"


def _chat(heard: Heard) -> Iterator[str]:
    yield f"## {heard.browser}\n"
    for part, steps in groupby(enumerate(heard.steps, 1), key=lambda numbered: numbered[1].part):
        yield f"### {part}\n"
        for number, step in steps:
            yield from _step(number, step)


def _step(number: int, step: Step) -> Iterator[str]:
    yield f"{number}. **{_plain(step.pressed)}**"
    for one in step.spoken:
        yield f"   - {_plain(one.text)}{'' if one.whole else ' *(cut off)*'}"
    if not step.spoken:
        yield f"   - *{NOTHING}*"
    yield ""


def _plain(text: str) -> str:
    """A text in which Markdown finds nothing of its own."""
    return "".join(f"\\{letter}" if letter in "\\`*_<>[]#|" else letter for letter in text)
