"""What a theme claims: its name, statement and central idea, and the codes that carry it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Theme
from themes.project import Project
from themes.ui import session
from themes.ui.pages import code_tree
from themes.ui.plain import count, plain


def show(project: Project, theme: Theme) -> None:
    """Show the words of a theme, to be changed, and its codes with what bears them."""
    _form(project, theme)
    _codes(project, theme)


def _form(project: Project, theme: Theme) -> None:
    paths = project.paths()
    offered = [code.id for code in project.codes() if not code.retired or code.id in theme.code_ids]
    with st.form(f"theme {theme.id}", border=False):
        name = st.text_input("Name", value=theme.name, max_chars=200)
        statement = st.text_area(
            "Statement: what you claim, in a sentence or two",
            value=theme.statement,
            placeholder="Where the chair spoke of it at every meeting, change outlasted the winter.",
        )
        central_idea = st.text_area(
            "Central idea: what holds its codes together",
            value=theme.central_idea,
            placeholder="Attention from the top is what keeps a programme alive.",
        )
        codes = st.multiselect(
            "Carried by these codes",
            offered,
            default=[code_id for code_id in theme.code_ids if code_id in paths],
            format_func=paths.__getitem__,
            # Else Enter takes all that match, and letters far apart in a long name match too.
            select_all=False,
            filter_mode="contains",
        )
        if st.form_submit_button("Save", type="primary", disabled=project.read_only):
            session.attempt(
                partial(
                    project.revise_theme,
                    theme,
                    name=name.strip(),
                    statement=statement.strip(),
                    central_idea=central_idea.strip(),
                    code_ids=tuple(codes),
                ),
                done="Saved.",
            )
            st.rerun()


def _codes(project: Project, theme: Theme) -> None:
    """The codes with their counts; each leads to its quotations."""
    if not theme.code_ids:
        return
    used, paths = project.usage(), project.paths()
    others = {
        code_id: [plain(other.name) for other in project.themes() if code_id in other.code_ids and other.id != theme.id]
        for code_id in theme.code_ids
    }
    st.markdown("**Its codes**: press one to see its quotations.")
    for code_id in theme.code_ids:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(
                f"{plain(paths[code_id])} · {count(used[code_id].n_quotations, 'quotation')}", key=f"of {code_id}"
            ):
                code_tree.choose(code_id, "Quotations")
                session.go_to("codebook")
            if others[code_id]:
                st.markdown(f":gray[also carries {', '.join(others[code_id])}]", width="content")
