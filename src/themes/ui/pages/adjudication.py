"""Adjudication: what coders disagree on, dearest first, decided by key; the consensus gets a coding of its own."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.compare import UNITS, Unit
from themes.errors import Refused
from themes.model import Span
from themes.project import Project
from themes.project.adjudicating import ORDINALS, Disagreement, Verdict
from themes.project.agreement import CONSENSUS
from themes.report.wording import clock, listed
from themes.text import turns_in
from themes.ui import drafts, place, session
from themes.ui.choosing import chosen_among
from themes.ui.drafts import Field
from themes.ui.outgoing import called
from themes.ui.pages import agreement_numbers, code_rules, whose
from themes.ui.plain import count, plain

_AT = "adjudication at"
_ENDS = "adjudication ends"
_AGAIN = "adjudication again"
_ASKED = "adjudication new ends asked"
_AROUND = 1  # turns before and after


def page() -> None:
    """Show the disagreement that is open, and what can be decided."""
    project = session.project()
    st.title("Adjudication", anchor=False)
    st.markdown(
        "What coders disagree on, first what costs most agreement. A decision is kept as a coding of "
        f"“{CONSENSUS}”, with its reason; nobody's own codings are changed."
    )
    session.link("agreement", "Back to Two coders")
    if agreement_numbers.refused(project):
        return
    people = [person.name for person in project.coders_at_work()]
    machines = {one.coder.name: one for one in project.machines()}
    unit_at, coders_at = st.columns(2)
    units: list[Unit] = [unit for unit in UNITS if unit != "quotation"]
    unit = unit_at.selectbox("Unit", units, index=units.index(project.unit_compared()), key="adjudication unit")
    with coders_at:
        coders = chosen_among(
            "Coders, two or more",
            [*people, *machines],
            default=people[:2],
            max_selections=len(ORDINALS),
            key="adjudication coders",
        )
    sure = agreement_numbers.how_sure([machines[name] for name in coders if name in machines], key="adjudication sure")
    try:
        found = project.disagreements(unit=unit, coders=coders, sure=sure)
    except Refused as error:
        st.info(plain(str(error)))
        return
    waiting = [one for one in found if not one.decided]
    st.markdown(f"{count(len(found), 'disagreement')}, {len(found) - len(waiting)} decided.")
    again = next((one for one in found if one.decided and one.key == st.session_state.get(_AGAIN)), None)
    if again is not None:
        _once_more(project, again)
    elif not waiting:
        st.success("Nothing is left to decide." if found else "They agree on every unit that two of them looked at.")
    else:
        at = min(st.session_state.get(_AT, 0), len(waiting) - 1)
        _steps(at, len(waiting))
        _show(project, waiting[at])
    _decided(project, [one for one in found if one.decided])
    whose.tell(project)  # at the end: what is to be decided next stays where it stands


def _once_more(project: Project, one: Disagreement) -> None:
    st.info(plain(f"Decided already: {one.decided} What you decide now takes its place."))
    st.button("Leave it as it is", key="adjudication leave", on_click=partial(_decide_again, ""))
    _show(project, one)


def _decide_again(key: str) -> None:
    st.session_state[_AGAIN] = key


def _steps(at: int, n: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Back", key="adjudication back", shortcut="K", disabled=at == 0, on_click=partial(_go, at - 1))
        st.markdown(f"{at + 1} of {n} left")
        st.button("Next", key="adjudication next", shortcut="J", disabled=at + 1 >= n, on_click=partial(_go, at + 1))


def _go(at: int) -> None:
    st.session_state[_AT] = at


def _show(project: Project, one: Disagreement) -> None:
    context, rules = st.columns([3, 2], gap="large")
    with context:
        _in_context(project, one)
        _verdicts(project, one)
    with rules:
        _rules(project, one)


def _in_context(project: Project, one: Disagreement) -> None:
    st.subheader(plain(f"{one.code.name}, in {one.transcript.title}"), anchor=False)
    st.markdown(f"Agreement on this code would rise by {one.cost:.2f} if they had agreed here.")
    for person, spans in zip(one.coders, one.spans, strict=True):
        with st.container(border=True):
            did = "has not looked here" if spans is None else "gave it to" if spans else "did not give it here"
            st.markdown(f"**{plain(person.name)}** {did}")
            for span in spans or ():
                st.text(one.transcript.text[span.start : span.end])
    nths = turns_in(one.transcript, one.unit.start, one.unit.end)
    if nths:
        turns = one.transcript.turns
        where = [f"turn {nths[0] + 1} of {len(turns):,}", clock(turns[nths[0]].start_seconds)]
        with st.container(border=True):
            st.markdown(f"In context: {', '.join(filter(None, where))}")
            for turn in turns[max(0, nths[0] - _AROUND) : nths[-1] + _AROUND + 1]:
                who = "" if turn.speaker is None else f"{called(one.transcript.speakers[turn.speaker], project)}: "
                st.text(who + one.transcript.text[turn.start : turn.end])
            place.button(one.transcript.id, one.unit.start, key=f"adjudication read {one.key}")


def _verdicts(project: Project, one: Disagreement) -> None:
    _reason(one).line("Reason, kept with the decision", max_chars=500)
    two = len(one.coders) == 2  # noqa: PLR2004 - a pair
    positions = [(verdict, [person.name for person in who]) for verdict, who in one.positions]
    offered: list[tuple[Verdict, str, str]] = [
        *(
            (verdict, f"{listed(who)} {'is' if len(who) == 1 else 'are'} right", str(nth))
            for nth, (verdict, who) in enumerate(positions, start=1)
        ),
        ("both", "Both: it is given" if two else "All that was given", "B"),
        ("neither", "Neither: it is not given" if two else "Nobody: it is not given", "N"),
    ]
    with st.container(horizontal=True):
        for verdict, label, key in offered:
            st.button(
                plain(label),
                key=f"verdict {verdict}",
                shortcut=key,
                disabled=project.read_only,
                on_click=partial(_decide, project, one, verdict),
            )
        st.button(
            "New ends",
            key="verdict ends",
            shortcut="E",
            disabled=project.read_only,
            on_click=partial(_ask, asked=True),
        )
    if st.session_state.get(_ASKED):
        _new_ends(project, one)


def _ask(*, asked: bool) -> None:
    st.session_state[_ASKED] = asked


@st.dialog("New ends", width="large", on_dismiss=partial(_ask, asked=False))
def _new_ends(project: Project, one: Disagreement) -> None:
    """Ask which words are meant: by keys too, as a dialog takes the focus and Ctrl and Enter end it."""
    if one.around != one.unit:
        st.markdown(
            "What was given here goes on beyond this unit, so all of it stands below: new ends may lie in another "
            "turn. What coders differ on there is still decided for itself."
        )
    with st.form("adjudication new ends", border=False):
        st.text_area(
            "Leave only the words that are meant",
            value=one.transcript.text[one.around.start : one.around.end],
            height=220,
            key=f"{_ENDS} {one.transcript.id} {one.unit.start} {one.code.id}",
        )
        given = st.form_submit_button("Give it to these words", type="primary", key="verdict new ends")
    if given and session.attempt(partial(_ends, one), here=True):
        _decide(project, one, "new ends")
        _ask(asked=False)
        st.rerun()


def _decide(project: Project, one: Disagreement, verdict: Verdict) -> None:
    def decide() -> None:
        ends = _ends(one) if verdict == "new ends" else None
        project.adjudicate(one, verdict, reason=_reason(one).written, ends=ends)

    if session.attempt(decide):
        st.session_state[_AGAIN] = ""
        _reason(one).end()


def _reason(one: Disagreement) -> Field:
    """Why it is decided so: what is typed of one disagreement is not taken for the reason of the next."""
    return Field(
        key=f"reason {one.transcript.id} {one.unit.start} {one.code.id}",
        what=f"reason of a decision on “{one.code.name}”",
        value="",
    )


def _ends(one: Disagreement) -> Span:
    """Where the words that were left stand: in the unit if they do, else in what was given beyond it.

    Raises:
        Refused: They do not stand there as one piece.
    """
    words = str(st.session_state.get(f"{_ENDS} {one.transcript.id} {one.unit.start} {one.code.id}", "")).strip()
    places = (one.transcript.text.find(words, where.start, where.end) for where in (one.unit, one.around) if words)
    at = next((place for place in places if place >= 0), -1)
    if at < 0:
        raise Refused("These words do not stand there as one piece. Nothing was decided. Only take words off the ends.")
    return Span(start=at, end=at + len(words))


def _rules(project: Project, one: Disagreement) -> None:
    """The code's rules, and a form to amend them: what was coded under the older ones is marked, not recoded."""
    code = one.code
    st.markdown("**The code's rules**")
    for label, words in (
        ("Definition", code.definition),
        ("Use when", code.use_when),
        ("Don't use when", code.dont_use_when),
    ):
        st.markdown(f"{label}: {plain(words) if words else 'none yet'}")
    fields = {name: field for name, field in code_rules.fields_of(code).items() if name != "name"}
    with st.expander("Amend the rules"):
        fields["definition"].area("Definition")
        fields["use_when"].area("Use when")
        fields["dont_use_when"].area("Don't use when")
        st.markdown("Nothing is recoded: codings made before are marked on the page Codebook, for another look.")
        st.button(
            "Amend",
            key=f"amend {code.id}",
            disabled=project.read_only,
            on_click=partial(_amend, project, code.id, fields),
        )


def _amend(project: Project, code_id: str, fields: dict[str, Field]) -> None:
    drafts.save(fields, project.code(code_id), partial(project.revise_code, code_id), done="The rules are amended.")


def _decided(project: Project, settled: list[Disagreement]) -> None:
    if not settled:
        return
    with st.expander(f"Decided: {len(settled)}"):
        for one in settled:
            said, again = st.columns([5, 1], vertical_alignment="center")
            said.markdown(f"{plain(one.transcript.title)}: {plain(one.decided)}")
            again.button(
                "Decide again",
                key=f"decide again {one.key}",
                disabled=project.read_only,
                on_click=partial(_decide_again, one.key),
            )
