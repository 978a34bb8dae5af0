"""Five steps through the sample study for who opens Themes for the first time; skipped once, it stays away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from themes.ui import recent, session, settings

_AT = "tour at"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What is said about one page."""

    page: str
    title: str
    words: str


STEPS = (
    _Step(
        page="study",
        title="Study: what you have",
        words="Everything begins with transcripts: drop files here, and they stay on this computer. "
        "These interviews are fictional, so try whatever you like; Undo takes back anything.",
    ),
    _Step(
        page="read",
        title="Read and code: the page for most days",
        words="Choose words by mouse, or by Shift and the arrow keys, press Enter and type a code's name. "
        "What you do is saved at once; the line at the right says so.",
    ),
    _Step(
        page="candidates",
        title="Candidate themes: what the computer proposes",
        words="Groups of passages that are alike, each with its words. Nothing counts until you accept it: A accepts, "
        "X rejects, J goes to the next.",
    ),
    _Step(
        page="themes",
        title="Themes: what you claim",
        words="A theme is a sentence of yours that codes and quotations carry. Write what they say together, "
        "and who says otherwise.",
    ),
    _Step(
        page="report",
        title="Report: what others read",
        words="Themes with quotations, how many said so, and how it was found, as a Word file. "
        "All that is left is to start your own study.",
    ),
)


def show(page: str) -> None:
    """Show the step that it is at, above the page; nothing outside the sample study, or once it was seen.

    Args:
        page: The page that is shown, a key of ``shell.PAGES``.
    """
    if session.path().resolve() != recent.sample_path().resolve() or settings.read().toured:
        return
    at = min(st.session_state.get(_AT, 0), len(STEPS) - 1)
    step = STEPS[at]
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="tour"):
        st.markdown(f"**{at + 1} of {len(STEPS)}. {step.title}.** {step.words}")
        if at:
            st.button("Step back", key="tour back", on_click=partial(_to, at - 1))
        if at + 1 < len(STEPS):
            st.button("Next step", key="tour next", type="primary", on_click=partial(_to, at + 1))
            st.button("Skip the tour", key="tour skip", on_click=_end)
        else:
            if st.button("Start your own study", key="tour own", type="primary"):
                from themes.ui.pages import opening  # noqa: PLC0415 - only who ends the tour needs it

                opening.begin()
            st.button("End the tour", key="tour end", on_click=_end)
        if page != step.page:
            session.link(step.page, "Go there")


def go_along(page: str) -> None:
    """Go to the page of the step that was asked for just now, if this is another one."""
    wanted = st.session_state.pop(f"{_AT} page", None)
    if wanted is not None and wanted != page:
        session.go_to(wanted)


def _to(at: int) -> None:
    st.session_state[_AT] = at
    st.session_state[f"{_AT} page"] = STEPS[at].page


def _end() -> None:
    st.session_state.pop(_AT, None)
    settings.write(replace(settings.read(), toured=True))
