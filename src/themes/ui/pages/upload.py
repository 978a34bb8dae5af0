"""Bring transcripts in: what is dropped is read in a worker process, shown, and taken in at one press."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.project import Project
from themes.ui import session, uploads
from themes.ui.pages import waiting

_FORM = "upload"


def show(project: Project) -> None:
    """Show where files are dropped, and below it those that were read and wait to be taken in."""
    if project.read_only:
        return
    key = session.form_key(_FORM)
    st.file_uploader(
        "Add transcripts: Word, OpenDocument, PDF, rich text, plain text, web page, captions, speech-to-text or a "
        "table of turns",
        # What is not known is refused with its remedy by the reader, which says more than a greyed-out file would.
        type=None,
        accept_multiple_files=True,
        max_upload_size=uploads.READ_MB,
        key=key,
        on_change=partial(_read, project, key),
    )
    waiting.show(project)


def _read(project: Project, key: str) -> None:
    given = session.fresh(st.session_state.get(key))
    files = [(file.name, file.getvalue()) for file in given]
    for file in given:
        uploads.let_go(file)
    if files:
        session.attempt(partial(project.start_preview, files))
    session.renew_form(_FORM)
