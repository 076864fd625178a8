"""The use of the assistant as it may be shown: no number tells what a few people did. Pure functions.

Numbers under 5, none among them, are not shown, and all others are rounded to the nearest 5. So nothing that was left
out follows from a total less the rest: each of the rest may be two more or less. Shares are worked out from what is
shown, and every topic has its row, asked about or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.wire import Outcome
from knowledge.files.records import Content, Entry
from web_widget.spreadsheet import as_csv
from web_widget.store.use_figures import Counts

SMALLEST = 5
FEWER = "fewer than 5"
Shown = int | None
"""A number as it may be shown; None: fewer than 5."""

OUTCOMES = {
    Outcome.ANSWERED: "Answered",
    Outcome.ASKED_BACK: "Clarified (asked back)",
    Outcome.NOT_KNOWN: "Not known",
    Outcome.HANDED_OVER: "Handed over to people",
    Outcome.OUT_OF_SCOPE: "Out of scope",
    Outcome.DANGER: "Danger noticed",
}
ALL, CLOSED, HELPED, UNHELPFUL, RATE = "Questions", "Out of hours", "Helped", "Did not help", "Answer rate"
RATED = (Outcome.ANSWERED, Outcome.ASKED_BACK, Outcome.NOT_KNOWN, Outcome.HANDED_OVER)
LEVELS = {"card": "Emergency card", "line": "Line about danger"}
AGES = ("This year or last", "2 or 3 years", "4 or 5 years", "More than 5 years", "No date")


@dataclass(frozen=True)
class Use:
    """What is shown.

    Attributes:
        months: the oldest first, such as "2026-11".
        measures: by the name of what was counted, a number for each month.
        rates: the share that was answered in each month, 0 to 1; None if too little was asked.
        topics: by title of the entry, questions that it answered in each month.
        ages: of the newest source of the entries that answered, in all the months.
        dangers: by level and kind, emergency cards and lines about danger in each month.
    """

    months: tuple[str, ...]
    measures: Mapping[str, tuple[Shown, ...]]
    rates: tuple[float | None, ...]
    topics: Mapping[str, tuple[Shown, ...]]
    ages: Mapping[str, Shown]
    dangers: Mapping[str, tuple[Shown, ...]]


def shown(number: int) -> Shown:
    """A number as it may be shown."""
    return None if number < SMALLEST else SMALLEST * ((number + SMALLEST // 2) // SMALLEST)


def use(counts: Counts, content: Content, months: Sequence[str]) -> Use:
    """What may be shown of some counts.

    Args:
        counts: exact ones.
        content: for titles and sources.
        months: to be shown, the oldest first.
    """
    exact = {
        ALL: [sum(counts.outcomes.get((month, outcome), 0) for outcome in OUTCOMES) for month in months],
        **{
            words: [counts.outcomes.get((month, outcome), 0) for month in months] for outcome, words in OUTCOMES.items()
        },
        CLOSED: [counts.out_of_hours.get(month, 0) for month in months],
        HELPED: [counts.judged.get((month, True), 0) for month in months],
        UNHELPFUL: [counts.judged.get((month, False), 0) for month in months],
    }
    measures = {name: tuple(map(shown, numbers)) for name, numbers in exact.items()}
    titled = sorted(content.entries.values(), key=lambda entry: entry.title.lower())
    topics = {
        entry.title: tuple(shown(counts.answers.get((month, entry.id), 0)) for month in months) for entry in titled
    }
    dangers = _dangers(counts, content, months)
    return Use(tuple(months), measures, _rates(measures, len(months)), topics, _ages(counts, content), dangers)


def table(found: Use) -> str:
    """The whole table as CSV, without anything that a spreadsheet would run."""
    answered = ((f"Answered by: {title}", row) for title, row in found.topics.items())
    counted = [*found.measures.items(), *found.dangers.items(), *answered]
    rows = [(name, *map(words, numbers)) for name, numbers in counted]
    rates = (f"{RATE} (%)", *("" if rate is None else round(100 * rate) for rate in found.rates))
    ages = [(f"Answers by age of the newest source: {age}, all months", words(n)) for age, n in found.ages.items()]
    return as_csv(("Measure", *found.months), [*rows, rates, *ages])


def words(number: Shown) -> int | str:
    """A number, or the words for one that is not shown."""
    return FEWER if number is None else number


def _rates(measures: Mapping[str, Sequence[Shown]], months: int) -> tuple[float | None, ...]:
    """Worked out from the numbers as they are shown, so that it tells no more than they do."""
    rates = []
    for place in range(months):
        parts = [measures[OUTCOMES[outcome]][place] or 0 for outcome in RATED]
        rates.append(parts[0] / sum(parts) if parts[0] else None)
    return tuple(rates)


def _dangers(counts: Counts, content: Content, months: Sequence[str]) -> dict[str, tuple[Shown, ...]]:
    return {
        f"{words}: {kind.id.replace('-', ' ')}": tuple(
            shown(counts.dangers.get((month, level, kind.id), 0)) for month in months
        )
        for kind in content.danger.kinds
        for level, words in LEVELS.items()
    }


def _ages(counts: Counts, content: Content) -> dict[str, Shown]:
    found: Counter[str] = Counter()
    for (month, identifier), times in counts.answers.items():
        if entry := content.entries.get(identifier):
            found[_age(entry, int(month[:4]))] += times
    return {age: shown(found[age]) for age in AGES}


def _age(entry: Entry, year: int) -> str:
    years = [int(source.published[:4]) for source in entry.sources if source.published[:4].isdecimal()]
    if not years:
        return AGES[-1]
    return AGES[min(max(year - max(years), 0) // 2, 3)]
