"""The sample study on the first start: built once into the user's folder, with a line that says so."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from themes.ui import recent

_LOCK = threading.Lock()
_SOMEBODY = "Reader"


def build_where_missing(path: Path) -> None:
    """Build the sample study where it is to be shown and is not there yet."""
    if path != recent.sample_path() or path.is_file():
        return
    from themes.sample import build  # noqa: PLC0415 - needed once in a lifetime

    place = st.empty()
    with place.container():
        st.title("One moment, the first time only", anchor=False)
        st.markdown("A fictional study is being made for you to try things on. This takes some seconds.")
        bar = st.progress(0.0, text="starting")
        with _LOCK:
            # A second tab waits here while the first builds.
            if not path.is_file():
                coder = recent.read().coder or _SOMEBODY
                build(path, coder=coder, on_progress=partial(_say, bar))
    place.empty()


def _say(bar: DeltaGenerator, share: float, what: str) -> None:
    bar.progress(min(1.0, share), text=what)
