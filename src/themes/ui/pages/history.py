"""What was done in this study: by whom, when, and to what; looked through part by part, and taken back from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from themes.operations import Step
from themes.project import Project
from themes.project.history.days import day_in_utc
from themes.project.history.records import Past, as_csv
from themes.project.history.verbs import PAGE
from themes.ui import session, settings
from themes.ui.plain import count, file_stem
from themes.ui.settings import zone_of

_FIRST, _BACK = "history first", "history back"
_SAID = {"stands": "", "undone": "undone", "goes back": "", "stays": "stays"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Which part of the log is looked at: nothing given is all of it."""

    coder: str | None
    code: str | None
    day: date | None

    def where(self) -> dict[str, Any]:
        """The part as ``Project.past`` takes it."""
        since, before = day_in_utc(self.day, zone_of(st.context.timezone))
        return {"coder": self.coder, "code": self.code, "since": since, "before": before}


def page() -> None:
    """Show the history."""
    project = session.project()
    st.title("History", anchor=False)
    asked = _asked(project)
    n_steps = project.n_past(**asked.where())
    if not n_steps:
        st.markdown("Nothing was done that fits. Choose everybody, any code and no day to see all.")
        return
    first = min(st.session_state.get(_first_key(asked), 0), (n_steps - 1) // PAGE * PAGE)
    steps = project.past(**asked.where(), first=first)
    _table(steps)
    _further(asked, first, n_steps)
    _file(project, asked)
    _back(project)


def _asked(project: Project) -> _Asked:
    paths = project.paths()
    with st.container(horizontal=True, vertical_alignment="bottom", key="history-filter"):
        coder = st.selectbox(
            "Who", [person.name for person in project.coders()], index=None, placeholder="Everybody", key=_key("who")
        )
        code = st.selectbox(
            "Code",
            [code.id for code in project.codes()],
            index=None,
            format_func=lambda id_: paths.get(id_, ""),
            placeholder="Any, or none",
            key=_key("code"),
        )
        day = st.date_input("Day", value=None, format=settings.read().picker, key=_key("day"))
    return _Asked(coder=coder, code=code, day=day if isinstance(day, date) else None)


def _table(steps: list[Past]) -> None:
    said = settings.read()
    st.dataframe(
        [
            {
                "When": said.moment(one.step.at, st.context.timezone),
                "What": one.words,
                "Who": one.coder,
                "Since then": _SAID[one.state],
            }
            for one in steps
        ],
        hide_index=True,
        height="content" if len(steps) <= 20 else 740,  # noqa: PLR2004 - rows that fit a screen
        column_config={"What": st.column_config.TextColumn(width="large")},
        alt="Each step with when it was done, by whom, to what, and whether it was undone since; the newest first",
    )


def _further(asked: _Asked, first: int, n_steps: int) -> None:
    last = min(first + PAGE, n_steps)
    with st.container(horizontal=True, vertical_alignment="center", key="history-pages"):
        st.markdown(f"{first + 1:,} to {last:,} of {count(n_steps, 'step')}, the newest first")
        if n_steps > PAGE:
            st.button("Newer", disabled=first == 0, on_click=partial(_go, asked, max(0, first - PAGE)))
            st.button("Older", disabled=last == n_steps, on_click=partial(_go, asked, last))


def _file(project: Project, asked: _Asked) -> None:
    st.download_button(
        "Download as .csv",
        data=lambda: as_csv(project.past(**asked.where(), limit=None)).encode("utf-8-sig"),
        file_name=f"{file_stem(project.study.title, otherwise='study')} history.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _back(project: Project) -> None:
    """Undo several of the coder's own steps at once, the last one first."""
    steps = project.undoable_steps()
    st.header("Go back", anchor=False)
    if not steps:
        st.markdown("There is no step of yours to undo.")
        return
    st.markdown("Undo your own steps, the last one first. Each can be done again with Redo.")
    said = settings.read()
    words = {step.id: f"{nth}. {words}, {_clock(step, said)}" for nth, (step, words) in enumerate(steps, 1)}
    chosen = st.selectbox(
        "Back until this is undone too",
        list(words),
        format_func=lambda id_: words.get(id_, ""),
        key=session.form_key(_BACK),
    )
    n_steps = list(words).index(chosen) + 1 if chosen in words else 1
    st.button(
        f"Undo {count(n_steps, 'step')}",
        disabled=project.read_only,
        on_click=partial(_go_back, project, chosen or "", count(n_steps, "step")),
        key="history undo",
    )


def _go_back(project: Project, step_id: str, told: str) -> None:
    session.attempt(lambda: project.undo_back_to(step_id), done=f"{told} undone.")
    session.renew_form(_BACK)


def _clock(step: Step, said: settings.Settings) -> str:
    return said.moment(step.at, st.context.timezone)


def _go(asked: _Asked, first: int) -> None:
    st.session_state[_first_key(asked)] = first


def _first_key(asked: _Asked) -> str:
    return f"{_FIRST} {asked} {session.path()}"


def _key(name: str) -> str:
    return f"history {name} {session.path()}"
