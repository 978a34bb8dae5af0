"""Amounts as bars, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from themes.report.pictures.drawing import BAR, SOFT, Box, Drawing, Shape, Words, cut, heading

_NAME, _WIDE, _FIGURE, _LINE, _TOP = 300.0, 360.0, 200.0, 28.0, 56.0
_MARGIN = 16.0
MOST = 60
"""Bars that a picture shows at most; the table has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: how much, 0 or more, and the words that say it; ``colour`` is ``#rrggbb``."""

    name: str
    amount: float
    figure: str
    colour: str = BAR


def bars(title: str, rows: Sequence[Bar], *, words: str) -> Drawing:
    """The picture of some bars, in their order.

    Args:
        title: What they show.
        rows: The bars; those above ``MOST`` are left out, and that is said.
        words: What the picture says, for who cannot see it.
    """
    shown = rows[:MOST]
    most = max((row.amount for row in shown), default=0) or 1
    width = _NAME + _WIDE + _FIGURE
    shapes = heading(title, width=width)
    for nth, row in enumerate(shown):
        y = _TOP + _LINE * nth
        name = cut(row.name, width=_NAME - 2 * _MARGIN)
        shapes.append(Words(x=_NAME - 12, y=y + 17, text=name, anchor="end"))
        shapes.append(Box(x=_NAME, y=y + 4, width=_WIDE * row.amount / most, height=18, fill=row.colour))
        at = _NAME + _WIDE * row.amount / most + 8
        shapes.append(Words(x=at, y=y + 17, text=cut(row.figure, width=width - at - _MARGIN), ink=SOFT))
    height = _TOP + _LINE * len(shown) + _MARGIN
    shapes += left_out(len(rows) - len(shown), y=height)
    return Drawing(title=title, words=words, width=width, height=height + 20 * (len(rows) > MOST), shapes=tuple(shapes))


def left_out(n: int, *, y: float) -> list[Shape]:
    """A line that says how much a picture leaves out; none where it is whole."""
    if n <= 0:
        return []
    return [Words(x=_MARGIN, y=y, text=f"And {n:,} more, which the table shows.", size=13, ink=SOFT)]
