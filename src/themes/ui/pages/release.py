"""The end of a review: who has read, and the release with all that it will do."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.project import Project
from themes.project.names.records import Released, ReviewView
from themes.ui import session
from themes.ui.plain import count, plain


def show(project: Project, view: ReviewView, reviews: list[ReviewView]) -> None:
    """Show what can be done next with the chosen transcript, and with all that are ready."""
    title = plain(view.transcript.title)
    ready = [one for one in reviews if one.state not in ("not begun", "released") and not one.n_open]
    ready += [one for one in reviews if one.state == "released" and one.n_waiting and not one.n_open]
    if view.state == "found":
        st.button(
            "I have read all of it",
            disabled=project.read_only or view.n_open > 0,
            help=_first(view) or "Says that you are the first reader, and that all that was found is decided",
            on_click=session.click(partial(project.finish_first_reading, view.transcript), done=f"{title}: read."),
        )
    one_asked = st.button(
        f"Release {title}", disabled=project.read_only or view not in ready, help=_first(view) or None
    )
    all_asked = len(ready) > 1 and st.button(f"Release all {len(ready)} that are decided", disabled=project.read_only)
    if one_asked or all_asked:
        _ask(project, [view] if one_asked else ready)


def _first(view: ReviewView) -> str:
    """What is to be done before a transcript can be read or released; nothing where it can."""
    if view.state == "not begun":
        return "Look for names first"
    return f"Decide {count(view.n_open, 'place')} first" if view.n_open else ""


def elsewhere(project: Project, reviews: list[ReviewView]) -> None:
    """Offer to look for names outside of the transcripts, once one is released."""
    if any(one.state == "released" for one in reviews):
        _elsewhere(project)


@st.dialog("Release", width="medium")
def _ask(project: Project, views: list[ReviewView]) -> None:
    """Say what will happen, and do it when that is pressed."""
    n_places = sum(view.n_waiting for view in views)
    st.markdown(
        f"{count(n_places, 'place')} in {count(len(views), 'transcript')} will be replaced by a pseudonym in brackets. "
        "Quotations, candidate themes and suggestions follow; codings stay on their words."
    )
    st.markdown(
        f"The originals go into the key file, {plain(str(project.key_path))}. Keep it apart from the study, and safe. "
        "Nothing of the names stays in the study's file, not even to be undone."
    )
    if any(view.second_reader == "" for view in views):
        st.markdown("Nobody has read a sample of it as a second reader, so what was missed is not known.")
    if any(view.same_reader for view in views):
        st.markdown("First and second reader were the same person.")
    backups = project.backups_beside()
    delete = False
    if backups:
        names = ", ".join(plain(path.name) for path in backups)
        st.markdown(f"Beside the study lies, with the names in it: {names}")
        delete = st.checkbox("Delete them too")
    st.markdown("This cannot be undone.")
    if st.button("Release now", type="primary"):
        told: list[Released] = []
        chosen = [view.transcript for view in views]
        with st.spinner("Replacing the names, and writing the study's file anew without them", show_time=True):
            done = session.attempt(lambda: told.append(project.release(*chosen, delete_backups=delete)), here=True)
        if done:
            session.say(_said(told[0]))
            st.rerun()


def _said(released: Released) -> str:
    said = f"Released {count(len(released.transcripts), 'transcript')}: {count(released.n_replaced, 'place')} replaced."
    if released.backups:
        said += f" Still beside it, with the names: {', '.join(path.name for path in released.backups)}."
    if released.on_closing:
        said += " The file in its shared folder holds the names until the study is closed here."
    if released.key_shared_as:
        said += (
            f" The key lies in {released.key_shared_as}: whoever sees that sees the names. Move it to a place "
            "that only you see, and say on this page where it is."
        )
    if not released.finished:
        said += " Somebody reads the file just now; what left it is taken off the disk when it is next opened."
    return said


def _elsewhere(project: Project) -> None:
    """Say where else names stand, and offer to replace them."""
    if not project.key_path.is_file():
        return
    if not st.toggle(
        "Look for names in codes, memos, themes, cases and the study's description", key="names-elsewhere"
    ):
        return
    left = project.names_elsewhere()
    if not left:
        st.markdown("There is none.")
        return
    by_kind: dict[str, int] = {}
    for one in left:
        by_kind[one.entity] = by_kind.get(one.entity, 0) + 1
    listed = ", ".join(f"{kind} ({number})" for kind, number in sorted(by_kind.items()))
    st.warning(f"Names stand in: {plain(listed)}. Change them where they stand, or have them replaced here.")
    st.button(
        "Replace them by their pseudonyms, for good",
        disabled=project.read_only,
        on_click=session.click(project.clear_names_elsewhere, done="Replaced, and older states taken out."),
    )
