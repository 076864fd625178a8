"""Lists as forums and councils have them: read as their writers meant them, and nothing is dropped in silence."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.mended import mended
from tests.support.question_lists import read, read_pasted
from web_widget.coverage.marks import bare
from web_widget.coverage.questions import QuestionsInvalid
from web_widget.coverage.reading import Sheet
from web_widget.coverage.text_table import LINE_ENDS

FIRST, SECOND, THIRD = "Can my son, 7, get short breaks?", "What is Portage?", "Who can help with sleep?"
QUESTIONS = [FIRST, SECOND, THIRD]


def asked(sheet: Sheet) -> list[str]:
    return [question.text for question in sheet.questions]


def workbook(fill: Callable[[Any], None], *sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook whose sheets have these rows, changed by `fill` before it is saved."""
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet: Any = book.active if number == 0 else book.create_sheet(f"Sheet {number + 1}")
        for row in rows:
            sheet.append(row)
    fill(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def nothing(_: Any) -> None:
    return None


def table(*above: Sequence[object], heading: Sequence[object] = ("Question", "Expected")) -> list[Sequence[object]]:
    return [*above, heading, *((question, "dentist") for question in QUESTIONS)]


def changed_sheet(data: bytes, change: Callable[[str], str]) -> bytes:
    """The workbook with the XML of its first sheet changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(written, "w") as made:
        for part in parts.infolist():
            held = parts.read(part)
            made.writestr(part, change(held.decode()) if part.filename == "xl/worksheets/sheet1.xml" else held)
    return written.getvalue()


TITLES: list[list[Sequence[object]]] = [
    [("Parent Carer Voice questions – autumn 2026",)],
    [("Questions",), ()],
    [("Rutland Parent Carer Voice",), ("Collected by the forum, please do not share.",), ()],
    [("Our questions for the council (draft 3)", None, "Page 1"), ()],
    [("Survey results",), ("When",), ("Who asked",)],
]


@pytest.mark.parametrize("above", TITLES, ids=[str(rows[0][0]) for rows in TITLES])
def test_headings_are_found_below_titles_and_notes_and_these_are_told(above: list[Sequence[object]]) -> None:
    text = "\r\n".join(",".join(f'"{cell or ""}"' for cell in (*row, None, None)[:3]) for row in table(*above))
    for sheet in (read("list.xlsx", workbook(nothing, table(*above))), read("list.csv", text.encode())):
        assert asked(sheet) == QUESTIONS
        assert {question.expected for question in sheet.questions} == {"dentist"}
        words = {str(cell) for row in above for cell in row if cell}
        assert {word for left in sheet.left_out for word in left.text.split(" | ")} == words
        assert any("not asked: see the list of rows left out" in note for note in sheet.notes)


@pytest.mark.parametrize(
    "heading",
    [
        *("Question", "QUESTIONS", "question:", "Question (in the parent's words)", "Question\nno names please"),
        *("Your question", "What is your question?", "Parent’s question", "Questions asked", "Query", "Question *"),
        *("Question text", "Enquiry", "Question / concern", "The question that was asked"),
    ],
)
def test_column_of_questions_is_known_by_what_people_call_it(heading: str) -> None:
    sheet = read("list.xlsx", workbook(nothing, [("No.", heading, "School"), *((1, q, "x") for q in QUESTIONS)]))
    assert asked(sheet) == QUESTIONS
    assert "These columns were not used: No., School." in sheet.notes


@pytest.mark.parametrize("number", ["Question no", "Question number", "Question ID", "Q no.", "Question type"])
def test_column_about_questions_is_no_column_of_questions(number: str) -> None:
    sheet = read("list.xlsx", workbook(nothing, [(number, "Question"), *((1, question) for question in QUESTIONS)]))
    assert asked(sheet) == QUESTIONS


@pytest.mark.parametrize(
    "heading", [("ID", "Start time", "Email", "What would you like to ask us?"), ("Name", "Area", "Age", "Tell us")]
)
def test_without_a_heading_that_says_so_the_column_with_sentences_is_taken_and_asked_about(
    heading: Sequence[str],
) -> None:
    rows = [heading, *((n, "x", 8, question) for n, question in enumerate(QUESTIONS))]
    sheet = read("list.xlsx", workbook(nothing, rows))
    assert asked(sheet) == QUESTIONS
    assert heading[3] in sheet.doubts[0]


def test_questions_may_be_spread_over_several_columns() -> None:
    rows = [("Name", "Question 1", "Question 2", "Question 3"), ("x", *QUESTIONS), ("y", FIRST, None, None)]
    assert asked(read("list.xlsx", workbook(nothing, rows))) == [*QUESTIONS, FIRST]


def test_merged_title_is_a_title_and_a_merged_note_belongs_to_each_of_its_rows() -> None:
    def merge(book: Any) -> None:
        book.active.merge_cells("A1:C1")
        book.active.merge_cells("C3:C5")

    rows = [("Autumn questions",), ("Question", "Expected", "Asked by"), (FIRST, None, "Facebook group"), (SECOND,)]
    sheet = read("list.xlsx", workbook(merge, [*rows, (THIRD,)]))
    assert asked(sheet) == QUESTIONS
    assert [question.asked_by for question in sheet.questions] == ["Facebook group"] * 3


def test_question_merged_over_two_rows_is_asked_once() -> None:
    rows = [("Question", "Asked by"), (FIRST, "a"), (None, "b"), (SECOND, "c")]
    sheet = read("list.xlsx", workbook(lambda book: book.active.merge_cells("A2:A3"), rows))
    assert asked(sheet) == [FIRST, SECOND]
    assert sheet.left_out[0].text == "b"


def test_heading_merged_over_the_number_and_the_question_is_that_of_the_question() -> None:
    rows = [("Question", None), *((number, question) for number, question in enumerate(QUESTIONS))]
    assert asked(read("list.xlsx", workbook(lambda book: book.active.merge_cells("A1:B1"), rows))) == QUESTIONS


COVER = [("Rutland Parent Carer Voice",), ("Version 3",), ("For the SEND board",)]


@pytest.mark.parametrize("cover", [COVER, [], [("Contents", "Page"), ("Questions", 2)], [("Read me first, please.",)]])
def test_sheet_with_questions_is_found_behind_a_cover_sheet(cover: list[Sequence[object]]) -> None:
    sheet = read("list.xlsx", workbook(nothing, cover, table()))
    assert asked(sheet) == QUESTIONS
    assert sheet.layout.sheet == 1
    if cover:
        assert "The sheet “Sheet 2” was read, and not “Sheet”." in sheet.notes


def test_second_sheet_with_questions_is_asked_about() -> None:
    sheet = read("list.xlsx", workbook(nothing, table(), table()))
    assert sheet.doubts == ("Only the sheet “Sheet” is read. “Sheet 2” may also hold questions.",)


def test_hidden_sheet_is_not_read_before_one_that_is_seen() -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].sheet_state = "hidden"

    data = workbook(hide, table(), [("Question",), (SECOND,)])
    assert asked(read("list.xlsx", data)) == [SECOND]


@pytest.mark.parametrize("said", ["A1", "A1:A1", "A1:B2", "B2"])
def test_size_that_a_web_system_writes_into_a_workbook_is_not_believed(said: str) -> None:
    def misstate(sheet: str) -> str:
        return re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{said}"', sheet)

    assert asked(read("list.xlsx", changed_sheet(workbook(nothing, table()), misstate))) == QUESTIONS


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_line_that_names_the_mark_between_columns_is_no_row(mark: str) -> None:
    text = f'sep={mark}\r\nQuestion{mark}Expected\r\n"{FIRST}"{mark}dentist\r\n'
    sheet = read("list.csv", text.encode("cp1252"))
    assert (asked(sheet), sheet.questions[0].expected, sheet.notes) == ([FIRST], "dentist", ())


OLD_TEXTS = [
    *("Is it £20?", "My child’s school says no", "Who pays £20?", "Zoë’s café club?", "“Who?”, she said"),
    *("it’s 9–5, isn’t it?", "we can’t – sorry", "our parents’ group", "What about… us?", "Is 5½ hours enough?"),
    *("SEN children’s DLA", "THE COUNCIL’S FAULT", "Can Siân come?", "José asked", "ages 5–7", "the £ amount"),
]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize("text", OLD_TEXTS)
@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_letters_of_excel_on_windows_and_on_a_mac_are_right_in_one_line_and_in_sixty(
    encoding: str, text: str, end: str
) -> None:
    try:
        letters = text.encode(encoding)
    except UnicodeEncodeError:
        letters = text.replace("½", "").encode(encoding)
        text = text.replace("½", "")
    data = b"Question" + end.encode() + letters + end.encode()
    assert asked(read("list.csv", data)) == [bare(text)]
    assert asked(read("list.txt", end.encode().join([letters] * 60))) == [bare(text)] * 60


@given(st.lists(st.sampled_from(OLD_TEXTS), min_size=1, max_size=60))
def test_any_list_saved_by_excel_on_windows_has_the_right_letters(texts: list[str]) -> None:
    assert asked(read("list.txt", "\r\n".join(texts).encode("cp1252"))) == [bare(text) for text in texts]


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("My childâ€™s school", "My child’s school"),
        ("Is it Â£20?", "Is it £20?"),
        ("â€œWhoâ€\x9d asked", "“Who” asked"),
        ("ZoÃ«", "Zoë"),
    ],
)
def test_letters_that_a_program_had_broken_are_mended_and_it_is_told(broken: str, right: str) -> None:
    sheet = read("list.txt", f"{broken}\nWhat is Portage?".encode())
    assert asked(sheet)[0] == right
    assert "were repaired" in sheet.notes[0]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_text_in_two_bytes_a_letter_needs_no_mark_at_its_beginning(encoding: str) -> None:
    assert asked(read("list.txt", f"{FIRST}\n{SECOND}".encode(encoding))) == [FIRST, SECOND]


@pytest.mark.parametrize("written", ["a_x000D_\nb", "a _x000D_ b", "a_x000D_b", "a_x000d_\r\nb", "a_x000A_b"])
def test_line_ends_of_microsoft_forms_are_blanks(written: str) -> None:
    assert asked(read("list.xlsx", workbook(nothing, [("Question",), (written,)]))) == ["a b"]
    assert asked(read("list.csv", f'Question,Expected\n"{written}",\n'.encode())) == ["a b"]


def with_results(data: bytes, *results: str) -> bytes:
    """The workbook with the results of its formulas, as Excel saves them."""
    left = iter(results)

    def add(sheet: str) -> str:
        return re.sub(r"<c r=\"(\w+)\"><f>([^<]*)</f><v ?/?>(</v>)?</c>", lambda m: _result(m, next(left)), sheet)

    return changed_sheet(data, add)


def _result(cell: re.Match[str], words: str) -> str:
    return f'<c r="{cell[1]}" t="str"><f>{cell[2]}</f><v>{words}</v></c>'


@pytest.mark.parametrize("formula", ["=CONCATENATE(B1,C1)", "=B2&C2", '="What is "&B1&"?"', "=TRIM(D4)"])
def test_formula_is_read_as_its_result(formula: str) -> None:
    data = workbook(nothing, [("Question",), (formula,), (THIRD,)])
    assert asked(read("list.xlsx", with_results(data, SECOND))) == [SECOND, THIRD]


def test_formula_without_a_result_is_told_with_its_row_and_the_remedy() -> None:
    sheet = read("list.xlsx", workbook(nothing, [("Question",), ("=B2&C2",), (THIRD,)]))
    assert any("Row 2 has a formula" in note and "Open it in Excel" in note for note in sheet.notes)


def test_hidden_rows_are_asked_about() -> None:
    def hide(book: Any) -> None:
        book.active.row_dimensions[3].hidden = True

    sheet = read("list.xlsx", workbook(hide, table()))
    assert asked(sheet) == QUESTIONS
    assert "Row 3 is hidden in the spreadsheet" in sheet.doubts[0]


@pytest.mark.parametrize(
    "mark",
    [
        *("1. ", "1.\t", "12) ", "(3) ", "3] ", "a) ", "b. ", "iv. ", "(ii) ", "Q1. ", "Q1: ", "Q. ", "Question 4: "),
        *(
            "• ",
            "•\t",
            "·\t",
            "- ",
            "– ",
            "— ",
            "* ",
            "> ",
            "o\t",
            "▪ ",
            "➢ ",
            "\uf0b7\t",
            "§\t",
            "☐ ",
            "[ ] ",
            "1.1\t",
        ),
        *("1\t", "#3 ", "1 - ", "“", '"', "‘", "- “", '1. "'),
    ],
)
@pytest.mark.parametrize("question", [SECOND, "16 plus transport", "1:1 support at school", "Zoë asks"])
def test_mark_before_a_question_is_taken_off(mark: str, question: str) -> None:
    last = {"“": "”", '"': '"', "‘": "’"}.get(mark[-1], "")
    assert bare(f"{mark}{question}{last}") == question
    assert asked(read_pasted("\n".join([f"{mark}{question}{last}"] * 3))) == [question] * 3


@pytest.mark.parametrize(
    "question",
    [
        *("111 option 2", "3 year old not talking", "16+ college transport", "1:1 support", "2.5 hours of help"),
        *("2026 holiday clubs", "I. need help", "A level exams", "0-25 team number", "9-5 job and school run"),
        *("'Cause he is 5, what can we do?", "the “graduated approach”, what is it?", "-", "? why", "e.g. swimming"),
        *("“Why”, she said, “not?”", "x-ray for my son", "I can't cope", "a: b or c", "Question time, when is it?"),
        *("24. September: is that too late", "999 or 111?", "vi form help", "C-PTSD help", "d.o.b. on the form?"),
    ],
)
def test_what_only_looks_like_a_mark_stays(question: str) -> None:
    expected = {"I. need help": "need help", "24. September: is that too late": "September: is that too late"}
    assert bare(question) == expected.get(question, question)


@pytest.mark.parametrize(
    "first",
    [
        *(
            "When, if ever, will they reply?",
            "Who, if anyone, can help us?",
            "Date, time and place of the meeting?",
        ),
        *("When; and where; is it?", "Who, when, where?", "Questions, questions: who answers them?", "When"),
        *("Who do I ask if I have a question, and when?", "Entry, when is it, and from whom?", "From when, please?"),
        *("I have a question about transport", "Query about my query", "Expected date of the plan, and who decides"),
    ],
)
def test_pasted_list_may_begin_with_any_words(first: str) -> None:
    assert asked(read_pasted(f"{first}\n{FIRST}\n{SECOND}")) == [first, FIRST, SECOND]


@pytest.mark.parametrize("title", ["Questions", "Our questions:", "Parents' questions", "Questions from a meeting"])
def test_heading_above_pasted_lines_is_no_question(title: str) -> None:
    assert asked(read_pasted("\n".join([title, "", *QUESTIONS]))) == QUESTIONS


def test_title_above_pasted_lines_is_left_out_and_asked_about() -> None:
    sheet = read_pasted("\n".join(["Coffee morning, 4 October 2026", "", *QUESTIONS]))
    assert asked(sheet) == QUESTIONS
    assert (sheet.left_out[0].text, sheet.left_out[0].why) == ("Coffee morning, 4 October 2026", "a title")
    assert sheet.doubts == ("Row 1 is taken for a title and not asked.",)


def test_quotation_mark_that_is_not_closed_hides_no_questions() -> None:
    with pytest.raises(QuestionsInvalid, match=r"Row 3 cannot be read \(a quotation mark is not closed\)"):
        read("list.csv", b'question,expected\nWhat is it?,dentist\n"Who can help?,dentist\nWhen?,dentist\n')


def test_signs_that_nobody_sees_do_not_change_a_question() -> None:
    written = "\ufeffWhat\u00a0is a care\u00adplan\u200b?"
    assert asked(read_pasted(f"{written}\n{SECOND}"))[0] == "What is a careplan?"


@pytest.mark.parametrize(
    ("part", "words"),
    [("word/document.xml", "a Word document"), ("content.xml", "OpenDocument"), ("xl/workbook.bin", "binary workbook")],
)
def test_file_of_another_kind_is_refused_with_its_kind_and_the_remedy(part: str, words: str) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        made.writestr(part, "x")
    with pytest.raises(QuestionsInvalid, match=words):
        read("list", written.getvalue())


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)


@given(st.lists(cells, max_size=12))
def test_every_line_with_words_is_a_question_or_is_told(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        sheet = read_pasted(text)
    except QuestionsInvalid:
        return
    told = {q.row for q in sheet.questions} | {left.row for left in sheet.left_out} | {sheet.layout.heading}
    rows = [mended(row) for row in LINE_ENDS.split(text)]
    marks = ",;\t|" if sheet.layout.heading else ""
    if not marks:
        wordy = {n for n, row in enumerate(rows, start=1) if any(c.isalnum() for c in row)}
        assert wordy <= told


def test_dates_of_a_workbook_are_days() -> None:
    rows = [("Question", "Date asked"), (SECOND, date(2026, 10, 5))]
    assert read("list.xlsx", workbook(nothing, rows)).questions[0].asked_on == "2026-10-05"


def test_comma_outside_quotation_marks_is_asked_about_with_its_row() -> None:
    sheet = read("list.csv", b"Question,Expected\nWhat is it?,dentist\nCan he, at 7, get breaks?,dentist\n")
    assert sheet.doubts == ("Row 3 is longer than the headings: a comma in a question must be inside quotation marks.",)


def test_one_column_with_a_heading_may_have_commas_and_lines_inside_quotation_marks() -> None:
    sheet = read("list.csv", b'Question\nCan he, at 7, get breaks?\n"Two\nlines, here"\n')
    assert asked(sheet) == ["Can he, at 7, get breaks?", "Two lines, here"]


@pytest.mark.parametrize("between", ["\u2028", "\u2029", "\v", "\f", "\r\r"])
def test_line_ends_of_word_are_line_ends(between: str) -> None:
    assert asked(read_pasted(f"{SECOND}{between}{THIRD}")) == [SECOND, THIRD]


@pytest.mark.parametrize("mark", ["1a. ", "1.1 ", "No 1: ", "①", "2\ufe0f\u20e3 ", "👉 ", "➡️ ", "* **", '="', '"=""'])
def test_marks_of_other_programs_are_taken_off_too(mark: str) -> None:
    last = {"* **": "**", '="': '"', '"=""': '"""'}.get(mark, "")
    assert asked(read("list.csv", f"Question\n{mark}{SECOND}{last}\n{THIRD}\n".encode())) == [SECOND, THIRD]


def test_numbers_without_a_full_stop_are_taken_off_where_they_count_the_questions() -> None:
    assert asked(read_pasted(f"1 {SECOND}\n2 {THIRD}\n3 {FIRST}")) == [SECOND, THIRD, FIRST]
    assert asked(read("list.csv", f"Question\n1 {SECOND}\n2 {THIRD}\n3 {FIRST}\n".encode())) == [SECOND, THIRD, FIRST]
    ages = ["16 plus transport?", "3 year old not talking", "5 year old awake all night"]
    assert asked(read("list.csv", "\n".join(["Question", *ages]).encode())) == ages
    assert asked(read_pasted("\n".join(ages))) == ages


@pytest.mark.parametrize(
    ("above", "between", "below"),
    [
        ("Coffee morning, 4 October 2026\n", "", ""),
        ("Our list,\nQuestion,Expected\n", "", ""),
        ("Question\n", "Question\n", ""),
        ("", "Transport:\n", ""),
        ("", "", "Total: 3\n"),
    ],
)
def test_rows_that_are_not_asked_do_not_count_among_numbered_questions(above: str, between: str, below: str) -> None:
    last = "Can my son get short breaks?"
    text = f"{above}\n1 {SECOND}\n2 {THIRD}\n{between}3 {last}\n{below}"
    assert asked(read("list.csv", text.encode())) == [SECOND, THIRD, last]


def test_comma_behind_a_quoted_line_is_no_part_of_the_question() -> None:
    assert asked(read_pasted(f'"{FIRST}",\n"{SECOND}",')) == [FIRST, SECOND]


def test_codes_of_web_pages_are_the_letters_that_they_mean() -> None:
    assert asked(read("list.csv", b"Question\nHelp &amp; advice<br>for us?\nIt&#39;s late?\n")) == [
        "Help & advice for us?",
        "It's late?",
    ]


def test_of_two_rows_of_headings_the_one_that_names_each_column_counts() -> None:
    rows = [("Question details", None, "Other"), ("No", "Question text", "Area"), (1, FIRST, "x"), (2, SECOND, "y")]
    sheet = read("list.xlsx", workbook(nothing, rows))
    assert asked(sheet) == [FIRST, SECOND]
    assert sheet.left_out[0].why == "above the headings"


def test_second_row_of_headings_of_a_survey_is_not_asked_and_told() -> None:
    rows = [
        ("Respondent ID", "Start Date", "What questions do you have for us?"),
        (None, None, "Open-Ended Response"),
        (7, "1/10", FIRST),
        (8, "2/10", SECOND),
    ]
    sheet = read("list.xlsx", workbook(nothing, rows))
    assert asked(sheet) == [FIRST, SECOND]
    assert [(left.text, left.why) for left in sheet.left_out] == [("Open-Ended Response", "the headings again")]


def test_column_that_asks_is_taken_before_a_longer_one_that_answers() -> None:
    rows = [(question, "Ask the team about it, and they will tell you all that you need.") for question in QUESTIONS]
    assert asked(read("list.xlsx", workbook(nothing, rows))) == QUESTIONS


def test_answers_below_questions_are_left_out_and_told() -> None:
    sheet = read_pasted(f"Q: {SECOND}\nA: A home service.\nQ: {THIRD}\nA: The sleep team.")
    assert asked(sheet) == [SECOND, THIRD]
    assert {left.why for left in sheet.left_out} == {"an answer"}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Office document"),
        (b"%PDF-1.7\n1 0 obj\n", "a PDF"),
        (rb"{\rtf1\ansi What is Portage?\par}", "a document"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "a picture"),
        (b"<html><table><tr><td>Question</td></tr></table></html>", "a web page"),
        (b'<?xml version="1.0"?><Workbook></Workbook>', "an export of another program"),
    ],
)
def test_file_that_only_seems_to_be_text_is_refused_with_its_kind_and_the_remedy(data: bytes, kind: str) -> None:
    with pytest.raises(QuestionsInvalid, match=rf"{kind}.*(save|copy|Send)"):
        read("list.xls", data)


