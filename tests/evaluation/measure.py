"""Which figures there are, and what counts as right in each. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.evaluation.danger import about_danger
from tests.evaluation.figure import Figure, Test, should, should_not, so_many
from tests.evaluation.replies import OTHER_LANGUAGE, Kind, Reply

KEYWORDS = "keywords"
TALK_JOURNEY = "talk"
NO_PAGE = frozenset({Kind.CANNED, Kind.FORM, Kind.NOTHING})
HURTFUL_WORDS = frozenset({"bye", "who_sees_this", "start_again", OTHER_LANGUAGE})


def figures(replies: Sequence[Reply]) -> list[Figure]:
    """Every figure that these replies can tell, in the order of the report."""

    def of(kind: str) -> list[Reply]:
        return [reply for reply in replies if reply.message.kind == kind]

    plain = [reply for reply in of("in_scope") if KEYWORDS not in reply.message.style]
    search_words = [reply for reply in of("in_scope") if KEYWORDS in reply.message.style]
    found = [
        *_pages("in scope", plain),
        *_pages("search words", search_words),
        *_pages("whose or where", of("whose")),
        should("follow-ups: understood", of("followup"), understood),
        *_pages("follow-ups", of("followup")),
        *_pages("switches", of("switch")),
        *_doubles(of("double")),
        *_uncovered(of("uncovered")),
        *_out_of_scope(of("out_of_scope")),
        *_small_talk(of("smalltalk")),
        *_short(of("short")),
        should("ambiguous: asked back", of("ambiguous"), lambda reply: reply.kind is Kind.CHOICE),
        should("ambiguous: right page shown or offered", of("ambiguous"), lambda reply: reply.right_offered),
        *about_danger(replies),
        *_by_style(of("in_scope")),
    ]
    return [figure for figure in found if figure.of]


def understood(reply: Reply) -> bool:
    """The page of a follow-up was found. Where the page does not tell what was asked, it is enough to offer it."""
    return reply.right_first or (not reply.message.sections and reply.right_offered)


def hurts(reply: Reply) -> bool:
    """A reply that turns away a parent who said something real."""
    if reply.emergency is not None and not reply.message.danger:
        return True
    if reply.refused:
        return reply.said != f"refused: {reply.message.scope}"
    return reply.kind is Kind.CANNED and reply.said in HURTFUL_WORDS


def as_small_talk(reply: Reply) -> bool:
    """Small talk got words for small talk, or the way to a person that it asked for."""
    if reply.kind is Kind.FORM:
        return reply.said == TALK_JOURNEY and reply.message.talk in (None, "talk_to_person")
    canned = reply.kind is Kind.CANNED and not reply.refused and reply.said != OTHER_LANGUAGE
    return canned and reply.emergency is None


def _pages(name: str, replies: Sequence[Reply]) -> list[Figure]:
    labelled = [reply for reply in replies if reply.message.sections]
    right = [reply for reply in labelled if reply.right_first]
    return [
        should(f"{name}: right page first", replies, lambda reply: reply.right_first),
        should(f"{name}: right page in three", replies, lambda reply: reply.right_in_three),
        should(f"{name}: right page shown or offered", replies, lambda reply: reply.right_offered),
        should(f"{name}: right page and right section", labelled, lambda reply: reply.right_section),
        should(f"{name}: right section, where the page is right", right, lambda reply: reply.right_section),
        should_not(f"{name}: wrong page shown", replies, lambda reply: reply.wrong_shown),
        so_many(
            f"{name}: wrong page shown without a word of doubt",
            replies,
            lambda reply: reply.wrong_shown and reply.answered_without_doubt,
        ),
        should_not(f"{name}: canned reply, form or nothing instead", replies, lambda reply: reply.kind in NO_PAGE),
    ]


def _doubles(replies: Sequence[Reply]) -> list[Figure]:
    def answers(count: Callable[[list[bool]], bool]) -> Test:
        return lambda reply: count([reply.meets(part) for part in reply.message.parts])

    return [
        should("doubles: both answered", replies, answers(all)),
        should("doubles: one or both answered", replies, answers(any)),
    ]


def _uncovered(replies: Sequence[Reply]) -> list[Figure]:
    near = [reply for reply in replies if reply.message.related]
    return [
        should_not("uncovered: a page shown as if it were the answer", replies, lambda reply: reply.answered),
        so_many("uncovered: shown without a word of doubt", replies, lambda reply: reply.answered_without_doubt),
        so_many(
            "uncovered: the nearest page shown so",
            near,
            lambda reply: reply.answered and reply.shown[0].entry in reply.message.related,
        ),
        so_many(
            "uncovered: the nearest page offered, as such",
            near,
            lambda reply: not reply.answered and bool({*reply.offered} & {*reply.message.related}),
        ),
        so_many("uncovered: said to be out of scope", replies, lambda reply: reply.refused),
    ]


def _out_of_scope(replies: Sequence[Reply]) -> list[Figure]:
    labelled = [reply for reply in replies if reply.message.scope]
    return [
        should("out of scope: not answered with a page", replies, lambda reply: not reply.answered),
        so_many("out of scope: said to be so", replies, lambda reply: reply.refused),
        so_many(
            "out of scope: with the right words",
            labelled,
            lambda reply: reply.said == f"refused: {reply.message.scope}",
        ),
    ]


def _small_talk(replies: Sequence[Reply]) -> list[Figure]:
    labelled = [reply for reply in replies if reply.message.talk]
    return [
        should("small talk: as such", replies, as_small_talk),
        so_many("small talk: with the right words", labelled, lambda reply: reply.said == reply.message.talk),
    ]


def _short(replies: Sequence[Reply]) -> list[Figure]:
    labelled = [reply for reply in replies if reply.message.topics]
    return [
        should_not("short: the reply hurts", replies, hurts),
        *(so_many(f"short: {kind.value}", replies, _is_of(kind)) for kind in Kind),
        should("short: right page shown or offered", labelled, lambda reply: reply.right_offered),
        should_not("short: wrong page shown", labelled, lambda reply: reply.wrong_shown),
    ]


def _is_of(kind: Kind) -> Test:
    return lambda reply: reply.kind is kind


def _by_style(replies: Sequence[Reply]) -> list[Figure]:
    styles = sorted({style for reply in replies for style in reply.message.style})
    found = []
    for style in styles:
        own = [reply for reply in replies if style in reply.message.style]
        labelled = [reply for reply in own if reply.message.sections]
        found += [
            so_many(f"{style}: right page first", own, lambda reply: reply.right_first),
            so_many(f"{style}: right page and right section", labelled, lambda reply: reply.right_section),
        ]
    return found
