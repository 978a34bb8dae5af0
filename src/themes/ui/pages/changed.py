"""What became of the candidates of an earlier discovery, with what was decided about them beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from themes.model import Run
from themes.project import CandidateView, Project
from themes.project.between_runs import Became, Before, CandidateChange
from themes.ui import moments
from themes.ui.pages.chosen import choose
from themes.ui.plain import count, plain

_SIGNS: dict[Became, str] = {
    "new": "+ New",
    "grown": "▲ Grown",
    "smaller": "▼ Smaller",
    "split": "‹› Split",
    "joined": "›‹ Joined",
    "same": "= The same",
    "gone": "× Gone",
}

_SINCE = "themes changed since"
_TWO = 2  # the one before and the latest


def beside(project: Project) -> dict[int, str]:
    """By rank, what to say beside a candidate of the latest discovery: what became of it, what was decided before."""
    if len(project.runs()) < _TWO:
        return {}
    before = project.decided_before()
    told: dict[int, str] = {}
    for change in project.what_changed():
        if change.rank is not None:
            became = "" if change.became == "same" else _SIGNS[change.became]
            decided = _was(project, before[change.rank]) if change.rank in before else ""
            told[change.rank] = ", ".join(filter(None, (became, decided)))
    return told


def _was(project: Project, before: Before) -> str:
    """What was decided about a candidate's forerunner, in words."""
    if before.code is not None:
        return f"was accepted as “{plain(project.code_path(before.code))}”"
    return f"was named “{plain(before.name)}”" if before.outcome == "open" else f"was {before.outcome}"


def show(project: Project, views: list[CandidateView]) -> None:
    """Show the comparison with the discovery before, or with an older one; nothing where this is the first."""
    runs = project.runs()
    if len(runs) < _TWO:
        return
    with st.expander(
        f"What changed since the discovery before: {project.what_changed_in_words()}",
        key="themes-changed",
        on_change="rerun",
    ) as opened:
        if opened.open:
            _changes(project, runs, views)


def _changes(project: Project, runs: Sequence[Run], views: list[CandidateView]) -> None:
    before = {run.id: run for run in reversed(runs[:-1])}
    since = next(iter(before))
    if len(before) > 1:
        since = st.selectbox(
            "Compare with the discovery of", list(before), format_func=lambda key: _told(before[key]), key=_SINCE
        )
    st.markdown(
        "Nothing that was decided moves by itself: it stands beside. Segments count; a candidate is the same where "
        "most of it is."
    )
    now = {view.candidate.rank: view for view in views}
    earlier = {view.candidate.rank: view for view in project.candidates(before[since])}
    changes = project.what_changed(since=before[since])
    ordered = sorted(changes, key=lambda change: list(_SIGNS).index(change.became))
    with st.container(key="changes", gap="small"):
        for nth, change in enumerate(ordered):
            _row(project, nth, change, now, earlier)


def _row(
    project: Project,
    nth: int,
    change: CandidateChange,
    now: Mapping[int, CandidateView],
    was: Mapping[int, CandidateView],
) -> None:
    view = now.get(change.rank or 0)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"change-{nth}"):
        st.markdown(f"**{_SIGNS[change.became]}**", width=110)
        if view is None:
            st.markdown(", ".join(plain(was[rank].name) for rank in change.before), width="content")
        else:
            st.button(
                plain(view.name),
                key=f"changed {view.candidate.id}",
                type="tertiary",
                on_click=partial(choose, view.candidate.id),
            )
        st.markdown(_counts(change), width="content")
        for rank in change.before:
            told = _before(project, was[rank], view)
            if told:
                st.markdown(f":gray[{told}]", width="content")


def _before(project: Project, earlier: CandidateView, view: CandidateView | None) -> str:
    """The earlier candidate by its name, where it had another, and what was decided about it."""
    decided = _decided(project, earlier)
    if view is None or earlier.name == view.name:
        return decided or ("not decided" if view is None else "")
    return f"before: “{plain(earlier.name)}”{', ' if decided else ''}{decided}"


def _counts(change: CandidateChange) -> str:
    if change.became == "new":
        return count(change.n_now, "segment")
    if change.became == "gone":
        return f"{count(change.n_before, 'segment')} before"
    return f"{count(change.n_before, 'segment')} before, {change.n_now:,} now"


def _decided(project: Project, view: CandidateView) -> str:
    """What was decided about an earlier candidate, in words; empty where nothing was."""
    decision = view.decision
    if decision.outcome == "accepted" and decision.code_id:
        return f"was accepted as “{plain(project.code_path(decision.code_id))}”"
    if decision.outcome == "open":
        return f"was named “{plain(decision.name)}”" if decision.name else ""
    return f"was {decision.outcome}"


def _told(run: Run) -> str:
    n_candidates = max((member.rank for member in run.members), default=0)
    return f"{moments.moment(run.at)}, {count(n_candidates, 'candidate')}"
