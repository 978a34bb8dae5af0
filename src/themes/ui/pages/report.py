"""What will stand in the report, as it stands now, and its files."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from themes.filters import Filter
from themes.project import Project
from themes.report import Findings
from themes.report.prose import without_place
from themes.ui import filter_bar, session
from themes.ui.held import held
from themes.ui.pages import checking, exports, preview, report_cells, whose, wording
from themes.ui.plain import count, file_stem, plain

_DOUBTS, _FINDINGS = "themes doubts of the report", "themes findings of the report"
_FILES = {
    ".docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".html": ("web page", "text/html"),
    ".md": ("Markdown", "text/markdown"),
    ".xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""The report's files by suffix: what each is called, and its media type."""


def page() -> None:
    """Show the preview with what can be chosen about it, and the downloads."""
    project = session.project()
    head = filter_bar.head("Report")
    where = filter_bar.show(project, within=head) if project.codings() else None
    findings = held(_FINDINGS, _as_it_stands(project, where), partial(project.findings, where=where))
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
    _apart(project)
    whose.tell(project)
    stem = file_stem(project.study.title, otherwise="themes")
    insist = _insisted(findings) if findings.watermark else False
    with st.container(horizontal=True, vertical_alignment="center", key="report-files"):
        for suffix, (words, mime) in _FILES.items():
            st.download_button(
                f"Download {words}",
                data=partial(written, project, suffix, where=where, insist=insist),
                disabled=bool(findings.watermark) and not insist,
                file_name=f"{stem}{suffix}",
                mime=mime,
                type="primary" if suffix == ".docx" else "secondary",
                on_click="ignore",
            )
        for told in (findings.unread_sentence, findings.consent_sentence):
            if told:
                st.markdown(plain(told))
    with st.expander("What the words mean, and what stands beside a quotation"):
        wording.show(project)
    if not where:
        report_cells.show(project)
    exports.show(project, stem=stem, where=where, blocked=bool(findings.watermark) and not insist, insist=insist)
    checking.show(project)
    _doubtful(project, where)
    with st.container(key="report-text"):
        if where:
            st.markdown(
                "What you write in the report is of all of the study; a part of it is told as Themes writes it."
            )
        else:
            _without_place(findings)
        preview.show(findings, None if where else project)


def _apart(project: Project) -> None:
    """Say that the report shows what this coder is not to see yet."""
    n_hidden = len(project.hidden_transcripts())
    if n_hidden:
        st.warning(
            f"You are coding {count(n_hidden, 'transcript')} apart from others. The report holds everybody's codings, "
            "of these too: to stay apart, read it once all of you are done."
        )


def _as_it_stands(project: Project, where: Filter | None) -> object:
    """What the findings depend on: all that was done to the study and run on it, the day, and what of it they tell."""
    run = project.latest_run()
    return (project.id, project.last_seq(), run and run.id, datetime.now(UTC).date(), str(where))


def _without_place(findings: Findings) -> None:
    """What authors wrote for a theme that has gone: it is not lost, and not printed."""
    left = without_place(findings)
    if left:
        with st.expander(f"Written for what the report does not have any more: {len(left):,}"):
            st.markdown("It is kept, and comes back with its theme.")
            for one in left:
                st.text(one.text)


def _doubtful(project: Project, where: Filter | None) -> None:
    """What a careful reader would ask."""
    found = held(_DOUBTS, _as_it_stands(project, where), partial(project.doubtful, where=where))
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
