"""Disagreements, dearest first, are decided for a coder of its own; nobody is recoded."""

from __future__ import annotations

import pytest

from themes import Project
from themes.errors import Refused
from themes.model import Span

TURNS = ["The board came.", "They had time.", "Money was short.", "We asked them.", "The chief came.", "Nobody knew."]


@pytest.fixture
def study(empty: Project) -> Project:
    """AB gives Board to turns 0, 1, 4, CD to turns 0, 2; they agree on Time but for turn 5."""
    said = "\n\n".join(f"{'Anna' if nth % 2 else 'Ben'}: {words}" for nth, words in enumerate(TURNS))
    talk = empty.add_bytes("talk.txt", said.encode())
    for name in ("Board", "Time"):
        empty.add_code(name)
    other = empty.as_coder("CD")
    turns = talk.turns
    for view, code, nths in (
        (empty, "Board", (0, 1, 4)),
        (other, "Board", (0, 2)),
        (empty, "Time", (1, 2)),
        (other, "Time", (1, 2, 5)),
    ):
        for nth in nths:
            view.add_coding(talk, turns[nth].start, turns[nth].end, code)
    for view in (empty, other):
        view.mark_looked_at(talk)
    return empty


def test_the_dearest_disagreement_comes_first_and_settling_it_raises_agreement_by_its_cost(study: Project):
    found = study.disagreements()
    assert 4 == len(found)
    assert sorted((one.cost for one in found), reverse=True) == [one.cost for one in found]
    first = found[0]
    before = study.agreement(codes=[first.code]).pooled.agreement.value
    missing = study if not first.spans[0] else study.as_coder("CD")
    span = (first.spans[0] or first.spans[1])[0]
    missing.add_coding(first.transcript, span.start, span.end, first.code)
    after = study.agreement(codes=[first.code]).pooled.agreement.value
    assert after - before <= first.cost + 1e-9


@pytest.mark.parametrize(
    ("verdict", "n", "words"),
    [
        ("first", 1, "AB is right"),
        ("second", 0, "CD is right"),
        ("both", 1, "all that was given stands"),
        ("neither", 0, "it is not given here"),
    ],
)
def test_a_verdict_writes_a_coding_of_the_consensus_and_recodes_nobody(study: Project, verdict, n, words):
    before = [one.coding for one in study.codings()]
    one = next(one for one in study.disagreements() if one.code.name == "Board" and one.spans[0])
    study.adjudicate(one, verdict, reason="They spoke of the chief.")
    consensus = study.codings(coder="Consensus")
    assert n == len(consensus)
    assert before == [one.coding for one in study.codings() if one.coder.name != "Consensus"]
    settled = next(two for two in study.disagreements() if (two.code, two.unit) == (one.code, one.unit))
    assert f"Board: {words}, decided by AB. They spoke of the chief." == settled.decided
    study.undo()
    assert [""] * 4 == [one.decided for one in study.disagreements()]
    assert before == [one.coding for one in study.codings()]


def test_new_ends_are_the_consensus_own(study: Project):
    one = study.disagreements()[0]
    ends = Span(start=one.unit.start, end=one.unit.start + 3)
    study.adjudicate(one, "new ends", ends=ends)
    (coded,) = study.codings(coder="Consensus")
    assert (ends.start, ends.end) == (coded.quotation.start, coded.quotation.end)
    with pytest.raises(Refused):
        study.adjudicate(one, "new ends")


def test_what_is_decided_again_replaces_what_the_consensus_gave_there_in_one_step(study: Project):
    one = next(one for one in study.disagreements() if one.code.name == "Board" and one.spans[0])
    study.adjudicate(one, "first")
    before = study.codings(coder="Consensus")
    ends = Span(start=one.unit.start, end=one.unit.start + 3)
    study.adjudicate(one, "new ends", ends=ends, reason="Only they.")
    (coded,) = study.codings(coder="Consensus")
    assert (ends.start, ends.end) == (coded.quotation.start, coded.quotation.end)
    study.adjudicate(one, "neither")
    assert [] == study.codings(coder="Consensus")
    study.undo()
    assert [coded] == study.codings(coder="Consensus")
    study.undo()
    assert before == study.codings(coder="Consensus")


def test_what_is_decided_again_leaves_what_was_decided_beside_it_and_of_other_codes(study: Project):
    talk = study.transcripts()[0]
    study.add_coding(talk, talk.turns[3].start, talk.turns[4].end, "Time")  # two decisions stand on it
    found = [one for one in study.disagreements(codes=["Time"]) if one.spans[0] and not one.spans[1]]
    for one in found:
        study.adjudicate(one, "first")
    assert 2 == len(found)
    other = next(one for one in study.disagreements(codes=["Board"]) if one.unit in [two.unit for two in found])
    study.adjudicate(other, "first")
    given = {(one.code.name, one.quotation.words) for one in study.codings(coder="Consensus")}
    assert {"Board", "Time"} == {name for name, _ in given}
    study.adjudicate(found[0], "neither")
    assert given == {(one.code.name, one.quotation.words) for one in study.codings(coder="Consensus")}
    study.adjudicate(found[1], "neither")
    assert {"Board"} == {one.code.name for one in study.codings(coder="Consensus")}


def test_the_consensus_is_compared_only_where_it_is_asked_for(study: Project):
    study.adjudicate(study.disagreements()[0], "both")
    assert ("AB", "CD") == study.agreement().coders
    assert ("CD", "Consensus") == study.agreement(coders=["CD", "Consensus"]).coders


