"""Names: what could tell who somebody is, from found to released; the names list, the key, and consent."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.errors import ThemesError
from themes.project import Project
from themes.project.names.records import ReviewView
from themes.ui import components, jobs, session
from themes.ui.pages import consent, names_list, release, second_reading
from themes.ui.plain import count, plain

_CHOSEN, _FIELD = "themes names transcript", "themes names transcript field"
STATES = {
    "not begun": "not looked for",
    "found": "being decided",
    "first reader": "read once",
    "second reader": "read twice",
    "released": "released",
}
"""The states of a review in the page's words."""


def page() -> None:
    """Show how far names are reviewed, and one transcript's findings to be decided."""
    project = session.project()
    st.title("Names", anchor=False)
    reviews = project.reviews()
    if not reviews:
        st.markdown("There is no transcript yet. Add some first; names in them are looked for on this computer.")
        session.link("study", "Add transcripts")
        return
    _declared(project)
    # What is not looked at is not drawn: with 48,000 respondents the lists took 1.6 s on every run.
    decide, listed, said, second = st.tabs(
        ["Decide", "Names list and key", "Consent", "Second reader"], key="names-tabs", on_change="rerun"
    )
    if decide.open:
        with decide:
            _find(project, reviews)
            with st.container(horizontal=True, vertical_alignment="bottom", key="names-head"):
                chosen = _choose(reviews)
                release.show(project, chosen, reviews)
            _decide(project, chosen)
            release.elsewhere(project, reviews)
            _table(reviews)
    if listed.open:
        with listed:
            names_list.show(project)
    if said.open:
        with said:
            consent.show(project)
    if second.open:
        with second:
            second_reading.show(project, reviews)


def _declared(project: Project) -> None:
    """Say where the study declares that there is nothing to review, and let that be changed."""
    declared = project.study.pseudonymised
    now = st.checkbox(
        "These transcripts came without anybody's name in them, so nothing is to be reviewed before a report",
        value=declared,
        key=f"pseudonymised {project.last_seq()}",
        disabled=project.read_only,
    )
    if now != declared:
        session.attempt(partial(project.describe, pseudonymised=now))
        st.rerun()


def _find(project: Project, reviews: list[ReviewView]) -> None:
    n_open = sum(view.n_open for view in reviews)
    of = sum(view.n_open + view.n_accepted + view.n_kept for view in reviews)
    if of:
        st.set_page_config(page_title=f"{of - n_open} of {of} decided")  # as the surface says between two runs
    n_unsearched = sum(view.state == "not begun" for view in reviews)
    with st.container(horizontal=True, vertical_alignment="center", key="names-find"):
        told = f"{count(of, 'possible identifier')} in {count(len(reviews), 'transcript')}"
        st.header(told if of else "Nothing found yet", anchor=False)
        busy = jobs.busy_words(project)
        st.button(
            "Look for names" if n_unsearched == len(reviews) else "Look again",
            type="primary" if n_unsearched else "secondary",
            disabled=project.read_only or bool(busy) or all(view.state == "released" for view in reviews),
            on_click=session.click(project.start_finding_identifiers),
        )
    if busy:
        st.markdown(busy)
    if n_unsearched:
        st.markdown(f"Nobody has looked for names in {count(n_unsearched, 'transcript')}.")


def _table(reviews: list[ReviewView]) -> None:
    st.dataframe(
        [
            {
                "Transcript": view.transcript.title,
                "State": ("✓ " if view.released else "") + STATES[view.state],
                "Undecided": view.n_open,
                "To replace": view.n_waiting,
                "Replaced": view.n_accepted - view.n_waiting,
                "Kept": view.n_kept,
                "First reader": view.first_reader,
                "Second reader": f"{view.second_reader} (the same)" if view.same_reader else view.second_reader,
            }
            for view in reviews
        ],
        hide_index=True,
        height="content" if len(reviews) <= _MOST_ROWS else 420,
        placeholder="",
        alt="The transcripts with how far the review of names is in each",
    )


def _choose(reviews: list[ReviewView]) -> ReviewView:
    by_id = {view.transcript.id: view for view in reviews}
    first = next((view for view in reviews if view.n_open), reviews[0])
    kept = st.session_state.get(_CHOSEN)
    # By key, and heard in a callback: see themes.ui.pages.read.
    st.session_state[_FIELD] = kept if kept in by_id else first.transcript.id
    chosen = st.selectbox(
        "Transcript",
        list(by_id),
        key=_FIELD,
        on_change=_open_chosen,
        format_func=lambda key: _told(by_id[key]) if key in by_id else "",
    )
    st.session_state[_CHOSEN] = chosen
    return by_id.get(chosen, first)


def _open_chosen() -> None:
    st.session_state[_CHOSEN] = st.session_state[_FIELD]


def _told(view: ReviewView) -> str:
    waiting = f", {view.n_open} undecided" if view.n_open else ""
    return f"{view.transcript.title} ({STATES[view.state]}{waiting})"


def _decide(project: Project, view: ReviewView) -> None:
    if project.read_only:
        st.markdown("This study is open for reading only, so nothing can be decided here.")
        return
    try:
        project.names()
    except ThemesError as error:  # the key was carried away: nothing can be decided until it is back
        st.error(plain(str(error)))
        return
    components.names(
        project_id=session.handle(),
        transcript_id=view.transcript.id,
        coder=project.coder.name,
        seq=project.last_seq(),
        key=f"names {view.transcript.id} {view.state == 'released'}",
    )


_MOST_ROWS = 12
