"""The table of transcripts, and what can be changed about one of them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Transcript
from themes.project import Project
from themes.text import count_words
from themes.ui import session
from themes.ui.pages import speakers
from themes.ui.plain import count, plain

_CHOSEN = "study transcript"


def show(project: Project) -> None:
    """Show all transcripts and the one that is chosen."""
    every = project.transcripts()
    if not every:
        st.markdown("There is no transcript yet. Drop your files above; they stay on this computer.")
        return
    n_words = sum(count_words(transcript.text) for transcript in every)
    st.header(f"{count(len(every), 'transcript')}, {count(n_words, 'word')}", anchor=False)
    looked = _looked(project)
    st.dataframe(
        [_row(project, transcript, looked) for transcript in every],
        hide_index=True,
        height="content",
        placeholder="",
        column_config={
            "Words": st.column_config.NumberColumn(format="localized"),
            "Minutes": st.column_config.NumberColumn(help="As far as the file tells"),
        },
        alt="The transcripts with their format, length, speakers and state",
    )
    for transcript in every:
        if transcript.notices:
            st.warning(f"{plain(transcript.title)}: {plain(' '.join(transcript.notices))}")
    titles = {transcript.id: transcript.title for transcript in every}
    chosen = st.selectbox(
        "Change a transcript: its title, who speaks",
        list(titles),
        index=None,
        format_func=lambda key: titles.get(key, ""),
        placeholder="Choose a transcript",
        key=f"{_CHOSEN} {session.path()}",
    )
    if chosen in titles:
        _one(project, project.transcript(chosen))


def _row(project: Project, transcript: Transcript, looked: dict[str, str]) -> dict[str, object]:
    cases = {case.id: case.label for case in project.cases()}
    speak = [
        f"{speaker.label} (interviewer)"
        if speaker.role == "interviewer"
        else " = ".join(dict.fromkeys(part for part in (speaker.label, cases.get(speaker.case_id or "", "")) if part))
        for speaker in transcript.speakers
    ]
    return {
        "Title": transcript.title,
        "Kind": transcript.kind,
        "Words": count_words(transcript.text),
        "Minutes": None if transcript.seconds is None else round(transcript.seconds / 60),
        "Who speaks": ", ".join(speak) or "not known",
        "State": looked.get(transcript.id, "not looked at"),
        "Read as": ", ".join(part for part in (transcript.format, transcript.layout) if part),
    }


def _looked(project: Project) -> dict[str, str]:
    """In words for each transcript: how many codings it bears, and whether anybody has looked at it."""
    n_codings: dict[str, int] = {}
    for coded in project.codings():
        n_codings[coded.transcript.id] = n_codings.get(coded.transcript.id, 0) + 1
    states = {transcript_id: "looked at" for transcript_id, _ in project.looked_at()}
    return states | {transcript_id: count(number, "coding") for transcript_id, number in n_codings.items()}


def _one(project: Project, transcript: Transcript) -> None:
    with st.container(border=True):
        with st.form(f"title {transcript.id} {transcript.title}", border=False):
            left, right = st.columns([4, 1], vertical_alignment="bottom")
            title = left.text_input("Title", value=transcript.title, max_chars=200)
            if right.form_submit_button("Rename", disabled=project.read_only, width="stretch") and title.strip():
                session.attempt(partial(project.rename_transcript, transcript, title))
                st.rerun()
        speakers.show(project, transcript)
        if transcript.dropped:
            lines = "\n".join(f"- {plain(f'{one.what} ({one.count}): {one.why}')}" for one in transcript.dropped)
            st.markdown(f"Left out of the text as it was read:\n\n{lines}")
        if st.button("Remove this transcript from the study", disabled=project.read_only):
            _remove(project, transcript)


@st.dialog("Remove this transcript?")
def _remove(project: Project, transcript: Transcript) -> None:
    st.markdown(
        f"{plain(transcript.title)} and the participants heard only in it leave the study. "
        "Undo brings them back. A transcript that bears codings is not removed."
    )
    if st.button("Remove it", type="primary"):
        session.attempt(partial(project.remove_transcript, transcript), done="The transcript was removed.")
        st.rerun()
