"""What the last answer did to the suggestions that stood behind: so that a no is felt at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from themes.ui.plain import plain

_LAST = "themes suggestion answered"
_FELT = 0.005  # of a probability: below it nothing that is shown changes

Place = tuple[str, str, int, int]
"""A code, a transcript, and a half-open range of code points in it."""


def touches(one: Place, other: Place) -> bool:
    """Whether two suggestions are of one code and share words: their ends move with what was learnt."""
    return one[:2] == other[:2] and one[2] < other[3] and other[2] < one[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer, and the probabilities of those that stood behind it when it was given."""

    yes: bool
    code: str
    behind: Mapping[Place, float]


def keep_answer(answered: Answered) -> None:
    """Let the next run say what came of it."""
    st.session_state[_LAST] = answered


def say_answer(place: DeltaGenerator, now: Mapping[Place, float], *, in_order: bool) -> None:
    """Say what the last answer did, once.

    Args:
        place: Where.
        now: The probabilities of what is shown now.
        in_order: The most probable come first, so that one which is gone sank out of sight.
    """
    answered: Answered | None = st.session_state.pop(_LAST, None)
    if answered is None:
        return
    said = f"Accepted: {answered.code}" if answered.yes else f"Not this, kept: {answered.code}"
    place.markdown(f"**{plain(said)}.** {_moved(answered.behind, now, in_order=in_order)}")


def _moved(behind: Mapping[Place, float], now: Mapping[Place, float], *, in_order: bool) -> str:
    """How many of those behind rose and sank."""
    rose = sank = 0
    for place, was in behind.items():
        found = next((sure for other, sure in now.items() if touches(place, other)), None)
        rose += found is not None and found > was + _FELT
        sank += in_order if found is None else found < was - _FELT
    if not rose and not sank:
        return ""
    moves = [f"{n} {word}" for n, word in ((sank, "sank"), (rose, "rose")) if n]
    return f"Of the {len(behind)} behind it {' and '.join(moves)}."
