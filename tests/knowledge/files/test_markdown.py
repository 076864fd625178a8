"""Markdown becomes blocks of words, and what a card cannot show is refused."""

from __future__ import annotations

import pytest

from knowledge.files.markdown import BulletList, MarkdownFault, Paragraph, Span, parse, passages


def test_text_is_split_at_its_headings() -> None:
    first, second = parse("Yes.\n\n## How to ask\n\nRing us.\n")
    assert (first.heading, first.blocks) == ("", (Paragraph((Span("Yes."),)),))
    assert (second.heading, second.line) == ("How to ask", 3)


def test_strong_and_linked_words_keep_their_marks() -> None:
    (section,) = parse("A **very** good [page](https://example.org).")
    assert section.blocks == (
        Paragraph(
            (
                Span("A "),
                Span("very", strong=True),
                Span(" good "),
                Span("page", href="https://example.org"),
                Span("."),
            )
        ),
    )


def test_wrapped_lines_become_one_passage() -> None:
    (section,) = parse("One\ntwo\nthree.")
    assert list(passages(section.blocks)) == ["One two three."]


@pytest.mark.parametrize(("text", "ordered"), [("- one\n- two", False), ("1. one\n2. two", True)])
def test_lists_keep_their_items(text: str, ordered: bool) -> None:
    (section,) = parse(text)
    assert section.blocks == (BulletList(((Span("one"),), (Span("two"),)), ordered),)


@pytest.mark.parametrize("address", ["https://a.example", "http://a.example", "tel:999", "mailto:a@b.example"])
def test_links_that_a_parent_can_use_are_kept(address: str) -> None:
    (section,) = parse(f"[here]({address})")
    assert section.blocks == (Paragraph((Span("here", href=address),)),)


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x](//evil.example)",
        "[x](/local/page)",
        "[x](&#106;avascript:alert(1))",
        "[x]( javascript:alert(1))",
        "[x]()",
        "[x][1]\n\n[1]: javascript:alert(1)",
    ],
)
def test_link_that_is_no_plain_address_never_becomes_a_link(text: str) -> None:
    try:
        sections = parse(text)
    except MarkdownFault:
        return
    spans = [span for section in sections for block in section.blocks for span in block.spans]  # type: ignore[union-attr]
    assert all(span.href is None for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "Yes <b>bold</b>.",
        "<!-- hidden -->",
        "<img src=x onerror=alert(1)>",
        "# Too big",
        "### Too small",
        "- one\n  - nested",
        "1. one\n   - nested",
        "> quoted",
        "```\ncode\n```",
        "    indented code",
        "Some `code`.",
        "---",
    ],
)
def test_what_a_card_cannot_show_is_refused(text: str) -> None:
    with pytest.raises(MarkdownFault):
        parse(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        *((text, "looks like a heading") for text in ("##How to ask", "##\u00a0How to ask", "###How", "#How to ask")),
        *((text, "looks like a list") for text in ("• One\n• Two", "– One\n– Two", "\uf0b7 One")),
        *((text, "A table") for text in ("Day\tTime\nMon\t10am", "a | b\n--|--\n1 | 2", "| a | b |\n|---|---|")),
        *((text, "A list cannot begin with") for text in ("2026. The rules change.", "3. Three\n4. Four")),
        ("![a picture](https://a.example/x.png)", "A picture"),
        ("[page] (https://a.example)", "has a gap"),
        ("our page <https://a.example/page>", "has no words"),
        ("jo@a.example<mailto:jo@a.example>", "has no words"),
        ('HYPERLINK "https://a.example" page', "as Word keeps it"),
        ("[page](https://a.example/\u200bpage)", "invisible character in a link"),
    ],
)
def test_what_only_its_writer_sees_as_more_than_words_is_refused_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(MarkdownFault, match=problem) as raised:
        parse(f"Before it.\n\n{text}")
    assert raised.value.line == 3


@pytest.mark.parametrize(
    "text", ["Go to room #4 or #5.", "#SEND is our hashtag.", "Find us: #SEND", "C# is a note.", "9 – 5 on weekdays"]
)
def test_sign_of_a_heading_or_list_in_a_sentence_stays(text: str) -> None:
    (section,) = parse(text)
    assert section.blocks == (Paragraph((Span(text),)),)


def test_fault_names_its_line() -> None:
    with pytest.raises(MarkdownFault) as raised:
        parse("Fine.\n\nAlso fine.\n\n> not fine\n")
    assert raised.value.line == 5
