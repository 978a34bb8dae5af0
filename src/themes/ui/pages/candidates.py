"""Candidate themes: what the machine proposes, as cards, and what people make of it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Member
from themes.project import CandidateView, Project
from themes.ui import jobs, session
from themes.ui.pages import deciding
from themes.ui.pages.chosen import choose, chosen_of, next_open
from themes.ui.pages.members import show_members, show_words
from themes.ui.plain import count, plain

_STATES = {"open": "to decide", "accepted": "accepted", "rejected": "rejected", "merged": "merged"}
_COLOURS = {"open": "#64748b", "accepted": "#15803d", "rejected": "#b91c1c", "merged": "#6d28d9"}


def page() -> None:
    """Show the candidates of the latest discovery, one of them in full."""
    project = session.project()
    st.title("Candidate themes", anchor=False)
    views = project.candidates()
    if not views:
        _nothing_yet(project)
        return
    chosen = chosen_of(views)
    n_decided = sum(view.decision.outcome != "open" for view in views)
    with st.container(horizontal=True, vertical_alignment="center", key="candidates-head"):
        st.progress(n_decided / len(views), text=f"{n_decided} of {len(views)} decided")
        jobs.discovery_button(project, primary=False)
    listed, detail = st.columns([5, 9], gap="large")
    with listed, st.container(key="candidate-list"):
        for view in views:
            _card(project, view, selected=view.candidate.id == chosen.candidate.id)
        _unplaced(project)
    with detail:
        _detail(project, views, chosen)


def _nothing_yet(project: Project) -> None:
    if not project.transcripts():
        st.markdown("There is no transcript yet. Add some on the page Study; then come back.")
        session.link("study", "Go to Study")
        return
    st.markdown(
        "Themes cuts what the participants said into segments, groups those that are alike, and shows each group "
        "with the words that carry it. A candidate is a proposal: it becomes a theme only if you say so."
    )
    jobs.discovery_button(project)


def _card(project: Project, view: CandidateView, *, selected: bool) -> None:
    n_cases = len(project.cases())
    state = view.decision.outcome
    key = f"candidate-{view.candidate.rank}"
    # Our own numbers and colours only: nothing that anybody typed or said goes into the style.
    edge = f".st-key-{key}{{border-left:5px solid {_COLOURS[state]} !important}}"
    ring = f".st-key-{key}{{outline:2px solid var(--st-primary-color, #1d4ed8)}}" if selected else ""
    st.html(f"<style>{edge}{ring}.st-key-{key} p{{text-align:left}}</style>")
    with st.container(border=True, key=key, gap=None):
        st.button(
            f"**{plain(view.name)}**",
            key=f"look {view.candidate.id}",
            type="tertiary",
            wrap=True,
            on_click=partial(choose, view.candidate.id),
        )
        heard = f"heard in {view.n_cases} of {n_cases}" if n_cases else ""
        st.markdown(
            f"{_STATES[state].capitalize()}, {heard}, {count(len(view.members), 'segment')}  \n"
            f":gray[{plain(', '.join(view.candidate.key_words[:4]))}]"
        )


def _detail(project: Project, views: list[CandidateView], view: CandidateView) -> None:
    n_cases = len(project.cases())
    st.subheader(plain(view.name), anchor=False)
    st.markdown(
        f"Heard in {view.n_cases} of {count(n_cases, 'participant')}, {count(len(view.members), 'segment')}. "
        f"Words that set it apart: {plain('; '.join(view.candidate.phrases))}."
    )
    _actions(project, views, view)
    if view.decision.outcome == "accepted" and view.decision.code_id:
        st.markdown(f"Accepted as the code **{plain(project.code_path(view.decision.code_id))}**.")
    _coded_already(project, view)
    st.markdown("**Typical, from different people**")
    for member in view.typical:
        _quotation(project, member)
    st.markdown(f"**All {count(len(view.members), 'segment')}, strongest first**")
    show_members(project, view)


def _actions(project: Project, views: list[CandidateView], view: CandidateView) -> None:
    is_open = view.decision.outcome == "open" and not project.read_only
    ids = [one.candidate.id for one in views]
    at = ids.index(view.candidate.id)
    with st.container(horizontal=True, key="candidate-actions"):
        if st.button("Accept", key="accept", type="primary", shortcut="A", disabled=not is_open):
            deciding.accept(project, view)
        st.button(
            "Reject",
            key="reject",
            shortcut="X",
            disabled=not is_open,
            on_click=partial(_reject_and_go_on, project, view, views),
        )
        if st.button("Merge", key="merge", shortcut="M", disabled=not is_open or len(views) == 1):
            deciding.merge(project, view, views)
        if st.button("Rename", key="rename", shortcut="E", disabled=project.read_only):
            deciding.rename(project, view)
        if view.decision.outcome in ("rejected", "merged"):
            st.button(
                "Decide again",
                key="reopen",
                shortcut="O",
                disabled=project.read_only,
                on_click=session.click(partial(project.reopen_candidate, view)),
            )
        st.button("Back", key="back", shortcut="K", disabled=at == 0, on_click=partial(choose, ids[max(0, at - 1)]))
        last = len(ids) - 1
        st.button(
            "Next", key="next", shortcut="J", disabled=at == last, on_click=partial(choose, ids[min(last, at + 1)])
        )


def _reject_and_go_on(project: Project, view: CandidateView, views: list[CandidateView]) -> None:
    if session.attempt(partial(project.reject, view)):
        choose(next_open(views, view))


def _coded_already(project: Project, view: CandidateView) -> None:
    """Say where the segments of an open candidate bear codings, so that nobody codes the same words twice unawares."""
    if view.decision.outcome != "open":
        return
    places = {(member.transcript_id, member.start, member.end) for member in view.members}
    counts: dict[str, int] = {}
    for one in project.codings():
        quotation = one.quotation
        if (quotation.transcript_id, quotation.start, quotation.end) in places:
            counts[one.code.name] = counts.get(one.code.name, 0) + 1
    if counts:
        said = ", ".join(f"{plain(name)} ({number})" for name, number in sorted(counts.items()))
        st.markdown(f"Some of these segments are coded already: {said}.")


def _quotation(project: Project, member: Member) -> None:
    with st.container(border=True, gap=None):
        show_words(project.words(member))
        st.markdown(f":gray[{plain(project.attribution(member.case_id))}]")


def _unplaced(project: Project) -> None:
    unplaced = project.unplaced()
    if not unplaced:
        return
    with st.expander(f"{count(len(unplaced), 'segment')} without a near neighbour"):
        for member in unplaced[:_MOST_UNPLACED]:
            _quotation(project, member)
        if len(unplaced) > _MOST_UNPLACED:
            st.markdown(f"and {len(unplaced) - _MOST_UNPLACED:,} more")


_MOST_UNPLACED = 40
