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
