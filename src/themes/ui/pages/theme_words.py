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
    _form(project, theme)
    _codes(project, theme)


def _form(project: Project, theme: Theme) -> None:
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
    _carried(project, theme, fields)


def _carried(project: Project, theme: Theme, fields: dict[str, Field]) -> None:
    """Ask which codes carry it, and save all; in a form, as a run at each choice would close the list of choices."""
    paths = project.paths()
    offered = [code.id for code in project.codes() if not code.retired or code.id in theme.code_ids]
    carried = [code_id for code_id in theme.code_ids if code_id in paths]
    key = f"codes {theme.id} {carried}"

    def save() -> None:
        chosen = tuple(st.session_state[key])
        others = {"code_ids": chosen} if chosen != tuple(carried) else {}
        now = project.theme(theme.id)
        drafts.save(fields, now, partial(project.revise_theme, theme.id), done="Saved.", **others)

    with st.form(f"theme {theme.id}", border=False):
        st.multiselect(
            "Carried by these codes",
            offered,
            default=carried,
            format_func=paths.__getitem__,
            # Else Enter takes all that match, and letters far apart in a long name match too.
            select_all=False,
            filter_mode="contains",
            key=key,
        )
        st.form_submit_button("Save", type="primary", disabled=project.read_only, on_click=save)


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
