"""Segments are carried to another candidate, by keys or their handle, a whole card onto another: each is a step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from themes.model import Member
from themes.project import CandidateView, Project
from themes.ui import session
from themes.ui.components import built, told
from themes.ui.pages import map_deciding
from themes.ui.pages.chosen import choose

_KEY, _NEW = "carry", "themes carried to a new candidate"


def show(project: Project, views: Sequence[CandidateView], shown: CandidateView) -> None:
    """Let the segments of a candidate, and those that fit none, be carried.

    Args:
        project: The open project.
        views: All candidates of the discovery.
        shown: The one in full, as the page lists it.
    """
    targets = [
        {"card": f"candidate-{view.candidate.rank}", "to": view.candidate.id, "name": view.name}
        for view in views
        if view.decision.outcome == "open" and view.candidate.id != shown.candidate.id
    ]
    targets.append({"card": "themes-unplaced", "to": "none", "name": "no candidate theme"})
    targets.append({"card": "", "to": "new", "name": "a new candidate theme"})
    built("carry", '<div class="tc-host"></div>')(
        key=_KEY,
        data={
            "candidate": shown.candidate.id,
            "targets": targets,
            "cards": _cards(project, views),
            "readOnly": project.read_only or shown.decision.outcome == "accepted",
        },
        on_put_change=partial(_put, project, shown),
    )
    picked = st.session_state.pop(_NEW, None)
    if picked is not None:
        map_deciding.move(project, [picked], views, anew=True)


def _cards(project: Project, views: Sequence[CandidateView]) -> list[dict[str, str]]:
    """Those of which one can take in another."""
    return [
        {"card": f"candidate-{view.candidate.rank}", "to": view.candidate.id, "name": view.name}
        for view in views
        if view.decision.outcome == "open" and not project.read_only
    ]


def _take_in(project: Project, put: Mapping[str, Any]) -> None:
    drawn, into = put.get("candidate"), put.get("to")
    known = [view.candidate.id for view in project.candidates()]
    if drawn in known and into in known and session.attempt(partial(project.merge_candidates, into, drawn)):
        choose(into)


def _put(project: Project, shown: CandidateView) -> None:
    """Carry out what was put down; what is not of the agreed form is passed over."""
    put: Any = told(_KEY, "put")
    if isinstance(put, Mapping) and put.get("list") == "card":
        _take_in(project, put)
        return
    member = _member(project, shown, put) if isinstance(put, Mapping) else None
    if member is None:
        return
    to = put.get("to")
    if to == "new":
        st.session_state[_NEW] = member
    elif isinstance(to, str):
        session.attempt(partial(project.move_segments, [member], None if to == "none" else to))


def _member(project: Project, shown: CandidateView, put: Mapping[str, Any]) -> Member | None:
    members: Sequence[Member] = shown.members if put.get("list") == "member" else project.unplaced()
    place = put.get("place")
    if put.get("candidate") != shown.candidate.id or not isinstance(place, int) or not 0 <= place < len(members):
        return None
    return members[place]
