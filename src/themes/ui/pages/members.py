"""The segments of a candidate: which are taken, and where their ends go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from themes.model import Member, Span, Transcript
from themes.project import CandidateView, Project
from themes.report.wording import clock
from themes.text import moved_by_words, turns_in
from themes.ui.pages import map_deciding
from themes.ui.place import button as read_it_there
from themes.ui.plain import plain

_SHOWN_FIRST, _AT_ONCE = 12, 48
_LEFT_OUT, _MOVED, _FROM = "themes left out", "themes moved", "themes members from"
_MOST_WORDS = 60
_STRONG, _FAIR = 0.6, 0.4

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    """Where a segment goes once its ends are moved, and by how many words."""

    place: Place
    first: int = 0
    last: int = 0


def show_words(words: str) -> None:
    """Show what a participant said, as it was said: never through Markdown or HTML."""
    st.text(words)


def show_quotation(project: Project, member: Member, *, key: str | None = None, place: str | None = None) -> None:
    """Show a segment as a quotation, with who says it.

    Args:
        project: The open project.
        member: The segment.
        key: Of its box.
        place: Key of a button that opens the segment where it was said, to be coded there; None for none.
    """
    with st.container(border=True, gap=None, key=key):
        show_words(project.words(member))
        st.markdown(f":gray[{plain(project.attribution(member.case_id))}]")
        if place is not None:
            read_it_there(member.transcript_id, member.start, key=place)


def show_members(project: Project, view: CandidateView) -> None:
    """List the members, each to be ticked, unticked, and its ends moved: some at a time, as there may be thousands."""
    first, last = _window(view)
    is_open = view.decision.outcome == "open" and not project.read_only
    for nth, member in enumerate(view.members[first:last], start=first):
        with st.container(border=True, gap=None, key=f"member-{nth}"):
            _member(project, view, member, is_open=is_open)
    n_members = len(view.members)
    if (first, last) == (0, n_members):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _turn("Stronger ones", view, first - _AT_ONCE, disabled=first == 0)
        _turn("Weaker ones", view, last, disabled=last == n_members)
        st.markdown(f"{first + 1:,} to {last:,} of {n_members:,}", width="content")


def _window(view: CandidateView) -> tuple[int, int]:
    """Which members are shown, a half-open range of their places."""
    shown, first = st.session_state.get(_FROM, ("", 0))
    first = min(first, max(0, len(view.members) - 1)) if shown == view.candidate.id else 0
    return first, min(first + (_AT_ONCE if first else _SHOWN_FIRST), len(view.members))


def _turn(label: str, view: CandidateView, to: int, *, disabled: bool) -> None:
    st.button(label, key=label.lower(), disabled=disabled, on_click=partial(_show_from, view.candidate.id, max(0, to)))


def _show_from(candidate_id: str, first: int) -> None:
    st.session_state[_FROM] = (candidate_id, first)


def chosen_places(view: CandidateView) -> list[Place] | None:
    """The spans to accept; None where all are, unmoved and unread."""
    left_out = _left_out(view)
    moved = {place: ends.place for place, ends in _moved(view).items()}
    if not left_out and not moved:
        return None
    return [moved.get(place, place) for place in (_place(member) for member in view.members) if place not in left_out]


def read_places(view: CandidateView) -> set[Place]:
    """The spans that somebody has certainly read: those whose ends they moved."""
    return {ends.place for ends in _moved(view).values()}


def _member(project: Project, view: CandidateView, member: Member, *, is_open: bool) -> None:
    place, source = _place(member), project.transcript(member.transcript_id)
    about = ", ".join(filter(None, (_strength(member.strength), plain(source.title), _time(source, member))))
    label = f"{plain(project.attribution(member.case_id))} :gray[({about})]"
    if is_open:
        ticked = st.checkbox(label, value=place not in _left_out(view), key=f"take {view.candidate.id} {place}")
        (_left_out(view).discard if ticked else _left_out(view).add)(place)
    else:
        st.markdown(label)
    ends = _moved(view).get(place, _Ends(place=place))
    show_words(source.text[ends.place[1] : ends.place[2]])
    if is_open:
        key = f"ends {view.candidate.id} {place}"
        with st.popover("Read it there, move it, or its ends", key=key, on_change="rerun") as opened:
            if opened.open:  # two fields for each of sixty segments would take longer than all else on the page
                read_it_there(member.transcript_id, member.start, key=f"there {view.candidate.id} {place}")
                _ends(view, member, source.text, ends)
                if st.button("Move it to another candidate theme", key=f"move {view.candidate.id} {place}"):
                    map_deciding.move(project, [member], project.candidates())


def _ends(view: CandidateView, member: Member, text: str, was: _Ends) -> None:
    """Ask how far the ends move; what is asked for is kept, as the fields go when they are closed."""
    place = _place(member)
    first = st.number_input(
        "Words left out at the beginning (below 0: taken in)",
        min_value=-_MOST_WORDS,
        max_value=_MOST_WORDS,
        value=was.first,
        key=f"first {view.candidate.id} {place}",
    )
    last = st.number_input(
        "Words taken in at the end (below 0: left out)",
        min_value=-_MOST_WORDS,
        max_value=_MOST_WORDS,
        value=was.last,
        key=f"last {view.candidate.id} {place}",
    )
    span = moved_by_words(text, Span(start=member.start, end=member.end), first=first, last=last)
    show_words(text[span.start : span.end])
    now = _Ends(place=(member.transcript_id, span.start, span.end), first=first, last=last)
    if now.place == place:
        _moved(view).pop(place, None)
    else:
        _moved(view)[place] = now
    if now.place != was.place:
        st.rerun()


def _time(source: Transcript, member: Member) -> str:
    """When its turn begins in the recording, where that is known."""
    turns = turns_in(source, member.start, member.end)
    return clock(source.turns[turns[0]].start_seconds) if turns else ""


def _strength(strength: float) -> str:
    return "strong" if strength >= _STRONG else "fair" if strength >= _FAIR else "weak"


def _place(member: Member) -> Place:
    return (member.transcript_id, member.start, member.end)


def _left_out(view: CandidateView) -> set[Place]:
    kept: set[Place] = st.session_state.setdefault(_LEFT_OUT, {}).setdefault(view.candidate.id, set())
    return kept


def _moved(view: CandidateView) -> dict[Place, _Ends]:
    kept: dict[Place, _Ends] = st.session_state.setdefault(_MOVED, {}).setdefault(view.candidate.id, {})
    return kept
