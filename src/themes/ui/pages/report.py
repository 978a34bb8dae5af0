"""What will stand in the report, as it stands now, and its files."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from themes.filters import Filter
from themes.project import Project
from themes.report import Findings
from themes.report.lint import doubtful
from themes.ui import filter_bar, session
from themes.ui.pages import checking, exports, preview, wording
from themes.ui.plain import count, file_stem, plain

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page() -> None:
    """Show the preview with what can be chosen about it, and the downloads."""
    project = session.project()
    st.title("Report", anchor=False)
    where = filter_bar.show(project) if project.codings() else None
    findings = project.findings(where=where)
    if not findings.rows and where:
        st.markdown("Nothing that is coded passes the filter.")
        return
    if not findings.rows:
        st.markdown(
            "Nothing is coded yet, so there is nothing to report. "
            "Accept candidate themes, or read a transcript and code it."
        )
        session.link("candidates", "Decide on candidate themes")
        session.link("read", "Read and code")
        return
    stem = file_stem(project.study.title, otherwise="themes")
    insist = _insisted(findings) if findings.watermark else False
    with st.container(horizontal=True, vertical_alignment="center", key="report-files"):
        st.download_button(
            "Download Word",
            data=partial(written, project, ".docx", where=where, insist=insist),
            disabled=bool(findings.watermark) and not insist,
            file_name=f"{stem}.docx",
            mime=_WORD,
            type="primary",
            on_click="ignore",
        )
        st.download_button(
            "Download web page",
            data=partial(written, project, ".html", where=where, insist=insist),
            disabled=bool(findings.watermark) and not insist,
            file_name=f"{stem}.html",
            mime="text/html",
            on_click="ignore",
        )
        st.download_button(
            "Download Markdown",
            data=partial(written, project, ".md", where=where, insist=insist),
            disabled=bool(findings.watermark) and not insist,
            file_name=f"{stem}.md",
            mime="text/markdown",
            on_click="ignore",
        )
        st.download_button(
            "Download Excel",
            data=partial(written, project, ".xlsx", where=where, insist=insist),
            disabled=bool(findings.watermark) and not insist,
            file_name=f"{stem}.xlsx",
            mime=_EXCEL,
            on_click="ignore",
        )
        for told in (findings.unread_sentence, findings.consent_sentence):
            if told:
                st.markdown(plain(told))
    with st.expander("What the words mean, and what stands beside a quotation"):
        wording.show(project)
    exports.show(project, stem=stem, where=where, blocked=bool(findings.watermark) and not insist, insist=insist)
    checking.show(project)
    _doubtful(findings)
    with st.container(key="report-text"):
        preview.show(findings)


def _doubtful(findings: Findings) -> None:
    """What a careful reader would ask."""
    found = doubtful(findings)
    if not found:
        return
    with st.expander(f"What a careful reader would ask: {len(found):,}"):
        for one in found:
            about = f"**{plain(one.section)}**: " if one.section else ""
            st.markdown(f"{about}{plain(one.why)}")


def _insisted(findings: Findings) -> bool:
    """Say that names may stand in the report, the two ways out, and offer to make it all the same."""
    st.warning(
        f"Names may still stand in {count(findings.n_unreleased, 'transcript')} of this report. Review names and "
        "release the transcripts, or declare that they came without anybody's name in them; both on the page Names."
    )
    session.link("names", "Review names")
    return st.checkbox("Make the files all the same; each page will say that it is not to be passed on", key="insist")


def written(project: Project, suffix: str, *, where: Filter | None = None, insist: bool = False) -> bytes:
    """The report on what passes a filter as a file's bytes, made when somebody asks for it.

    Raises:
        Refused: There is nothing to report, or names may stand in it.
    """
    with TemporaryDirectory(prefix="themes-report-") as folder:
        return project.report(Path(folder) / f"report{suffix}", where=where, insist=insist).read_bytes()
