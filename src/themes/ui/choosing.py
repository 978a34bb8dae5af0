"""Choosing several of a list: Enter takes the one that was typed, on every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

import streamlit as st

T = TypeVar("T")


def chosen_among(
    label: str,
    options: Sequence[T],
    *,
    default: Sequence[T] = (),
    format_func: Callable[[T], str] = str,
    placeholder: str | None = None,
    max_selections: int | None = None,
    key: str | None = None,
    help: str | None = None,  # noqa: A002 - Streamlit's own word, as every other widget takes it
    width: Literal["stretch"] | int = "stretch",
) -> list[T]:
    """Ask for any number of the options, in the order in which they were taken.

    Streamlit's own offers all that match first, so that Enter takes them all, and letters far apart in a long name
    match too: "trust" then brings "The board's usual staff" along.
    """
    return st.multiselect(
        label,
        options,
        default=list(default),
        format_func=format_func,
        placeholder=placeholder,
        max_selections=max_selections,
        key=key,
        help=help,
        width=width,
        select_all=False,
        filter_mode="contains",
    )
