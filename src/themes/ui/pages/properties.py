"""What can be known of a case: properties with their types, changed one at a time."""

from __future__ import annotations

from functools import partial
from typing import get_args

import streamlit as st

from themes.model import Attribute, AttributeType
from themes.project import Project
from themes.ui import session
from themes.ui.plain import plain
from themes.values import DAY_FIRST

_NEW = "new property"
_TYPES: tuple[AttributeType, ...] = get_args(AttributeType)


def show(project: Project) -> None:
    """A form for a new property, and one for the property that is chosen."""
    with st.expander("Properties and their types"):
        _new(project)
        attributes = {attribute.id: attribute for attribute in project.attributes()}
        if not attributes:
            return
        chosen = st.selectbox(
            "Change a property",
            list(attributes),
            index=None,
            format_func=lambda key: _described(attributes[key]) if key in attributes else "",
            placeholder="Choose a property",
            key=f"property {session.path()}",
        )
        if chosen in attributes:
            _one(project, attributes[chosen])


def _described(attribute: Attribute) -> str:
    return f"{attribute.name} ({attribute.type})"


def _new(project: Project) -> None:
    with st.form(session.form_key(_NEW), border=False, clear_on_submit=True):
        left, middle, right = st.columns([3, 2, 1], vertical_alignment="bottom")
        name = left.text_input("Another property", placeholder="organisation type", max_chars=60)
        kind = middle.selectbox("of type", _TYPES)
        choices = st.text_input("Choices, where it is a choice, parted by semicolons", placeholder="acute; community")
        if right.form_submit_button("Add", disabled=project.read_only, width="stretch") and name.strip():
            parted = choices.split(";") if kind == "choice" else ()
            session.attempt(partial(project.add_attribute, name, type=kind, choices=parted))
            st.rerun()


def _one(project: Project, attribute: Attribute) -> None:
    with st.form(f"property {attribute.id} {hash(attribute)}", border=True):
        name = st.text_input("Name", value=attribute.name, max_chars=60)
        kind = st.selectbox("Type", _TYPES, index=_TYPES.index(attribute.type), help=DAY_FIRST)
        choices = st.text_area(
            "Choices, one a line, where it is a choice; empty takes the values that there are",
            value="\n".join(attribute.choices),
            height=120,
        )
        ordered = st.checkbox("The choices stand lowest first, as a scale's do", value=attribute.ordered)
        save, remove = st.columns(2)
        if save.form_submit_button("Save", type="primary", disabled=project.read_only):
            lines = [line for line in choices.splitlines() if line.strip()]
            if name.strip() != attribute.name:
                session.attempt(partial(project.rename_attribute, attribute, name))
            session.attempt(
                partial(
                    project.set_attribute_type,
                    attribute.id,
                    kind,
                    choices=lines if kind == "choice" and lines else None,
                    ordered=ordered,
                )
            )
            st.rerun()
        if remove.form_submit_button("Remove it with its values", disabled=project.read_only):
            session.attempt(partial(project.remove_attribute, attribute), done=f"{plain(attribute.name)} was removed.")
            st.rerun()
