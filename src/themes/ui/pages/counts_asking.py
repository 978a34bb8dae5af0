"""What of a count can be chosen on the page Counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from themes.compare.counts.concordance import SORTS, SortBy
from themes.compare.counts.cooccurrence import WITHIN, Within
from themes.filters import Filter
from themes.project import Project
from themes.project.counts.coded import ORDERS, Order
from themes.project.counts.told import Along, CountKind, CountOptions
from themes.project.matrix.counting import SMALL
from themes.ui import session
from themes.ui.choosing import chosen_among

_WITHIN: Mapping[Within, str] = {
    "quotation": "Overlapping quotations", "turn": "One turn", "window": "Some turns",
}  # fmt: skip
_ORDERS: Mapping[Order | str, str] = {
    "coded": "First coding", "read": "Being read", "added": "Being added", "title": "Title", "own": "Your own order",
}  # fmt: skip
_SORTS: Mapping[SortBy, str] = {"text": "Order of the text", "left": "Words on the left", "right": "Words on the right"}
_ALONG: Mapping[Along, str] = {"turn": "Turns", "time": "Time"}
_MOST_TURNS = 50
_FEWEST = 2


def ask(project: Project, kind: CountKind, where: Filter) -> CountOptions | None:
    """Ask how something is to be counted; None where what it needs is not chosen yet, which is then said."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="counts-options"):
        found = _ASKED[kind](project)
    return None if found is None else CountOptions(where=where, **found)


def _together(project: Project) -> dict[str, Any]:
    within = st.selectbox("Together in", WITHIN, format_func=_WITHIN.__getitem__, key="counts within", width=220)
    found: dict[str, Any] = {"within": within}
    if within == "window":
        found["n_turns"] = st.number_input(
            "Turns", min_value=2, max_value=_MOST_TURNS, value=3, step=1, key="counts turns", width=120
        )
    layout = st.selectbox("Table of", ("Pairs", "Each code by each"), key="counts layout", width=180)
    return {**found, "square": layout != "Pairs", **_only(project)}


def _by_attribute(project: Project) -> dict[str, Any] | None:
    attributes = [attribute.name for attribute in project.attributes()]
    if not attributes:
        st.markdown("No case has an attribute yet. Bring a table of cases on the page Study.")
        session.link("study", "Go to Study")
        return None
    attribute = st.selectbox(
        "By", attributes, index=_with_fewest(project, attributes), key="counts attribute", width=220
    )
    found = _only(project)
    small = st.checkbox(
        f"Hide groups of fewer than {SMALL}",
        key="counts small",
        help="Others are hidden with them where the difference to all would tell what they are.",
    )
    return {"attribute": attribute, "hide_small": small} | found


def _with_fewest(project: Project, attributes: Sequence[str]) -> int:
    """The place of the attribute with the fewest values, two at least: where each is alone nothing can be compared."""
    held = project.values_of_all().values()
    n_values = [len({values[name] for values in held if values.get(name)}) for name in attributes]
    return min(range(len(attributes)), key=lambda nth: (n_values[nth] < _FEWEST, n_values[nth]))


def _frequencies(project: Project) -> dict[str, Any]:
    found = _only(project)
    return {"below": st.checkbox("With what is under a code", key="counts below")} | found


def _timeline(project: Project) -> dict[str, Any]:
    titles = {one.id: one.title for one in project.transcripts()}
    transcript = st.selectbox(
        "Transcript", list(titles), format_func=titles.__getitem__, key="counts transcript", width=320
    )
    along = st.selectbox("Along", list(_ALONG), format_func=_ALONG.__getitem__, key="counts along", width=120)
    return {"transcript": transcript, "along": along} | _only(project)


def _saturation(project: Project) -> dict[str, Any] | None:
    order = st.selectbox(
        "In the order of", [*ORDERS, "own"], format_func=_ORDERS.__getitem__, key="counts order", width=180
    )
    if order != "own":
        return {"order": order} | _only(project)
    titles = {one.id: one.title for one in project.transcripts()}
    sources = chosen_among(
        "Transcripts, first to last",
        list(titles),
        format_func=titles.__getitem__,
        placeholder="Choose them in your order",
        key="counts sources",
        width=420,
    )
    return {"sources": tuple(sources)} | _only(project) if sources else None


def _words(project: Project) -> dict[str, Any]:
    del project
    phrases = st.segmented_control(
        "Count",
        ("Words", "Phrases"),
        default="Words",
        key="counts phrases",
        required=True,
    )
    left_out = st.text_input(
        "Leave out too", placeholder="Words, with spaces between", key="counts left out", max_chars=1000, width=260
    )
    return {
        "phrases": phrases == "Phrases",
        "left_out": tuple(left_out.replace(",", " ").split()),
        "stop_words": not st.checkbox("With the, and, you know …", key="counts stop words"),
        **_forms_and_interviewers(),
    }


def _concordance(project: Project) -> dict[str, Any] | None:
    del project
    word = st.text_input("Word or phrase", key="counts word", max_chars=200, width=260)
    sort = st.selectbox("Sorted by", SORTS, format_func=_SORTS.__getitem__, key="counts sort", width=200)
    found = {"word": word, "sort": sort, **_forms_and_interviewers()}
    if not word.strip():
        st.markdown("Write a word, or words that stand together; govern\\* finds all that begins so.")
        return None
    return found


def _forms_and_interviewers() -> dict[str, bool]:
    return {
        "forms_together": st.checkbox("Forms of a word together", value=True, key="counts forms"),
        "interviewers": st.checkbox("What interviewers say too", key="counts interviewers"),
    }


def _only(project: Project) -> dict[str, Any]:
    """Which codes are counted."""
    paths = project.paths()
    named = {code.id: paths[code.id] for code in project.codes()}
    chosen = chosen_among(
        "Only these codes",
        list(named),
        format_func=named.__getitem__,
        placeholder="All of them",
        key="counts only",
        width=320,
    )
    return {"only": tuple(id_ for id_ in named if id_ in chosen) if chosen else None}


_ASKED: Mapping[CountKind, Callable[[Project], dict[str, Any] | None]] = {
    "co-occurrence": _together,
    "crosstab": _by_attribute,
    "frequencies": _frequencies,
    "timeline": _timeline,
    "saturation": _saturation,
    "words": _words,
    "concordance": _concordance,
}
