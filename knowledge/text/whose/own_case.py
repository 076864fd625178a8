"""Whether a message asks what only the council's records can tell: "did my form arrive"."""

from __future__ import annotations

import re

_WHOSE = r"(?:my|our|his|her|their|the|\[name\](?:'s)?|\w+'s)"
_THING = (
    r"(?:forms?|applications?|referrals?|plans?|ehcps?|reports?|letters?|emails?|drafts?|paperwork|reviews?|appeals?|"
    r"payments?|badges?|taxis?|places?|requests?|complaints?|assessments?|cases?|files?|records?|appointments?|"
    r"meetings?|results|money|bus pass|transport)"
)
_THEIR_THING = rf"{_WHOSE} (?:\w+ ){{0,3}}{_THING}"
_NO_CONTACT = r"(?!(?:the|their|\w+'s) (?:\w+ ){0,3}(?:number|email|address)\b)"
_MY_THING = rf"(?:my|our|his|her|\[name\]'s) (?:\w+ ){{0,3}}{_THING}"
_DONE = (
    r"(?:agreed|approved|sent|received|processed|decided|accepted|sorted|looked at|read|made|booked|issued|finalised|"
    r"signed off|paid)"
)
_WORKER = r"(?:(?:case|social|key) ?worker|case ?officer|send officer|ehcp? (?:officer|coordinator))"

_NOT_WHO_IS_TOLD = r"(?<!\bget told )(?<!\bgets told )(?<!\bbe told )"
"""Who is told something can be answered: "do we both get told what's happening with the plan"."""

_PATTERNS = (
    rf"\bdid {_THEIR_THING}(?: \w+){{0,3}}? (?:arrive|come|get (?:there|to you)|go through|reach)\b",
    rf"\bhas {_THEIR_THING} (?:arrived|come(?! to an end)|reached you|gone through)\b",
    rf"\b(?:has|have) (?:my|our|his|her|\[name\]'s) (?:\w+ ){{0,3}}{_THING} been {_DONE}\b",
    rf"\b(?:have|did) (?:you|u) (?:got|get|had|receive|received|seen|see|lost|read) {_NO_CONTACT}{_THEIR_THING}\b",
    rf"\bconfirm (?:that )?you (?:have )?(?:had|got|received) {_THEIR_THING}\b",
    rf"{_NOT_WHO_IS_TOLD}\bwhat(?:'s|s| is| has) (?:happening|going on|the (?:latest|news|progress|status|update)) "
    rf"(?:with|to|on|about|of|for) {_THEIR_THING}\b",
    rf"\bwhere(?:'s| is|s) {_MY_THING} (?:up to|at|got to)\b",
    rf"\bwhere(?:'s| is|s) {_MY_THING}\W*$",
    r"\b(?:any|an) (?:update|news|word) (?:on|about|for|regarding) (?:my|our|his|her)\b",
    rf"^\W*(?:(?:hi|hello|please|and)\W+)*(?:who(?:'s| is|s)) (?:my|our|his|her) (?:\w+ ){{0,2}}{_WORKER}\b",
    rf"\b(?:tell|give) me (?:who|the name of) (?:my|our|his|her) (?:\w+ ){{0,2}}{_WORKER}\b",
    rf"\bname of (?:my|our|his|her|the) {_WORKER}\b[^.?!]{{0,30}}\b(?:us|me|him|her)\b",
    r"\b(?:when(?:'s| is|s)|what (?:date|day|time) is) (?:my|our|his|her|\[name\]'s) (?:next )?(?:\w+ )?"
    r"(?:appointment|meeting|hearing|visit|review date|assessment date)\b",
    r"\b(?:is|are) (?:my|our|his|her) (?:\w+ )?(?:appointment|meeting|visit|review) still on\b",
    r"\bwhat did the panel (?:decide|say|agree)\b",
    r"\bhas (?:a|the|any) decision been (?:made|reached) (?:on|about|for|yet)\b",
    r"\bhas the panel (?:decided|agreed|met)\b[^.?!]{0,30}\b(?:my|our|his|her|yet)\b",
    r"\bwhere (?:am i|are we|is (?:he|she|my \w+)) (?:now )?(?:on|in) (?:the|your) (?:\w+ ){0,2}(?:list|queue)\b",
    r"\bhow far (?:up|down) the (?:\w+ )?(?:list|queue) (?:am|are|is)\b",
    r"\b(?:can|could|will|would) (?:you|u) (?:please |just )?"
    rf"(?:check|look up|look into|look at|see|pull up|open|access|chase)(?: up)?(?: on)? {_MY_THING}\b",
    r"\blook up my (?:child|son|daughter)\b",
    r"\b(?:my |our )?ref(?:erence)?(?: (?:number|no))?\.?:? (?:is |no )?(?:\[number\]|[a-z]{0,3}\d{4,})",
    r"^\W*(?:please |can you |could you )?(?:cancel|rearrange|rebook|confirm|update) (?:my|our|his|her) (?:\w+ ){0,2}"
    r"(?:appointment|meeting|visit|address|details)\b",
    r"\bchange my address on\b",
    r"\bi (?:have |had )?(?:sent|send|emailed|posted)\b[^.?!]{0,60}[,.]? ?\b(?:why no (?:answer|reply)|"
    r"did you (?:get|see)|have you (?:got|had)|are they there|is it there|(?:you can|can you) look)\b",
    r"\b(?:my|his|her) (?:date of birth|d\.?o\.?b\.?) is\b",
    r"\bwhich school has (?:he|she|my \w+) been given\b",
    r"\bwhy (?:was|is|has) my payment\b",
    rf"\bis {_MY_THING} in the post\b",
    rf"^\W*check {_MY_THING}\b",
    r"\bdid (?:they|you) say yes to (?:the|my|our)\b",
    r"\bhave (?:they|you) got (?:my|our|his|her) (?:\w+ ){0,3}results\b",
    rf"\btell me what(?:'?s| is)? (?:written |said )?in (?:section \w+ of )?{_MY_THING}\b",
    r"\bhas (?:the|our|my|his|her) (?:\w+ ){0,2}(?:worker|officer|psychologist|consultant|school) "
    r"(?:sent|booked|written|replied) (?:\w+ ){0,6}(?:to you|visit|appointment|yet)\b",
)
_OWN_CASE = tuple(re.compile(pattern) for pattern in _PATTERNS)


def own_case(text: str) -> bool:
    """Whether `text` asks about the writer's own case, form or appointment."""
    plain = text.lower().replace("’", "'")
    return any(pattern.search(plain) for pattern in _OWN_CASE)
