"""The quotations of a theme: which were chosen to speak for it and against it, in order, and which there are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Literal

import streamlit as st

from themes.filters import Filter
from themes.model import Theme
from themes.project import Coded, Project
from themes.ui import place, session
from themes.ui.pages.members import show_words
from themes.ui.plain import count, plain

_SHOWN = 25
Side = Literal["for", "against"]
_SIDES: tuple[Side, ...] = ("for", "against")


def show(project: Project, theme: Theme, where: Filter) -> None:
    """Show what was chosen, then what there is to choose from."""
    evidence = project.evidence(theme, where=where)
    _chosen(project, theme, "for", evidence.chosen_for, loose=evidence.loose)
    _chosen(project, theme, "against", evidence.chosen_against, loose=frozenset())
    st.markdown("**All quotations**")
    every = st.toggle(
        "Of all codes", key=f"every {theme.id}", help="What speaks against a theme often bears another theme's codes."
    )
    words = st.text_input("With these words", key=f"words {theme.id}").casefold().split()
    pool = _once(project.codings(where=where)) if every else list(evidence.carrying)
    found = [one for one in pool if all(word in one.quotation.words.casefold() for word in words)]
    people = {one.case.id for one in found if one.case}
    st.markdown(f"{count(len(found), 'quotation')}, from {count(len(people), 'participant')}.")
    n_hidden = len(project.evidence(theme).carrying) - len(evidence.carrying) if where else 0
    if n_hidden:
        st.markdown(f"{count(n_hidden, 'quotation')} of this theme's codes not shown: outside the filter.")
    key = f"shown theme {theme.id}"
    shown = st.session_state.get(key, _SHOWN)
    for one in found[:shown]:
        with st.container(border=True, gap=None):
            _offered(project, theme, one)
    if len(found) > shown and st.button(f"Show {min(_SHOWN, len(found) - shown)} more"):
        st.session_state[key] = shown + _SHOWN
        st.rerun()


def _chosen(project: Project, theme: Theme, side: Side, chosen: tuple[Coded, ...], *, loose: frozenset[str]) -> None:
    if not chosen:
        otherwise = "; the report then shows a spread over participants" if side == "for" else ""
        st.markdown(f"**Chosen {side} it**: none yet{otherwise}.")
        return
    st.markdown(f"**Chosen {side} it**, as the report shows them: {count(len(chosen), 'quotation')}.")
    for nth, one in enumerate(chosen):
        with st.container(border=True, gap=None):
            st.markdown(_who(project, one))
            if one.quotation.id in loose:
                st.markdown(":orange-background[bears none of its codes any more]: the report passes it over.")
            show_words(one.quotation.words)
            with st.container(horizontal=True):
                for label, by in (("Up", -1), ("Down", 1)):
                    st.button(
                        label,
                        key=f"{label} {side} {one.quotation.id}",
                        disabled=project.read_only or not 0 <= nth + by < len(chosen),
                        on_click=session.click(partial(_order, project, theme, side, _swapped(chosen, nth, nth + by))),
                    )
                st.button(
                    "Leave it",
                    key=f"leave {side} {one.quotation.id}",
                    disabled=project.read_only,
                    on_click=session.click(partial(project.choose_for_theme, theme, one.quotation, speaks=None)),
                )
                place.button(one.transcript.id, one.quotation.start, key=f"there {side} {one.quotation.id}")


def _swapped(chosen: tuple[Coded, ...], one: int, other: int) -> tuple[str, ...]:
    ids = [coded.quotation.id for coded in chosen]
    if 0 <= other < len(ids):
        ids[one], ids[other] = ids[other], ids[one]
    return tuple(ids)


def _order(project: Project, theme: Theme, side: Side, ids: tuple[str, ...]) -> None:
    if side == "for":
        project.revise_theme(theme, for_ids=ids)
    else:
        project.revise_theme(theme, against_ids=ids)


def _offered(project: Project, theme: Theme, one: Coded) -> None:
    st.markdown(f"{_who(project, one)} :gray[bears {plain(one.code.name)}]")
    show_words(one.quotation.words)
    with st.container(horizontal=True):
        for side in _SIDES:
            is_chosen = one.quotation.id in (theme.for_ids if side == "for" else theme.against_ids)
            st.button(
                f"{side.capitalize()}: chosen" if is_chosen else side.capitalize(),
                key=f"{side} {one.quotation.id}",
                disabled=project.read_only or is_chosen,
                on_click=session.click(partial(project.choose_for_theme, theme, one.quotation, speaks=side)),
            )
        place.button(one.transcript.id, one.quotation.start, key=f"there {one.quotation.id}")


def _who(project: Project, one: Coded) -> str:
    said_by = project.attribution(one.case.id if one.case else None)
    return f"{plain(said_by)} :gray[({plain(one.transcript.title)})]"


def _once(coded: Iterable[Coded]) -> list[Coded]:
    """Each quotation once, whatever number of codes it bears."""
    return list({one.quotation.id: one for one in coded}.values())
