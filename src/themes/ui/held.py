"""What takes a while to work out, kept by the session until something has changed that it was made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

Made = TypeVar("Made")


def held(name: str, asked: object, make: Callable[[], Made]) -> Made:
    """What ``make`` gave when it was last asked for the same; of each name one is kept.

    Args:
        name: What it is kept under in the session.
        asked: All that it depends on, as something that can be compared.
        make: Works it out; where it raises, what was kept stays, and is not given for anything else.
    """
    kept: tuple[object, Made] | None = st.session_state.get(name)
    if kept is None or kept[0] != asked:
        kept = st.session_state[name] = (asked, make())
    return kept[1]
