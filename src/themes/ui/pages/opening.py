"""Dialogs: begin a study, open another one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from themes.methods import DEFAULT, METHODS
from themes.ui import recent, session
from themes.ui.plain import plain


@st.dialog("Start your own study", width="medium")
def begin() -> None:
    """Ask for a name, a method and who codes, and make the study."""
    title = st.text_input(
        "Name of the study", placeholder="Such as: Evaluation of the culture programme", max_chars=200
    )
    names = list(METHODS)
    method = st.radio(
        "What you will do",
        names,
        index=names.index(DEFAULT),
        format_func=lambda name: METHODS[name].title,
        captions=[_sentence(METHODS[name].meaning) for name in names],
    )
    coder = st.text_input("Your initials", value=recent.read().coder, placeholder="Such as: AB", max_chars=40)
    pseudonymised = st.checkbox(
        "The transcripts come without anybody's name in them",
        help="Else names are reviewed on this computer before a report leaves it; this can be said later too",
    )
    where = recent.free_path(title) if title.strip() else recent.home()
    st.text(f"It will be kept on this computer, in {where}")
    if not st.button("Start the study", type="primary"):
        return
    if not title.strip() or not coder.strip():
        st.error("A study needs a name, and your initials, so that each decision has its author. Nothing was made yet.")
        return
    begun = partial(session.begin, title=title.strip(), method=method, coder=coder.strip(), pseudonymised=pseudonymised)
    if session.attempt(begun, here=True):
        session.go_to("study")  # where its transcripts are added, wherever it was begun
        st.rerun()


@st.dialog("Open another study", width="medium")
def other() -> None:
    """Offer the studies opened last, those in the user's folder, and any other file."""
    here = session.path().resolve()
    last = [Path(path) for path in recent.read().projects]
    known = dict.fromkeys([*last, *sorted(recent.home().glob("*.themes"))])
    offered = [path for path in known if path.resolve() != here and path.is_file()]
    if not offered:
        st.markdown("There is no other study in your folder yet.")
    for nth, path in enumerate(offered):
        if st.button(plain(path.stem), key=f"open {nth}", help=plain(str(path.parent)), width="stretch"):
            _open(path)
    written = st.text_input("Or the whole path of a study's file (.themes)")
    if st.button("Open this file", disabled=not written.strip()):
        _open(Path(written.strip().strip('"')).expanduser())


def _open(path: Path) -> None:
    if session.attempt(partial(session.show, path), here=True):
        st.rerun()


def _sentence(meaning: str) -> str:
    return plain(f"{meaning[:1].upper()}{meaning[1:]}.")
