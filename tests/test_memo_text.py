"""Links to quotations in a memo's text."""

from __future__ import annotations

from themes.memo_text import Link, between_links, edited, in_words, link_to, links, parts, to_be_edited

ONE, TWO = "1c0ffee0-0000-4000-8000-000000000001", "1c0ffee0-0000-4000-8000-000000000002"
TEXT = f"First {link_to(TWO)}, then {link_to(ONE)}, and {link_to(TWO)} again."


def test_a_text_falls_into_words_and_links():
    assert ["First ", Link(quotation_id=TWO), ", then "] == parts(TEXT)[:3]
    assert [TWO, ONE] == links(TEXT)
    assert [] == parts("")


def test_links_are_numbers_while_one_writes_and_come_back_as_they_were():
    shown, ids = to_be_edited(TEXT)

    assert ("First [[1]], then [[2]], and [[1]] again.", [TWO, ONE]) == (shown, ids)
    assert edited(shown, ids) == TEXT


def test_a_number_without_a_quotation_stays_as_it_was_typed():
    assert f"[[0]] [[7]] {link_to(ONE)} [[x]]" == edited("[[0]] [[7]] [[1]] [[x]]", [ONE])


def test_links_are_read_as_words():
    assert "First 2, then 1, and 2 again." == in_words(TEXT, lambda quotation_id: quotation_id[-1])


def test_words_are_rewritten_and_links_are_not():
    assert f"FIRST {link_to(TWO)}, THEN {link_to(ONE)}, AND {link_to(TWO)} AGAIN." == between_links(TEXT, str.upper)
