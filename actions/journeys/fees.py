"""What a service costs by the words of its record, and whether a parent looks for something free. Pure functions."""

from __future__ import annotations

import re
from typing import Optional

_ZERO = r"£\s*0+(?:\.0+)?(?!\.?\d)"
_AMOUNT = r"£\s*[\d.]*\d(?:\s*(?:-|–|to)\s*£?\s*[\d.]*\d)?"
_GIFT = r"(?:donation|voluntary contribution)s?\b"
_DONATION = re.compile(
    rf"\b{_GIFT}(?::| of| is| from| about| up to)*\s*{_AMOUNT}"
    rf"|{_AMOUNT} \(?(?:(?:suggested|recommended|minimum|voluntary) )?{_GIFT}",
    re.I,
)
_PAID = re.compile(rf"(?!{_ZERO})£|\bpart of the cost\b", re.I)
_INDEED = r"(?<!not )(?<!n't )(?<!n’t )(?<!feel )(?<!gluten )(?<!-)"
_LABEL = r"\b(?:costs?|fees?|prices?|charges?)(?: is| are|:| -) "
_FREE = re.compile(
    "|".join(
        (
            rf"(?:{_LABEL})?(?<!from ){_ZERO}",
            rf"(?:{_LABEL})?{_INDEED}\bfree\b(?: of (?:any )?(?:charge|cost)\b)?",
            r"\b(?:no|without) (?:fee|charge|cost)s?\b",
            r"\bnothing to pay\b",
            r"\b(?:do|does|need|will) not (?:have to |need to )?(?:pay|charge)\b",
            r"\bnot charged\b",
        )
    ),
    re.I,
)
_COSTS = re.compile(
    r"£|\b(?:costs?|pay\w*|paid|prices?|charg\w+|fees?|contributions?|membership|first|trial|taster|parking|meals?"
    r"|older|newspaper)\b",
    re.I,
)
"""Words beside "free" that leave open what is free, and for how long."""

_SOUGHT = (
    r"(?:help|support|services?|activit(?:y|ies)|clubs?|groups?|sessions?|class(?:es)?|courses?|events?|things?|stuff"
    r"|advice|swimming|sports?|lessons?|camps?|counselling|therapy|days? out|play(?:groups?|schemes?)"
    r"|short breaks?|respite|soft play|ones)"
)
_BETWEEN = (
    r"(?!(?:school meals?|hours?|childcare|bus|from|of|to|on|at|in|for|after(?! school clubs?))\b)"
    r"(?:(?!(?:from|of|to|on|at|in|for)\b)[\w'-]+ ){0,2}"
)
"""What may come between "free" and what is looked for: "free holiday clubs", "free after school clubs"."""
_NOTHING_ELSE = r"(?! (?:school|hours|childcare|from|of)\b)"
_NO_TIME = rf"{_NOTHING_ELSE}(?! (?:on|at|in|after)\b)"
_WANTS_FREE = re.compile(
    "|".join(
        (
            r"^free(?: please)?$",
            rf"(?<!feel )(?<!gluten )(?<!smoke )\bfree {_BETWEEN}{_SOUGHT}\b",
            r"\b(?:ideally|preferably) free\b|\bfree (?:if possible|please)$",
            rf"\b(?:only|just) free\b{_NO_TIME}",
            r"\bfree only\b",
            r"(?<!meals )(?<!hours )\bfor free\b",
            rf"\b(?:(?:any|some)(?:thing|where)|{_SOUGHT}) free\b{_NOTHING_ELSE}",
            rf"\b(?:is it|are they|if it's|if its|what's|that's) free\b{_NOTHING_ELSE}",
            rf"\b(?:what|which|that)(?: ones?)? (?:is|are) free\b{_NOTHING_ELSE}",
            rf"(?<!n't )(?<!not )\b(?:must|should|(?:has|have|needs|need|got) to) be free\b{_NO_TIME}",
            rf"\b(?:want|need|prefer) (?:it|them) (?:to be )?free\b{_NO_TIME}",
        )
    )
)


def costs(fees: Optional[str]) -> Optional[bool]:
    """Whether a family pays, by the words of a record; None where it does not say. Nobody has to give a donation."""
    asked_for = _DONATION.sub("", fees or "")
    if _PAID.search(asked_for):
        return True
    rest = _FREE.sub("", asked_for)
    return False if rest != asked_for and not _COSTS.search(rest) else None


def wants_free(said: str) -> bool:
    """Whether a parent looks for something free; "free school meals" and "I am free on Mondays" are something else.

    Args:
        said: plain, as `reading.plain` makes it.
    """
    return bool(_WANTS_FREE.search(said))
