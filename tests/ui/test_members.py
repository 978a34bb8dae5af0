"""The segments of a candidate on its page: some at a time, however many there are."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from themes.project import Project


def _candidates() -> None:
    from themes.ui.pages import candidates  # noqa: PLC0415 - the script of a page of its own

    candidates.page()


def _place(page: AppTest) -> list[str]:
    return [one.value for one in page.markdown if re.fullmatch(r"[\d,]+ to [\d,]+ of [\d,]+", one.value)]


def test_a_candidate_shows_twelve_segments_and_then_the_next_ones(shown: Project) -> None:
    n_members = len(shown.candidates()[0].members)
    assert n_members > 12
    page = AppTest.from_function(_candidates, default_timeout=60).run()
    assert ([f"1 to 12 of {n_members}"], 12) == (_place(page), len(page.checkbox))
    page.button(key="weaker ones").click().run()
    last = min(60, n_members)
    assert ([f"13 to {last} of {n_members}"], last - 12) == (_place(page), len(page.checkbox))
    page.button(key="stronger ones").click().run()
    assert [f"1 to 12 of {n_members}"] == _place(page)


def test_a_segment_that_was_left_out_stays_so_while_others_are_shown(shown: Project) -> None:
    page = AppTest.from_function(_candidates, default_timeout=60).run()
    page.checkbox[0].uncheck().run()
    for turn in ("weaker ones", "stronger ones"):
        page.button(key=turn).click().run()
    assert [False, True] == [one.value for one in page.checkbox[:2]]
    assert shown.candidates()[0].decision.outcome == "open"
