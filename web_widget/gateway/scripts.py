"""The language of a text in another script than ours: by its letters, and where several share them, by its words."""

from __future__ import annotations

import re
from collections.abc import Mapping

OTHER = "OTHER"
"""Another language, but it is not clear which. A wrong name would be worse."""

_BLOCKS = {
    "GREEK": "\u0370-\u03ff\u1f00-\u1fff",
    "CYRILLIC": "\u0400-\u052f",
    "ARMENIAN": "\u0530-\u058f",
    "HEBREW": "\u0590-\u05ff",
    "ARABIC": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "DEVANAGARI": "\u0900-\u097f",
    "BENGALI": "\u0980-\u09ff",
    "PUNJABI": "\u0a00-\u0a7f",
    "GUJARATI": "\u0a80-\u0aff",
    "TAMIL": "\u0b80-\u0bff",
    "TELUGU": "\u0c00-\u0c7f",
    "KANNADA": "\u0c80-\u0cff",
    "MALAYALAM": "\u0d00-\u0d7f",
    "SINHALA": "\u0d80-\u0dff",
    "THAI": "\u0e00-\u0e7f",
    "BURMESE": "\u1000-\u109f",
    "GEORGIAN": "\u10a0-\u10ff",
    "ETHIOPIC": "\u1200-\u137f",
    "KHMER": "\u1780-\u17ff",
    "KANA": "\u3040-\u30ff",
    "KOREAN": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "HAN": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
}
_LETTERS = {name: re.compile(f"[{block}]") for name, block in _BLOCKS.items()}
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\s.,;:!?…()\"'«»“”„\-،؟۔।0-9]+")
_LETTERS_A_SIGN = {"HAN": 3, "KANA": 2, "KOREAN": 2}
"""How many of our letters a sign of each script is worth; 1 for scripts not listed."""
FEWEST_SIGNS = 2

SHARED: Mapping[str, Mapping[str, frozenset[str]]] = {
    "DEVANAGARI": {
        "HINDI": frozenset("है हैं में मेरे मेरा मेरी नहीं क्या चाहिए और मुझे हूँ हूं था की का के से कर रहा रही".split()),
        "NEPALI": frozenset("छ छन् छु मेरो लाई मलाई छैन गर्नुहोस् हुन्छ पनि र हो थियो सक्छु चाहियो भयो छोरा छोरी".split()),
        "MARATHI": frozenset("आहे आहेत माझ्या माझा माझी मला नाही आणि काय मदत हवी करा होते".split()),
    },
    "CYRILLIC": {
        "UKRAINIAN": frozenset(
            "моя мій моєї моєму дитина дитини потребує допомога допомоги допоможіть школі є що як не треба".split()
        ),
        "RUSSIAN": frozenset(
            "мой моя моему моего ребенок ребёнок ребенку нужна помощь помогите школе что как это очень нет".split()
        ),
        "BULGARIAN": frozenset(
            "моят моето моята дете детето има нужда от помощ помогнете училище училището съм какво не да".split()
        ),
    },
    "ARABIC": {
        "ARABIC": frozenset(
            "في من على إلى الى هل ابني ابنتي طفلي أريد أحتاج مساعدة المساعدة المدرسة ماذا أنا لا هذا التي".split()
        ),
        "URDU": frozenset("ہے ہیں میں میرے میرا میری نہیں کیا چاہیے اور مجھے کو کی کا کے سے رہا رہی ہوں مدد".split()),
        "PERSIAN": frozenset("است من به که را در این برای نیاز دارد دارم کمک پسرم دخترم مدرسه میخواهم چه چطور".split()),
    },
}
"""Words of the languages that share a script."""
_OWN_LETTERS = {
    "CYRILLIC": {"UKRAINIAN": re.compile("[іїєґІЇЄҐ]"), "RUSSIAN": re.compile("[ыэёЫЭЁ]")},
    "ARABIC": {"URDU": re.compile("[ٹڈڑںےہھ]"), "ARABIC": re.compile("[ةىإأ]")},
    "DEVANAGARI": {"MARATHI": re.compile("ळ")},
}
"""Letters that one of the languages has and the others of its script, as above, do not use."""
_FOREIGN_LETTERS = {"CYRILLIC": re.compile("[ўЎђјљњћџЂЈЉЊЋЏқғңһ]"), "ARABIC": re.compile("[ټډړښځڅېۆێڵڕە]")}
"""Letters of other scripts, whose languages are not distinguished."""


def language_by_script(text: str) -> str | None:
    """The language of a text that is mostly in another script, `OTHER` if the script has several; None for ours."""
    counts = {name: len(letters.findall(text)) for name, letters in _LETTERS.items()}
    script = max(counts, key=lambda name: counts[name])
    signs = sum(counts.values())
    told = sum(count * _LETTERS_A_SIGN.get(name, 1) for name, count in counts.items())
    if signs < FEWEST_SIGNS or told < len(_LATIN.findall(text)):
        return None
    if script in ("HAN", "KANA"):
        return "JAPANESE" if counts["KANA"] else "CHINESE"
    return _of_several(script, text) if script in SHARED else script


def _of_several(script: str, text: str) -> str:
    """The one language that its letters and words speak for; `OTHER` where none is ahead."""
    further = _FOREIGN_LETTERS.get(script)
    if further and further.search(text):
        return OTHER
    words = _WORD.findall(text)
    points = {name: sum(word in known for word in words) for name, known in SHARED[script].items()}
    for name, letters in _OWN_LETTERS[script].items():
        points[name] += 2 if letters.search(text) else 0
    best, second = sorted(points.values(), reverse=True)[:2]
    return max(points, key=lambda name: points[name]) if best > second else OTHER
