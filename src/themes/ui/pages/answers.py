"""All answers to one question, by who gives them, word for word."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.filters import Condition, Filter
from themes.guide import Answer
from themes.model import GuideQuestion
from themes.project import Project
from themes.text import count_words
from themes.ui import filter_bar, place, session
from themes.ui.pages.members import show_words
from themes.ui.plain import count, plain

_SHOWN = 30


def show(project: Project, question: GuideQuestion, where: Filter) -> None:
    """List the answers to a question and to those under it, as far as they pass the filter."""
    found = project.answers(question, where=where)
    if not found:
        st.markdown(
            "No answer passes the filter." if where else "Nobody was found to be asked this. See “Where it is asked”."
        )
        return
    named = project.attributions()
    found.sort(key=lambda answer: named.get(answer.case_id or "", "~").casefold())
    people = {answer.case_id for answer in found if answer.case_id}
    n_words = sum(count_words(answer.words) for answer in found)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"{count(len(found), 'answer')} of {count(len(people), 'participant')}, {count(n_words, 'word')}.",
            width="content",
        )
        condition = Condition(about="question", values=(question.number or question.text,))
        st.button(
            "Show only this question on every page",
            key="only this question",
            disabled=condition in where.conditions,
            on_click=partial(filter_bar.add, condition),
        )
    key = f"answers shown {question.id}"
    shown = st.session_state.get(key, _SHOWN)
    for nth, answer in enumerate(found[:shown]):
        _answer(project, answer, named, nth)
    if len(found) > shown and st.button(f"Show {min(_SHOWN, len(found) - shown)} more"):
        st.session_state[key] = shown + _SHOWN
        st.rerun()


def _answer(project: Project, answer: Answer, named: dict[str, str], nth: int) -> None:
    said_by = named.get(answer.case_id or "", "speaker not known")
    proposed = answer.asking.state == "proposed"
    with st.container(border=True, gap=None):
        mark = ", **proposed**" if proposed else ""
        st.markdown(f"{plain(said_by)} :gray[({plain(answer.transcript.title)})]{mark}")
        show_words(answer.words)
        with st.container(horizontal=True, vertical_alignment="center"):
            place.button(answer.transcript.id, answer.spans[0].start, key=f"there {nth} {answer.asking.id}")
            if proposed:
                for label, verb in (("Confirm", project.confirm_asking), ("Not asked here", project.reject_asking)):
                    st.button(
                        label,
                        key=f"{label} {nth} {answer.asking.id}",
                        disabled=project.read_only,
                        on_click=session.click(partial(verb, answer.asking)),
                    )
