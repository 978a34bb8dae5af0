"""What the report's quantity words mean, and which properties stand beside a quotation."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.project import Project
from themes.ui import session
from themes.ui.choosing import chosen_among

_MOST_WORDS = 4


def show(project: Project) -> None:
    """Show the form; nothing is kept until its button is pressed."""
    study = project.study
    names = [attribute.name for attribute in project.attributes()]
    with st.form(f"{session.form_key('wording')} {hash((study.wording, study.attribution))}", border=False):
        st.markdown(
            "“every” is N of N and “one” is 1 of N. Each word below is used for more than its share of those who "
            "could have said so; an empty word is left out."
        )
        rows = [*study.wording, *[("", 0.0)] * (_MOST_WORDS - len(study.wording))]
        written: list[tuple[str, float]] = []
        for nth, (word, share) in enumerate(rows):
            left, right = st.columns(2)
            chosen = left.text_input(f"Word {nth + 1}", value=word, max_chars=30)
            percent = right.number_input(
                f"for more than (%), word {nth + 1}", value=round(share * 100), min_value=0, max_value=99, step=5
            )
            written.append((chosen.strip(), percent / 100))
        attribution = chosen_among(
            "Beside a quotation, after the participant's neutral name",
            names,
            default=[name for name in study.attribution if name in names],
            placeholder="the organisation's type and the role, where known",
        )
        pressed = st.form_submit_button("Save", disabled=project.read_only)
    if not pressed:
        return
    wording = tuple(sorted((pair for pair in written if pair[0]), key=lambda pair: -pair[1]))
    described = partial(project.describe, wording=wording, attribution=tuple(attribution))
    if session.attempt(described, done="The report's words are saved.", here=True):
        st.rerun()
