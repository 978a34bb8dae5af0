"""The scales that were found in a survey, each with its points to be confirmed from the lowest to the highest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from themes.read.survey import ColumnAs
from themes.read.survey.scales import turned_round
from themes.ui.plain import count, plain

if TYPE_CHECKING:
    from themes.read.survey import Grid
    from themes.read.survey.column import Column, ColumnKind

    Say = Callable[[dict[str | int, ColumnAs | ColumnKind]], None]

_MOST_NAMED = 3


def show(grid: Grid, say: Say) -> None:
    """Show each scale once, with the questions that are answered on it.

    Args:
        grid: The survey as it stands.
        say: Called with what a person says of columns.
    """
    by_points: dict[tuple[str, ...], list[Column]] = {}
    for column in grid.of_kind("scale"):
        by_points.setdefault(column.choices, []).append(column)
    if not by_points:
        return
    st.subheader("Scales, lowest point first", anchor=False)
    st.markdown("The order was found from the words or numbers. Turn it round or write it anew where it is wrong.")
    for points, columns in by_points.items():
        _one(points, columns, say)


def _one(points: tuple[str, ...], columns: list[Column], say: Say) -> None:
    named = "; ".join(plain(column.heading) for column in columns[:_MOST_NAMED])
    more = f" and {len(columns) - _MOST_NAMED} more" if len(columns) > _MOST_NAMED else ""
    key = f"{columns[0].index} {hash(points)}"
    with st.expander(f"{count(len(columns), 'question')}: {plain(' < '.join(points))}"):
        st.markdown(f"{named}{more}")
        with st.form(f"scale {key}", border=False):
            written = st.text_area(
                "Points, one a line, the lowest first; what is no point of it (“don't know”) last",
                value="\n".join(points),
                height=160,
            )
            left, right = st.columns(2)
            kept = left.form_submit_button("Keep this order")
            turned = right.form_submit_button("Turn round")
        lines = tuple(dict.fromkeys(line.strip() for line in written.splitlines() if line.strip()))
        if turned:
            lines = turned_round(lines)
        if kept or turned:
            say({column.index: ColumnAs(kind="scale", choices=lines) for column in columns})
            st.rerun()
