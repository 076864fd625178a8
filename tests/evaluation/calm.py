"""Ordinary messages by the thousand, put together from parts, to count false alarms on."""

from __future__ import annotations

import random
from collections.abc import Sequence

WHO = (
    "my son|my daughter|our boy|our girl|my grandson|my granddaughter|my foster child|Alfie|Maisie|the twins|my lad|"
    "my nephew|my stepdaughter|my brother|our eldest|our youngest|he|she"
).split("|")
WHAT = (
    "needs a place at nursery|is starting secondary school|would love a football club|has a review next month|"
    "is waiting for speech therapy|lost a coat on the bus|had a meltdown in the shop on saturday|hates loud noises|"
    "will not wear a seat belt|is on the reduced timetable|was excluded for two days|cannot sit still in class|"
    "has epilepsy and takes medicine twice a day|is being bullied for a stammer|did not get the place we asked for|"
    "bites pencils all day|wakes up five times a night|is going to respite on friday|misses dad since he moved out|"
    "broke a tooth at cricket|is off school with a cold|needs new splints|has outgrown the wheelchair|"
    "wants to learn to cook|is frightened of the dentist|cries when the taxi is late|has a new hearing aid|"
    "ran a mile for charity|turns 18 in march|is in year 11|was diagnosed last week|has a carer who is leaving|"
    "fell off a bike and has a bruised knee|is dying to try horse riding|plays fortnite until late|loves trains"
).split("|")
ASKED = (
    "what can we do|who do we ask|how do i apply|is there a form|how long does it take|can you help|who pays for it|"
    "is there a group for that|what are our rights|can we appeal|where do we start|do you know of anything local|"
    "is there any support for parents|who should i ring|can the school help|does the plan have to say so|"
    "can we change it|what happens next|is that normal|who decides"
).split("|")
BEFORE = (
    "|hi, |hello, |good morning. |sorry to bother you. |quick question: |i hope you can help. |thanks for before. |"
    "we are new here. |i am at the end of my patience with the forms. |the office is closed. "
).split("|")
AFTER = (
    "||| thank you| thanks| i would rather not ring| we live in oakham| it is a bit urgent as the deadline is friday|"
    " his dad and i are separated and both want to know| the school was no help at all| i am so tired of this"
).split("|")


def ordinary_messages(count: int, seed: int = 20) -> tuple[str, ...]:
    """So many different messages that are no danger, always the same ones for a seed."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[_message(chance)] = None
    return tuple(found)


def _message(chance: random.Random) -> str:
    who, asked = chance.choice(WHO), chance.choice(ASKED)
    told = " and ".join(chance.sample(WHAT, chance.choice((1, 1, 1, 2))))
    return _one_of(BEFORE, chance) + f"{who} {told}, {asked}{chance.choice(('', '?'))}" + _one_of(AFTER, chance)


def _one_of(choices: Sequence[str], chance: random.Random) -> str:
    return chance.choice(choices)