def test_letters_of_four_bytes_are_right() -> None:
    assert asked(read("list.txt", f"{SECOND}\n{THIRD}".encode("utf-32"))) == [SECOND, THIRD]


@pytest.mark.parametrize(
    "row",
    [
        *("Total: 3", "Total number of questions 3", "Grand total", "Totals", "Count: 12", "n = 3"),
        *(
            "Page 1 of 2",
            "- Page 4 -",
            "2 of 7",
            "End of list",
            "Printed on 3 March 2026",
            "Exported from Forms 03/03/2026",
        ),
        *("OFFICIAL - SENSITIVE", "© Parent Carer Forum 2026", "Source: survey.xlsx", "Last updated: 4 May 2026"),
        *("Like", "Reply", "Like Reply 2d", "View 3 more replies", "Write a comment…", "5 h", "2 days ago", "12 likes"),
    ],
)
def test_totals_footers_and_words_of_websites_are_not_asked_and_told(row: str) -> None:
    sheet = read_pasted("\n".join([FIRST, SECOND, row, THIRD]))
    assert asked(sheet) == QUESTIONS
    assert [left.row for left in sheet.left_out] == [3]


@pytest.mark.parametrize(
    "words",
    ["sleep", "total communication", "count me in for short breaks", "page", "reply to a refusal", "end of the plan"],
)
def test_search_words_that_begin_like_a_total_or_a_footer_are_asked(words: str) -> None:
    assert asked(read_pasted("\n".join(["portage", words, "dla"]))) == ["portage", words, "dla"]


