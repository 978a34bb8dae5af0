"""Who speaks in a transcript: interviewer or participant, and as which case."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Role, Speaker, Transcript
from themes.project import Project
from themes.ui import session

_ROLES: tuple[Role, Role] = ("interviewer", "participant")
_MOST_SPEAKERS = 40


def show(project: Project, transcript: Transcript) -> None:
    """Show a row for each speaker; nothing is kept until its button is pressed."""
    st.subheader("Who speaks", anchor=False)
    if not transcript.speakers:
        st.markdown("No speaker's label was found, so it is shown as one voice that is not known.")
    for nth, speaker in enumerate(transcript.speakers[:_MOST_SPEAKERS]):
        _row(project, transcript, speaker, nth)
    if len(transcript.speakers) > _MOST_SPEAKERS:
        st.markdown(f"{len(transcript.speakers) - _MOST_SPEAKERS:,} more speak in it.")


def _row(project: Project, transcript: Transcript, speaker: Speaker, nth: int) -> None:
    label = project.case(speaker.case_id).label if speaker.case_id else ""
    with st.form(f"speaker {transcript.id} {nth} {hash(speaker)} {label}", border=False):
        name, kind, case, voices, button = st.columns([2, 2, 2, 2, 1], vertical_alignment="bottom")
        name.text_input("In the file", value=speaker.label, disabled=True)
        role = kind.selectbox("Is", _ROLES, index=_ROLES.index(speaker.role))
        wanted = case.text_input("Known in the study as", value=label, placeholder="P07", max_chars=60)
        several = voices.checkbox("Several people, not told apart", value=speaker.voices == 0)
        if button.form_submit_button("Save", disabled=project.read_only, width="stretch"):
            # An untouched label is not passed on: a new participant without one gets the next free number.
            session.attempt(
                partial(
                    project.revise_speaker,
                    transcript,
                    speaker.label,
                    role=role,
                    case=wanted.strip() if wanted.strip() and wanted.strip() != label else None,
                    voices=0 if several else max(1, speaker.voices),
                ),
                done=f"{speaker.label}: saved.",
            )
            st.rerun()
