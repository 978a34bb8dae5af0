"""The map of segments: all of a discovery in the plane, to be picked with a lasso or by keys, and coded."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from themes.filters import Filter
from themes.model import Member
from themes.project import CandidateView, Project
from themes.project.segment_map import MOST_PLACED, SegmentMap
from themes.ui import place, session
from themes.ui.components import segment_map as component
from themes.ui.pages import map_deciding, map_groups
from themes.ui.plain import count

_BY, _ASKED = "themes map by", "themes map asked"
_TOLD = (
    "Each point is a segment; those that are alike in meaning stand near each other. A map in the plane cannot keep "
    "everything: near points are mostly alike, but points far apart may be alike too, and empty space, the size of a "
    "cloud and directions mean nothing. Read the words before you decide."
)


def show(project: Project, views: Sequence[CandidateView], where: Filter) -> None:
    """Show the map of the latest discovery with what can be done on it.

    Args:
        project: The open project.
        views: Its candidates.
        where: The filter in force: what does not pass is not shown.
    """
    with st.spinner("Placing the segments, the first time for this discovery", show_time=True):
        shown = project.segment_map()
    if shown is None or not shown.members:
        st.markdown("The texts of this discovery were changed since. Find candidate themes again to see their map.")
        return
    choices = map_groups.choices(project)
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-head"):
        by = st.selectbox("Coloured by", list(choices), format_func=choices.__getitem__, key=_BY, width=280)
        st.markdown(f"{_n_shown(shown)} {_TOLD}")
    coded = map_groups.codes_of(project, shown.members)
    groups = map_groups.grouped(project, by or map_groups.CANDIDATE, shown.members, views, coded)
    component(
        project_id=session.handle(),
        coder=project.coder.name,
        shown={
            "run": shown.run.id,
            "by": groups.by,
            "groups": [{"name": name, "colour": colour} for name, colour in groups.groups],
            "of": groups.of,
            "named": groups.named,
            "hidden": _hidden(project, shown.members, where),
            "candidates": [view.name for view in views],
            "candidate": map_groups.placed(shown.members, views),
            "codes": [code.name for code in project.codes()],
            "coded": list(coded.items()),
            "readOnly": project.read_only,
            "at": time.time_ns() // 1_000_000,
        },
        on_asked=partial(_keep, shown),
    )
    _answer(project, views)


def _n_shown(shown: SegmentMap) -> str:
    """How many segments the map shows, and why not all."""
    drawn = f"{count(len(shown.members), 'segment')}."
    if len(shown.members) == MOST_PLACED < shown.n_segments - shown.n_changed:
        drawn = (
            f"{len(shown.members):,} segments, drawn at random from {shown.n_segments:,}: more nobody can tell apart."
        )
    changed = (
        f" {count(shown.n_changed, 'segment')} whose words were corrected since are not shown."
        if shown.n_changed
        else ""
    )
    return f"**{drawn}**{changed}"


def _hidden(project: Project, members: Sequence[Member], where: Filter) -> list[int]:
    if not where:
        return []
    passing = project.passing(where)
    sources = {one.id: one for one in project.transcripts()}
    return [at for at, one in enumerate(members) if not passing.place(sources[one.transcript_id], one.start, one.end)]


def _keep(shown: SegmentMap, told: object) -> None:
    """Keep what was asked on the map for the run that begins; what is not of the agreed form is passed over."""
    if not isinstance(told, Mapping) or told.get("run") != shown.run.id:
        return
    kind, picked = told.get("kind"), told.get("picked")
    n = len(shown.members)
    if kind not in ("code", "move", "read") or not isinstance(picked, list) or not 0 < len(picked) <= n:
        return
    if all(isinstance(at, int) and 0 <= at < n for at in picked):
        st.session_state[_ASKED] = (kind, tuple(shown.members[at] for at in picked))


def _answer(project: Project, views: Sequence[CandidateView]) -> None:
    """Open the dialog that was asked for, or the transcript."""
    kind, picked = st.session_state.pop(_ASKED, ("", ()))
    if kind == "code":
        map_deciding.code(project, picked)
    elif kind == "move":
        map_deciding.move(project, picked, views)
    elif kind == "read":
        place.ask_for(picked[0].transcript_id, picked[0].start)
        session.go_to("read")
