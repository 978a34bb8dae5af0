"""A query built row by row: codes, how they are joined, and conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import get_args

import streamlit as st

from themes.filters import ATTRIBUTE, Condition, Sign
from themes.model import Valence
from themes.project import Project
from themes.project.filtering import Choice
from themes.queries import SIGNS, JoinSign, Unit
from themes.ui import session
from themes.ui.choosing import chosen_among
from themes.ui.pages.query_asked import ROWS_FORM, Asked, Row, built, typed
from themes.ui.plain import plain

_SAID: dict[JoinSign, str] = {
    "and": "and: the words that both bear", "or": "or", "not": "not: shares no word with", "near": "near",
    "not near": "not near",
}  # fmt: skip
_UNITS: dict[Unit, str] = {"turns": "turns away", "words": "words between"}
_SIGNS: dict[Sign, str] = {"=": "is", "!=": "is not", ">=": "is at least", "<=": "is at most"}
_ADDED = "query condition"
_MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """The codebook as rows need it: paths by id, in its order, and the ids of codes that have others under them."""

    paths: Mapping[str, str]
    parents: frozenset[str]


def show(project: Project, asked: Asked) -> None:
    """Show the rows of a query, each with what changes it."""
    if asked.rows is None:
        with st.container(horizontal=True, vertical_alignment="center", key="query-no-rows"):
            st.markdown("Rows cannot show this query: it is changed in its text.", width="content")
            st.button("Begin anew with rows", on_click=partial(typed, project, asked, ""))
        return
    known, rows = _known(project), list[Row]()
    for nth, row in enumerate(asked.rows):
        key = _key(nth)
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"query-row-{nth}"):
            rows.append(_coded(nth, _joined(nth, row, key) if nth else row, known, key))
            if nth:
                off = _on(project, asked, partial(_row_off, nth))
                st.button("Take off", key=f"{key} off", help=f"Take code {nth + 1} off.", on_click=off)
    with st.container(horizontal=True, vertical_alignment="center", key="query-add"):
        st.button("Add a code", on_click=_on(project, asked, _row_on))
        with st.popover("Add a condition", key="query conditions", on_change="rerun") as opened:
            if opened.open:
                _add_condition(project, asked)
    for nth, condition in enumerate(asked.conditions):
        off = _on(project, asked, partial(_condition_off, nth))
        with st.container(horizontal=True, vertical_alignment="center", key=f"query-condition-{nth}"):
            st.markdown(f"where {plain(condition.words)}", width="content")
            st.button("Take this off", key=f"query condition off {nth}", on_click=off)
    built(project, asked, rows, asked.conditions)


def _known(project: Project) -> _Known:
    codes, paths = project.codes(), project.paths()
    return _Known(
        paths={code.id: paths[code.id] for code in codes},
        parents=frozenset(code.parent_id for code in codes if code.parent_id is not None),
    )


def _joined(nth: int, row: Row, key: str) -> Row:
    """The row as it is joined now; its number is in the names that a screen reader says."""
    sign = st.selectbox(
        f"How code {nth + 1} is joined",
        SIGNS,
        index=SIGNS.index(row.sign),
        format_func=_SAID.__getitem__,
        key=f"{key} sign",
        width=230,
    )
    if not sign.endswith("near"):
        return replace(row, sign=sign)
    distance = st.number_input(
        "At most", 0, _MOST, row.distance, key=f"{key} distance", width=110, help="0 turns: in the same turn."
    )
    units = list(_UNITS)
    unit = st.selectbox(
        "What is counted",
        units,
        index=units.index(row.unit),
        format_func=_UNITS.__getitem__,
        key=f"{key} unit",
        width=160,
    )
    return replace(row, sign=sign, distance=int(distance), unit=unit)


def _coded(nth: int, row: Row, known: _Known, key: str) -> Row:
    """The row with the code that is chosen now."""
    options = list(known.paths)
    code = st.selectbox(
        f"Code {nth + 1}",
        options,
        index=options.index(row.code_id) if row.code_id is not None and row.code_id in known.paths else None,
        format_func=known.paths.__getitem__,
        placeholder="Any code" if nth == 0 else "Choose a code",
        key=f"{key} code",
        width=320,
    )
    if code not in known.parents:
        return replace(row, code_id=code)
    return replace(row, code_id=code, under=st.checkbox("with the codes under it", row.under, key=f"{key} under"))


def _key(nth: int) -> str:
    return f"{session.form_key(ROWS_FORM)} {nth}"


Change = Callable[[list[Row], list[Condition]], None]
"""Changes rows and conditions in their place."""


def _on(project: Project, asked: Asked, change: Change) -> Callable[[], None]:
    """What a button does that changes the rows, or the conditions, as they are when it is pressed.

    It may be pressed before a run has seen what was chosen last: what stood on the page when it was drawn would be
    taken, and the choice lost.
    """

    def changed() -> None:
        rows = [_as_chosen(row, _key(nth)) for nth, row in enumerate(asked.rows or ())]
        conditions = list(asked.conditions)
        change(rows, conditions)
        built(project, asked, rows, tuple(conditions))
        session.renew_form(ROWS_FORM)
        session.renew_form(_ADDED)

    return changed


def _as_chosen(row: Row, key: str) -> Row:
    """The row with what its widgets hold at this moment."""
    fields = {"code_id": "code", "sign": "sign", "distance": "distance", "unit": "unit", "under": "under"}
    held = {field: f"{key} {name}" for field, name in fields.items()}
    return replace(row, **{field: st.session_state[name] for field, name in held.items() if name in st.session_state})


def _row_on(rows: list[Row], _: list[Condition]) -> None:
    rows.append(Row())


def _row_off(nth: int, rows: list[Row], _: list[Condition]) -> None:
    del rows[nth]


def _condition_on(about: str, key: str, _: list[Row], conditions: list[Condition]) -> None:
    """Add the condition that is chosen at this moment; nothing without a value."""
    words = str(st.session_state.get(f"{key} words", "")).strip()
    values = (words,) if words else tuple(st.session_state.get(f"{key} values", ()))
    sign: Sign = st.session_state.get(f"{key} sign") or "="
    if values:
        conditions.append(Condition(about=about, values=values, sign=sign))


def _condition_off(nth: int, _: list[Row], conditions: list[Condition]) -> None:
    del conditions[nth]


def choices(project: Project) -> dict[str, Choice]:
    """What a condition can ask, by how it is written: what a filter can, and what only codings have."""
    valences = (*((one, one) for one in get_args(Valence)), ("none", "none said"))
    days = tuple((day, day) for day in project.coded_days())
    of_codings = (
        Choice(about="valence", label="Valence", values=valences),
        Choice(about="coded", label="Day of coding", values=days, comparison="date"),
        Choice(about="memo", label="With a memo on it", values=(("yes", "yes"), ("no", "no"))),
        Choice(about="memo words", label="Words of a memo on it", values=()),
    )
    taken = {choice.about for choice in of_codings}
    known = (
        replace(choice, about=f"{ATTRIBUTE}{choice.about}") if choice.about.casefold() in taken else choice
        for choice in project.filter_choices()
        if choice.about != "code"
    )
    return {choice.about: choice for choice in (*known, *of_codings)}


def _add_condition(project: Project, asked: Asked) -> None:
    known = choices(project)
    about = st.selectbox(
        "What it is about",
        list(known),
        index=None,
        format_func=lambda key: known[key].label,
        placeholder="Choose what it is about",
        key=session.form_key(_ADDED),
    )
    if about is None:
        return
    choice = known[about]
    signs = list(_SIGNS) if choice.comparison != "words" else [sign for sign in _SIGNS if sign in ("=", "!=")]
    key = f"{session.form_key(_ADDED)} {about}"
    sign = st.segmented_control("How", signs, default="=", format_func=_SIGNS.__getitem__, key=f"{key} sign")
    if about == "memo words":
        values = tuple(filter(None, [st.text_input("Words that it holds", key=f"{key} words", max_chars=200).strip()]))
    else:
        said = dict(choice.values)
        chosen = chosen_among(
            choice.label,
            list(said),
            format_func=said.__getitem__,
            max_selections=1 if sign in (">=", "<=") else None,
            placeholder="One or several",
            key=f"{key} values",
        )
        values = tuple(chosen)
    st.button(
        "Add it",
        type="primary",
        key="query condition on",
        disabled=not values or sign is None,
        on_click=_on(project, asked, partial(_condition_on, about, key)),
    )
