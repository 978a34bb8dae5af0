"""Which part of a long transcript is read: one after the other, by number, or where words are found."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Span, Transcript
from themes.project import Found, Project
from themes.ui import place, windows
from themes.ui.plain import count, plain
from themes.ui.windows import SIZE, Window

_FIRST, _FOLLOWED, _NUMBER, _WORDS = "themes window", "themes window followed", "answer number", "answer words"
_MOST_FOUND = 200
_MOST_SHOWN = 20
_CONTEXT = 60
_FEW = 4
_HIGHEST = 230


def choose(project: Project, transcript: Transcript) -> Window:
    """The part that is read, with what leads to others above it."""
    window = windows.window_at(transcript, _first(transcript))
    n_turns = len(transcript.turns)
    what = "answer" if transcript.kind == "survey answers" else "turn"
    with st.container(horizontal=True, vertical_alignment="bottom", key="read-window"):
        st.markdown(
            f"{what.capitalize()}s **{window.first + 1:,} to {window.last:,}** of {n_turns:,}",
            width="content",
        )
        st.button(
            f"Previous {SIZE}",
            key="previous window",
            disabled=window.first == 0,
            on_click=partial(_go, transcript.id, window.first - SIZE),
        )
        st.button(
            f"Next {SIZE}",
            key="next window",
            disabled=window.last >= n_turns,
            on_click=partial(_go, transcript.id, window.first + SIZE),
        )
        number = f"{_NUMBER} {transcript.id}"
        st.number_input(
            f"Go to {what}",
            min_value=1,
            max_value=n_turns,
            value=None,
            step=1,
            key=number,
            width=150,
            on_change=partial(_go_to_number, transcript, number),
        )
        words = st.text_input(f"Find words in all {n_turns:,}", key=f"{_WORDS} {transcript.id}", width=280)
    if words.strip():
        _found(project, transcript, words)
    return window


def within(window: Window, spans: tuple[Span, ...] | None) -> tuple[Span, ...] | None:
    """Ranges of the whole text as the window shows them; None where there is no filter."""
    if spans is None:
        return None
    shown = (window.outward(span.start, span.end) for span in spans)
    return tuple(Span(start=one[0], end=one[1]) for one in shown if one is not None)


def place_within(window: Window, asked: tuple[int, int] | None) -> tuple[int, int] | None:
    """A code point that is asked for, as the window shows it; None where it lies elsewhere."""
    if asked is None or not window.start <= asked[0] < window.end:
        return None
    return asked[0] - window.start, asked[1]


def _first(transcript: Transcript) -> int:
    """The first turn of the part that is read: where a place is asked for anew, the part that holds it."""
    asked = place.asked_for(transcript.id)
    if asked is not None and st.session_state.get(_FOLLOWED) != asked:
        st.session_state[_FOLLOWED] = asked
        _go(transcript.id, windows.turn_at(transcript, asked[0]))
    kept: tuple[str, int] = st.session_state.get(_FIRST, ("", 0))
    first = kept[1] if kept[0] == transcript.id else _asked_by_address(transcript)
    st.query_params["answer"] = str(first + 1)  # a reload comes back to it
    return first


def _asked_by_address(transcript: Transcript) -> int:
    number = st.query_params.get("answer", "")
    asked = int(number) - 1 if number.isdecimal() and len(number) < len(str(len(transcript.turns))) + 1 else 0
    return max(0, min(asked, len(transcript.turns) - 1))


def _go(transcript_id: str, first: int) -> None:
    st.session_state[_FIRST] = (transcript_id, max(0, first) // SIZE * SIZE)


def _go_to_number(transcript: Transcript, key: str) -> None:
    number = st.session_state.get(key)
    if number:
        place.ask_for(transcript.id, transcript.turns[int(number) - 1].start)


def _found(project: Project, transcript: Transcript, words: str) -> None:
    """The first answers that hold the words, each with a way to it."""
    found = project.search(words, limit=_MOST_FOUND, within=transcript)
    by_turn: dict[int, Found] = {}
    for one in found:
        by_turn.setdefault(windows.turn_at(transcript, one.start), one)
    if not by_turn:
        st.markdown(f"Nobody said {plain(words)} here.")
        return
    more = "The first " if len(found) >= _MOST_FOUND else ""
    with (
        st.expander(f"{more}{count(len(by_turn), 'answer')} with these words", expanded=True),
        st.container(height=_HIGHEST if len(by_turn) > _FEW else "content", border=False),
    ):
        for turn, one in list(by_turn.items())[:_MOST_SHOWN]:
            _hit(transcript, turn, one)
        if len(by_turn) > _MOST_SHOWN:
            st.markdown(f"{len(by_turn) - _MOST_SHOWN} more; add a word to see fewer.")


def _hit(transcript: Transcript, turn: int, found: Found) -> None:
    said = transcript.turns[turn]
    start, end = max(said.start, found.start - _CONTEXT), min(said.end, found.end + _CONTEXT)
    before, after = "…" if start > said.start else "", "…" if end < said.end else ""
    with st.container(horizontal=True, vertical_alignment="center", key=f"hit-{turn}"):
        st.button(f"Answer {turn + 1:,}", key=f"go {turn}", on_click=partial(place.ask_for, transcript.id, found.start))
        # st.text puts words on the page as they are; Markdown would make links and images of them.
        st.text(f"{before}{transcript.text[start:end]}{after}")
