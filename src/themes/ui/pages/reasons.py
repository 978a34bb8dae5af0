"""Why something is suggested: what it is like, its words, the definition, and what was refused before."""

from __future__ import annotations

import streamlit as st

from themes.model import Quotation, Suggestion
from themes.project import Project, SuggestionView
from themes.text import speaker_of, turns_in
from themes.ui.pages.members import show_words
from themes.ui.plain import plain


def show(project: Project, view: SuggestionView) -> None:
    """Show each reason with the words that it rests on."""
    st.markdown("**Because**")
    if view.nearest:
        st.markdown("It is like what you gave this code:")
        for quotation in view.nearest:
            _words_there(project, quotation, quotation.words)
    if view.like is None or not view.nearest:
        _definition(view)
    elif view.part:
        st.markdown(f"Of the definition, it is nearest to: {plain(view.part)}")
    if view.carried_by:
        st.markdown("Its words speak for the code:")
        show_words(", ".join(view.carried_by))
    if view.refused is not None:
        st.markdown("But it is near to one that was refused:")
        refused = view.refused
        _words_there(project, refused, project.transcript(refused.transcript_id).text[refused.start : refused.end])


def asked_before(project: Project, suggestion: Suggestion) -> str:
    """What an interviewer said just before the words; empty where nobody asked."""
    transcript = project.transcript(suggestion.transcript_id)
    first = turns_in(transcript, suggestion.start, suggestion.end)[0]
    if not first:
        return ""
    before = transcript.turns[first - 1]
    speaker = None if before.speaker is None else transcript.speakers[before.speaker]
    return transcript.text[before.start : before.end] if speaker and speaker.role == "interviewer" else ""


def _definition(view: SuggestionView) -> None:
    said = view.part or view.code.definition
    if said:
        st.markdown(f"It is like the definition: {plain(said)}")


def _words_there(project: Project, at: Quotation | Suggestion, words: str) -> None:
    speaker = speaker_of(project.transcript(at.transcript_id), at.start, at.end)
    said_by = project.attribution(speaker.case_id if speaker else None)
    with st.container(border=True, gap=None):
        show_words(words)
        st.markdown(f":gray[{plain(said_by)}]")
