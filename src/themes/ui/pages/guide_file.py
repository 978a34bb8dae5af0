"""A topic guide as a file: shown before it is taken in, with what is left out of it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.errors import ThemesError
from themes.project import Project
from themes.ui import session, uploads
from themes.ui.plain import count, plain

_FORM = "guide file"
_TYPES = ["docx", "odt", "txt", "md", "rtf", "csv", "tsv", "xlsx"]


def show(project: Project, *, expanded: bool) -> None:
    """Ask for the guide's file, show what is in it, and take it in when told so."""
    with st.expander("The topic guide as a file", expanded=expanded):
        upload = st.file_uploader(
            "Word, OpenDocument, text or a table (.docx, .odt, .txt, .csv, …)",
            type=_TYPES,
            max_upload_size=uploads.READ_MB,
            key=session.form_key(_FORM),
            disabled=project.read_only,
        )
        if upload is None:
            return
        try:
            found = project.preview_guide(upload.name, upload.getvalue())
        except ThemesError as error:
            st.error(plain(str(error)))
            return
        for notice in found.notices:
            st.info(plain(notice))
        st.markdown(f"**{count(len(found.entries), 'question')}**")
        st.dataframe(
            [{"Number": entry.number, "Question": entry.text} for entry in found.entries],
            hide_index=True,
            column_config={"Number": st.column_config.TextColumn(width="small")},
        )
        if found.left_out:
            st.markdown(f"**Left out: {count(len(found.left_out), 'line')} that ask nothing**")
            st.dataframe([{"Taken for": one.why, "Line": one.text} for one in found.left_out], hide_index=True)
        if st.button("Take these questions in", type="primary", disabled=project.read_only):
            session.attempt(
                partial(project.read_guide, upload.name, upload.getvalue()),
                done=f"{count(len(found.entries), 'question')} of {upload.name} are in the topic guide. "
                "Change or remove any of them below.",
            )
            session.renew_form(_FORM)
            st.rerun()
