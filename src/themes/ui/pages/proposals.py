"""Whether what Themes proposes is shown: by the study's rule of reading first, unless this person chose otherwise.

It is courtesy, not secrecy: the choice is the session's own and holds on all pages; what was decided stays as it is.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.project import Project
from themes.ui import session
from themes.ui.proposed import why_hidden

_CHOICE = "themes proposals shown"


def choice(project: Project) -> bool | None:
    """Whether this person chose to see proposals of this study; None where its rule holds."""
    chosen: dict[tuple[str, str], bool] = st.session_state.get(_CHOICE, {})
    return chosen.get(_key(project))


def choose(project: Project, *, shown: bool) -> None:
    """Show or hide what is proposed, for as long as this session lasts."""
    st.session_state.setdefault(_CHOICE, {})[_key(project)] = shown


def head(project: Project, title: str) -> bool:
    """Show a page's title with the switch, and in one sentence why nothing is shown; whether anything is to be.

    Args:
        project: The open project.
        title: The page's, which names what it shows.
    """
    why = why_hidden(title, project.reading_first())
    chosen = choice(project)
    shown = not why if chosen is None else chosen
    key = f"proposals shown {shown}"
    with st.container(horizontal=True, vertical_alignment="bottom", key="proposals-head"):
        st.title(title, anchor=False, width="content")
        st.toggle(
            "Show what Themes proposes",
            value=shown,
            key=key,
            on_change=partial(_turned, project, key),
        )
    if shown:
        return True
    st.markdown(why or f"{title} are hidden, as you chose.")
    if why:
        st.markdown("The study asks for it: its method, or what stands on the page Study, About the study.")
        session.link("read", "Read and code")
    return False


def _turned(project: Project, key: str) -> None:
    # Called too where nothing was turned: a press while the page changes gives back all that Streamlit had let go of.
    choose(project, shown=bool(st.session_state[key]))


def _key(project: Project) -> tuple[str, str]:
    return str(project.path), project.coder.id
