"""Names and messages where Streamlit reads Markdown."""

from __future__ import annotations

import re

import pytest

from themes.ui.plain import count, plain


@pytest.mark.parametrize(
    "words",
    [
        "P1_GMT_2021.odt",
        "*bold*",
        "[link](https://example.org)",
        "![image](https://example.org/a.png)",
        "$x^2$",
        ":red[text]",
        "<b>tag</b>",
        "# heading",
        "1. first",
    ],
)
def test_every_sign_that_markdown_reads_is_escaped(words: str) -> None:
    shown = plain(words)
    bare = "".join(sign for nth, sign in enumerate(shown) if sign.isascii() and nth and shown[nth - 1] != "\\")
    assert set() == set(bare) & set("_*[]()!$<>#:`~|.")


def test_an_emoji_code_does_not_become_an_emoji() -> None:
    assert ":smile:" not in plain("chair :smile: 7").replace("\\", "")


@pytest.mark.parametrize(
    "words", ["https://evil.invalid/x", "HTTP://evil.invalid", "www.evil.invalid", "me@evil.invalid"]
)
def test_an_address_does_not_become_a_link(words: str) -> None:
    shown = plain(words).replace("\\", "")
    assert not re.search(r"https?://|www\.|\w@", shown, re.IGNORECASE)


def test_a_line_break_cannot_begin_a_list_or_heading() -> None:
    assert "one \\# two" == plain("one\n# two")


def test_one_thing_is_counted_in_the_singular() -> None:
    assert ("1 case", "2 cases", "1,940 segments", "2 people") == (
        count(1, "case"),
        count(2, "case"),
        count(1940, "segment"),
        count(2, "person", "people"),
    )
