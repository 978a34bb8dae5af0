"""The settings as a person changes them, in a popover on every page; each is kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from themes.ui import settings
from themes.ui.settings import DATES, PALETTES, SIZES


def show() -> None:
    """Show what can be set."""
    st.markdown("Kept on this computer, for every study.")
    said = settings.read()
    _choice("How dates are written", "dates", list(DATES), said.dates)
    _choice("Size of a transcript's text", "size", list(SIZES), said.size)
    _choice("Colours of codes in a transcript", "colours", list(PALETTES), said.colours)
    st.checkbox(
        "A selection takes whole words",
        value=said.snaps,
        key=_key("snaps"),
        on_change=partial(_keep, "snaps"),
        help="Alt, as the words are chosen or with Enter, does it the other way",
    )
    if st.button("Show the tour again", key="tour again"):
        settings.write(replace(settings.read(), toured=False))
        st.rerun()


def _choice(label: str, name: str, choices: Sequence[str], chosen: str) -> None:
    st.selectbox(label, choices, index=choices.index(chosen), key=_key(name), on_change=partial(_keep, name))


def _keep(name: str) -> None:
    settings.write(replace(settings.read(), **{name: st.session_state[_key(name)]}))


def _key(name: str) -> str:
    return f"setting {name}"
