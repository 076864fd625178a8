"""Texts of 1,000 characters that are as hard as can be for whatever reads a message."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from string import ascii_lowercase

LENGTH = 1000

PARTS = {
    "repeats": (
        "Jo ",
        "jo ",
        "Will ",
        "may ",
        "a",
        "A",
        "I ",
        "Mr ",
        "O'",
        "!",
        "?",
        ". ",
        " ",
        "\n",
        "\t",
        "-",
        "'",
        "’",
    ),
    "alternations": (
        "Jo and ",
        "Jo, ",
        "Jo. ",
        "Mr Jo ",
        "jo & ",
        "de la ",
        "Jo de ",
        "mac mc ",
        "and or ",
        "Jo-",
        "Aa Bb ",
    ),
    "near names": (
        "Jakk ",
        "Olivija ",
        "jaydn ",
        "Ellie-Mayy ",
        "My son Jakk ",
        "my son ",
        "my son jo is 7 ",
        "called ",
    ),
    "names in a row": ("Aoife Danuta Tomasz ", "aoife danuta tomasz ", "Rhys ap Gwilym ", "Mrs Khan and Mr Khan "),
    "long words": (
        "x" * 999 + " ",
        "supercalifragilistic",
        "ABCDEFGHIJ",
        "donaudampfschiff ",
        "refusedd",
        "asessmentt ",
    ),
    "digits": ("0", "1", "07700 900123 ", "0 ", "12", "999 291 4173 ", "1.", "1-", "1/", "01/02/2015 ", "4111 ", "(0"),
    "digits in words": ("oh ", "nought ", "double ", "one two three ", "oh seven seven double oh "),
    "dates": ("3 March ", "born ", "born on the ", "dob ", "may ", "1st ", "is 7 on the ", "born is was on in the a "),
    "addresses": (
        "14 Mill Lane ",
        "14 Mill ",
        "flat 3 ",
        "1 a a ",
        "we live at ",
        "live at the ",
        "1 the ",
        "9 lane lane ",
    ),
    "postcodes": ("LE15 6TW ", "LE156TW", "LE15 ", "l1 1 ", "AB1"),
    "e-mail-like": ("a@", "@", "a@b ", "a.", "a at gmail dot com ", "a at ", " at dot ", "a.b@c.d", "a+", "_"),
    "URL-like": ("http://", "www.", "a/", "https://a.b/c?d=e&", "facebook.com/", "@jo ", "//", ":"),
    "brackets": ("(", ")", "[", "]]", "[name] ", "{{", "<", "<b>", "()", "(0) ", "[[name:jo]] "),
    "quotes": ('"', "“", "''", "`", '"Jo" ', "'s ", "jo's "),
    "emoji": ("😀", "👨‍👩‍👧‍👦", "🇬🇧", "😀 Jo "),
    "right to left": ("محمد ", "\u202eJo ", "שלום ", "مرحبا"),
    "other scripts": ("राम ", "你好", "Олександр ", "Ωω ", "ß", "İ", "ﬃ"),
    "zero width": ("\u200b", "J\u200bo ", "\u200d", "\ufeffJo ", "j\u00ado "),
    "combining marks": ("e\u0301", "Z\u0300\u0301\u0302", "\u0301", "a\u0308 "),
    "danger in pieces": ("hit ", "kill my", "dad hits her and ", "i want to die ", "he hit ", "not ", "never hit "),
    "questions": ("and can ", "what? ", "? and ", "and also what ", "can he get it? and how ", ", and ", "also plus "),
    "other languages": ("nie ", "potrzebuję pomocy ", "cymraeg ", "por favor ", "mam syna "),
    "references": ("EHC/", "REF-", "AB12 CDE ", "A1", "Z123456789012", "case no ", "ref: ", "upn "),
}
"""What is repeated, by family."""


def texts() -> Iterator[tuple[str, str]]:
    """Each family's texts, with the family's name; and all of its parts in turn."""
    for family, text in _all_different():
        yield family, text
    for family, parts in PARTS.items():
        for part in parts:
            yield family, _filled((part,))
        yield family, _filled(parts)


def _all_different() -> Iterator[tuple[str, str]]:
    """Words of which no two are the same, so that nothing that is remembered helps."""
    pairs = [first + second for first in ascii_lowercase for second in ascii_lowercase]
    for word in ("refu{}sed", "{}", "jay{}n", "x{}y", "{}@", "07{}9", "Mr {}y", "asess{}ment"):
        yield "all different", " ".join(word.format(pair) for pair in pairs)[:LENGTH]


def _filled(parts: tuple[str, ...]) -> str:
    return "".join(islice(cycle("".join(parts)), LENGTH))