@pytest.mark.parametrize("heading", ["Short breaks:", "\nSHORT BREAKS", "\nShort breaks"])
def test_heading_of_a_group_among_questions_is_left_out_and_asked_about(heading: str) -> None:
    sheet = read_pasted("\n".join([FIRST, SECOND, heading, THIRD, SECOND]))
    assert asked(sheet) == [FIRST, SECOND, THIRD, SECOND]
    assert any("taken for headings" in doubt or "taken for a title" in doubt for doubt in sheet.doubts)
    assert [left.why for left in sheet.left_out] == ["a heading"]


def test_heading_of_a_group_in_a_table_is_left_out_and_asked_about() -> None:
    rows = [
        ("Question", "Area"),
        ("Health",),
        (FIRST, "Oakham"),
        ("Education", ""),
        (SECOND, "Uppingham"),
        (THIRD, "Ketton"),
    ]
    sheet = read("list.xlsx", workbook(nothing, [*rows, *[(FIRST, "Oakham")] * 3]))
    assert asked(sheet)[:3] == QUESTIONS
    assert [left.text for left in sheet.left_out] == ["Health", "Education"]


def test_short_lines_without_question_marks_are_no_headings() -> None:
    lines = ["short breaks", "portage", "", "sleep", "dla form", "camhs"]
    assert asked(read_pasted("\n".join(lines))) == [line for line in lines if line]


