"""What the study says of itself: the facts that open its report."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

import streamlit as st

from themes.methods import METHODS
from themes.model import Study
from themes.project import Project
from themes.project.units import UNITS_TO_CODE
from themes.ui import drafts, session
from themes.ui.drafts import Field
from themes.ui.pages import handing_on
from themes.ui.plain import plain

_FORM = "facts"
_TEXTS = {
    "title": "Title",
    "commissioner": "Commissioned by",
    "questions": "Evaluation questions, one a line",
    "dates": "When",
    "mode": "How",
    "interviewer": "Who interviewed",
    "notice": "What readers should know (ethics, consent, funding, interests)",
}
_CHOICES = ("method", "unit", "approached", "declined", "interviewed", "read_first", "random_sample")


def show(project: Project) -> None:
    """Show the facts, to be changed; nothing is kept until the button is pressed, and what is typed waits for it."""
    _unit(project)
    study = project.study
    texts = {
        name: Field(key=f"study {name}", what=f"“{label}” about the study", value=value)
        for (name, label), value in zip(_TEXTS.items(), _texts(study).values(), strict=True)
    }
    # The facts are in the keys: after an undo what is chosen shows what holds.
    keys = {name: f"{session.form_key(_FORM)} {name} {hash(study)}" for name in _CHOICES}
    texts["title"].line(_TEXTS["title"], max_chars=300)
    texts["commissioner"].line(_TEXTS["commissioner"])
    texts["questions"].area(_TEXTS["questions"], height=140, placeholder="What helped?")
    _choices(study, keys)
    left, right = st.columns(2)
    with left:
        texts["dates"].line(_TEXTS["dates"], placeholder="March to May 2025")
    with right:
        texts["mode"].line(_TEXTS["mode"], placeholder="Semi-structured interviews by video call")
    _reading(study, keys)
    texts["interviewer"].line(_TEXTS["interviewer"])
    texts["notice"].area(_TEXTS["notice"])
    st.button(
        "Save",
        key="save facts",
        type="primary",
        disabled=project.read_only,
        on_click=partial(_save, project, texts, keys),
    )
    handing_on.show(project)


def _texts(study: Study) -> dict[str, str]:
    """What is typed, as it stands in its fields, by name."""
    return {name: getattr(study, name) for name in _TEXTS} | {"questions": "\n".join(study.questions)}


def _choices(study: Study, keys: dict[str, str]) -> None:
    names = list(METHODS)
    st.selectbox(
        "Method",
        names,
        index=names.index(study.method) if study.method in names else 0,
        format_func=lambda name: f"{METHODS[name].title}: {METHODS[name].meaning}",
        key=keys["method"],
    )
    units = ["", *UNITS_TO_CODE]
    st.selectbox(
        "Unit that is coded whole, for content analysis: said before coding begins",
        units,
        index=units.index(study.unit),
        format_func=lambda name: f"{name.capitalize()}: {UNITS_TO_CODE[name]}" if name else "None said",
        key=keys["unit"],
    )
    first, second, third = st.columns(3)
    first.number_input("People approached", value=study.approached, min_value=0, step=1, key=keys["approached"])
    second.number_input("People who declined", value=study.declined, min_value=0, step=1, key=keys["declined"])
    third.number_input("People heard", value=study.interviewed, min_value=0, step=1, key=keys["interviewed"])


def _reading(study: Study, keys: dict[str, str]) -> None:
    st.number_input(
        "Transcripts that each coder reads before Themes shows what it proposes",
        value=study.read_first,
        min_value=0,
        max_value=1000,
        step=1,
        placeholder="As the method has it: 4 for reflexive thematic analysis, none else",
        help="Read is what was marked as read on Read and code. 0 shows everything at once. A switch on the pages "
        "shows or hides it at any time.",
        key=keys["read_first"],
    )
    st.checkbox(
        "Who was heard was drawn at random from those whom the findings are about",
        value=study.random_sample,
        help="Shares on the page Matrix then have intervals, which say something of people who were not heard.",
        key=keys["random_sample"],
    )


def _save(project: Project, texts: dict[str, Field], keys: dict[str, str]) -> None:
    def write(**said: Any) -> None:  # noqa: ANN401 - those of ``describe``
        if "questions" in said:
            said["questions"] = tuple(line.strip() for line in said["questions"].splitlines() if line.strip())
        if not said.get("title", project.study.title):
            del said["title"]  # a study keeps its title
        project.describe(**said)

    chosen = {name: st.session_state[key] for name, key in keys.items()}
    now = SimpleNamespace(**_texts(project.study))
    drafts.save(texts, now, write, done="The study's facts are saved.", **chosen)


def _unit(project: Project) -> None:
    """What the unit means for what is coded: that it is not said yet, or which codings were made otherwise."""
    fixed = project.unit_fixed()
    if fixed is not None:
        (st.warning if fixed.n_before or fixed.n_not_whole else st.info)(plain(fixed.sentence))
    elif project.fixes_units:
        st.warning("A content analysis fixes its unit before it codes: nothing can be coded until it is said here.")
