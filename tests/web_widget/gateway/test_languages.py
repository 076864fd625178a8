"""A text that is not in English is noticed, in any script; English, however short or misspelt, is left alone."""

from __future__ import annotations

import time
import unicodedata

import pytest

from knowledge.files.records import Content
from knowledge.text.vocabulary import Vocabulary, base_forms
from web_widget.gateway.checks import typed
from web_widget.gateway.language_words import LETTERS, WORDS
from web_widget.gateway.languages import LONGEST, LanguageRecogniser, LanguagesOfContent
from web_widget.gateway.scripts import OTHER, SHARED

LONGEST_SECONDS = 0.02


@pytest.fixture(scope="module")
def languages(shipped: Content) -> LanguageRecogniser:
    return LanguageRecogniser.beside(shipped)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("moja córka potrzebuje pomocy w szkole", "POLISH"),
        ("copilul meu are nevoie de ajutor la școală", "ROMANIAN"),
        ("моя дитина потребує допомоги в школі", "UKRAINIAN"),
        ("mae angen help ar fy mab yn yr ysgol", "WELSH"),
        ("do kogo mam zadzwonić, on ma autyzm", "POLISH"),
        ("mi hijo no habla, a quien puedo llamar", "SPANISH"),
        ("nu am primit bani, ce pot sa fac", "ROMANIAN"),
        ("i ble mae fy mab i fod i fynd am help", "WELSH"),
        ("meu filho precisa de ajuda, o que eu faço", "PORTUGUESE"),
        ("mon fils a besoin d'aide à l'école", "FRENCH"),
    ],
)
def test_language_of_a_sentence_is_told(languages: LanguageRecogniser, text: str, language: str) -> None:
    assert languages.language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *(("她今天没有去学校", "CHINESE"), ("救命", "CHINESE"), ("娘が学校に行けません", "JAPANESE")),
        *(("딸이 학교에 못 가요", "KOREAN"), ("ਮੈਨੂੰ ਮਦਦ ਚਾਹੀਦੀ ਹੈ", "PUNJABI"), ("আমার মেয়ে কথা বলে না", "BENGALI")),
        *(("મને મદદ જોઈએ છે", "GUJARATI"), ("என் மகள் பேசவில்லை", "TAMIL"), ("η κόρη μου δεν μιλάει", "GREEK")),
        *(
            ("میری بیٹی بات نہیں کرتی", "URDU"),
            ("ابنتي لا تتكلم", "ARABIC"),
            ("моя дочь не говорит, нужна помощь", "RUSSIAN"),
        ),
        *(("मेरी बेटी स्कूल में नहीं बोलती", "HINDI"), ("मेरो छोरी बोल्दैन, मद्दत चाहियो", "NEPALI")),
    ],
)
def test_language_is_told_by_its_script(languages: LanguageRecogniser, text: str, language: str) -> None:
    assert languages.language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("pomocy", "POLISH"),
        ("proszę o pomoc", "POLISH"),
        ("ajutor", "ROMANIAN"),
        ("救我", "CHINESE"),
        ("ratunku", "POLISH"),
        ("boję się", "POLISH"),
    ],
)
def test_one_or_two_words_are_enough(languages: LanguageRecogniser, text: str, language: str) -> None:
    assert languages.language(text) == language


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("मेरे बेटे को स्कूल में मदद चाहिए", "NEPALI"),
        ("माझा मुलगा बोलत नाही", "NEPALI"),
        ("moja dcéra potrebuje pomôcť", "POLISH"),
        ("můj syn nemluví, kam mám volat", "POLISH"),
        ("моето дете не говори", "UKRAINIAN"),
        ("هاوسەرەکەم لێم دەدات", "ARABIC"),
    ],
)
def test_neighbouring_language_is_not_given_the_wrong_name(
    languages: LanguageRecogniser, text: str, wrong: str
) -> None:
    assert languages.language(text) not in (None, wrong)


@pytest.mark.parametrize(
    "text", ["pagalbą", "kęstas", "žąsis", "također", "između", "đau", "coração", "băiatul", "ọmọ"]
)
def test_letter_that_several_languages_use_names_none_of_them(languages: LanguageRecogniser, text: str) -> None:
    assert languages.language(text) == OTHER


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *(("noriu gauti pagalbą vaikui", "LITHUANIAN"), ("ačiū už pagalbą", "LITHUANIAN")),
        *(("są bardzo złe", "POLISH"), ("tko mi može pomoći s djetetom također", "CROATIAN")),
        *(("minhas crianças estão doentes", "PORTUGUESE"), ("doare burta rău", "ROMANIAN")),
        ("con gái bị đánh", "VIETNAMESE"),
    ],
)
def test_sentence_with_such_letters_still_has_its_name(languages: LanguageRecogniser, text: str, language: str) -> None:
    assert languages.language(text) == language


