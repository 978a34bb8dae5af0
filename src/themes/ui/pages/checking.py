"""A report as its author finished it, checked against the study: what is to be mended, each with where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from themes.errors import ThemesError
from themes.project import Project
from themes.ui import session, uploads
from themes.ui.held import held
from themes.ui.plain import count, plain

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from themes.report.verify import Mend, Verified

_FORM, _CHECKED = "checked report", "themes checked report"
_MOST_SHOWN = 50


def show(project: Project) -> None:
    """Take a finished report, check it, and say what is to be mended; nothing of it is kept."""
    with st.expander("Check my report"):
        st.markdown(
            "When the report is written, let it be compared with the study once more: each quotation word for word "
            "(… and [ ] alone show what was left out or put in), who said it, whether they allow it, each “n of N”, "
            "the lists of themes, and the figures in sentences that Themes writes. The file is read on this "
            "computer and not kept."
        )
        upload = st.file_uploader(
            "The finished report (.docx)", type=["docx"], max_upload_size=uploads.READ_MB, key=session.form_key(_FORM)
        )
        if upload is None:
            return
        asked = (project.id, upload.file_id, project.last_seq())
        try:
            found = held(_CHECKED, asked, partial(_checked, project, upload))
        except ThemesError as error:
            st.error(plain(str(error)))
            return
        _found(found)


def _checked(project: Project, upload: UploadedFile) -> Verified:
    with st.spinner("Checking the report"):
        return project.verify_report(upload.name, upload.getvalue())


def _found(found: Verified) -> None:
    told = (
        f"Checked: {count(found.n_quotations, 'quotation')}, of which {found.n_verbatim:,} are word for word; "
        f"{count(found.n_figures, 'figure')}; {count(found.n_lists, 'list')} of themes or codes; "
        f"{count(found.n_own, 'sentence')} of Themes’ own, with {count(found.n_own_figures, 'figure')}."
    )
    if found.mends:
        st.markdown(plain(told))
    else:
        st.success(f"{plain(told)} Nothing is to be mended.")
    if found.n_unbound:
        st.markdown(f"{count(found.n_unbound, 'more figure')} stand under no theme and name none: check them yourself.")
    for notice in found.notices:
        st.info(plain(notice))
    _mends("To be mended", found.wrong)
    _mends("To look at", found.to_look_at)


def _mends(title: str, mends: Sequence[Mend]) -> None:
    if not mends:
        return
    st.subheader(f"{title}: {len(mends):,}", anchor=False)
    for mend in mends[:_MOST_SHOWN]:
        with st.container(border=True, gap="small"):
            st.markdown(f"**{plain(mend.place[:1].upper() + mend.place[1:])}**")
            # st.text puts words on the page as they are; Markdown would make links and images of them.
            st.text(f"In the report: {mend.found}")
            st.text(mend.says)
            st.text(mend.advice)
    if len(mends) > _MOST_SHOWN:
        st.markdown(f"{count(len(mends) - _MOST_SHOWN, 'more')} come after these; `themes verify` lists all.")
