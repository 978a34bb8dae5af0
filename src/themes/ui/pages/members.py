"""The segments of a candidate: which are taken, and where their ends go."""

from __future__ import annotations

import streamlit as st

from themes.model import Member, Span
from themes.project import CandidateView, Project
from themes.text import moved_by_words
from themes.ui.plain import count, plain

_SHOWN_FIRST = 12
_LEFT_OUT, _MOVED, _ALL = "themes left out", "themes moved", "themes all members"
_MOST_WORDS = 60
_STRONG, _FAIR = 0.6, 0.4

Place = tuple[str, int, int]


def show_words(words: str) -> None:
    """Show what a participant said, as it was said: never through Markdown or HTML."""
    st.text(words)


def show_members(project: Project, view: CandidateView) -> None:
    """List the members, each to be ticked, unticked, and its ends moved."""
    everything = st.session_state.get(_ALL) == view.candidate.id
    members = view.members if everything else view.members[:_SHOWN_FIRST]
    is_open = view.decision.outcome == "open" and not project.read_only
    for member in members:
        with st.container(border=True, gap=None):
            _member(project, view, member, is_open=is_open)
    more = len(members) < len(view.members)
    if more and st.button(f"Show all {count(len(view.members), 'segment')}", key="show all members"):
        st.session_state[_ALL] = view.candidate.id
        st.rerun()


def chosen_places(view: CandidateView) -> list[Place] | None:
    """The spans to accept; None where all are, unmoved and unread."""
    left_out, moved = _left_out(view), _moved(view)
    if not left_out and not moved:
        return None
    return [moved.get(place, place) for place in (_place(member) for member in view.members) if place not in left_out]


def read_places(view: CandidateView) -> set[Place]:
    """The spans that somebody has certainly read: those whose ends they moved."""
    return set(_moved(view).values())


def _member(project: Project, view: CandidateView, member: Member, *, is_open: bool) -> None:
    place = _place(member)
    title = project.transcript(member.transcript_id).title
    label = f"{plain(project.attribution(member.case_id))} :gray[({_strength(member.strength)}, {plain(title)})]"
    if is_open:
        ticked = st.checkbox(label, value=place not in _left_out(view), key=f"take {view.candidate.id} {place}")
        (_left_out(view).discard if ticked else _left_out(view).add)(place)
    else:
        st.markdown(label)
    start, end = _moved(view).get(place, place)[1:]
    show_words(project.transcript(member.transcript_id).text[start:end])
    if is_open:
        with st.popover("Move its ends"):
            _ends(project, view, member)


def _ends(project: Project, view: CandidateView, member: Member) -> None:
    place = _place(member)
    text = project.transcript(member.transcript_id).text
    first = st.number_input(
        "Words left out at the beginning (below 0: taken in)",
        min_value=-_MOST_WORDS,
        max_value=_MOST_WORDS,
        value=0,
        key=f"first {view.candidate.id} {place}",
    )
    last = st.number_input(
        "Words taken in at the end (below 0: left out)",
        min_value=-_MOST_WORDS,
        max_value=_MOST_WORDS,
        value=0,
        key=f"last {view.candidate.id} {place}",
    )
    span = moved_by_words(text, Span(start=member.start, end=member.end), first=int(first), last=int(last))
    show_words(text[span.start : span.end])
    moved = (member.transcript_id, span.start, span.end)
    known = _moved(view)
    before = known.get(place, place)
    if moved == place:
        known.pop(place, None)
    else:
        known[place] = moved
    if moved != before:
        st.rerun()


def _strength(strength: float) -> str:
    return "strong" if strength >= _STRONG else "fair" if strength >= _FAIR else "weak"


def _place(member: Member) -> Place:
    return (member.transcript_id, member.start, member.end)


def _left_out(view: CandidateView) -> set[Place]:
    kept: set[Place] = st.session_state.setdefault(_LEFT_OUT, {}).setdefault(view.candidate.id, set())
    return kept


def _moved(view: CandidateView) -> dict[Place, Place]:
    kept: dict[Place, Place] = st.session_state.setdefault(_MOVED, {}).setdefault(view.candidate.id, {})
    return kept
