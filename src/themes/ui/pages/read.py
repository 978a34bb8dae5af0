"""Read a transcript and code it: which one, and the coding surface (see ``themes.ui.components``)."""

from __future__ import annotations

import streamlit as st

from themes.model import Transcript
from themes.project import Project
from themes.ui import components, session
from themes.ui.opened import handle_of
from themes.ui.plain import count

_CHOSEN = "themes transcript"


def page() -> None:
    """Show the chosen transcript."""
    project = session.project()
    every = project.transcripts()
    if not every:
        st.title("Read and code", anchor=False)
        st.markdown("There is no transcript to read yet. Add some first; they stay on this computer.")
        session.link("study", "Add transcripts")
        return
    if project.read_only:
        st.markdown("This study is open for reading only, so what you code here cannot be kept.")
    transcript = _choose(project, every)
    components.reader(
        project_id=handle_of(session.path()),
        transcript_id=transcript.id,
        coder=project.coder.name,
        key=f"reader {transcript.id}",
    )


def _choose(project: Project, every: list[Transcript]) -> Transcript:
    states = _states(project, every)
    ids = [transcript.id for transcript in every]
    titles = {transcript.id: transcript.title for transcript in every}
    n_read = sum(_NOT_YET not in state for state in states.values())
    kept = st.session_state.get(_CHOSEN) or st.query_params.get("transcript")
    first_unread = next((key for key in ids if _NOT_YET in states[key]), ids[0])
    with st.container(horizontal=True, vertical_alignment="bottom", key="read-head"):
        st.title("Read and code", anchor=False, width="content")
        chosen = st.selectbox(
            f"Transcript: you have looked at {n_read} of {len(every)}",
            ids,
            index=ids.index(kept if kept in titles else first_unread),
            format_func=lambda key: f"{titles[key]} ({states[key]})",
            width=520,
        )
    st.session_state[_CHOSEN] = chosen
    st.query_params["transcript"] = chosen  # a reload comes back to it
    return next(transcript for transcript in every if transcript.id == chosen)


_NOT_YET = "not looked at"


def _states(project: Project, every: list[Transcript]) -> dict[str, str]:
    """What this coder has done with each transcript, in words."""
    me = project.coder.id
    looked = {transcript_id for (transcript_id, _), coders in project.looked_at().items() if me in coders}
    n_codings: dict[str, int] = {}
    for coded in project.codings(coder=project.coder):
        n_codings[coded.transcript.id] = n_codings.get(coded.transcript.id, 0) + 1
    said = {}
    for one in every:
        read = "looked at" if one.id in looked else _NOT_YET
        said[one.id] = f"{read}, {count(n_codings.get(one.id, 0), 'coding')}" if n_codings.get(one.id) else read
    return said
