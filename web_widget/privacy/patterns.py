"""Numbers, e-mails, postcodes and dates of birth: presidio's recognisers, and ours for what they miss."""

from __future__ import annotations

import re

from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer
from presidio_analyzer.predefined_recognizers import (
    CreditCardRecognizer,
    EmailRecognizer,
    IbanRecognizer,
    NhsRecognizer,
    PhoneRecognizer,
    UkNinoRecognizer,
)

from web_widget.privacy.number_runs import NumberRunRecognizer

BIRTH = "DATE_OF_BIRTH"
POSTCODE = "UK_POSTCODE"
BANK = "BANK_ACCOUNT"
NUMBER = "LONG_NUMBER"

SURE = 0.9
LIKELY = 0.5

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO_NINTH = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth?|ninth)"
_DAY_IN_WORDS = (
    rf"(?:(?:twenty|thirty)[\s-]+{_TO_NINTH}|{_TO_NINTH}|tenth|eleventh|twelfth|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)"
)
_TO_NINE = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_YEAR_IN_WORDS = (
    rf"(?:(?:two\s+thousand|twenty|nineteen)(?:\s+(?:and\s+)?(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    rf"(?:[\s-]+{_TO_NINE})?|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:oh\s+)?{_TO_NINE})))"
)
_DATE = (
    rf"(?:(?:the\s+)?{_DAY_IN_WORDS}(?:\s+of)?\s+{_MONTH}\b(?:[\s,]+(?:\d{{4}}|\d{{2}}\b|{_YEAR_IN_WORDS}))?|"
    rf"\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}(?:\s*[-/.]\s*|\s+)\d{{1,2}}(?:\s*[-/.]\s*|\s+)\d{{2,4}}|"
    rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH}\b(?:[\s,-]+(?:\d{{4}}|\d{{2}}\b))?|{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?|"
    rf"{_MONTH}\s+\d{{4}}|\d{{1,2}}/\d{{4}}|\d{{6}}(?:\d\d)?\b)"
)
_BORN = r"(?:\bd\W?o\W?b\b\.?|\bdate\s+of\s+birth|\bbirth\s?-?dates?|\bb(?:irth)?-?days?|\bb-?day|\bborn|\bdelivered)"
_FILLER = (
    r"(?:\W+(?:is|was|are|were|on|in|the|a|of|its|it['’]s|date|will|be|back|around|about|early|premature(?:ly)?|at|"
    r"home|hospital|here|my|his|her|son['’]?s|daughter['’]?s)\b){0,5}\W{0,4}"
)
_AREAS = frozenset(
    (
        "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH "
        "EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M "
        "ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST "
        "SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
    ).split()
)
"""The Royal Mail's areas."""


_INWARD = re.compile(r"\s*\d\s?[a-z]{2}$", re.IGNORECASE)
_ORDINAL = re.compile(r" (?:1st|2nd|3rd|\dth)$")


class PostcodeRecognizer(PatternRecognizer):
    """Full postcodes of this country, with or without a blank."""

    def __init__(self) -> None:
        pattern = Pattern("postcode", r"\b[a-z]{1,2}\d[a-z\d]?\s{0,2}\d\s?[abd-hjlnp-uw-z]{2}\b", SURE)
        super().__init__(supported_entity=POSTCODE, patterns=[pattern], name="postcodes")

    def analyze(self, text, entities, nlp_artifacts=None, regex_flags=None):  # type: ignore[no-untyped-def]
        """The postcodes whose first half begins as one of the Royal Mail's areas does."""
        found = super().analyze(text, entities, nlp_artifacts, regex_flags)
        return [result for result in found if _in_an_area(text[result.start : result.end])]


def outward(postcode: str) -> str:
    """The first half: "LE15" of "le15 6tw"."""
    return _INWARD.sub("", postcode)


def _in_an_area(postcode: str) -> bool:
    area = re.match(r"[a-z]+", postcode, re.IGNORECASE)
    # "in e1 2nd time": an ordinal after a letter and a digit.
    ordinal = _ORDINAL.search(postcode)
    return area is not None and area.group().upper() in _AREAS and not (ordinal and len(area.group()) == 1)


_DOT = r"\s{0,3}(?:\.|[(\[{<]\s?dot\s?[)\]}>]|\bdot\b)\s{0,3}"
_LOCAL = r"\b[\w.+-]{1,40}(?:\s{1,3}dot\s{1,3}[\w+-]{1,40}){0,3}"
"""What is before the "at" of an e-mail address that is spelt out."""


