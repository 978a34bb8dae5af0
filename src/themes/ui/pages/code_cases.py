"""Who a code was heard from: how many quotations of each case, n of N, and who not."""

from __future__ import annotations

import streamlit as st

from themes.filters import Filter
from themes.model import Code
from themes.project import Project
from themes.ui.pages import code_tree
from themes.ui.plain import count, plain

_MOST = 60


def show(project: Project, code: Code, where: Filter) -> None:
    """Show who says it; each number leads to the quotations of that case."""
    below = [other for other in project.codes() if _is_under(project, other, code)]
    codes = [code]
    if below and st.toggle(f"With its {count(len(below), 'sub-code')}", key=f"with below {code.id}"):
        codes += below
    found = project.heard_from(codes, where=where)
    if found.heard.sentence:
        st.markdown(plain(found.heard.sentence))
    if found.n_unknown:
        st.markdown(f"{count(found.n_unknown, 'quotation')} by nobody who is known by a case.")
    if found.said:
        st.markdown("**Heard from**: press one to see the quotations.")
        with st.container(horizontal=True, gap="small"):
            for case, n in found.said[:_MOST]:
                st.button(
                    f"{plain(case.label)} · {n:,}",
                    key=f"case {case.id}",
                    help=f"{count(n, 'quotation')}: {plain(project.attribution(case.id))}",
                    on_click=_show_case,
                    args=(code.id, case.id),
                )
        if len(found.said) > _MOST:
            st.markdown(f"And {len(found.said) - _MOST:,} more; a filter shows fewer.")
    for label, looked in (
        ("Looked for, and not heard from", True),
        ("Not heard from, and not looked at in full", False),
    ):
        named = [case.label for case in found.not_said if (case.id in found.looked_at) == looked]
        if named:
            more = f", and {len(named) - _MOST:,} more" if len(named) > _MOST else ""
            st.markdown(f"**{label}** ({len(named):,}): {', '.join(map(plain, named[:_MOST]))}{more}.")


def _show_case(code_id: str, case_id: str) -> None:
    code_tree.choose(code_id, "Quotations")
    st.session_state[code_tree.CASE] = case_id


def _is_under(project: Project, code: Code, above: Code) -> bool:
    return project.code_path(code).startswith(f"{project.code_path(above)} > ")
