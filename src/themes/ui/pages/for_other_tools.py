"""The study for other tools: a file of REFI-QDA, and what of the study it cannot hold, said before it is made."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from themes.project import Project
from themes.ui.plain import count, file_stem, plain

_NAMED = 8


def show(project: Project) -> None:
    """Where the file is asked for, once there is something to take along."""
    if not project.transcripts() and not project.codes():
        return
    with st.expander(
        "Take to NVivo, ATLAS.ti, MAXQDA or another tool", key="for-other-tools", on_change="rerun"
    ) as opened:
        if opened.open:
            _offer(project)


def _offer(project: Project) -> None:
    unreleased = len(project.unreleased())
    insist = False
    if unreleased:
        st.warning(
            f"Names may still stand in {count(unreleased, 'transcript')}. Review names and release the transcripts, or "
            "declare that they came without anybody's name in them; both on the page Names."
        )
        insist = st.checkbox("Make the file all the same", key="insist qdpx")
    with st.spinner("Looking what can go", show_time=True):
        out, _ = project.as_qdpx()
    st.markdown(
        plain(
            f"A REFI-QDA project (.qdpx) holds {count(out.n_transcripts, 'transcript')}, {count(out.n_codes, 'code')} "
            f"and {count(out.n_codings, 'coding')}, with cases, properties, themes and memos. Who speaks is named by "
            "their case."
        )
    )
    if out.n_left_out or out.n_paraphrase:
        st.markdown(
            f"As consent asks, {count(out.n_left_out, 'quotation')} will be left out, and "
            f"{out.n_paraphrase:,} will stand without their words."
        )
    st.download_button(
        "Download .qdpx",
        data=partial(_written, project, insist=insist),
        disabled=bool(unreleased) and not insist,
        file_name=f"{file_stem(project.study.title, otherwise='study')}.qdpx",
        mime="application/zip",
        on_click="ignore",
    )
    if out.not_held:
        st.markdown("**What that format cannot hold**")
        st.dataframe(
            [
                {
                    "What": one.reason,
                    "How often": one.count,
                    "Where": ", ".join(dict.fromkeys(filter(None, one.where[:_NAMED]))),
                }
                for one in out.not_held
            ],
            hide_index=True,
            height="content",
            column_config={"What": st.column_config.TextColumn(width="large")},
            alt="What of the study a REFI-QDA file cannot hold, how often, and where it stands",
        )


def _written(project: Project, *, insist: bool) -> bytes:
    """The file's bytes, made when somebody asks for it."""
    with TemporaryDirectory(prefix="themes-qdpx-") as folder:
        return project.write_qdpx(Path(folder) / "study.qdpx", insist=insist).path.read_bytes()
