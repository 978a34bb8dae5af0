"""The sample study on the first start: built once into the user's folder, with a line that says so."""

from __future__ import annotations

import threading
from pathlib import Path

import streamlit as st

from themes.errors import ThemesError
from themes.ui import recent

_SOMEBODY = "Reader"
_LOOKED_AFTER_SECONDS = 0.2


class Building(threading.Thread):
    """The making of the sample study, which goes on when the tab that began it is reloaded or closed."""

    def __init__(self, path: Path) -> None:
        """Say where it is made; ``start`` begins."""
        super().__init__(name="themes sample", daemon=True)
        self._path = path
        self.share, self.what = 0.0, "starting"
        self.error: ThemesError | OSError | None = None

    def run(self) -> None:
        """Make it, or keep why it could not be made."""
        from themes.sample import build_here  # noqa: PLC0415 - needed once in a lifetime

        try:
            build_here(self._path, coder=recent.read().coder or _SOMEBODY, on_progress=self._say)
        except (ThemesError, OSError) as error:
            self.error = error

    def _say(self, share: float, what: str) -> None:
        self.share, self.what = min(1.0, share), what


_LOCK = threading.Lock()
_BUILDING: dict[Path, Building] = {}


def build_where_missing(path: Path) -> None:
    """Build the sample study where it is to be shown and is not there yet; every tab sees how far that is.

    Raises:
        ThemesError: It cannot be made.
    """
    if path != recent.sample_path() or path.is_file():
        return
    building = _begun(path)
    place = st.empty()
    with place.container():
        st.title("One moment, the first time only", anchor=False)
        st.markdown("A fictional study is being made for you to try things on. This takes some seconds.")
        bar = st.progress(building.share, text=building.what)
        while building.is_alive():
            bar.progress(building.share, text=building.what)
            building.join(_LOOKED_AFTER_SECONDS)
    with _LOCK:
        _BUILDING.pop(path, None)
    if building.error is not None:
        raise building.error
    place.empty()


def _begun(path: Path) -> Building:
    """What builds it, begun where nothing does yet."""
    with _LOCK:
        building = _BUILDING.get(path)
        if building is None:
            building = _BUILDING[path] = Building(path)
            building.start()
        return building
