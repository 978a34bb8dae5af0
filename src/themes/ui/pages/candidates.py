"""Candidate themes: what the machine proposes, as cards, and what people make of it."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from themes.filters import Filter
from themes.project import CandidateView, Project
from themes.ui import components, filter_bar, jobs, session
from themes.ui.pages import (
    beginning,
    broader,
    carrying,
    changed,
    deciding,
    near_codes,
    proposals,
    segment_map,
    steady,
    unplaced,
)
from themes.ui.pages.chosen import choose, chosen_of, next_open
from themes.ui.pages.members import show_members, show_quotation
from themes.ui.plain import count, plain

_VIEWS = ("One by one", "Map")
_VIEW = "themes view kept"
_STATES = {"open": "to decide", "accepted": "accepted", "rejected": "rejected", "merged": "merged", "split": "split"}
_COLOURS = {"open": "#64748b", "accepted": "#15803d", "rejected": "#b91c1c", "merged": "#6d28d9", "split": "#6d28d9"}


def page() -> None:
    """Show the candidates of the latest discovery, one of them in full."""
    project = session.project()
    if not proposals.head(project, "Candidate themes"):
        return
    views = project.candidates()
    if not views:
        _nothing_yet(project)
        return
    chosen = chosen_of(views)
    components.decided(_key(chosen), {"reject": "Rejected", deciding.ACCEPT: "Accepted"})
    head = st.container(horizontal=True, vertical_alignment="center", key="candidates-head")
    where = filter_bar.show(project, within=head)
    shown = {view.candidate.id: view for view in (project.candidates(where=where) if where else views)}
    n_heard = len(project.passing(where).participants())
    n_all = len(project.passing(Filter()).participants()) if where else n_heard
    beginning.warn(project, "candidates")
    n_decided = sum(view.decision.outcome != "open" for view in views)
    with head:
        st.progress(n_decided / len(views), text=f"{n_decided} of {len(views)} decided")
        jobs.discovery_button(project, decided=n_decided > 0, primary=False)
        # Kept apart: Streamlit lets go of what a control holds when the page changes.
        kept = st.session_state.get(_VIEW, _VIEWS[0])
        view = st.segmented_control("View", _VIEWS, default=kept, required=True, key="themes view")
        st.session_state[_VIEW] = view
    if view == _VIEWS[1]:
        segment_map.show(project, views, where)
        return
    changed.show(project, views)
    broader.show(project, views)
    listed, detail = st.columns([5, 9], gap="large")
    with listed, st.container(key="candidate-list"):
        beside = changed.beside(project)
        if any(view.candidate.steadiness for view in views):
            st.markdown(f":gray[{steady.KEY}]")
        _edges(views, chosen)
        for view in views:
            _card(shown[view.candidate.id], n_cases=n_heard, beside=beside.get(view.candidate.rank, ""))
        unplaced.show(project)
    with detail:
        near = _detail(project, views, chosen, shown[chosen.candidate.id], n_heard=n_all)
    carrying.show(project, views, shown[chosen.candidate.id])
    near_codes.show(project, chosen, near)


def _nothing_yet(project: Project) -> None:
    if not project.transcripts():
        st.markdown("There is no transcript yet. Add some on the page Study; then come back.")
        session.link("study", "Go to Study")
        return
    st.markdown(
        "Themes cuts what the participants said into segments, groups those that are alike, and shows each group "
        "with the words that carry it. A candidate is a proposal: it becomes a theme only if you say so."
    )
    jobs.discovery_button(project, decided=False)


def _key(view: CandidateView) -> str:
    return f"candidate-{view.candidate.rank}"


def _edges(views: list[CandidateView], chosen: CandidateView) -> None:
    """Colour the cards by what was decided, all in one go: Streamlit takes a while for each piece of a page.

    Our own numbers and colours only: nothing that anybody typed or said goes into the style.
    """
    edges = "".join(
        f".st-key-{_key(view)}{{border-left:5px solid {_COLOURS[view.decision.outcome]} !important}}"
        f".st-key-{_key(view)} p{{text-align:left}}"
        for view in views
    )
    ring = f".st-key-{_key(chosen)}{{outline:2px solid var(--st-primary-color, #1d4ed8)}}"
    st.html(f"<style>{edges}{ring}</style>")


def _card(view: CandidateView, *, n_cases: int, beside: str) -> None:
    state = view.decision.outcome
    with st.container(border=True, key=_key(view), gap=None):
        st.button(
            f"**{view.candidate.rank} · {plain(view.name)}**",  # Undo and History call it by its number
            key=f"look {view.candidate.id}",
            type="tertiary",
            wrap=True,
            on_click=partial(choose, view.candidate.id),
        )
        told = [
            _STATES[state].capitalize(),
            f"heard in {view.n_participants} of {count(n_cases, 'participant')}" if n_cases else "",
            count(len(view.members), "segment"),
            steady.mark(view),
        ]
        more_of = f"**More of: {plain(view.stands_for.name)}**  \n" if view.stands_for else ""
        words = plain(", ".join(view.candidate.key_words[:4]))
        since = f"  \n{beside}" if beside else ""
        st.markdown(f"{more_of}{', '.join(part for part in told if part)}{since}  \n:gray[{words}]")


def _detail(
    project: Project, views: list[CandidateView], view: CandidateView, shown: CandidateView, *, n_heard: int
) -> DeltaGenerator:
    """One candidate; what is shown of it passes the filter, what is decided is decided about all of it.

    Returns:
        The place where the codes that it looks like are to be shown.
    """
    st.subheader(plain(view.name), anchor=False)
    st.markdown(
        f"Candidate {view.candidate.rank}, heard in {view.n_participants} of {count(n_heard, 'participant')}, "
        f"{count(len(view.members), 'segment')}. "
        f"Words that set it apart: {plain('; '.join(view.candidate.phrases))}. {steady.told(view)}"
    )
    if view.stands_for is not None:
        st.markdown(
            f"It proposes more of the code **{plain(project.code_path(view.stands_for))}**: accepted, its quotations "
            "go there."
        )
    _actions(project, views, view)
    if view.decision.outcome == "accepted" and view.decision.code_id:
        st.markdown(f"Accepted as the code **{plain(project.code_path(view.decision.code_id))}**.")
    _coded_already(project, view)
    near = st.container(key="candidate-near")
    n_hidden = len(view.members) - len(shown.members)
    if n_hidden:
        st.markdown(
            f"{count(len(shown.members), 'segment')} of {count(shown.n_participants, 'participant')} pass the filter; "
            f"{n_hidden} more are not shown. What you decide is decided about all of them."
        )
    if shown.typical:
        st.markdown("**Typical, from different people**")
    for member in shown.typical:
        show_quotation(project, member)
    which = "The" if n_hidden else "All"
    if shown.members:
        st.markdown(f"**{which} {count(len(shown.members), 'segment')}, strongest first**")
        if not project.read_only and view.decision.outcome != "accepted":
            st.markdown(
                ":gray[One that belongs elsewhere: `p` picks it up (or drag it by its dots), `j` and `k` go to a "
                "candidate theme, `Enter` puts it there, `Esc` puts it back.]"
            )
    show_members(project, shown)
    return near


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
        if st.button("Split", key="split", shortcut="S", disabled=not is_open):
            deciding.split(project, view)
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
