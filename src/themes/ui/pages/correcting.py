"""Correcting a turn on the page: a word, who speaks, where it is cut; and at once what that moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import get_args

import streamlit as st

from themes.errors import StaleChange, ThemesError
from themes.model import Role, Transcript
from themes.project import Project
from themes.project.records import Moved
from themes.text import canonical
from themes.ui import components, drafts
from themes.ui.pages import turn_fields
from themes.ui.pages.moved import told
from themes.ui.pages.turn_fields import TurnFields
from themes.ui.plain import count, plain

_TURN, _SEEN, _OPEN = "themes turn corrected", "themes text corrected", "themes turn open"
_DONE, _REFUSED, _RESPOKEN = "themes turn moved", "themes turn refused", "themes turn respoken"
_PRESSED = "themes turn pressed"
_SAVE, _JOIN = "correct save", "correct join"
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
    st.session_state[_OPEN] = True
    for kept in (_DONE, _REFUSED, _RESPOKEN):
        st.session_state.pop(kept, None)


def dialog(project: Project, transcript: Transcript) -> None:
    """Show the turn that was opened, until it is closed: a run of the page around does not take it away."""
    if st.session_state.get(_OPEN) and st.session_state[_SEEN].id == transcript.id:
        _dialog(project)


def _closed() -> None:
    st.session_state[_OPEN] = False


@st.dialog("Correct this turn", width="large", on_dismiss=_closed)
def _dialog(project: Project) -> None:
    show(project)


def show(project: Project) -> None:
    """Show the turn that is being corrected, as its words and speaker stand, and what the last correction moved."""
    seen: Transcript = st.session_state[_SEEN]
    nth = min(int(st.session_state[_TURN]), len(seen.turns) - 1)
    st.markdown(f"{plain(seen.title)}, turn {nth + 1:,} of {len(seen.turns):,}")
    fields = turn_fields.of_turn(seen, nth)
    _ask(project, seen, fields)
    press = partial(_press, project, seen, nth, fields)
    with st.container(horizontal=True, gap="small"):
        st.button("Save", key=_SAVE, type="primary", disabled=project.read_only, on_click=partial(press, _correct))
        last = nth + 1 == len(seen.turns)
        st.button(
            "Join with the next turn",
            key=_JOIN,
            disabled=project.read_only or last,
            on_click=partial(press, _join),
        )
        st.button("Turn before", disabled=nth == 0, on_click=partial(_go, nth - 1))
        st.button("Turn after", disabled=last, on_click=partial(_go, nth + 1))
    components.waits(
        buttons=(_SAVE, _JOIN), pressed=st.session_state.get(_PRESSED, 0), drafts=drafts.for_browser(), key="correct"
    )
    refused = st.session_state.pop(_REFUSED, "")
    if refused:
        st.error(plain(refused))
    _tell(st.session_state.get(_DONE), st.session_state.get(_RESPOKEN, ""))


def _ask(project: Project, seen: Transcript, fields: TurnFields) -> None:
    """Ask who speaks, and what they say."""
    labels = [speaker.label for speaker in seen.speakers]
    named = _named(project, seen)
    other = [fields.speaker.written] if fields.speaker.written not in ("", *labels) else []
    fields.speaker.show(
        "Who speaks",
        [*labels, *other],
        format_func=lambda label: named.get(label, label),
        accept_new_options=True,
        placeholder="not known",
        help="Choose another, or write the label of somebody new.",
    )
    if other:
        fields.role.show("They are", get_args(Role))
    fields.words.area("Words; a line break cuts the turn in two", height=220)


def _asked(seen: Transcript, nth: int, fields: TurnFields) -> Asked:
    """What stands in the form as its button is pressed."""
    role: Role = "interviewer" if fields.role.written == "interviewer" else "participant"
    return Asked(seen=seen, nth=nth, words=fields.words.written, speaker=fields.speaker.written or None, role=role)


def _press(
    project: Project, seen: Transcript, nth: int, fields: TurnFields, correct: Callable[[Project, Asked], Moved]
) -> None:
    """Do what a button asks for, and keep what it moved, to be shown."""
    st.session_state[_PRESSED] = st.session_state.get(_PRESSED, 0) + 1
    st.session_state.pop(_DONE, None)
    wanted = _asked(seen, nth, fields)
    n_turns = 2 if correct is _join else 1
    before = [_who(project, seen, one) for one in range(nth, nth + n_turns)]  # now: a case heard nowhere else goes
    try:
        done = correct(project, wanted)
    except ThemesError as error:
        st.session_state[_REFUSED] = str(error)
        return
    if correct is _correct:
        fields.end()
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


def _respoken(project: Project, asked: Asked, done: Moved, before: Sequence[str]) -> str:
    """Who says words now that somebody else said, and how many quotations went over with them; empty where nobody does.

    Args:
        project: The open project.
        asked: What was asked of a turn.
        done: What that did.
        before: Who said it, and where it was joined with the next, who said that.
    """
    seen, now, nth = asked.seen, done.transcript, asked.nth
    after = _who(project, now, nth)
    joined = len(before) > 1
    if before[-1] == after:
        return ""
    last = nth + len(now.turns) - len(seen.turns) + len(before) - 1  # a turn that was cut in two is two of one speaker
    end = now.turns[last].end
    start = end - (seen.turns[nth + 1].end - seen.turns[nth + 1].start) if joined else now.turns[nth].start
    within = [one for one in done.quotations if one.fate != "lost" and one.at.start < end and one.at.end > start]
    words = "what was the next turn" if joined else "this"
    return f"{after} says {words} now, no longer {before[-1]}: {count(len(within), 'quotation')} with it."


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
