"""A copy of the study for a colleague: what it holds, what to do with it, and where the study's own file lies."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from themes.kept_copies import kept_copy
from themes.project import Project
from themes.ui import components, session
from themes.ui.plain import count


def show(project: Project) -> None:
    """Offer the copy, and say where the file lies."""
    kept = kept_copy(project.path)
    stem = project.path.stem if kept is None else kept.of
    with st.container(border=True, key="handing-on"):
        st.markdown(
            "**A copy for a colleague** holds the whole study: all transcripts word for word, everybody's codings, "
            f"memos and the history. {_names(project)} Hand it on as carefully as the recordings themselves."
        )
        st.markdown(
            "Your colleague saves it, opens it in Themes by **Open another** and says who they are; each of you then "
            "works in a copy of their own. When they have closed it and sent it back, **Two coders**, **Join a copy** "
            "brings their work into yours."
        )
        components.copy(
            project_id=session.handle(),
            coder=project.coder.name,
            name=f"{stem} copy {datetime.now(UTC):%Y-%m-%d}.themes",
        )
        st.markdown("The study itself lies on the computer that Themes runs on, in this file:")
        st.code(str(project.path), language=None, wrap_lines=True)


def _names(project: Project) -> str:
    """Whether names go along."""
    n_open = len(project.unreleased())
    if not n_open:
        return "No transcript is waiting for its names to be replaced; a key to pseudonyms is not in it."
    return f"Names may stand in {count(n_open, 'transcript')}, which no review has released yet."
