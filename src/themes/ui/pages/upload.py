"""Bring transcripts in: what is dropped is read at once, in a worker process that ``themes.ui.jobs`` follows."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.project import Project
from themes.ui import session

_FORM = "upload"


def show(project: Project) -> None:
    """Show where files are dropped."""
    if project.read_only:
        return
    key = session.form_key(_FORM)
    st.file_uploader(
        "Add transcripts: Word, OpenDocument, plain text, Markdown or captions (.docx, .odt, .txt, .md, .vtt)",
        # What is not known is refused with its remedy by the reader, which says more than a greyed-out file would.
        type=None,
        accept_multiple_files=True,
        key=key,
        on_change=partial(_take, project, key),
    )


def _take(project: Project, key: str) -> None:
    files = [(file.name, file.getvalue()) for file in session.fresh(st.session_state.get(key) or [])]
    if files:
        session.attempt(partial(project.start_adding, files))
    session.renew_form(_FORM)
