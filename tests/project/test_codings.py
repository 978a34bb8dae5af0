"""Codings: their words, their quotations, and what was looked at."""

from __future__ import annotations

import pytest

from themes import Project
from themes.errors import Refused
from themes.operations import new_id

TEXT = "Interviewer: How was it?\n\nP1: We all came 😀, every one of us.\n\nP1: Honest.\n".encode()


@pytest.fixture
def coded(empty: Project) -> Project:
    """A project with one short transcript and two codes."""
    empty.add_bytes("talk.txt", TEXT)
    empty.add_code("Board engagement")
    empty.add_code("Trust")
    return empty


def test_a_coding_keeps_the_words_of_its_span(coded: Project):
    start = coded.transcript("talk").text.index("We all")
    coded.add_coding("talk", start, start + 13, "Board engagement")
    (one,) = coded.codings()
    assert one.quotation.words == "We all came 😀"
    assert one.speaker is not None
    assert (one.speaker.label, one.coding.how, one.coder.name) == ("P1", "by hand", "AB")


def test_white_space_at_the_ends_is_left_out(coded: Project):
    start = coded.transcript("talk").text.index(" all")
    coded.add_coding("talk", start, start + 5, "Trust")
    assert coded.codings()[0].quotation.words == "all"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 10_000)])
def test_a_range_outside_the_text_is_refused(coded: Project, start: int, end: int):
    with pytest.raises(Refused, match="is no range of words"):
        coded.add_coding("talk", start, end, "Trust")
    assert coded.codings() == []


def test_a_passage_bears_several_codes_on_one_quotation(coded: Project):
    coded.add_coding("talk", 13, 20, "Trust")
    coded.add_coding("talk", 13, 20, "Board engagement")
    assert len({one.quotation.id for one in coded.codings()}) == 1
    assert [one.code.name for one in coded.codings()] == ["Board engagement", "Trust"]


def test_the_same_code_is_not_given_twice(coded: Project):
    first = coded.add_coding("talk", 13, 20, "Trust")
    assert coded.add_coding("talk", 13, 20, "Trust") == first
    assert len(coded.codings()) == 1


def test_two_coders_have_their_own_quotations_of_the_same_words(coded: Project):
    coded.add_coding("talk", 13, 20, "Trust")
    coded.as_coder("CD").add_coding("talk", 13, 20, "Trust")
    assert [one.coder.name for one in coded.codings()] == ["AB", "CD"]
    assert len({one.quotation.id for one in coded.codings()}) == 2


def test_a_retry_with_the_same_step_changes_nothing(coded: Project):
    ids = {"step_id": new_id(), "coding_id": new_id(), "quotation_id": new_id()}
    coded.add_coding("talk", 13, 20, "Trust", **ids)
    seq = coded.last_seq()
    coded.add_coding("talk", 13, 20, "Trust", **ids)
    assert (coded.last_seq(), len(coded.codings())) == (seq, 1)
    assert coded.has_step(ids["step_id"])


def test_a_quotation_without_codes_goes(coded: Project):
    first = coded.add_coding("talk", 13, 20, "Trust")
    second = coded.add_coding("talk", 13, 20, "Board engagement")
    coded.remove_coding(first)
    assert len(coded.codings()) == 1
    coded.remove_coding(second)
    assert coded.codings() == []
    assert coded.check() == []


def test_the_ends_of_a_quotation_move_with_its_words(coded: Project):
    coding = coded.add_coding("talk", 13, 20, "Trust")
    text = coded.transcript("talk").text
    coded.move_quotation(coding.quotation_id, 13, 30)
    assert coded.codings()[0].quotation.words == text[13:30].strip()


def test_what_was_looked_at_is_known_for_each_coder_and_code(coded: Project):
    coded.add_coding("talk", 13, 20, "Trust")
    assert coded.looked("talk", "Trust") == "coded"
    assert coded.looked("talk", "Board engagement") == "not looked at"
    coded.mark_looked_at("talk")
    assert coded.looked("talk", "Board engagement") == "nothing found"
    assert coded.as_coder("CD").looked("talk", "Trust") == "not looked at"


def test_a_coding_knows_the_codebook_that_was_in_force(coded: Project):
    before = coded.add_coding("talk", 13, 20, "Trust")
    coded.revise_code("Trust", definition="Belief that others mean well.")
    after = coded.add_coding("talk", 26, 31, "Trust")
    assert after.codebook_version == before.codebook_version + 1


def test_a_valence_is_changed_and_taken_away(coded: Project):
    coding = coded.add_coding("talk", 13, 20, "Trust", valence="barrier")
    assert coded.revise_coding(coding, valence="enabler").valence == "enabler"
    assert coded.revise_coding(coding, valence=None).valence is None
