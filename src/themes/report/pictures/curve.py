"""Amounts that grow from step to step: bars for what is new, a line for all so far, a dashed one to set beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from themes.colours import COLOURS
from themes.report.pictures.drawing import INK, RULE, SOFT, Box, Dot, Drawing, Path, Words, cut, heading

_LEFT, _RIGHT, _HIGH, _TOP, _BELOW = 64.0, 40.0, 300.0, 96.0, 64.0
_STEP, _LEAST_WIDTH, _MOST_WIDTH = 56.0, 640.0, 1600.0
_NEW, _ALL = "#8492a1", COLOURS[0].value
_BESIDE = COLOURS[7].value
_N_MARKS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One step: what is new in it, all so far, and what is to be set beside that."""

    new: int
    so_far: int
    beside: float


def curve(title: str, points: Sequence[Point], *, named: tuple[str, str, str], words: str) -> Drawing:
    """The picture of what grows from step to step.

    Args:
        title: What it shows.
        points: The steps, in order.
        named: What the bars, the line and the dashed line are.
        words: What the picture says, for who cannot see it.
    """
    width = min(_MOST_WIDTH, max(_LEAST_WIDTH, _LEFT + _RIGHT + _STEP * len(points)))
    step = (width - _LEFT - _RIGHT) / max(1, len(points))
    most = max((max(point.so_far, point.beside) for point in points), default=1) or 1
    bottom = _TOP + _HIGH

    def at(nth: int, amount: float) -> tuple[float, float]:
        return _LEFT + step * (nth + 0.5), bottom - _HIGH * amount / most

    shapes = heading(title, width=width)
    shapes += [
        Box(x=_LEFT, y=50, width=14, height=14, fill=_NEW),
        Words(x=_LEFT + 20, y=62, text=named[0], size=13),
        Path(points=((_LEFT + 170, 57), (_LEFT + 198, 57)), stroke=_ALL, width=3),
        Words(x=_LEFT + 204, y=62, text=named[1], size=13),
        Path(points=((_LEFT + 330, 57), (_LEFT + 358, 57)), stroke=_BESIDE, width=2, dash=(6, 5)),
        Words(x=_LEFT + 364, y=62, text=named[2], size=13),
    ]
    for amount in range(0, int(most) + 1, max(1, -(-int(most) // _N_MARKS))):
        y = at(0, amount)[1]
        shapes.append(Path(points=((_LEFT, y), (width - _RIGHT, y))))
        shapes.append(Words(x=_LEFT - 8, y=y + 5, text=f"{amount:,}", size=12, anchor="end", ink=SOFT))
    every = max(1, -(-len(points) * 5 // 100)) if step < _STEP / 2 else 1
    for nth, point in enumerate(points):
        x, y = at(nth, point.new)
        shapes.append(Box(x=x - step * 0.3, y=y, width=step * 0.6, height=bottom - y, fill=_NEW))
        if nth % every == 0:
            shapes.append(Words(x=x, y=bottom + 20, text=str(nth + 1), size=12, anchor="middle", ink=SOFT))
    shapes.append(Words(x=_LEFT, y=bottom + 44, text=cut("Interviews, in order", width=width), size=13, ink=INK))
    shapes.append(
        Path(
            points=tuple(at(nth, point.beside) for nth, point in enumerate(points)),
            stroke=_BESIDE,
            width=2,
            dash=(6, 5),
        )
    )
    shapes.append(Path(points=tuple(at(nth, point.so_far) for nth, point in enumerate(points)), stroke=_ALL, width=3))
    shapes += [
        Dot(x=x, y=y, radius=4, fill=_ALL) for x, y in (at(nth, point.so_far) for nth, point in enumerate(points))
    ]
    shapes.append(Path(points=((_LEFT, bottom), (width - _RIGHT, bottom)), stroke=RULE))
    return Drawing(title=title, words=words, width=width, height=bottom + _BELOW, shapes=tuple(shapes))
