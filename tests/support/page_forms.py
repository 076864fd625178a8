"""Other forms of the small content's page on short breaks: an easy-read version, one in Polish and one in Arabic."""

from __future__ import annotations

import re
from pathlib import Path

from knowledge.faults import ContentInvalid
from knowledge.files import loading
from tests.support.content import change

PAGE = "short-breaks"
EASY = f"easy_read/{PAGE}.md"
POLISH, ARABIC = (f"translations/{code}/{PAGE}.md" for code in ("pl", "ar"))
EASY_BODY = """\
[home] A short break is a rest.

## What to do first

[phone] Ring {council.phone}.
Ask for [the form](https://www.testshire.example/form).
"""
_WORDS = {
    "pl": ("Polski", "Czy moje dziecko może mieć krótką przerwę?", "Angielska strona się zmieniła.", "Zadzwoń pod"),
    "ar": ("العربية", "هل يمكن لطفلي الحصول على استراحة قصيرة؟", "تغيرت الصفحة الإنجليزية.", "اتصل على"),
}


def write_easy_read(folder: Path, body: str = EASY_BODY, checked: str = "2020-01-05") -> Path:
    """Write the easy-read version."""
    return _written(folder, EASY, f"id: {PAGE}\nchecked: {checked}\nchecked_by: a test\n", body)


def write_translations(folder: Path) -> None:
    """Write both translations, of the English page as it now is, and add both languages to the council's."""
    listed = "".join(
        f"- {{name: {name}, code: {code}, detected_as: [], text: {changed}}}\n"
        for code, (name, _, changed, _) in _WORDS.items()
    )
    change(folder, "council.yml", "languages: []\n", f"languages:\n{listed}")
    for code in _WORDS:
        write_translation(folder, code, "")
        write_translation(folder, code, f"english: {english_now(folder)}\n")


def write_translation(folder: Path, code: str, english: str) -> Path:
    """Write one translation, with or without the field that notes the English text."""
    _, ask, changed, ring = _WORDS[code]
    fields = (
        f"id: {PAGE}\nask: {ask}\ntranslator: a test\ntranslated: 2020-02-06\nenglish_changed: {changed}\n{english}"
    )
    return _written(
        folder, f"translations/{code}/{PAGE}.md", fields, f"{ring} {{council.phone}}.\n\n## {ask}\n\n- {ring}\n"
    )


def english_now(folder: Path) -> str:
    """What `check` tells whoever writes a translation to note."""
    try:
        loading.load(folder)
    except ContentInvalid as error:
        told = next(fault.remedy for fault in error.faults if fault.field == "english")
        return re.findall(r"english: (\w+)", told)[0]
    raise AssertionError("Each translation notes its English text already.")


def _written(folder: Path, file: str, fields: str, body: str) -> Path:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{fields}---\n\n{body}", encoding="utf-8")
    return path
