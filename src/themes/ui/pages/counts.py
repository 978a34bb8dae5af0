"""Counts: codes and words as tables and pictures, each number leading to what it counts."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from themes.errors import Refused
from themes.filters import Filter
from themes.methods import Part
from themes.project import Project
from themes.project.counts.told import COUNTS, OF_WORDS, CountKind
from themes.ui import filter_bar, session
from themes.ui.pages import counts_asking, counts_shown, whose
from themes.ui.plain import plain

_NAMES: Mapping[CountKind, str] = {
    "co-occurrence": "Co-occurrence",
    "crosstab": "Crosstab",
    "frequencies": "Code frequencies",
    "timeline": "Timeline",
    "saturation": "Saturation",
    "words": "Word frequencies",
    "concordance": "Concordance",
}
_OF_METHOD: Mapping[CountKind, Part] = {"crosstab": "prevalence", "saturation": "saturation"}
"""What a study's method may do without."""


def page() -> None:
    """Show the count that is chosen, as far as the study's method has it."""
    project = session.project()
    head = filter_bar.head("Counts")
    if not project.transcripts():
        st.markdown("There is no transcript to count in yet. Add some first; they stay on this computer.")
        session.link("study", "Add transcripts")
        return
    refused = {kind: why for kind, part in _OF_METHOD.items() if (why := project.method_refuses(part))}
    kinds = [kind for kind in COUNTS if kind not in refused]
    kind = st.segmented_control(
        "Count",
        kinds,
        default=kinds[0],
        format_func=_NAMES.__getitem__,
        key="counts kind",
        label_visibility="collapsed",
        required=True,
    )
    for name, why in refused.items():
        st.markdown(f"No {_NAMES[name].lower()} here. {plain(why)}")
    _show(project, kind or kinds[0], filter_bar.show(project, within=head))


def _show(project: Project, kind: CountKind, where: Filter) -> None:
    if kind not in OF_WORDS and not project.codes():
        st.markdown("There is no code to count yet. Read a transcript and code it, or accept a candidate theme.")
        session.link("read", "Read and code")
        session.link("candidates", "Go to Candidate themes")
        return
    if (part := _OF_METHOD.get(kind)) is not None:
        for warning in project.method_warns(part):
            st.markdown(plain(warning))
    if kind not in OF_WORDS:
        whose.tell(project)
    options = counts_asking.ask(project, kind, where)
    if options is None:
        return
    try:
        counted = project.counted(kind, options)
    except Refused as refusal:
        st.markdown(plain(str(refusal)))
        return
    counts_shown.show(project, counted, options)