def test_coders_who_looked_at_nothing_together_disagree_on_nothing(study: Project):
    study.as_coder("EF")
    assert [] == study.disagreements(coders=["AB", "EF"])


def test_the_units_behind_a_number_are_as_many_as_it_says(study: Project):
    row = next(row for row in study.agreement().codes if row.name == "Board")
    units = study.units_behind(code="Board")
    assert row.agreement.n_units == len(units)
    assert row.n_coded == tuple(sum(bool(one.said[nth]) for one in units) for nth in range(2))
    assert 3 == sum(one.differ for one in units)


@pytest.fixture
def three(study: Project) -> Project:
    """EF sides with AB on turn 1, with CD on turn 2, and codes a part of turn 4."""
    third = study.as_coder("EF")
    talk = study.transcripts()[0]
    for nth in (0, 1, 2):
        third.add_coding(talk, talk.turns[nth].start, talk.turns[nth].end, "Board")
    third.add_coding(talk, talk.turns[4].start, talk.turns[4].start + 3, "Board")
    third.mark_looked_at(talk)
    return study


def test_among_three_coders_each_position_is_held_by_all_who_say_so(three: Project):
    found = {one.unit.start: one for one in three.disagreements(codes=["Board"])}
    talk = three.transcripts()[0]
    held = {
        nth: [(verdict, [who.name for who in people]) for verdict, people in found[talk.turns[nth].start].positions]
        for nth in (1, 2, 4)
    }
    assert [("first", ["AB", "EF"]), ("second", ["CD"])] == held[1]
    assert [("first", ["AB"]), ("second", ["CD", "EF"])] == held[2]
    assert [("first", ["AB"]), ("second", ["CD"]), ("third", ["EF"])] == held[4]
    assert {talk.turns[nth].start for nth in (1, 2, 4)} == set(found)


def test_the_third_coder_can_be_right_and_settling_raises_agreement_of_all_by_its_cost(three: Project):
    talk = three.transcripts()[0]
    before = three.agreement(codes=["Board"], measure="fleiss").codes[0].agreement.value
    (found,) = (
        one for one in three.disagreements(codes=["Board"], measure="fleiss") if one.unit.start == talk.turns[4].start
    )
    three.adjudicate(found, "third")
    assert ["The"] == [one.quotation.words for one in three.codings(coder="Consensus")]
    three.as_coder("CD").add_coding(talk, talk.turns[4].start, talk.turns[4].end, "Board")
    after = three.agreement(codes=["Board"], measure="fleiss").codes[0].agreement.value
    assert pytest.approx(found.cost) == after - before


def test_any_two_of_three_are_compared_and_who_has_not_looked_holds_no_position(three: Project):
    assert ("AB", "EF") == tuple(who.name for who in three.disagreements(coders=["AB", "EF"])[0].coders)
    fourth = three.as_coder("GH")
    other = fourth.add_bytes("other.txt", b"Ben: The board was there.")
    fourth.add_coding(other, 0, 9, "Board")
    found = three.disagreements(codes=["Board"])[0]
    assert (None, 3) == (found.spans[3], sum(len(people) for _, people in found.positions))
    with pytest.raises(Refused, match="No fourth coder looked there"):
        three.adjudicate(found, "fourth")


def test_ends_are_no_disagreement_on_what_is_given(three: Project):
    with pytest.raises(Refused, match="given or not"):
        three.disagreements(unit="quotation")


def _told_of_agreement(study: Project) -> str:
    return next(text for name, text in study.findings().method_parts if name == "twice")


def test_the_report_says_how_many_decisions_have_a_reason_and_counts_no_note_of_the_consensus(study: Project):
    first, second, third, _ = study.disagreements()
    study.adjudicate(first, "both", reason="They spoke of the chief.")
    assert "1 disagreement was settled afterwards, with its reason;" in _told_of_agreement(study)
    study.adjudicate(second, "both")
    assert "2 disagreements were settled afterwards, 1 of them with a reason;" in _told_of_agreement(study)
    study.adjudicate(third, "neither", reason="Another matter. See the guide.")
    study.as_coder("Consensus").add_memo("We met twice.", about=first.transcript)
    assert "3 disagreements were settled afterwards, 2 of them with a reason;" in _told_of_agreement(study)


def test_the_report_says_that_no_decision_has_a_reason(study: Project):
    study.adjudicate(study.disagreements()[0], "both")
    assert "1 disagreement was settled afterwards, without a reason;" in _told_of_agreement(study)


def test_the_report_says_which_codes_its_number_leaves_out_and_where(study: Project):
    assert "leaves out" not in _told_of_agreement(study)
    talk = study.transcripts()[0]
    study.add_code("Money")
    study.add_coding(talk, talk.turns[2].start, talk.turns[2].end, "Money")
    assert (
        "The number leaves out “Money” in 1 transcript, which only one of them is known to have looked at for it."
        in _told_of_agreement(study)
    )


def test_the_report_says_how_many_codings_touch_nothing_that_is_compared(empty: Project):
    talk = empty.add_bytes("talk.txt", b"Interviewer: How was it?\n\nAnna: We had time.\n\nAnna: It was short.")
    empty.add_code("Time")
    for view in (empty, empty.as_coder("CD")):
        view.add_coding(talk, talk.turns[1].start, talk.turns[1].end, "Time")
        view.mark_looked_at(talk)
    empty.add_coding(talk, talk.turns[0].start, talk.turns[0].end, "Time")
    assert 1 == empty.agreement().n_outside
    assert "Not compared: 1 coding that touches no turn, as in an interviewer's turn." in _told_of_agreement(empty)
