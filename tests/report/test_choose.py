"""Which quotations a report shows: nobody over twice their equal share, nobody twice before everybody once."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from themes.model import Coding, Quotation, Speaker
from themes.report.choose import Shown, choose
from themes.report.heard import Quoted


@st.composite
def pools(draw: st.DrawFn) -> list[Quoted]:
    """Quotations of up to six cases, one of whom may say nearly everything, and of voices that nobody knows."""
    who = draw(st.lists(st.sampled_from([0, 0, 0, 0, 1, 2, 3, 4, 5, None]), min_size=1, max_size=40))
    return [
        Quoted(
            quotation=Quotation(
                id=f"q{nth}", transcript_id=f"t{case}", coder_id="ab", start=20 * nth, end=20 * nth + 9,
                words="a b c d e",
            ),
            speaker=None if case is None else Speaker(label="P", role="participant", case_id=f"c{case}"),
            codings=(
                Coding(
                    id=f"x{nth}", quotation_id=f"q{nth}", code_id="k", coder_id="ab",
                    valence=draw(st.sampled_from([None, "enabler", "barrier"])),
                ),
            ),
        )
        for nth, case in enumerate(who)
    ]  # fmt: skip


@st.composite
def overlapping(draw: st.DrawFn, *, n_cases: int = 5) -> list[Quoted]:
    """Quotations of one focus group, whose places overlap within a case and from case to case."""
    spans = draw(
        st.lists(
            st.tuples(st.sampled_from([0, 0, *range(n_cases), None]), st.integers(0, 60), st.integers(1, 30)),
            min_size=1,
            max_size=30,
        )
    )
    return [
        Quoted(
            quotation=Quotation(
                id=f"q{nth}", transcript_id="t", coder_id="ab", start=start, end=start + length, words="a b c d e"
            ),
            speaker=None if case is None else Speaker(label="P", role="participant", case_id=f"c{case}"),
            codings=(Coding(id=f"x{nth}", quotation_id=f"q{nth}", code_id="k", coder_id="ab"),),
        )
        for nth, (case, start, length) in enumerate(spans)
    ]


def overlap(one: Quoted, other: Quoted) -> bool:
    return one.quotation.start < other.quotation.end and other.quotation.start < one.quotation.end


@settings(max_examples=300, deadline=None)
@given(overlapping(), st.integers(1, 20))
def test_of_quotations_that_overlap_none_is_shown_beside_another_and_the_spread_holds(pool: list[Quoted], limit: int):
    chosen = choose(pool, limit=limit, shown=Shown())
    assert not any(overlap(one, other) for nth, one in enumerate(chosen) for other in chosen[:nth])
    cases = {one.case_id for one in pool if one.case_id}
    counts = Counter(one.case_id for one in chosen if one.case_id)
    assert all(count <= max(1, 2 * len(chosen) / len(cases)) for count in counts.values())
    for nth, one in enumerate(chosen):
        if one.case_id in {before.case_id for before in chosen[:nth]} - {None}:
            free = [other for other in pool if not any(overlap(other, before) for before in chosen[:nth])]
            assert {other.case_id for other in free} - {None} <= {before.case_id for before in chosen[:nth]}


@settings(max_examples=300, deadline=None)
@given(overlapping(n_cases=2))
def test_of_two_cases_neither_goes_unquoted_for_a_place_that_both_could_have(pool: list[Quoted]):
    both = {0, 1} == {int(one.case_id[1:]) for one in pool if one.case_id}
    apart = both and any(
        not overlap(one, other) for one in pool for other in pool if {one.case_id, other.case_id} == {"c0", "c1"}
    )
    chosen = choose(pool, limit=2, shown=Shown())
    if apart:
        assert {"c0", "c1"} == {one.case_id for one in chosen}


@settings(max_examples=200, deadline=None)
@given(pools(), st.integers(1, 30))
def test_no_case_has_more_than_twice_its_equal_share(pool: list[Quoted], limit: int):
    chosen = choose(pool, limit=limit, shown=Shown())
    n_cases = len({one.case_id for one in pool if one.case_id})
    counts = Counter(one.case_id for one in chosen if one.case_id)
    assert all(count <= max(1, 2 * len(chosen) / n_cases) for count in counts.values())


@settings(max_examples=200, deadline=None)
@given(pools(), st.integers(1, 30))
def test_a_second_comes_after_each_case_had_its_first(pool: list[Quoted], limit: int):
    chosen = choose(pool, limit=limit, shown=Shown())
    counts = Counter(one.case_id for one in chosen if one.case_id)
    if max(counts.values(), default=0) > 1:
        assert set(counts) == {one.case_id for one in pool if one.case_id}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=30), st.integers(1, 12))
def test_of_voices_that_nobody_knows_a_second_comes_after_each_transcript_had_its_first(where: list[int], limit: int):
    pool = [
        Quoted(
            quotation=Quotation(
                id=f"q{nth}", transcript_id=f"t{at}", coder_id="ab", start=20 * nth, end=20 * nth + 9, words="a b c d e"
            ),
            speaker=Speaker(label="I", role="interviewer"),
            codings=(Coding(id=f"x{nth}", quotation_id=f"q{nth}", code_id="k", coder_id="ab"),),
        )
        for nth, at in enumerate(where)
    ]
    chosen = choose(pool, limit=limit, shown=Shown())
    assert len(chosen) == min(limit, len(pool))
    assert len({one.quotation.transcript_id for one in chosen}) == min(limit, len(set(where)))
