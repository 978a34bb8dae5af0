"""Memos on participants, sites and groups: whom there are any on, and those on the one that is chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from themes.model import Case
from themes.project import Project
from themes.ui import session
from themes.ui.pages import memo_cards
from themes.ui.plain import count


def counted(project: Project) -> Mapping[str, int]:
    """How many memos there are on each case, by its id."""
    return Counter(view.memo.about_id for view in project.memos(kind="case"))


def show(project: Project, cases: Sequence[Case], n_memos: Mapping[str, int]) -> None:
    """Ask for a case, those with memos first, and show its memos and where a new one is written.

    Args:
        project: The open project.
        cases: All, in the order of the table.
        n_memos: What ``counted`` says.
    """
    by_id = {case.id: case for case in sorted(cases, key=lambda case: not n_memos.get(case.id))}
    on_how_many = sum(case.id in n_memos for case in cases)
    chosen = st.selectbox(
        f"Memos on one of them: there are some on {on_how_many:,} of {len(cases):,}",
        list(by_id),
        index=None,
        format_func=lambda key: _named(by_id, key, n_memos),
        placeholder="Choose whose memos to read, or to write one",
        key=f"case memos {session.path()}",
    )
    if chosen not in by_id:
        return
    case = by_id[chosen]
    for memo in project.memos(about=case):
        memo_cards.show(project, memo, with_subject=False)
    memo_cards.write(project, case, key=f"cases {case.id}")


def _named(by_id: Mapping[str, Case], key: str, n_memos: Mapping[str, int]) -> str:
    label = by_id[key].label if key in by_id else ""
    return f"{label} ({count(n_memos[key], 'memo')})" if n_memos.get(key) else label
