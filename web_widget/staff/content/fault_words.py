"""What is wrong with the content, in the words of the staff pages: which part, what is wrong, what to do.

`knowledge check` tells the same with files, lines and ids. None of these is ever shown here: what no rule below
knows, and what is not plain by itself, is for whoever looks after the assistant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from knowledge.faults import Fault
from knowledge.files.records import Content
from web_widget.staff.content import place_names
from web_widget.staff.content.described_forms import DANGER, ROLES

ASK = "This cannot be fixed here. Ask whoever looks after the assistant."
"""Said in place of words that would mean nothing to staff."""

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_THINGS = {
    "follow_ups": "page",
    "first_topics": "page",
    "carer_topics": "page",
    "topics": "page",
    "services": "service",
    "sources": "source",
    "needs": "need",
    "days": "day",
    "examples": "wording",
    "questions": "wording",
}
TECHNICAL = re.compile(
    r"\.(ya?ml|md|py|txt|json)\b|\b(YAML|JSON|UTF-8|schema|bytes?|python -m|ids?|line \d)\b|\bfield\b"
    r"|editing guide|quotation marks|[\[\]{}]|\w_\w|---|\bfile\b|\bfolder\b|\w+/\w+\.\w",
    re.IGNORECASE,
)
"""Signs of words that are for the people who run the assistant."""


@dataclass(frozen=True)
class StaffFault:
    """A fault as staff read it.

    Attributes:
        subject: what it is in, such as the title of a page.
        part: the label of the field or section; "" if there is none to name.
        words: what is wrong and what to do.
    """

    subject: str
    part: str
    words: str

    @property
    def here(self) -> str:
        """The part and the words, for a place where the subject is obvious."""
        return f"{self.part}: {_small(self.words)}" if self.part else self.words

    def __str__(self) -> str:
        return f"{self.subject}. {self.here}"


def in_words(fault: Fault, content: Content | None) -> StaffFault:
    """A fault as staff read it.

    Args:
        fault: as the check found it.
        content: what is live, for the names of pages and services; None if it cannot be read.
    """
    return StaffFault(
        place_names.subject(fault.file, content),
        place_names.part(fault.file, fault.field, content),
        _words(fault, content),
    )


def all_in_words(faults: Iterable[Fault], content: Content | None) -> list[StaffFault]:
    """Several faults, each said once."""
    return list(dict.fromkeys(in_words(fault, content) for fault in faults))


def of_job(problem: str | None) -> str:
    """Why a job ended early. The faults of the content are listed on the first page, in words."""
    if problem and "fault(s) in" in problem:
        return "There is a problem in the content. The page “Home” lists what to fix."
    return problem or ""


def _words(fault: Fault, content: Content | None) -> str:
    for pattern, say in _RULES:
        if found := pattern.search(fault.problem):
            return say(found, fault, content)
    said = _curled(f"{fault.problem} {fault.remedy}")
    return ASK if TECHNICAL.search(_unquoted(said)) else said


def _unquoted(text: str) -> str:
    """A text without what it quotes, which staff wrote themselves."""
    return re.sub("“(?!python)[^”]*”", "", text)


def _curled(text: str) -> str:
    return re.sub(r'"([^"]*)"', r"“\1”", text)


def _small(words: str) -> str:
    """The first letter small, unless the first word is a name or a short form."""
    first = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if first[1:].islower() or first in ("A", "It") else words


def _page(identifier: str, content: Content | None) -> str:
    """The title of a page or service."""
    known = (content.entries.get(identifier) or content.services.get(identifier)) if content else None
    title = getattr(known, "title", None) or getattr(known, "name", None)
    return f"“{title}”" if title else "another one"


def _cards(named: str) -> str:
    return ", ".join(f"“{DANGER.get(kind.strip(), 'another')}”" for kind in named.split(","))


Say = Callable[[re.Match[str], Fault, Content | None], str]


def _least(found: re.Match[str], fault: Fault, _: Content | None) -> str:
    return _how_many(fault, r"at least (\d+)", "Choose at least", "Write at least")


def _how_many(fault: Fault, pattern: str, choose: str, write: str) -> str:
    given = re.search(pattern, fault.remedy)
    number = int(given[1]) if given else 1
    thing = next((_THINGS[name] for name in reversed(fault.field.split(".")) if name in _THINGS), "")
    many = thing + ("s" if thing and number != 1 else "")
    verb = write if thing in ("wording", "source") else choose
    words = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{verb} {words} {many}".rstrip() + "."


def _items(found: re.Match[str], fault: Fault, content: Content | None) -> str:
    if "at most" in fault.remedy:
        return _how_many(fault, r"at most (\d+)", "Choose at most", "Keep at most")
    return _least(found, fault, content)


def _as(words: str) -> Say:
    return lambda found, fault, content: found.expand(words)


def _shown_as(words: str) -> Say:
    """What is found is filled in, and what the assistant should be asked about is not."""
    return lambda found, fault, content: words.format(*(_clean(group) for group in found.groups()))


def _clean(text: str) -> str:
    return re.sub(r"[{}\[\]]", "", text)


def _sign(found: re.Match[str], fault: Fault, _: Content | None) -> str:
    sign = found[1]
    if sign in _SIGNS:
        return _SIGNS[sign]
    return f"Take out the character “{_clean(sign)}”. It cannot be shown to parents."


_SIGNS = {
    "hardbreak": "Take out the two spaces or the backslash at the end of a line.",
    "code_block": "Take out the spaces at the beginning of a line.",
    "html_block": "Take out the code. It cannot be shown to parents.",
    "hr": "Take out the line of dashes.",
    "---": "Take out the line of dashes.",
}


def _link_without_words(found: re.Match[str], fault: Fault, _: Content | None) -> str:
    link = _clean(found[1])
    return f"Parents cannot follow “{link}”. Put its words in square brackets, then its address in round ones."


def _brace(found: re.Match[str], fault: Fault, _: Content | None) -> str:
    name = _clean(found[1]).strip()
    if not name:
        return "Take out the curly bracket. Brackets are only for words that are filled in."
    return f"Nothing is known to put in for “{name}”. Correct it, or take it out, with its curly brackets."


def _not_known(found: re.Match[str], fault: Fault, _: Content | None) -> str:
    if fault.field.startswith("law"):
        return "A law that is chosen here is not on the list any more. Choose another."
    return "Something chosen here no longer exists. Choose something else."


def _second_copy(found: re.Match[str], fault: Fault, _: Content | None) -> str:
    known = re.search(r"\{(?!id of)[^{}]+\}", fault.remedy)
    if known is None:
        return f"“{found[1]}” is no service's number. Add it to its service first, then ask how it is filled in."
    return f"“{found[1]}” would go out of date here. Write {known[0]} in its place: it is filled in."


def _role(found: re.Match[str], fault: Fault, _: Content | None) -> str:
    does = ROLES.get(found[1])
    if does is None:
        return ASK
    return f"No service is named for “{does}”. Choose one under “Who does what”."


def _wanted(found: re.Match[str], fault: Fault, content: Content | None) -> str:
    return f"“{_clean(found[1])}” is already on the page {_page(found[2], content)}. Keep it where it is answered best."


def _passage(found: re.Match[str], fault: Fault, content: Content | None) -> str:
    where = _page(found[1], content)
    return f"The same words are on the page {where}: “{_clean(found[2])}”. Keep them on one page only."


def _retired(found: re.Match[str], fault: Fault, content: Content | None) -> str:
    return f"{_page(found[1], content)} is still in use. Ask whoever looks after the assistant."


def _lost_contact(found: re.Match[str], fault: Fault, content: Content | None) -> str:
    return f"It is on the emergency cards {_cards(found[2])}, so it cannot be taken away. Name another service first."


def _on_cards(words: str) -> Say:
    return lambda found, fault, content: words.format(cards=_cards(found[1]))


def _one_card(words: str) -> Say:
    return lambda found, fault, content: words.format(_cards(found[1]), *found.groups()[1:])


_RULES: tuple[tuple[re.Pattern[str], Say], ...] = tuple(
    (re.compile(pattern, re.DOTALL), say)
    for pattern, say in (
        (r'^"[^"]*" is missing\.', _as("This is empty. Fill it in.")),
        (r"^There (?:is|are) (?:no|\d+) items?\.", _items),
        (r"^There are no fields\.", _least),
        (r"^There (?:is|are) \d+ fields?\.", _as(ASK)),
        (r"^There (?:is|are) no fields? called", _as(ASK)),
        (r"is not one of the choices\.", _as("Choose one of those that are offered.")),
        (r"is listed twice\.", _as("The same one is there twice. Remove one.")),
        (r"is not an (?:id|intent)\.", _as("Choose one of those that are offered.")),
        (r'^"([^"]*)" is not text\.', _as(r"“\1” is not text. Write words.")),
        (r'^"([^"]*)" is not a whole number\.', _as(r"“\1” is not a whole number. Write digits only.")),
        (r"is not a yes or no\.", _as("Tick it, or leave it empty.")),
        (r'^"([^"]*)" is not a date\.', _shown_as("“{}” is not a date. Write it as 2026-11-22.")),
        (r'^There is no rate "([^"]*)"\.', _shown_as("No amount is called “{}”. Write the amount itself.")),
        (r'^Nothing is known to put in for "(.*)"\.', _brace),
        (
            r"^The page does not have this section\.",
            _as("The page has no text in this part, so nothing answers these wordings. Move them to a part with text."),
        ),
        (
            r"^This only looks like a heading",
            _as("Take out the # at the beginning of a line. Each part has its own box."),
        ),
        (
            r"^It seems to be a copy",
            _as("There are two copies of it. Ask whoever looks after the assistant to keep the newer one."),
        ),
        (r'^This link has a gap: "(.*)"', _shown_as("Take out the space in the middle of the link “{}”.")),
        (r'^This link (?:has no words to choose|is as Word keeps it): "(.*)"', _link_without_words),
        (r"^This heading is not used\.", _as("Take out the line that begins with ##. Each part has its own box.")),
        (r"^This heading is out of order", _as("Take out the line that begins with ##. Each part has its own box.")),
        (r"^There is no text here\.", _as("There is no text here. Write some.")),
        (
            r'^"#+" headings cannot be used\.',
            _as("Take out the # at the beginning of a line. Each part has its own box."),
        ),
        (r'^"[=-]+" headings cannot be used\.', _as("Take out the line of dashes or equals signs.")),
        (r'^The code "([^"]*)', _shown_as("Take out the code “{}”. It cannot be shown to parents.")),
        (r'^"(.*)" cannot be shown in an answer\.', _sign),
        (
            r"^A list inside another list",
            _as("Take out the spaces before the list item. A list cannot be inside another list."),
        ),
        (r"^This link leads nowhere", _as("A link must begin with https://, tel: or mailto:. Correct its address.")),
        (r'^The link "(.*)" cannot', _shown_as("The link “{}” must begin with https://, tel: or mailto:. Correct it.")),
        (r"^The number (.*) is typed here a second time", _second_copy),
        (r"^The amount (.*) is typed here a second time", _second_copy),
        (r'^There is no picture "', _as("There is no such picture. Choose one of those that are offered.")),
        (r"^It is larger than", _as("This page is too long. Shorten it, or make two pages of it.")),
        (
            r"^There is an invisible character in a link",
            _as("A link has an invisible character. Type its address again."),
        ),
        (
            r"invisible character",
            _as("There is an invisible character here. Delete the words around it and type them again."),
        ),
        (r"^No service fills the role \"([^\"]*)\"", _role),
        (r'^"([^"]*)" is still in use\.', _retired),
        (r"^\"[^\"]*\" is not in use\.", _as("The replacement you chose has also been retired. Choose another.")),
        (r'^"([^"]*)" is already in use\.', _as("Another page or service has this name. Choose another name.")),
        (r"^\"[^\"]*\" does not exist\.", _not_known),
        (r'^"(.*)" is already on the page ([\w-]+)\.', _wanted),
        (r'^This passage is also on the page ([\w-]+): "(.*)"\.', _passage),
        (
            r'^"([^"]*)" is not in the glossary\.',
            _shown_as("“{}” is not among the short forms. Write it out in full, or add it under “Short forms”."),
        ),
        (
            r"^It is about rights but names no provision",
            _as("The page is about parents' rights but names no law. Choose one under “The law it states”."),
        ),
        (
            r'^This states law, but the page names no provision: "(.*)"\.',
            _shown_as(
                "This says what the law is: “{}”. Choose the law under “The law it states”, or say it differently."
            ),
        ),
        (r'^"([^"]*)" is on the danger cards (.*) and has been retired', _lost_contact),
        (
            r"^It is on the danger cards (.*), so it cannot be",
            _on_cards("It is on the emergency cards {cards}, so it must stay active."),
        ),
        (
            r"^It is on the danger cards (.*), so it must say",
            _on_cards("It is on the emergency cards {cards}, so give the day on which it was checked."),
        ),
        (
            r"^It is on the danger cards (.*), and this is not",
            _on_cards("It is on the emergency cards {cards}, and nobody has agreed to this yet. A second editor must."),
        ),
        (
            r"^Nobody has agreed that .* is on the danger cards (.*)\.",
            _on_cards("Nobody has agreed yet to what the emergency cards {cards} show. A second editor must."),
        ),
        (
            r"^Two people have not compared yet",
            _as(
                "Two people must compare the numbers on the emergency cards with their source before the assistant "
                "is live. Ask whoever looks after the assistant to record it."
            ),
        ),
        (
            r"^No danger card names",
            _as(
                "Two people agreed to a service that is no longer on any emergency card. "
                "A second editor must agree to remove it."
            ),
        ),
        (
            r"^The danger card ([\w-]+) names nobody",
            _one_card("The emergency card {} names nobody who can be rung or texted. Add a service with a number."),
        ),
        (
            r"^The card or line ([\w-]+) names (.*), which no emergency",
            _one_card(
                "The emergency card {} gives {}, which none of its services has. Correct it, or add the service."
            ),
        ),
        (
            r"free where the index is kept",
            _as("The disk is nearly full, so no change can go live. Tell whoever looks after the assistant."),
        ),
        (r"^It could not be built", _as("The change could not be made live. Tell whoever looks after the assistant.")),
        (r"^It has no name yet\.", _as("This is empty. Fill it in.")),
    )
)
"""The rules by what the check says, in the order in which they are tried."""
