"""Read a transcript and code it: which one, and the coding surface (see ``themes.ui.components``)."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.filters import Filter
from themes.model import Span, Transcript
from themes.project import Project
from themes.ui import components, filter_bar, place, session, who, windows
from themes.ui.pages import beginning, correcting, memo_cards, passing_places, proposals, window
from themes.ui.plain import count

_CHOSEN, _FIELD = place.TRANSCRIPT, "themes transcript field"


def page() -> None:
    """Show the chosen transcript."""
    project = session.project()
    every = project.transcripts()
    if not every:
        st.title("Read and code", anchor=False)
        st.markdown("There is no transcript to read yet. Add some first; they stay on this computer.")
        session.link("study", "Add transcripts")
        return
    beginning.warn(project, "units")
    beginning.unit(project)
    if project.read_only and not session.asks():
        st.markdown("This study is open for reading only, so what you code here cannot be kept.")
    head = st.container(horizontal=True, vertical_alignment="bottom", key="read-head")
    with head:
        transcript = _choose(project, every)
    spans: tuple[Span, ...] | None = None

    def places(where: Filter) -> None:
        nonlocal spans
        passing = project.passing(where)
        spans = passing.spans(transcript)
        passing_places.show(passing, transcript, spans, every)

    filter_bar.show(project, within=head, beside=places)
    asked, key = place.asked_for(transcript.id), transcript.id
    part = None
    if windows.is_long(transcript):
        part = window.choose(project, transcript)
        spans, asked, key = window.within(part, spans), window.place_within(part, asked), part.key
    components.reader(
        project_id=session.handle(),
        transcript_id=key,
        coder=project.coder.name,
        key=f"reader {key}",
        passing=spans,
        place=asked,
        proposals=proposals.choice(project),
        on_proposals=lambda shown: proposals.choose(project, shown=shown),
        on_asks=who.ask_soon,
        on_part=partial(place.ask_for, transcript.id),
        on_correct=lambda at: _correct(project, transcript, at + (part.start if part else 0)),
    )
    memo_cards.here(project, transcript, key="read")
    correcting.dialog(project, transcript)


def _correct(project: Project, drawn: Transcript, position: int) -> None:
    """Offer a turn as its words stand now: a colleague may have corrected them since this page was drawn."""
    session.attempt(lambda: correcting.offer(project, project.transcript(drawn), position))


def _choose(project: Project, every: list[Transcript]) -> Transcript:
    states = _states(project, every)
    ids = [transcript.id for transcript in every]
    titles = {transcript.id: transcript.title for transcript in every}
    n_read = sum(_NOT_YET not in state for state in states.values())
    kept = st.session_state.get(_CHOSEN) or st.query_params.get("transcript")
    first_unread = next((key for key in ids if _NOT_YET in states[key]), ids[0])
    # By key, and heard in a callback: the list tells of codings, so that it is another list when the next run begins,
    # and what was chosen in the one before would be lost.
    st.session_state[_FIELD] = kept if kept in titles else first_unread
    st.title("Read and code", anchor=False, width="content")
    chosen = st.selectbox(
        f"Transcript: you have looked at {n_read} of {len(every)}",
        ids,
        key=_FIELD,
        on_change=_open_chosen,
        args=(titles,),
        format_func=lambda key: f"{titles[key]} ({states[key]})",
        width=520,
    )
    st.session_state[_CHOSEN] = chosen
    st.query_params["transcript"] = chosen  # a reload comes back to it
    return next(transcript for transcript in every if transcript.id == chosen)


def _open_chosen(titles: dict[str, str]) -> None:
    key = listed(st.session_state[_FIELD], titles)
    if key is not None:
        st.session_state[_CHOSEN] = key


def listed(said: str, titles: dict[str, str]) -> str | None:
    """The id of the transcript that the list says is chosen; None where it says something else.

    A server that was started again may hear a line of the list as it was before, which comes as its words: they tell of
    codings, and there are more by now. Taken for an id, the first transcript opened in place of the one that was read.

    Args:
        said: An id of a transcript, or a line of the list.
        titles: By the transcripts' ids.
    """
    found = [key for key, title in titles.items() if said == key or said.startswith(f"{title} (")]
    return max(found, key=lambda key: len(titles[key]), default=None)


_NOT_YET = "not looked at"


def _states(project: Project, every: list[Transcript]) -> dict[str, str]:
    """What this coder has done with each transcript, in words."""
    me = project.coder.id
    looked = {transcript_id for transcript_id, coders in project.read_by().items() if me in coders}
    n_codings: dict[str, int] = {}
    for coded in project.codings(coder=project.coder):
        n_codings[coded.transcript.id] = n_codings.get(coded.transcript.id, 0) + 1
    said = {}
    for one in every:
        read = "looked at" if one.id in looked else _NOT_YET
        said[one.id] = f"{read}, {count(n_codings.get(one.id, 0), 'coding')}" if n_codings.get(one.id) else read
    return said
