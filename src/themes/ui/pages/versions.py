"""The versions of the codebook, and what changed between any two of them, in words."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Code
from themes.project import Project
from themes.project.codes.versions import CodebookVersion, CodeChange, between
from themes.ui import moments, session
from themes.ui.pages import code_older
from themes.ui.pages.differing import show_difference
from themes.ui.plain import count, plain

_KINDS = {"new": "New", "gone": "Gone", "changed": "Changed"}
_MOST = 60


def show(project: Project) -> None:
    """Ask for two versions, and show what changed from the one to the other."""
    history = project.codebook_versions()
    _to_recode(project, history)
    coders = {coder.id: coder.name for coder in project.coders()}
    by_number = {version.number: version for version in history}
    numbers = [0, *by_number]

    def named(number: int) -> str:
        if number == 0:
            return "0: no code yet"
        step = by_number[number].step
        return f"{number}: {step.verb}, {coders.get(step.coder_id, '')}, {moments.moment(step.at)}"

    with st.container(horizontal=True, vertical_alignment="bottom"):
        older = st.selectbox("From version", numbers[::-1][1:], format_func=named, key=f"version from {project.id}")
        newer = st.selectbox("To version", numbers[::-1], format_func=named, key=f"version to {project.id}")
    if older is None or newer is None:
        return
    first, last = sorted((older, newer))
    changes = between(_codes(by_number, first), _codes(by_number, last))
    told = [f"{n} {kind}" for kind in _KINDS if (n := sum(one.kind == kind for one in changes))]
    st.markdown(
        f"**Version {first} to {last}**: {', '.join(told)}." if told else f"Version {first} and {last} say the same."
    )
    for one in changes[:_MOST]:
        with st.container(border=True, gap="small"):
            _change(one)
    if len(changes) > _MOST:
        st.markdown(f"The first {_MOST} of {count(len(changes), 'change')} are shown; choose versions nearer together.")


def _to_recode(project: Project, history: list[CodebookVersion]) -> None:
    """What was coded by an older version that a later one touched, code by code."""
    waiting = project.to_recode()
    st.markdown(f"**Version {len(history)}** of the codebook is in force.")
    if not waiting:
        st.markdown("Nothing is to be recoded: no later version touches what was coded by an older one.")
        return
    n_codings = sum(len(one.codings) for one in waiting)
    st.markdown(f"**To be recoded: {count(n_codings, 'coding')}** of {count(len(waiting), 'code')}.")
    coded = {one.coding.id: one for one in project.codings()}
    for one in waiting:
        with st.expander(f"{plain(one.path)}: {count(len(one.codings), 'coding')}, as {'; '.join(one.reasons)}"):
            own = project.to_confirm(one.codings)
            if own:
                st.button(
                    f"I have looked at them: {'all' if len(own) == len(one.codings) else f'my {len(own):,}'} hold",
                    key=f"recode {one.code.id}",
                    disabled=project.read_only,
                    on_click=session.click(
                        partial(project.confirm_codings, own), done="Confirmed; Undo takes it back."
                    ),
                )
            if len(own) < len(one.codings):
                st.markdown(
                    f"{count(len(one.codings) - len(own), 'coding')} are other coders': each says so themselves."
                )
            for coding in one.codings[:_MOST]:
                if coding.id in coded:  # else it is hidden while coders code apart
                    with st.container(border=True, gap=None):
                        code_older.show_one(project, coded[coding.id])
            if len(one.codings) > _MOST:
                st.markdown(f"The first {_MOST} are shown; what is confirmed makes room.")


def _codes(by_number: dict[int, CodebookVersion], number: int) -> dict[str, Code]:
    return dict(by_number[number].codes) if number else {}


def _change(one: CodeChange) -> None:
    notes = f": {'; '.join(map(plain, one.notes))}" if one.notes else ""
    st.markdown(f"{_KINDS[one.kind]}: **{plain(one.path)}**{notes}")
    for text in one.rewritten:
        show_difference(text.what.capitalize(), text.was, text.now)
