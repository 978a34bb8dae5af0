"""A text as it was and as it is, in one: what went is struck through, what came is marked; signs say so too."""

from __future__ import annotations

import streamlit as st

from themes.difference import edits_between
from themes.ui.plain import plain


def show_difference(label: str, was: str, now: str) -> None:
    """Show what changed in a text; nothing where nothing did."""
    if was.strip() == now.strip():
        return
    if not was.strip():
        st.markdown(f"{plain(label)}: {_came(now)}")
    elif not now.strip():
        st.markdown(f"{plain(label)}: {_went(was)}")
    else:
        st.markdown(f"{plain(label)}: {_both(was, now)}")


def _both(was: str, now: str) -> str:
    """The text with its edits in it; both in full where hardly a word stayed."""
    edits = edits_between(was, now)
    if sum(edit.end - edit.start for edit in edits) > _MOSTLY * len(was):
        return f"{_went(was)} {_came(now)}"
    parts, at = [], 0
    for edit in edits:
        parts += [_as_it_is(was[at : edit.start]), _went(was[edit.start : edit.end]), _came(edit.words)]
        at = edit.end
    return "".join([*parts, _as_it_is(was[at:])])


def _as_it_is(words: str) -> str:
    return _within(words, plain(words))


def _went(words: str) -> str:
    return _within(words, f":red[~~{plain(words)}~~]") if words.strip() else ""


def _came(words: str) -> str:
    return _within(words, f":green-background[+ {plain(words)}]") if words.strip() else ""


def _within(words: str, shown: str) -> str:
    """Words as they are shown, with the white space at their ends, which ``plain`` takes away."""
    before, after = " " * words[:1].isspace(), " " * words[-1:].isspace()
    return f"{before}{shown}{after}" if words.strip() else " "


_MOSTLY = 0.7
