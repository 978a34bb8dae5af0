"""The places of a transcript that pass the filter in force, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from themes.filters import Passing
from themes.model import Span, Transcript
from themes.ui import place
from themes.ui.plain import count

_AT = "themes passing place"


def show(passing: Passing, transcript: Transcript, spans: Sequence[Span], every: Sequence[Transcript]) -> None:
    """Say how much passes here, and step from place to place and on to the next transcript that has one.

    Args:
        passing: What passes.
        transcript: The transcript that is read.
        spans: Its ranges that pass.
        every: All transcripts, in their order.
    """
    kept: tuple[str, int] = st.session_state.get(_AT, ("", -1))
    at = kept[1] if kept[0] == transcript.id else -1
    others = [one for one in every if one.id != transcript.id and passing.spans(one)]
    after = _after(transcript, others, every)
    here = f"{count(len(spans), 'place')} here" if spans else "Nothing here passes"
    st.markdown(f"{here}, {count(len(others), 'other transcript')} with some.", width="content")
    st.button(
        "Previous place", key="previous place", disabled=at <= 0, on_click=partial(_go, transcript.id, spans, at - 1)
    )
    st.button(
        "Next place",
        key="next place",
        disabled=at + 1 >= len(spans),
        on_click=partial(_go, transcript.id, spans, at + 1),
    )
    st.button(
        "Next transcript",
        key="next transcript",
        disabled=after is None,
        on_click=partial(_go, after.id, passing.spans(after), 0) if after else None,
    )


def _after(transcript: Transcript, others: Sequence[Transcript], every: Sequence[Transcript]) -> Transcript | None:
    """The next of some transcripts in the order of all, from the first again after the last."""
    order = {one.id: nth for nth, one in enumerate(every)}
    later = [one for one in others if order[one.id] > order[transcript.id]]
    return next(iter((*later, *others)), None)


def _go(transcript_id: str, spans: Sequence[Span], to: int) -> None:
    st.session_state[_AT] = (transcript_id, to)
    place.ask_for(transcript_id, spans[to].start)
