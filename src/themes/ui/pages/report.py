"""What will stand in the report, as it stands now, and its files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from themes.project import Project
from themes.ui import session
from themes.ui.pages import preview, wording
from themes.ui.plain import plain

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page() -> None:
    """Show the preview with what can be chosen about it, and the downloads."""
    project = session.project()
    st.title("Report", anchor=False)
    findings = project.findings()
    if not findings.rows:
        st.markdown(
            "Nothing is coded yet, so there is nothing to report. "
            "Accept candidate themes, or read a transcript and code it."
        )
        session.link("candidates", "Decide on candidate themes")
        session.link("read", "Read and code")
        return
    name = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in project.study.title)
    stem = " ".join(name.split())[:80] or "themes"
    with st.container(horizontal=True, vertical_alignment="center", key="report-files"):
        st.download_button(
            "Download Word",
            data=partial(written, project, ".docx"),
            file_name=f"{stem}.docx",
            mime=_WORD,
            type="primary",
            on_click="ignore",
        )
        st.download_button(
            "Download Excel",
            data=partial(written, project, ".xlsx"),
            file_name=f"{stem}.xlsx",
            mime=_EXCEL,
            on_click="ignore",
        )
        if findings.unread_sentence:
            st.markdown(plain(findings.unread_sentence))
    with st.expander("What the words mean, and what stands beside a quotation"):
        wording.show(project)
    with st.container(key="report-text"):
        preview.show(findings)


def written(project: Project, suffix: str) -> bytes:
    """The report as a file's bytes, made when somebody asks for it.

    Raises:
        Refused: There is nothing to report.
    """
    with TemporaryDirectory(prefix="themes-report-") as folder:
        return project.report(Path(folder) / f"report{suffix}").read_bytes()
