"""Around every page: navigation, which study is open, undo and redo, who codes, what runs, what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from themes.errors import ThemesError
from themes.kept_copies import kept_copy
from themes.project import Project
from themes.project.base import NOBODY
from themes.ui import (
    components,
    drafts,
    filter_bar,
    jobs,
    recent,
    sample,
    session,
    settings_form,
    studies,
    tour,
    who,
)
from themes.ui.opened import OPEN
from themes.ui.plain import plain

PAGES = (
    ("study", "Study"),
    ("survey", "Survey"),
    ("names", "Names"),
    ("read", "Read and code"),
    ("search", "Search"),
    ("questions", "Questions"),
    ("candidates", "Candidate themes"),
    ("codebook", "Codebook"),
    ("suggestions", "Suggestions"),
    ("themes", "Themes"),
    ("queries", "Queries"),
    ("agreement", "Two coders"),
    ("adjudication", "Adjudication"),
    ("matrix", "Matrix"),
    ("counts", "Counts"),
    ("journal", "Journal"),
    ("report", "Report"),
    ("history", "History"),
)
"""The pages by module and title, in the order of the work."""

REACHED_FROM_ANOTHER = frozenset({"adjudication"})
"""Pages that another page leads to."""

IN_THE_BAR = ("search", "history")
"""Pages that the bar leads to: the line at the top has room for fifteen, and hides what is more."""


FIRST = "study"
"""The page that stands at "/"."""


def run() -> None:
    """Show the page that is asked for, with the shell around it."""
    st.set_page_config(page_title="Themes", layout="wide")
    pages = {
        name: st.Page(
            _runner(name),
            title=title,
            url_path="" if name == FIRST else name,
            default=name == FIRST,
            visibility="hidden" if name in REACHED_FROM_ANOTHER or name in IN_THE_BAR else "visible",
        )
        for name, title in PAGES
    }
    st.html(Path(__file__).with_name("style.css"))
    session.keep_pages(dict(pages))
    # Somebody who types the first page's name, as the others' names stand in their addresses, gets there too.
    by_name = st.Page(lambda: st.switch_page(pages[FIRST]), title="Study", url_path=FIRST, visibility="hidden")
    chosen = st.navigation([*pages.values(), by_name], position="top")
    try:
        if chosen.url_path == FIRST:
            chosen.run()
        _with_shell(chosen)
    except ThemesError as error:
        st.error(plain(str(error)))


def _runner(name: str) -> Callable[[], None]:
    def show() -> None:
        module = import_module(f"themes.ui.pages.{name}")  # only the page that is looked at is loaded
        module.page()

    return show


def _with_shell(page: StreamlitPage) -> None:
    sample.build_where_missing(session.path())
    project = session.project()
    recent_first = recent.read().projects[:1]
    if recent_first != (str(session.path().resolve()),):
        recent.remember(session.path())
    name = page.url_path or FIRST
    tour.go_along(name)
    # The coding surface has these itself, in its own words and with its own keys.
    _bar(project, with_undo=page.url_path != "read")
    session.keep_over_reload()
    filter_bar.keep_over_reload()
    # A place of its own: what comes and goes here moves nothing below it to another place in Streamlit's tree.
    with st.container(key="themes-told"):
        who.show(project)
        tour.show(name)
        _told(project, page.url_path)
    page.run()
    who.ask_now(project)


def _told(project: Project, page: str) -> None:
    notice = OPEN.notice(session.path())
    for told in (notice, *project.notices):
        if told:
            st.warning(plain(told))
    _backup()
    for kind, words in session.said():
        (st.error if kind == "refused" else st.success)(plain(words))
    jobs.show(project, page=page)


def _backup() -> None:
    """Say of a backup that it is one, and let somebody go on from it."""
    kept = kept_copy(session.path())
    if kept is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="themes-backup"):
        st.warning(plain(f"This is a {studies.what(kept)}. It is shown for reading only, so that it stays as it is."))
        st.button(
            "Go on in a copy of it",
            help="It becomes a study of its own, in your folder; the backup stays",
            on_click=session.click(partial(session.go_on_from, kept)),
        )


def _bar(project: Project, *, with_undo: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="themes-bar"):
        apart = studies.told_apart(session.path().resolve(), project.study.title)
        title = f"**{plain(project.study.title)}**"
        st.markdown(f"{title}  \n{plain(apart)}" if apart else title)
        if with_undo:
            _undo(project)
        for name in IN_THE_BAR:
            session.link(name, dict(PAGES)[name])
        if project.coder != NOBODY:
            with st.popover(f"You are {plain(project.coder.name)}", key="themes-you"):
                _who(project)
        with st.popover("Settings"):
            settings_form.show()
        components.keys(
            project_id=session.handle(),
            coder=project.coder.name,
            read_only=project.read_only,
            cookie=session.coder_cookie(),
            drafts=drafts.for_browser(),
            on_typed=drafts.take,
        )


def _undo(project: Project) -> None:
    turns = project.turns()
    undo, redo = turns.undo_words, turns.redo_words
    st.button(
        f"Undo: {plain(undo)}" if undo else "Undo",
        key="themes undo",
        disabled=undo is None or project.read_only,
        on_click=session.click(project.undo),
        shortcut="Z",
    )
    st.button(
        f"Redo: {plain(redo)}" if redo else "Redo",
        key="themes redo",
        disabled=redo is None or project.read_only,
        on_click=session.click(project.redo),
        shortcut="Shift+Z",  # as on the coding surface; Y is yes to a suggestion
    )


def _who(project: Project) -> None:
    names = [coder.name for coder in project.coders()]
    st.markdown("What you do from now on is kept under this name. Undo takes back your own steps only.")
    chosen = st.radio("You are", names, index=names.index(project.coder.name), key=session.form_key("coder"))
    if chosen is not None and chosen != project.coder.name:
        session.become(chosen)
        st.rerun()
    if not project.read_only:
        who.somebody_else("new coder")
