"""What a theme claims: its name, statement and central idea, and the codes that carry it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Theme
from themes.project import Project
from themes.ui import drafts, session
from themes.ui.drafts import Field
from themes.ui.pages import code_tree
from themes.ui.plain import count, plain


def show(project: Project, theme: Theme) -> None:
    """Show the words of a theme, to be changed, and its codes with what bears them."""
    _words(project, theme)
    _codes(project, theme)


def _words(project: Project, theme: Theme) -> None:
    """The words, saved together; the report shows the same fields for statement and central idea."""
    fields = {
        name: Field(key=f"{name} {theme.id}", what=f"{label} of “{theme.name}”", value=getattr(theme, name))
        for name, label in (("name", "name"), ("statement", "statement"), ("central_idea", "central idea"))
    }
    fields["name"].line("Name", max_chars=200)
    fields["statement"].area(
        "Statement: what you claim, in a sentence or two",
        placeholder="Where the chair spoke of it at every meeting, change outlasted the winter.",
    )
    fields["central_idea"].area(
        "Central idea: what holds its codes together",
        placeholder="Attention from the top is what keeps a programme alive.",
    )
    st.button(
        "Save",
        key=f"save {theme.id}",
        type="primary",
        disabled=project.read_only,
        on_click=partial(_save, project, theme, fields),
    )


def _save(project: Project, theme: Theme, fields: dict[str, Field]) -> None:
    drafts.save(fields, project.theme(theme.id), partial(project.revise_theme, theme.id), done="Saved.")


def _codes(project: Project, theme: Theme) -> None:
    """The codes with their counts; each leads to its quotations."""
    used, paths = project.usage(), project.paths()
    others = {
        code_id: [plain(other.name) for other in project.themes() if code_id in other.code_ids and other.id != theme.id]
        for code_id in theme.code_ids
    }
    with st.container(horizontal=True, vertical_alignment="center"):
        said = "press one to see its quotations." if theme.code_ids else "none carries it yet."
        st.markdown(f"**Its codes**: {said}", width="content")
        if st.button("Choose its codes", key=f"codes of {theme.id}", disabled=project.read_only):
            _choose(project, theme)
    for code_id in theme.code_ids:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(
                f"{plain(paths[code_id])} · {count(used[code_id].n_quotations, 'quotation')}", key=f"of {code_id}"
            ):
                code_tree.choose(code_id, "Quotations")
                session.go_to("codebook")
            if others[code_id]:
                st.markdown(f":gray[also carries {', '.join(others[code_id])}]", width="content")


@st.dialog("Choose its codes", width="medium")
def _choose(project: Project, theme: Theme) -> None:
    """Ask which codes carry it: apart from its words, as a run after a field is left eats what is typed into a list."""
    st.markdown(f"“{plain(theme.name)}” is carried by the codes that you choose; a code may serve several themes.")
    paths = project.paths()
    with st.form(f"codes of {theme.id}", border=False):
        chosen = st.multiselect(
            "Carried by these codes",
            [code.id for code in project.codes() if not code.retired or code.id in theme.code_ids],
            default=[code_id for code_id in theme.code_ids if code_id in paths],
            format_func=paths.__getitem__,
            # Else Enter takes all that match, and letters far apart in a long name match too.
            select_all=False,
            filter_mode="contains",
        )
        if st.form_submit_button("Save", type="primary"):
            if project.theme(theme.id).code_ids != theme.code_ids:
                session.say(drafts.MEANWHILE, refused=True)
            elif tuple(chosen) != theme.code_ids:
                session.attempt(partial(project.revise_theme, theme.id, code_ids=tuple(chosen)), done="Saved.")
            st.rerun()