ALPHABETS = {
    "POLISH": "ąćęłńóśźż",
    "ROMANIAN": "ăâîșțşţ",
    "WELSH": "âêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ",
    "SLOVAK": "áäčďéíĺľňóôŕšťúýž",
    "CZECH": "áčďéěíňóřšťúůýž",
    "SPANISH": "áéíñóúü",
    "PORTUGUESE": "áâãàçéêíóôõúü",
    "FRENCH": "àâæçéèêëîïôœùûüÿ",
    "ITALIAN": "àèéìíîòóùú",
    "GERMAN": "äöüß",
    "LITHUANIAN": "ąčęėįšųūž",
    "LATVIAN": "āčēģīķļņšūž",
    "HUNGARIAN": "áéíóöőúüű",
    "TURKISH": "âçğıîöşüû",
    "ALBANIAN": "çë",
    "SOMALI": "",
    "DUTCH": "áéëèïóöü",
    "TAGALOG": "",
    "SWAHILI": "",
    "VIETNAMESE": "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
    "CROATIAN": "ćčđšž",
    "YORUBA": "áàéèẹíìóòọṣúù",
    "IGBO": "ịọụṅ",
}
"""The letters beside a to z, names apart: "ñ" is in no other word of Tagalog."""


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_letter_counts_for_every_language_that_uses_it(name: str) -> None:
    for letter in LETTERS[name]:
        users = {one for one, used in ALPHABETS.items() if letter in used}
        assert {one for one, used in LETTERS.items() if letter in used} == users


@pytest.mark.parametrize("name", sorted(WORDS))
def test_words_of_a_language_are_in_its_letters(name: str) -> None:
    letters = {letter for word in WORDS[name] for letter in word if letter.isalpha() and not letter.isascii()}
    assert letters <= set(ALPHABETS[name])


@pytest.mark.parametrize(
    "word",
    sorted(
        {word for listed in WORDS.values() for word in listed}
        | {word for script in SHARED.values() for listed in script.values() for word in listed}
    ),
)
def test_every_word_of_a_list_can_be_typed(word: str) -> None:
    assert typed(word, LONGEST) == unicodedata.normalize("NFKC", word) == word


def test_script_of_many_languages_without_telling_words_has_no_name(languages: LanguageRecogniser) -> None:
    assert languages.language("Анна Иван") == OTHER


@pytest.mark.parametrize(
    "text",
    [
        *("can my son get respite", "camhs wating list", "dla", "he cant cope at skool anymore", "a", "??", "12"),
        *("is portage free to us", "can I ring Uppingham about a carer", "is the Parks good or Catmose", "", "🙏🙏🙏"),
        *("adult social care", "camhs referral oakham", "carers assessment form", "pathological demand avoidance"),
        *(
            "exam access arrangements extra time",
            "hlp wid my sn pls",
            "can u hlp ma boi hes gt autsm",
            "she doesnt sleep",
        ),
        *("Jan Kowalski", "is Fatima on the list", "my name in Chinese is 李明, who can I ring", "asdf qwer zxcv hjkl"),
        *("my son speaks Polish and Welsh", "naïve café résumé", "𝓱𝓮𝓵𝓹 with school please", "ехс plan for my son"),
        *("Prader-Willi Angelman Ehlers-Danlos", "methylphenidate lisdexamfetamine guanfacine"),
    ],
)
def test_english_as_parents_type_it_is_no_other_language(languages: LanguageRecogniser, text: str) -> None:
    assert languages.language(text) is None


def test_nothing_that_the_content_says_is_another_language(languages: LanguageRecogniser, shipped: Content) -> None:
    texts = [text for page in shipped.entries.values() for text in (page.title, page.ask, *page.questions)]
    texts += [section.heading for page in shipped.entries.values() for section in page.sections]
    texts += [name for one in shipped.services.values() for name in (one.name, one.organization)]
    texts += [form for term in shipped.glossary for form in (term.term, term.stands_for, *term.also)]
    texts += [question for kind in shipped.out_of_scope for question in kind.questions]
    assert {text: languages.language(text) for text in texts if languages.language(text)} == {}


def test_hardly_any_english_needs_the_words_of_the_content(shipped: Content) -> None:
    """So messages with words that no page has are not taken for another language either."""
    bare = LanguageRecogniser(Vocabulary(base_forms(), ()))
    wordings = [question for page in shipped.entries.values() for question in page.questions]
    assert sum(bare.language(text) is not None for text in wordings) <= len(wordings) / 1000


def test_every_reply_in_another_language_names_999_and_an_interpreter(shipped: Content) -> None:
    texts = [shipped.council.words["other_language"], *(one["text"] for one in shipped.council.languages)]
    assert all("999" in text and "interpreter" in text and "01572 722577" in text for text in texts)


def test_new_content_brings_its_own_words(small: Content) -> None:
    made = LanguagesOfContent()
    first = made.of("1", small)
    assert made.of("1", small) is first
    assert made.of("2", small) is not first


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a ",
            "zxqwv ",
            "pomocy ",
            "ą",
            "ab",
            "我",
            "мой ",
            "є",
            "x'y'",
            "ccccccc ",
            "hello pomocy ",
            "\u0301a",
            "ﷺ",
            "ã õ ",
        ),
        "qwrt plmk zxcv bnmv hgfd ytre lkjh ",
    ],
)
def test_longest_message_is_read_in_no_time(languages: LanguageRecogniser, piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    languages.language("dzień dobry potrzebuję pomocy")
    began = time.process_time()
    languages.language(text)
    assert time.process_time() - began < LONGEST_SECONDS
