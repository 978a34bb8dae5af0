"""Dialogs: begin a study, open another one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from themes import here
from themes.methods import DEFAULT, METHODS
from themes.ui import recent, session, studies
from themes.ui.plain import count, plain


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
    where = recent.free_path(title) if title.strip() else here.home()
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
    shown = session.path().resolve()
    offered, backups = studies.others(shown), studies.backups(shown)
    if not offered:
        st.markdown("There is no other study in your folder yet.")
    for nth, study in enumerate(offered):
        if st.button(plain(study.called), key=f"open {nth}", help=plain(str(study.path)), width="stretch"):
            _open(study.path)
    if backups:
        with st.expander(count(len(backups), "backup")):
            st.markdown("Each is shown for reading only; from there you can go on in a copy of it.")
            for nth, backup in enumerate(backups):
                if st.button(plain(backup.called), key=f"backup {nth}", help=plain(str(backup.path)), width="stretch"):
                    _open(backup.path)
    written = st.text_input("Or the whole path of a study's file (.themes)")
    if st.button("Open this file", disabled=not written.strip()):
        _open(Path(written.strip().strip('"')).expanduser())


def _open(path: Path) -> None:
    if session.attempt(partial(session.show, path), here=True):
        st.rerun()


def _sentence(meaning: str) -> str:
    return plain(f"{meaning[:1].upper()}{meaning[1:]}.")