class AnyEmailRecognizer(EmailRecognizer):
    """E-mail addresses, including those with a domain that does not exist or with half a domain."""

    PATTERNS = [
        *EmailRecognizer.PATTERNS,
        Pattern("half", r"(?<![^\s,;:<>()])[^\s@,;:<>()]{1,64}@[^\s@,;:<>()]{1,200}", SURE),
        Pattern(
            "spoken",
            rf"{_LOCAL}\s{{1,3}}at\s{{1,3}}(?:g(?:oogle)?mail|hotmail|outlook|yahoo|icloud|live|btinternet|aol|msn|sky|virgin|"
            rf"virginmedia|talktalk|ntlworld|protonmail|me)(?:{_DOT}\w{{2,20}}){{1,3}}",
            SURE,
        ),
        Pattern(
            "signed",
            rf"{_LOCAL}\s{{0,3}}[(\[{{<]\s?at\s?[)\]}}>]\s{{0,3}}[\w-]{{2,40}}(?:{_DOT}\w{{2,20}}){{0,3}}",
            SURE,
        ),
        Pattern(
            "dotted", rf"{_LOCAL}\s{{1,3}}at\s{{1,3}}[\w-]{{2,40}}(?:\s{{1,3}}dot\s{{1,3}}\w{{2,20}}){{1,3}}", SURE
        ),
        Pattern(
            "provider", r"\b[\w.+-]{2,40}\s{1,3}(?:at|\(at\))\s{1,3}(?:gmail|hotmail|outlook|icloud|btinternet)\b", SURE
        ),
    ]

    def validate_result(self, pattern_text: str) -> bool:
        """Everything that looks like one."""
        return True


_OURS = (
    ("PHONE_NUMBER", r"(?<![\d/.-])(?:\(?\+\s?44\)?|\(?0044\)?|\(?0)(?:[\s().-]{0,3}\d){8,10}(?!\d)"),
    (
        "PHONE_NUMBER",
        r"(?<=\b(?:ring|call|phone|text|tel|telephone|mobile|mob|landline|whatsapp)\b\W*"
        r"(?:(?:me|us|number|no|on|is|at|num)\W+){0,4})\d(?:[\s-]?\d){4,11}\b",
    ),
    ("UK_NHS", r"(?<=\bnhs\W*(?:number|num|no|nr|n|id)?\W*(?:is\W*)?)\d{3}[\s-]?\d{3}[\s-]?\d{3,4}\b"),
    (
        "UK_NINO",
        r"(?<=\b(?:national\s+insurance|ni|nino|n\.i)\b\W*(?:number|num|no)?\W*(?:is\W*)?)"
        r"[a-z]{2}(?:[\s-]?\d){6}[\s-]?[a-z]?\b",
    ),
    ("CREDIT_CARD", r"(?<![\d-])(?:\d{4}[\s-]?){3}\d{1,7}\b"),
    (BANK, r"(?<=\bsort(?:\s?-?code)?\b\D{0,12})\d{2}[\s-]?\d{2}[\s-]?\d{2}\b"),
    (BANK, r"(?<=\b(?:account|acc|acct|a/c|bank)\b\W*(?:number|num|no)?\W*(?:is|:)?\W*)\d{6,10}\b"),
    (BANK, r"(?<=\b(?:account|acc|acct|a/c|bank)\b\W*(?:number|num|no)?\W*(?:is|:)?\W*)\d{4}[\s-]\d{4}\b"),
    (BANK, r"\b\d{2}-\d{2}-\d{2}(?=\s+(?:and\s+|account\s+|acc\s+|a/c\s+)?(?:no\s+|number\s+)?\d{7,8}\b)"),
    (BANK, r"(?<=\b\d{2}-\d{2}-\d{2}\s+)\d{7,8}\b"),
    (BIRTH, rf"(?<={_BORN}{_FILLER}){_DATE}"),
    (
        BIRTH,
        rf"\b{_DATE}(?=\W+(?:(?:is|was|are)\W+)?(?:(?:his|her|their|my|the|is)\W+)?{_BORN}(?!\W+(?:in|at|early)))",
    ),
    (BIRTH, rf"(?<=\b(?:turn(?:s|ed|ing)?|be|is|was)\s+(?:\d{{1,2}}|\w{{2,8}})\s+on\s+(?:the\s+)?){_DATE}"),
    (BIRTH, r"(?<=\b[A-Z][^\W\d_]+\s*\(\s*(?:b\.?\s*)?)\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}(?=\s*\))"),
)
"""What presidio's recognisers miss: numbers without a check digit, and dates that are said to be of birth."""

_LONG_NUMBER = r"(?<![\d/.-])\d{8,}(?![\d/])"


def recognizers() -> list[EntityRecognizer]:
    """Presidio's recognisers that fit this country, and ours."""
    return [
        AnyEmailRecognizer(),
        PhoneRecognizer(supported_regions=("GB",), leniency=1),
        NhsRecognizer(),
        UkNinoRecognizer(),
        CreditCardRecognizer(),
        IbanRecognizer(),
        NumberRunRecognizer(),
        PostcodeRecognizer(),
        *(_ours(entity, pattern, SURE) for entity, pattern in _OURS),
        _ours(NUMBER, _LONG_NUMBER, LIKELY),
    ]


def _ours(entity: str, pattern: str, score: float) -> PatternRecognizer:
    return PatternRecognizer(supported_entity=entity, patterns=[Pattern(entity.lower(), pattern, score)])
