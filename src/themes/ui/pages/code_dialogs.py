"""What is asked before codes are merged, removed or coloured."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.colours import COLOURS
from themes.model import Code
from themes.project import Project
from themes.report.whose import Whose
from themes.ui import session
from themes.ui.choosing import chosen_among
from themes.ui.pages import code_tree
from themes.ui.plain import count, plain


def show_wanted(project: Project, codes: list[Code]) -> None:
    """Open the dialog that was asked for in the tree, if one was."""
    wanted = code_tree.wanted()
    if wanted is None:
        return
    what, ids = wanted
    meant = [code for code in codes if code.id in ids]
    if what == "merge" and len(codes) > 1:
        _merge(project, meant, codes)
    elif what == "remove" and meant:
        _remove(project, meant)
    elif what == "colour" and meant:
        _colour(project, meant)


@st.dialog("Merge codes")
def _merge(project: Project, meant: list[Code], codes: list[Code]) -> None:
    paths = project.paths()
    several = len(meant) > 1
    with st.form("merge codes", border=False):
        if several:
            st.markdown("One of these takes in the codings, sub-codes and themes of the others.")
            into = st.radio("Which stays?", [code.id for code in meant], format_func=paths.__getitem__)
            others = [code.id for code in meant if code.id != into]
        else:
            into = meant[0].id
            st.markdown(f"“{plain(meant[0].name)}” takes in the codings, sub-codes and themes of:")
            others = chosen_among(
                "Codes", [code.id for code in codes if code.id != into], format_func=paths.__getitem__
            )
        if st.form_submit_button("Merge", type="primary") and others:
            if session.attempt(partial(project.merge_codes, into, *others), done="Merged; Undo takes it back."):
                code_tree.choose(into)
            st.rerun()


@st.dialog("Remove codes")
def _remove(project: Project, meant: list[Code]) -> None:
    used = project.usage(whose=Whose())  # whatever counts, all of them go
    n = sum(used[code.id].n_quotations for code in meant)
    named = ", ".join(f"“{plain(code.name)}”" for code in meant)
    st.markdown(
        f"{named}: {count(len(meant), 'code goes', 'codes go')}, and what bears no other with them "
        f"({count(n, 'quotation')} in all). Sub-codes move up. Undo brings it all back. "
        "A code that is only no longer wanted can be retired instead: its codings then stay."
    )
    with st.container(horizontal=True):
        if st.button("Remove", type="primary"):
            session.attempt(partial(project.remove_codes, meant))
            st.rerun()
        if st.button("Retire instead"):
            session.attempt(partial(project.retire_codes, meant))
            st.rerun()


@st.dialog("Colour")
def _colour(project: Project, meant: list[Code]) -> None:
    st.markdown(f"For {', '.join(f'“{plain(code.name)}”' for code in meant)}.")
    with st.form("colour codes", border=False):
        chosen = st.radio("Colour", COLOURS, format_func=lambda colour: colour.words)
        if st.form_submit_button("Give it", type="primary"):
            session.attempt(partial(project.colour_codes, meant, chosen.value))
            st.rerun()
