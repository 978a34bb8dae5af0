"""A field in which one case is chosen: a list, or its label typed where a survey has brought thousands."""

from __future__ import annotations

from collections.abc import Sequence

from streamlit.delta_generator import DeltaGenerator

from themes.model import Case

_MOST_OPTIONS = 1000  # each option goes to the browser at each run


def case_field(place: DeltaGenerator, label: str, cases: Sequence[Case], *, key: str | None = None) -> str | None:
    """The id of the chosen case, or the label that was typed; None while there is neither."""
    if len(cases) > _MOST_OPTIONS:
        return place.text_input(label, placeholder="its neutral name", max_chars=60, key=key).strip() or None
    labels = {case.id: case.label for case in cases}
    return place.selectbox(
        label,
        list(labels),
        index=None,
        format_func=lambda case_id: labels.get(case_id, ""),
        placeholder="Choose a case",
        key=key,
    )
