"""What the study says of itself: the facts that open its report."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.methods import METHODS
from themes.project import Project
from themes.project.units import UNITS_TO_CODE
from themes.ui import session
from themes.ui.plain import plain

_FORM = "facts"


def show(project: Project) -> None:
    """Show the form; nothing is kept until its button is pressed."""
    _unit(project)
    study = project.study
    names = list(METHODS)
    # The log's position is in the key: after an undo the form shows what holds, not what was typed.
    with st.form(f"{session.form_key(_FORM)} {hash(study)}", border=False):
        title = st.text_input("Title", value=study.title, max_chars=300)
        commissioner = st.text_input("Commissioned by", value=study.commissioner)
        questions = st.text_area(
            "Evaluation questions, one a line", value="\n".join(study.questions), height=140, placeholder="What helped?"
        )
        method = st.selectbox(
            "Method",
            names,
            index=names.index(study.method) if study.method in names else 0,
            format_func=lambda name: f"{METHODS[name].title}: {METHODS[name].meaning}",
        )
        units = ["", *UNITS_TO_CODE]
        unit = st.selectbox(
            "Unit that is coded whole, for content analysis: said before coding begins",
            units,
            index=units.index(study.unit),
            format_func=lambda name: f"{name.capitalize()}: {UNITS_TO_CODE[name]}" if name else "None said",
        )
        first, second, third = st.columns(3)
        approached = first.number_input("People approached", value=study.approached, min_value=0, step=1)
        declined = second.number_input("People who declined", value=study.declined, min_value=0, step=1)
        interviewed = third.number_input("People heard", value=study.interviewed, min_value=0, step=1)
        left, right = st.columns(2)
        dates = left.text_input("When", value=study.dates, placeholder="March to May 2025")
        mode = right.text_input("How", value=study.mode, placeholder="Semi-structured interviews by video call")
        read_first = st.number_input(
            "Transcripts that each coder reads before Themes shows what it proposes",
            value=study.read_first,
            min_value=0,
            max_value=1000,
            step=1,
            placeholder="As the method has it: 4 for reflexive thematic analysis, none else",
            help="Read is what was marked as read on Read and code. 0 shows everything at once. A switch on the pages "
            "shows or hides it at any time.",
        )
        random_sample = st.checkbox(
            "Who was heard was drawn at random from those whom the findings are about",
            value=study.random_sample,
            help="Shares on the page Matrix then have intervals, which say something of people who were not heard.",
        )
        interviewer = st.text_input("Who interviewed", value=study.interviewer)
        notice = st.text_area("What readers should know (ethics, consent, funding, interests)", value=study.notice)
        pressed = st.form_submit_button("Save", type="primary", disabled=project.read_only)
    if not pressed:
        return
    described = partial(
        project.describe,
        title=title.strip() or study.title,
        commissioner=commissioner.strip(),
        questions=tuple(line.strip() for line in questions.splitlines() if line.strip()),
        method=method,
        unit=unit,
        approached=approached,
        declined=declined,
        interviewed=interviewed,
        dates=dates.strip(),
        mode=mode.strip(),
        interviewer=interviewer.strip(),
        read_first=read_first,
        random_sample=random_sample,
        notice=notice.strip(),
    )
    if session.attempt(described, done="The study's facts are saved.", here=True):
        st.rerun()


def _unit(project: Project) -> None:
    """What the unit means for what is coded: that it is not said yet, or which codings were made otherwise."""
    fixed = project.unit_fixed()
    if fixed is not None:
        (st.warning if fixed.n_before or fixed.n_not_whole else st.info)(plain(fixed.sentence))
    elif project.fixes_units:
        st.warning("A content analysis fixes its unit before it codes: nothing can be coded until it is said here.")
