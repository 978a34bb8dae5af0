"""What the method says of the program's proposals, and the table of technical details."""

from __future__ import annotations

from dataclasses import replace

from tests.report.studies import interviews, transcript

from themes.model import Candidate, Decision, Member, Outcome, Run
from themes.report import Material, gather
from themes.report.proposed import technical_details

AT = "2026-11-22T09:30:00.000Z"


def run(key: str, *, seed: int = 1, at: str = AT, members: tuple[Member, ...] = ()) -> Run:
    return Run(
        id=key, engine="consensus", model="m", seed=seed, coder_id="ab", at=at, members=members,
        parameters=(("resolution", "1.0"),),
    )  # fmt: skip


def with_decisions(*outcomes: Outcome) -> Material:
    """A study of one long turn in passages of 40 words, a candidate for each outcome and one passage unplaced."""
    base = interviews(1)
    passage = "word " * 40
    source = transcript(1, [(1, passage * 5)], base.transcripts[0].speakers)
    members = tuple(
        Member(transcript_id="t1", start=nth * 200, end=nth * 200 + 199, case_id="c1", rank=nth, strength=1.0)
        for nth in range(5)
    )
    candidates = tuple(
        Candidate(id=f"d{nth}", run_id="r", rank=nth, name="n", phrases=(), key_words=(), n_segments=1, n_cases=1)
        for nth, _ in enumerate(outcomes, start=1)
    )
    decisions = tuple(Decision(id=f"d{nth}", outcome=outcome) for nth, outcome in enumerate(outcomes, start=1))
    return replace(
        base, transcripts=(source,), quotations=(), codings=(), runs=(run("r", members=members),),
        candidates=candidates, decisions=decisions,
    )  # fmt: skip


def test_the_method_says_in_plain_words_what_was_proposed_and_what_people_decided():
    told = " ".join(gather(with_decisions("accepted", "accepted", "merged", "open")).method)
    assert "The material is 1 interview, 200 words in all, with the words of 1 participant." in told
    assert (
        "On 22 November 2026 a program on the study's own computer grouped 5 passages of about 40 words by likeness of "
        "meaning and proposed 4 groups as candidate themes; 1 passage fitted into none of them. What becomes of a "
        "group a person decides. Of these groups people accepted 2, merged 1 into another, rejected 0 and left "
        "undecided 1."
    ) in told
    assert not any(word in told for word in ("consensus", "seed", "model", "resolution"))


def test_the_method_says_how_much_was_accepted_in_bulk_and_not_yet_read():
    material = interviews(3)
    codings = tuple(replace(one, how="accepted", unread=nth < 2) for nth, one in enumerate(material.codings))
    told = " ".join(gather(replace(material, codings=codings)).method)
    assert "Coded by AB: 0 codings by hand and 3 by accepting what was proposed. Of those 3, 2 were accepted" in told


def test_where_nobody_marked_anything_as_looked_at_the_method_says_so():
    assert any(part.startswith("No transcript has been marked as looked at") for part in gather(interviews(2)).method)


def test_several_searches_that_differ_say_which_had_which_value():
    material = replace(interviews(1), runs=(run("r"), run("s", seed=2)))
    decided = tuple(
        Candidate(id=key, run_id=key, rank=1, name="n", phrases=(), key_words=(), n_segments=1, n_cases=1)
        for key in ("r", "s")
    )
    decisions = tuple(Decision(id=one.id, outcome="accepted") for one in decided)
    details = dict(technical_details(replace(material, candidates=decided, decisions=decisions)))
    assert ("m", "1 (search 1); 2 (search 2)", "1.0") == (details["Model"], details["Seed"], details["Resolution"])


def test_a_search_on_which_nothing_was_decided_is_told_in_short_beside_one_that_was():
    material = with_decisions("accepted")
    later = run("s", at="2026-11-23T09:30:00.000Z")
    told = " ".join(gather(replace(material, runs=(*material.runs, later))).method)
    assert "Of what 1 further search proposed, nothing was decided on." in told
    assert "23 November" not in told


def test_a_search_of_which_a_group_was_split_is_told_by_the_one_in_which_the_parts_stand():
    material = with_decisions("accepted", "split")
    later = run("s", at="2026-11-22T10:30:00.000Z", members=material.runs[0].members)
    parts = tuple(replace(one, id=f"s{one.id}", run_id="s") for one in material.candidates)
    material = replace(
        material,
        runs=(*material.runs, later),
        candidates=(*material.candidates, *parts),
        decisions=(*material.decisions, Decision(id="sd1", outcome="accepted")),
    )
    told = " ".join(gather(material).method)
    assert 1 == told.count("Of these groups people accepted 1, merged 0 into another, rejected 0 and left undecided 1.")
    assert "Before that, people split 1 group into parts, which count as groups." in told
    assert "further search" not in told
