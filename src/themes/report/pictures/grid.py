"""Shares as a grid: rows by columns, the darker the more, each with its figure."""

from __future__ import annotations

from collections.abc import Sequence

from themes.report.pictures.bars import left_out
from themes.report.pictures.drawing import PAPER, SOFT, Box, Drawing, Words, cut, heading

_NAME, _CELL, _LINE, _TOP, _MARGIN = 280.0, 104.0, 30.0, 92.0, 16.0
_LEAST_WIDTH = 560.0
_DARK = (0x1B, 0x4B, 0x72)
_BLACK = "#000000"
_LIGHT_WORDS = 0.74
"""From this share on, words are white, else black: 4.5 to 1 on both sides of it."""
MOST = 60
"""Rows that a picture shows at most; the table has all."""

Figure = tuple[str, float | None]
"""What a cell says, and its share in [0, 1]; None where there is none."""


def grid(title: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Figure]]], *, words: str) -> Drawing:
    """The picture of a table of shares.

    Args:
        title: What it shows.
        columns: The columns' names.
        rows: Each row's name with a figure for each column.
        words: What the picture says, for who cannot see it.
    """
    shown = rows[:MOST]
    width = max(_LEAST_WIDTH, _NAME + _CELL * len(columns) + _MARGIN)
    shapes = heading(title, width=width)
    for nth, name in enumerate(columns):
        at = _NAME + _CELL * (nth + 0.5)
        # Names stand by turns on two lines, so that long ones do not meet.
        shapes.append(
            Words(x=at, y=62 + 18 * (nth % 2), text=cut(name, width=2 * _CELL - 24, size=13), size=13, anchor="middle")
        )
    for nth, (name, figures) in enumerate(shown):
        y = _TOP + _LINE * nth
        shapes.append(Words(x=_NAME - 12, y=y + 19, text=cut(name, width=_NAME - 2 * _MARGIN), anchor="end"))
        for column, (figure, share) in enumerate(figures):
            x = _NAME + _CELL * column
            shapes.append(
                Box(x=x + 1, y=y + 1, width=_CELL - 2, height=_LINE - 2, fill=shade(share) if share else "#f1f5f9")
            )
            ink = SOFT if share is None else PAPER if share >= _LIGHT_WORDS else _BLACK
            shapes.append(
                Words(
                    x=x + _CELL / 2,
                    y=y + 19,
                    text=cut(figure, width=_CELL - 8, size=13),
                    size=13,
                    anchor="middle",
                    ink=ink,
                )
            )
    height = _TOP + _LINE * len(shown) + _MARGIN
    shapes += left_out(len(rows) - len(shown), y=height)
    return Drawing(title=title, words=words, width=width, height=height + 20 * (len(rows) > MOST), shapes=tuple(shapes))


def shade(share: float) -> str:
    """The colour of a share in [0, 1], from white to dark blue, which all eyes tell by its lightness.

    >>> shade(0), shade(1)
    ('#ffffff', '#1b4b72')
    """
    return "#" + "".join(f"{round(255 + (dark - 255) * share):02x}" for dark in _DARK)
