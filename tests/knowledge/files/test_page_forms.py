"""A page may have an easy-read version and translations, in files of their own that the check is strict about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.faults import ContentInvalid, Fault
from knowledge.files import loading
from knowledge.files.check import check
from knowledge.files.easy_read import MOST_WORDS, PICTURES
from knowledge.files.layers import Layer
from knowledge.files.markdown import plain
from knowledge.files.records import Content
from knowledge.settings import ROOT
from tests.support import page_forms, two_layers
from tests.support.content import PHONE, append, change
from tests.support.page_forms import ARABIC, EASY, PAGE, POLISH, write_easy_read, write_translation, write_translations

TODAY = date(2026, 11, 30)
WITH_EASY_READ = (
    *("benefits-money", "camhs", "child-in-need-assessment", "early-help", "ehc-assessment-request", "ehc-refusals"),
    *("neurodevelopmental-assessment", "sendiass", "short-breaks", "young-person"),
)
PICTURE_FILES = ROOT / "web_widget" / "static" / "pictures"


def faults_of(folder: Path) -> tuple[Fault, ...]:
    return check(folder, TODAY).faults


def only_fault(folder: Path) -> Fault:
    (fault,) = faults_of(folder)
    return fault


# Easy read.


def test_easy_read_version_is_read_line_by_line_with_its_pictures_and_filled_in(content_folder: Path) -> None:
    write_easy_read(content_folder)
    first, then = loading.load(content_folder).easy_read[PAGE].parts
    assert [(line.picture, plain(line.spans)) for line in first.lines] == [("home", "A short break is a rest.")]
    assert then.heading == "What to do first"
    assert [(line.picture, plain(line.spans)) for line in then.lines] == [
        ("phone", f"Ring {PHONE}."),
        (None, "Ask for the form."),
    ]
    assert faults_of(content_folder) == ()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("[dragon] Ring us.", 'There is no picture "dragon".'),
        ("One two three four five six seven eight nine ten eleven twelve thirteen.", "13 words in one line"),
        ("## One two three four five six seven eight nine ten eleven twelve thirteen", "13 words in one line"),
        ("Ring us. Then wait.", "More than one sentence in one line"),
        ("Ring {nobody.phone}.", 'Nothing is known to put in for "{nobody.phone}".'),
        ("It is {rate.nothing}.", 'There is no rate "nothing".'),
        ("- A list.", "This is not a line of words."),
        ("<b>Ring us.</b>", "cannot be shown in an answer"),
        ("Ask for a QZX.", '"QZX" is not in the glossary.'),
        (f"Ring {PHONE}.", f"The number {PHONE} is typed here a second time."),
    ],
)
def test_line_that_is_not_easy_or_not_right_is_refused_with_its_place(
    content_folder: Path, line: str, problem: str
) -> None:
    write_easy_read(content_folder, f"Ring us.\n{line}\nWait.\n")
    fault = only_fault(content_folder)
    assert problem in fault.problem
    assert fault.file == EASY
    assert fault.line == 8 or "QZX" in line
    assert fault.remedy


def test_line_may_have_just_so_many_words_and_a_name_in_braces_is_one(content_folder: Path) -> None:
    change(content_folder, "council.yml", "area:", "names: {team: the very long name of a team}\narea:")
    write_easy_read(content_folder, f"{'word ' * (MOST_WORDS - 1)}{{team}}.\n")
    assert faults_of(content_folder) == ()


def test_number_that_is_typed_is_told_which_placeholder_to_use(content_folder: Path) -> None:
    write_easy_read(content_folder, "Ring 01234 111111.\n")
    assert only_fault(content_folder).remedy == "Write {family-advice.phone}."


def test_amount_that_is_among_the_rates_is_not_typed(content_folder: Path) -> None:
    (content_folder / "rates.yml").write_text(
        "- {id: carer, value: £86.45, unit: a week, valid_from: 2026-04-06, source: {title: Rates, published: 2026}}\n",
        encoding="utf-8",
    )
    write_easy_read(content_folder, "It is £86.45 a week.\n")
    assert only_fault(content_folder).remedy == "Write {rate.carer}."


def test_empty_version_and_heading_without_lines_are_refused(content_folder: Path) -> None:
    for body in ("\n", "Ring us.\n\n## Then\n"):
        write_easy_read(content_folder, body)
        assert only_fault(content_folder).problem == "There is no text here."


def test_version_of_no_page_is_refused(content_folder: Path) -> None:
    write_easy_read(content_folder).rename(content_folder / "easy_read" / "nothing.md")
    change(content_folder, "easy_read/nothing.md", f"id: {PAGE}", "id: nothing")
    assert only_fault(content_folder).problem == 'There is no page "nothing".'


def test_version_says_by_whom_and_when_it_was_checked_and_not_in_the_future(content_folder: Path) -> None:
    write_easy_read(content_folder, checked="2099-01-01")
    assert only_fault(content_folder).problem == "2099-01-01 is in the future."
    change(content_folder, EASY, "checked_by: a test\n", "")
    assert only_fault(content_folder).field == "checked_by"


def test_page_checked_after_its_easy_read_version_is_told_to_staff(content_folder: Path) -> None:
    write_easy_read(content_folder, checked="2019-01-05")
    told = [fault.problem for fault in check(content_folder, TODAY).care if fault.file == EASY]
    assert told == ["The page was checked on 2020-01-05, after its easy-read version."]


def test_version_of_the_council_is_said_in_place_of_the_national_one(tmp_path: Path) -> None:
    folder = two_layers.write(tmp_path / "content")
    write_easy_read(folder / "england", "Ring somebody.\n")
    national = loading.load(folder).easy_read[PAGE]
    write_easy_read(folder, "Ring us.\n")
    own = loading.load(folder).easy_read[PAGE]
    assert (national.origin.layer, own.origin.layer) == (Layer.ENGLAND, Layer.COUNCIL)
    assert plain(own.parts[0].lines[0].spans) == "Ring us."


def test_retired_page_does_not_make_its_other_forms_a_fault(content_folder: Path) -> None:
    write_easy_read(content_folder)
    (content_folder / "topics" / f"{PAGE}.md").unlink()
    (content_folder / "retired.yml").write_text(
        f"entries: [{{id: {PAGE}, successor: dentist}}]\nservices: []\n", encoding="utf-8"
    )
    told = [fault.problem for fault in check(content_folder, TODAY).care if fault.file == EASY]
    assert [fault for fault in faults_of(content_folder) if fault.file == EASY] == []
    assert told == [f'Its page "{PAGE}" was retired, so nobody sees it.']


def test_every_picture_is_there_is_small_and_says_who_drew_it() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in PICTURE_FILES.glob("*.svg")}
    assert set(files) == set(PICTURES)
    assert [name for name, drawn in files.items() if len(drawn) > 1000 or "href" in drawn or "<style" in drawn] == []
    assert "MIT License" in (PICTURE_FILES / "LICENCE").read_text(encoding="utf-8")


def test_the_ten_subjects_have_easy_words_that_say_what_to_do_first(shipped: Content) -> None:
    assert sorted(shipped.easy_read) == sorted(WITH_EASY_READ)
    for easy in shipped.easy_read.values():
        first = " ".join(part.heading for part in easy.parts[:3])
        assert "What to do first" in first
        assert all(line.picture for part in easy.parts for line in part.lines)


def test_no_translation_is_shipped(shipped: Content) -> None:
    assert shipped.translations == {}


# Translations.


@pytest.fixture
def translated(content_folder: Path) -> Path:
    write_translations(content_folder)
    return content_folder


def test_translations_are_read_in_the_order_of_the_councils_languages(translated: Path) -> None:
    polish, arabic = loading.load(translated).translations[PAGE]
    assert faults_of(translated) == ()
    assert (polish.language, polish.direction, arabic.language, arabic.direction) == ("pl", "ltr", "ar", "rtl")
    assert (polish.translator, polish.translated, polish.overtaken) == ("a test", date(2020, 2, 6), False)
    assert PHONE in plain(polish.sections[0].blocks[0].spans)  # type: ignore[union-attr]


@pytest.mark.parametrize("field", ["translator", "translated", "english", "english_changed", "ask"])
def test_translation_without_translator_date_or_english_text_is_refused(translated: Path, field: str) -> None:
    lines = (translated / POLISH).read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if not line.startswith(f"{field}:")]
    (translated / POLISH).write_text("\n".join(kept), encoding="utf-8")
    fault = only_fault(translated)
    assert (fault.file, fault.field) == (POLISH, field)


def test_translation_into_a_language_that_the_council_does_not_have_is_refused(translated: Path) -> None:
    (translated / "translations" / "pl").rename(translated / "translations" / "xx")
    assert only_fault(translated).problem == '"xx" is not a language of the council.'
    assert "Use one of: pl, ar" in only_fault(translated).remedy


def test_translation_of_no_page_and_one_that_names_no_language_are_refused(translated: Path) -> None:
    (translated / ARABIC).rename(translated / "translations" / "ar" / "nothing.md")
    change(translated, "translations/ar/nothing.md", f"id: {PAGE}", "id: nothing")
    assert only_fault(translated).problem == 'There is no page "nothing".'
    (translated / "translations" / "ar" / "nothing.md").rename(translated / "translations" / "nothing.md")
    assert only_fault(translated).problem == "It does not say which language this is."


def test_number_in_a_translation_is_not_typed_a_second_time(translated: Path) -> None:
    append(translated, POLISH, f"\n{PHONE}\n")
    assert only_fault(translated).remedy.startswith("Write {council.phone}")


def test_english_page_that_has_changed_since_is_noticed_by_its_words_alone(translated: Path) -> None:
    change(translated, f"topics/{PAGE}.md", "checked: '2020-01-05'", "checked: '2020-01-06'")
    assert not any(form.overtaken for form in loading.load(translated).translations[PAGE])
    append(translated, f"topics/{PAGE}.md", "\nMore words.\n")
    assert all(form.overtaken for form in loading.load(translated).translations[PAGE])
    care = [fault for fault in check(translated, TODAY).care if fault.file == POLISH]
    now = care[0].remedy.rpartition(" ")[2]
    write_translation(translated, "pl", f"english: {now}\n")
    assert [form.overtaken for form in loading.load(translated).translations[PAGE]] == [False, True]


def test_folder_that_leads_elsewhere_is_refused(content_folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    page_forms.write_easy_read(elsewhere)
    (content_folder / "translations").symlink_to(elsewhere)
    with pytest.raises(ContentInvalid, match="link"):
        loading.load(content_folder)
