"""Where a question is asked: what is proposed to be decided, what is confirmed, and saying it by hand."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.guide import family
from themes.model import Asking, GuideQuestion, Transcript
from themes.project import Project
from themes.ui import place, session
from themes.ui.pages.members import show_words
from themes.ui.plain import plain

_MOST_OFFERED = 400


def show(project: Project, question: GuideQuestion, questions: list[GuideQuestion]) -> None:
    """List the places of a question and of those under it, by transcript; each can be decided and moved."""
    wanted = family(question, questions)
    found = [asking for asking in project.askings() if asking.question_id in wanted and asking.state != "rejected"]
    proposed = [asking for asking in found if asking.state == "proposed"]
    if proposed:
        with st.container(horizontal=True):
            for label, verb in (("Confirm these", project.confirm_asking), ("Reject these", project.reject_asking)):
                st.button(
                    f"{label} {len(proposed)}",
                    key=f"{label} {question.id}",
                    disabled=project.read_only,
                    on_click=session.click(partial(verb, *proposed)),
                )
    elif not found:
        st.markdown("It was found nowhere. Say below where it is asked, if it is.")
    transcripts = {transcript.id: transcript for transcript in project.transcripts()}
    numbers = {one.id: one for one in questions}
    for asking in found:
        with st.container(border=True, gap=None):
            _asking(project, asking, transcripts[asking.transcript_id], numbers, shown=question)
    missing = [one.title for one in transcripts.values() if one.id not in {asking.transcript_id for asking in found}]
    if missing and found:
        st.markdown(f":gray[Not found in {plain(', '.join(missing))}]")
    _by_hand(project, question, list(transcripts.values()))


def _asking(
    project: Project,
    asking: Asking,
    source: Transcript,
    questions: dict[str, GuideQuestion],
    *,
    shown: GuideQuestion,
) -> None:
    own = questions[asking.question_id]
    state = "confirmed" if asking.state == "confirmed" else f"**proposed**, likeness {asking.similarity:.2f}"
    under = f", as {plain(own.number)}" if own.id != shown.id else ""
    st.markdown(f"{plain(source.title)} :gray[({state}{under})]")
    show_words(source.text[asking.start : asking.end])
    with st.container(horizontal=True, vertical_alignment="center"):
        place.button(source.id, asking.start, key=f"place {asking.id}")
        if asking.state == "proposed":
            st.button(
                "Confirm",
                key=f"confirm {asking.id}",
                disabled=project.read_only,
                on_click=session.click(partial(project.confirm_asking, asking)),
            )
        st.button(
            "Not asked here",
            key=f"reject {asking.id}",
            disabled=project.read_only,
            on_click=session.click(partial(project.reject_asking, asking)),
        )
        with st.popover("It is another question", disabled=project.read_only):
            _move(project, asking, questions)


def _move(project: Project, asking: Asking, questions: dict[str, GuideQuestion]) -> None:
    others = {key: one for key, one in questions.items() if key != asking.question_id}
    chosen = st.selectbox(
        "Which question is asked here?",
        list(others),
        index=None,
        format_func=lambda key: f"{others[key].number} {others[key].text}".strip(),
        key=f"other {asking.id}",
    )
    if chosen is not None:
        st.button(
            "Move it there",
            key=f"move {asking.id}",
            type="primary",
            on_click=session.click(partial(project.move_asking, asking, chosen)),
        )


def _by_hand(project: Project, question: GuideQuestion, transcripts: list[Transcript]) -> None:
    """Say of an interviewer's turn, or a heading, that the question is asked there."""
    with st.expander("It is asked somewhere else"):
        source = st.selectbox(
            "Transcript",
            transcripts,
            index=None,
            format_func=lambda transcript: transcript.title,
            key=f"by hand {question.id}",
        )
        if source is None:
            return
        turns = [
            nth
            for nth, turn in enumerate(source.turns)
            if turn.kind == "heading"
            or (turn.speaker is not None and source.speakers[turn.speaker].role == "interviewer")
        ]
        turn = st.selectbox(
            "Which words ask it?",
            turns[:_MOST_OFFERED],
            index=None,
            format_func=lambda nth: " ".join(source.text[source.turns[nth].start : source.turns[nth].end].split()),
            key=f"turn by hand {question.id} {source.id}",
        )
        st.button(
            "It is asked here",
            key=f"asked by hand {question.id}",
            disabled=project.read_only or turn is None,
            on_click=session.click(partial(project.ask_here, source, -1 if turn is None else turn, question)),
        )
