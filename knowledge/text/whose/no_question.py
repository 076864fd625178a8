"""Messages that are not a parent's question: instructions to the assistant, other people's details, scams, selling."""

from __future__ import annotations

import re

_COMMAND = re.compile(
    r"\b(?:ignore|disregard|forget|override) (?:all |any |of |the )*(?:your|my|previous|prior|above|earlier|system) "
    r"(?:\w+ )?(?:instructions?|rules|prompts?|programming|guidelines)\b"
    r"|\b(?:ignore|disregard|forget) (?:all |the )*(?:instructions?|rules|prompts?) (?:above|before)\b"
    r"|\b(?:system|hidden|initial) prompt\b|\bjailbreak\b|\bdeveloper mode\b|\byou are now (?:a|an|my|in)\b"
    r"|\bpretend (?:that )?(?:you are|you're|your|youre|ur|u r|to be)\b|\bact as (?:a|an|my|if you)\b"
    r"|\bfrom now on,? (?:you|only|answer|reply|talk|speak|always|never)\b"
    r"|\b(?:answer|reply|talk|speak) (?:only )?in (?:capital letters|capitals|rhyme|pirate)\b"
    r"|\b(?:swear|curse) at me\b|\brepeat after me\b|\bdrop table\b|\bselect \* from\b|<script\b"
)
_SOMEBODY = (
    r"(?:every(?:one|body)|(?:all |all the |other )?(?:people|parents|families|children)|"
    r"another (?:child|family|parent)|some(?:one|body) else)"
)
_OTHERS_DETAILS = re.compile(
    rf"\b(?:names?|list|details|addresses|e?mails?|messages|questions|conversations|chats) (?:of|from) {_SOMEBODY} "
    r"(?:who|that)?[^.?!]{0,15}\b(?:asked|ask|wrote|used|uses|typed|written|contacted|chatted)\b"
    r"|\b(?:give|show|tell|get|send|read) (?:me|us) (?:the )?(?:my |our )?(?:neighbou?r|friend|teacher|ex|classmate|"
    r"next door|some(?:one|body)(?: else)?|another (?:child|family|parent))(?:'?s)? (?:\w+ ){0,3}"
    r"(?:file|plan|records?|address|adress|details|notes|case)\b"
    r"|\bwho else (?:has )?(?:asked|used|written|chatted)\b"
    r"|\bwhat (?:did|do|have) (?:other|the last) (?:people|parents|person)(?: \w+){0,2} (?:ask|asked|tell|told) you\b"
    r"|\b(?:home|private|personal) (?:address|adress|addresses|mobile|phone number) (?:of|for)\b"
)
_SCAM = re.compile(
    r"\bdear (?:beneficiary|winner|lucky \w+)\b|\bconfirm your (?:sort code|bank|card|account|pin)\b"
    r"|\byou have (?:won|been selected)\b|\bclaim your (?:prize|reward|refund)\b"
    r"|\b(?:rang|rung|called|phoned|texted|emailed|messaged|call|text|email|message)\b[^.?!]{0,80}"
    r"\b(?:pay|payment|fee|£\s?\d+)\b[^.?!]{0,40}\b(?:by card|card details|bank details|gift cards?|link)\b"
    r"|\b(?:is|was) (?:this|it|that)(?: \w+){0,4} a scam\b|\bscam (?:call|text|email|message)s?\b"
)
_SELLING = re.compile(
    r"\b(?:followers|backlinks?|guest posts?|casino|viagra|crypto|bitcoin|forex)\b|\bseo (?:services?|ranking)\b"
    r"|\bbuy now\b|\blimited time offer\b|\bloans? approved\b"
    r"|\bearn (?:£|\$)?\d+[^.?!]{0,20}(?:week|day|home)\b"
    r"|\bquote for (?:cleaning|painting|printing|catering|supplying)\b"
    r"|\b(?:our|my) (?:company|firm|agency) (?:offers?|sells?|supplies)\b"
    r"|\bwe (?:sell|supply) (?:to )?(?:councils|schools|local authorities)\b|\bbecome a supplier\b"
)


def command(text: str) -> bool:
    """Whether it tells the assistant to be or do something else: "ignore your instructions"."""
    return bool(_COMMAND.search(_plain(text)))


def others_details(text: str) -> bool:
    """Whether it asks for what other people wrote, or for where they live."""
    return bool(_OTHERS_DETAILS.search(_plain(text)))


def scam(text: str) -> bool:
    """Whether it is a swindle, or tells of one."""
    return bool(_SCAM.search(_plain(text)))


def selling(text: str) -> bool:
    """Whether it wants to sell something."""
    return bool(_SELLING.search(_plain(text)))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")
