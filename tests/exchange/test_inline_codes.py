"""Codes that are written into a text come out of it, and their words become passages (FORMATS.md, 28, 29 and 31)."""

from __future__ import annotations

import pytest
from tests.clock import quickest

from themes.exchange import inline_codes

ROCK = """Interviewer: What did you see?
Ann: The board came to us. [[governance>board]] They asked. [[trust]] [[intensity||2]]
Ann: Nobody spoke of money.
[[money]]
---<<topic break>>---
~Bob: Not once. [[money]] [[cid=7]]
"""
BRACES = """A title that nobody coded.

The board came to us in the
first year of it.
{{background}}
However, nobody asked.
{{gap, need}}
{{  }}

[no code here] and {so}.
"""
RAISED = (
    "At first nothing; **then I felt calm.**<sup>emotion; calm</sup> And **bold** stays, **once more**<sup>again</sup>."
)


def coded(text: str) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    found = inline_codes.read("talk.txt", text)
    (held,) = found.texts
    assert all(one.words == held.text[one.start : one.end] for one in found.passages)
    return [(one.words, one.codes) for one in found.passages]


def test_a_code_in_brackets_stands_behind_its_line_or_what_is_left_of_it():
    assert [
        ("Ann: The board came to us.", (("governance", "board"),)),
        ("They asked.", (("trust",),)),
        ("Ann: Nobody spoke of money.", (("money",),)),
        ("Bob: Not once.", (("money",),)),
    ] == coded(ROCK)
    found = inline_codes.read("talk.rock", ROCK)
    assert [
        "Interviewer: What did you see?", "Ann: The board came to us. They asked.", "Ann: Nobody spoke of money.",
        "Bob: Not once.", "",
    ] == found.texts[0].text.split("\n")  # fmt: skip
    assert [("a value beside a code", 1), ("an identifier that another tool keeps in the text", 1)] == [
        (one.reason, one.count) for one in found.not_brought
    ]


def test_a_code_in_braces_alone_on_its_line_stands_behind_all_since_the_one_before():
    assert [
        ("The board came to us in the\nfirst year of it.", (("background",),)),
        ("However, nobody asked.", (("gap",), ("need",))),
    ] == coded(BRACES)
    text = inline_codes.read("a.txt", BRACES).texts[0].text
    assert "first year of it.\nHowever, nobody asked.\n\n[no code here] and {so}.\n" in text


def test_a_raised_code_stands_behind_the_words_in_asterisks():
    assert [("then I felt calm.", (("emotion",), ("calm",))), ("once more", (("again",),))] == coded(RAISED)
    text = "At first nothing; then I felt calm. And **bold** stays, once more."
    assert text == inline_codes.read("a.md", RAISED).texts[0].text


def test_a_code_behind_nothing_is_said():
    found = inline_codes.read("a.txt", "[[early]] And so on.\n")
    assert ((), [("a code that stands behind no words", 1)]) == (
        found.passages, [(one.reason, one.count) for one in found.not_brought],
    )  # fmt: skip


@pytest.mark.parametrize("text", ["No marks.", "[[ ]] {{}} [one] {two} 2<sup>nd</sup>", "[[cid=1]]"])
def test_a_text_without_codes_is_told_apart(text: str):
    assert not inline_codes.is_inline(text)


@pytest.mark.parametrize(
    "piece", ["[[a]]", "[[a]]\n", "w [[a]] ", "**", "**w**<sup>a</sup>", "{{", "\n", " ", "[[a]] \n\n"]
)
def test_a_long_text_of_marks_takes_no_longer_than_its_length(piece: str):
    text = piece * (100_000 // len(piece))
    assert quickest(lambda: inline_codes.read("a.txt", text), within=5) < 5  # under 1 s measured
