"""Where things stand along a line, one line below the other: codes in a transcript, a word in each transcript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from themes.report.pictures.bars import left_out
from themes.report.pictures.drawing import BAR, SOFT, Box, Drawing, Path, Words, cut, heading

_NAME, _WIDE, _FIGURE, _LINE, _TOP, _MARGIN = 260.0, 640.0, 90.0, 28.0, 76.0, 16.0
_LEAST = 3.0
MOST = 60
"""Lines that a picture shows at most; the table has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A line with what stands on it: half-open ranges as parts of its length, in [0, 1]; ``figure`` says how many."""

    name: str
    ranges: tuple[tuple[float, float], ...]
    figure: str
    colour: str = BAR


def strips(title: str, rows: Sequence[Strip], *, marks: Sequence[tuple[float, str]], words: str) -> Drawing:
    """The picture of some lines, in their order.

    Args:
        title: What it shows.
        rows: The lines.
        marks: Places in [0, 1] along all lines with what stands there, as "turn 20".
        words: What the picture says, for who cannot see it.
    """
    shown = rows[:MOST]
    width, bottom = _NAME + _WIDE + _FIGURE, _TOP + _LINE * len(shown)
    shapes = heading(title, width=width)
    for place, said in marks:
        x = _NAME + _WIDE * place
        shapes.append(Path(points=((x, _TOP - 8), (x, bottom))))
        shapes.append(Words(x=x, y=_TOP - 14, text=said, size=12, anchor="middle", ink=SOFT))
    for nth, row in enumerate(shown):
        y = _TOP + _LINE * nth
        shapes.append(Words(x=_NAME - 12, y=y + 18, text=cut(row.name, width=_NAME - 2 * _MARGIN), anchor="end"))
        shapes.append(Path(points=((_NAME, y + 13), (_NAME + _WIDE, y + 13))))
        for start, end in row.ranges:
            wide = max(_LEAST, _WIDE * (end - start))
            left = _NAME + min(_WIDE * start, _WIDE - wide)
            shapes.append(Box(x=left, y=y + 5, width=wide, height=17, fill=row.colour))
        shapes.append(Words(x=_NAME + _WIDE + 12, y=y + 18, text=cut(row.figure, width=_FIGURE - 20), ink=SOFT))
    shapes += left_out(len(rows) - len(shown), y=bottom + _MARGIN)
    height = bottom + _MARGIN + 20 * (len(rows) > MOST)
    return Drawing(title=title, words=words, width=width, height=height, shapes=tuple(shapes))
