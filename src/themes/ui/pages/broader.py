"""Broader or finer than the candidates that are shown: a slider over the layers, and one of them kept."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from themes.errors import ThemesError
from themes.model import Run
from themes.project import CandidateView, Project
from themes.project.layers import Layer, LayerGroup
from themes.ui import session
from themes.ui.pages.chosen import forget
from themes.ui.plain import count, plain


def show(project: Project, views: list[CandidateView]) -> None:
    """Show the layers where somebody opens them: the first look at a discovery prepares them, in some seconds."""
    run = project.latest_run()
    if run is None:
        return
    with st.expander(f"Broader or finer than these {len(views)}", key="themes-layers", on_change="rerun") as opened:
        if opened.open:
            st.fragment(partial(_layers, project, run, views), key="layers")()


def _layers(project: Project, run: Run, views: list[CandidateView]) -> None:
    """The slider with the groups of its layer; a move runs this part of the page alone."""
    key = f"layer {run.id}"
    wanted = st.session_state.get(key, len(views))
    try:
        with st.spinner("Preparing the layers, once for this discovery: some seconds", show_time=True):
            layer = project.layer(wanted, run=run)
    except ThemesError as error:
        st.markdown(plain(str(error)))
        return
    if layer.broadest == layer.finest:
        st.markdown("There is no broader and no finer layer: the segments are too few.")
        return
    st.session_state[key] = min(max(wanted, layer.broadest), layer.finest)
    st.slider("Groups", layer.broadest, layer.finest, key=key)
    n_groups = len(layer.groups)
    with st.container(horizontal=True, vertical_alignment="center"):
        _step("Broader", "B", key, n_groups - 1, disabled=n_groups <= layer.broadest)
        _step("Finer", "F", key, n_groups + 1, disabled=n_groups >= layer.finest)
        _keep(project, run, views, layer, n_groups)
    st.markdown(_said(layer, n_groups))
    st.table(_rows(layer, views), hide_index=True, border="horizontal")


def _step(label: str, shortcut: str, key: str, to: int, *, disabled: bool) -> None:
    st.button(label, key=f"themes {label}", shortcut=shortcut, disabled=disabled, on_click=partial(_move, key, to))


def _move(key: str, to: int) -> None:
    st.session_state[key] = to


def _keep(project: Project, run: Run, views: list[CandidateView], layer: Layer, n_groups: int) -> None:
    """The button that makes this layer the candidates; what was decided stays with those before, and that is said."""
    pressed = st.button(
        "Keep this layer",
        key="keep layer",
        type="primary",
        shortcut="L",
        disabled=project.read_only or n_groups == layer.shown,
    )
    n_decided = sum(view.decision.outcome != "open" for view in views)
    if n_decided and n_groups != layer.shown:
        st.markdown(
            f"What was decided about {n_decided} of {len(views)} stays with those; Undo brings them back.",
            width="content",
        )
    if not pressed:
        return
    with st.spinner("Naming the candidates of this layer", show_time=True):
        kept = session.attempt(partial(project.keep_layer, n_groups, run=run), here=True)
    if kept:
        forget()
        st.rerun()


def _said(layer: Layer, n_groups: int) -> str:
    if n_groups == layer.shown:
        return f"{n_groups} groups: the candidates as they are shown."
    how = "broader: whole candidates are joined" if n_groups < layer.shown else "finer: candidates are parted"
    return f"{n_groups} groups, {how}. Nothing is changed until you keep this layer; it is named anew then."


def _rows(layer: Layer, views: list[CandidateView]) -> dict[str, list[str]]:
    """The groups in counts, and what each takes from which candidate that is shown."""
    names = {view.candidate.rank: view.name for view in views}
    sizes: dict[int, int] = {}
    for group in layer.groups:
        for rank, n_segments in group.from_candidates:
            sizes[rank] = sizes.get(rank, 0) + n_segments
    # What moved comes first; the others are in the list of candidates as they are.
    groups = sorted(layer.groups, key=lambda group: _is_shown(group, sizes))
    return {
        "Group": [plain(group.name) for group in groups],
        "Its words": [plain(", ".join(group.key_words)) for group in groups],
        "Segments": [f"{group.n_segments:,}" for group in groups],
        "Heard in": [count(group.n_cases, "case") for group in groups],
        "Where it comes from": [_whence(group, names, sizes) for group in groups],
    }


def _is_shown(group: LayerGroup, sizes: Mapping[int, int]) -> bool:
    return len(group.from_candidates) == 1 and sizes[group.from_candidates[0][0]] == group.n_segments


def _whence(group: LayerGroup, names: Mapping[int, str], sizes: Mapping[int, int]) -> str:
    """That it is a candidate as it is shown, what part of one, or which ones are joined."""
    parts = [(plain(names.get(rank, "")), n, sizes[rank]) for rank, n in group.from_candidates]
    if _is_shown(group, sizes):
        return "as it is shown"
    if len(parts) == 1:
        name, n_taken, n_all = parts[0]
        return f"{n_taken} of the {n_all} segments of “{name}”"
    return " + ".join(
        f"“{name}” ({n_taken}{'' if n_taken == n_all else f' of {n_all}'})" for name, n_taken, n_all in parts
    )
