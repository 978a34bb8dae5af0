"""Tables of a study for other programs: quotations, codebook, cases, memos, as .csv, Excel or Word."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import streamlit as st

from themes.filters import Filter
from themes.project import Project

if TYPE_CHECKING:
    from themes.project.exporting import What

_NAMES: dict[What, str] = {
    "quotations": "Quotations, a row for each coding",
    "codebook": "Codebook",
    "cases": "Cases with what is known of them",
    "memos": "Memos",
}
_MIME = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_BUTTONS = {".csv": "Download CSV", ".xlsx": "Download table (Excel)", ".docx": "Download table (Word)"}


def show(project: Project, *, stem: str, where: Filter | None, blocked: bool, insist: bool) -> None:
    """Offer each table as files.

    Args:
        project: The study.
        stem: How the files' names begin.
        where: What passes this filter; memos are told whole.
        blocked: Names may stand in what is quoted, and nobody has insisted.
        insist: Somebody has.
    """
    with st.expander("Tables for other programs"):
        offered: list[What] = [what for what in _NAMES if what != "memos" or project.memos()]
        what = st.selectbox("Table", offered, format_func=_NAMES.__getitem__, key="export-what")
        quotes = what in ("quotations", "memos")
        with st.container(horizontal=True):
            for suffix, label in _BUTTONS.items():
                if suffix != ".docx" or what == "codebook":
                    st.download_button(
                        label,
                        data=partial(_written, project, what, suffix, where=where, insist=insist),
                        disabled=blocked and quotes,
                        file_name=f"{stem} {what}{suffix}",
                        mime=_MIME[suffix],
                        on_click="ignore",
                        key=f"export{suffix}",
                    )
        st.markdown(
            "No text in them is ever taken for a formula. All of the study as plain files, which come back equal: "
            "`themes export STUDY FOLDER`."
        )


def _written(project: Project, what: What, suffix: str, *, where: Filter | None, insist: bool) -> bytes:
    """A table as a file's bytes, made when somebody asks for it.

    Raises:
        Refused: Names may stand in it.
    """
    with TemporaryDirectory(prefix="themes-table-") as folder:
        made = project.export_table(what, Path(folder) / f"table{suffix}", where=where, insist=insist)
        return made.read_bytes()