def test_hidden_column_that_is_read_is_asked_about() -> None:
    def hide(book: Any) -> None:
        book.active.column_dimensions["A"].hidden = True

    sheet = read("list.xlsx", workbook(hide, table()))
    assert asked(sheet) == QUESTIONS
    assert "Column 1 is hidden in the spreadsheet, but read all the same." in sheet.doubts


CHATS = {
    "iPhone": "[{day}, 14:0{n}:11] {who}: ",
    "Android": "{day}, 14:0{n} - {who}: ",
    "copied from the web": "[14:0{n}, {day}] {who}: ",
    "American": "{day}, 2:0{n}\u202fPM - {who}: ",
}


@pytest.mark.parametrize("form", CHATS.values(), ids=CHATS)
def test_chat_is_read_without_its_dates_and_names(form: str) -> None:
    before = [form.format(day="12/03/2026", n=n, who=f"Member {n}") for n in range(5)]
    said = [
        before[0].partition(" Member")[0].rstrip(":") + " Messages and calls are end-to-end encrypted.",
        before[1] + "Can my son, 7,",
        "get short breaks?",
        before[2] + "\u200e<Media omitted>",
        before[3] + SECOND,
        before[4] + THIRD,
    ]
    sheet = read_pasted("\n".join(said))
    assert asked(sheet) == QUESTIONS
    assert [question.row for question in sheet.questions] == [2, 5, 6]
    assert [left.row for left in sheet.left_out] == [1, 4]
    assert not any("Member" in left.text for left in sheet.left_out)
    assert any("This is a chat." in doubt for doubt in sheet.doubts)


def test_questions_with_dates_in_them_are_no_chat() -> None:
    lines = ["12/03/2026 is the review. What do I bring?", "Is 14:05 too late to ring?"]
    assert asked(read_pasted("\n".join(lines))) == lines
