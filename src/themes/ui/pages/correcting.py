"""Correcting a turn on the page: a word, who speaks, where it is cut; and at once what that moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from themes.errors import StaleChange, ThemesError
from themes.model import Role, Transcript
from themes.project import Project
from themes.project.records import Moved
from themes.text import canonical
from themes.ui import session
from themes.ui.pages.moved import told
from themes.ui.plain import count, plain

_TURN, _SEEN = "themes turn corrected", "themes text corrected"
_DONE, _REFUSED, _RESPOKEN = "themes turn moved", "themes turn refused", "themes turn respoken"
_INTERVIEWER = "an interviewer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a turn of a transcript is to be: its words, a line break where it is cut, and who speaks."""

    seen: Transcript
    nth: int
    words: str
    speaker: str | None
    role: Role


def offer(project: Project, transcript: Transcript, position: int) -> None:
    """Open the turn at a code point of a transcript, to be corrected."""
    st.session_state[_TURN] = project.turn_at(transcript, position)
    st.session_state[_SEEN] = transcript
    for kept in (_DONE, _REFUSED, _RESPOKEN):
        st.session_state.pop(kept, None)
    _dialog(project)


@st.dialog("Correct this turn", width="large")
def _dialog(project: Project) -> None:
    show(project)


def show(project: Project) -> None:
    """Show the turn that is being corrected, as its words and speaker stand, and what the last correction moved."""
    seen: Transcript = st.session_state[_SEEN]
    nth = min(int(st.session_state[_TURN]), len(seen.turns) - 1)
    turn = seen.turns[nth]
    st.markdown(f"{plain(seen.title)}, turn {nth + 1:,} of {len(seen.turns):,}")
    key = f"correct {session.path()} {seen.id} {nth} {hash((seen.text, seen.turns, seen.speakers))}"
    labels = [speaker.label for speaker in seen.speakers]
    named = _named(project, seen)
    speaker = st.selectbox(
        "Who speaks",
        labels,
        index=turn.speaker,
        format_func=lambda label: named.get(label, label),
        accept_new_options=True,
        placeholder="not known",
        help="Choose another, or write the label of somebody new.",
        key=f"{key} who",
    )
    if speaker is not None and speaker not in labels:
        st.checkbox("This is an interviewer", key=f"{key} role")
    st.text_area(
        "Words; a line break cuts the turn in two",
        value=seen.text[turn.start : turn.end],
        height=220,
        key=f"{key} text",
    )
    asked = partial(_asked, seen, nth, key)
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Save", type="primary", disabled=project.read_only, on_click=partial(_press, project, _correct, asked)
        )
        last = nth + 1 == len(seen.turns)
        st.button(
            "Join with the next turn",
            disabled=project.read_only or last,
            on_click=partial(_press, project, _join, asked),
        )
        st.button("Turn before", disabled=nth == 0, on_click=partial(_go, nth - 1))
        st.button("Turn after", disabled=last, on_click=partial(_go, nth + 1))
    refused = st.session_state.pop(_REFUSED, "")
    if refused:
        st.error(plain(refused))
    _tell(st.session_state.get(_DONE), st.session_state.get(_RESPOKEN, ""))


def _asked(seen: Transcript, nth: int, key: str) -> Asked:
    """What stands in the form as its button is pressed."""
    kept = st.session_state
    role: Role = "interviewer" if kept.get(f"{key} role") else "participant"
    return Asked(seen=seen, nth=nth, words=str(kept[f"{key} text"]), speaker=kept[f"{key} who"], role=role)


def _press(project: Project, correct: Callable[[Project, Asked], Moved], asked: Callable[[], Asked]) -> None:
    """Do what a button asks for, and keep what it moved, to be shown."""
    st.session_state.pop(_DONE, None)
    wanted = asked()
    before = _who(project, wanted.seen, wanted.nth)  # now: a case that is heard nowhere else goes
    try:
        done = correct(project, wanted)
    except ThemesError as error:
        st.session_state[_REFUSED] = str(error)
        return
    st.session_state[_SEEN] = done.transcript
    st.session_state[_DONE] = done
    st.session_state[_RESPOKEN] = _respoken(project, wanted, done, before)


def _correct(project: Project, asked: Asked) -> Moved:
    """Put the words and the speaker of a turn right, in one step."""
    _refuse_stale(project, asked.seen)
    parts = [part for line in canonical(asked.words).split("\n") if (part := line.strip())]
    speaker = (asked.speaker or "").strip() or None
    return project.correct_turn(asked.seen, asked.nth, parts, speaker=speaker, role=asked.role)


def _join(project: Project, asked: Asked) -> Moved:
    _refuse_stale(project, asked.seen)
    return project.join_turns(asked.seen, asked.nth)


def _refuse_stale(project: Project, seen: Transcript) -> None:
    """Refuse to correct a transcript that somebody else has corrected since it was shown here."""
    now = project.transcript(seen.id)
    if replace(now, title=seen.title) != seen:
        raise StaleChange(
            f"“{seen.title}” was corrected meanwhile. Nothing was changed; close this and open the turn again."
        )


def _named(project: Project, transcript: Transcript) -> dict[str, str]:
    """How each speaker is offered: the label of the file, with the case that it stands for."""
    cases = {case.id: case.label for case in project.cases()}
    named = {}
    for speaker in transcript.speakers:
        who = _INTERVIEWER if speaker.role == "interviewer" else cases.get(speaker.case_id or "", "")
        named[speaker.label] = f"{speaker.label} ({who})" if who and who != speaker.label else speaker.label
    return named


def _respoken(project: Project, asked: Asked, done: Moved, before: str) -> str:
    """Who says a turn now and said it before, and how many quotations went over with it; empty where nobody else."""
    seen, now, nth = asked.seen, done.transcript, asked.nth
    after = _who(project, now, nth)
    if before == after:
        return ""
    last = nth + len(now.turns) - len(seen.turns)  # a turn that was cut in two is two of the same speaker
    start, end = now.turns[nth].start, now.turns[last].end
    within = [one for one in done.quotations if one.fate != "lost" and one.at.start < end and one.at.end > start]
    return f"{after} says this now, no longer {before}: {count(len(within), 'quotation')} with it."


def _who(project: Project, transcript: Transcript, nth: int) -> str:
    speaker = transcript.turns[nth].speaker
    if speaker is None:
        return "a speaker not known"
    label = transcript.speakers[speaker].label
    return _named(project, transcript)[label]


def _tell(done: Moved | None, respoken: str) -> None:
    """Say what the correction moved; the quotations whose words are others now, one by one."""
    if done is None:
        return
    moved = told(done.quotations) or ("" if respoken else "No quotation moved.")
    st.success(" ".join(filter(None, ("Saved; Undo takes it back.", plain(respoken), moved))))
    for one in done.quotations:
        if one.fate in ("changed", "lost"):
            st.text(f"was: “{one.was}”\n" + (f"is: “{one.now}”" if one.now else "has no place now: see the page Study"))
    if done.names_again:
        st.warning("Words came that could name somebody: look for names again, on the page Names.")


def _go(nth: int) -> None:
    st.session_state[_TURN] = nth
    st.session_state.pop(_DONE, None)
