"""What stands together, as a network: on a circle, so that nothing is read out of how near two names are drawn.

Where names stand follows from the counts alone: each next one is that which shares most with the last, so that lines
are short, and the same counts give the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from themes.report.pictures.bars import left_out
from themes.report.pictures.drawing import SOFT, Dot, Drawing, Path, Shape, Words, cut, heading

MOST = 36
"""Names that a picture shows at most, those that share most; the table has all."""

_NAMES, _LEAST_RADIUS, _TOP, _MARGIN = 230.0, 150.0, 92.0, 44.0
_BETWEEN = 24.0
"""Pixels along the circle for each name, so that two never meet."""
_THINNEST, _THICKEST = 1.5, 11.0
_SMALLEST, _LARGEST = 5.0, 15.0
_MOST_FIGURES = 24
"""Lines are told by their number where there are no more of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A name with how often it stands anywhere; ``colour`` is ``#rrggbb``."""

    id: str
    name: str
    n: int
    colour: str


def network(title: str, nodes: Sequence[Node], links: Mapping[tuple[str, str], int], *, words: str) -> Drawing:
    """The picture of what stands together.

    Args:
        title: What it shows.
        nodes: The names; those without a link are left out.
        links: How often two stand together, one or more, by their ids.
        words: What the picture says, for who cannot see it.
    """
    linked: dict[str, int] = {}
    for pair, n in links.items():
        for id_ in pair:
            linked[id_] = linked.get(id_, 0) + n
    there = [node for node in nodes if node.id in linked]
    shown = sorted(there, key=lambda node: -linked[node.id])[:MOST]
    drawn = {pair: n for pair, n in links.items() if {*pair} <= {node.id for node in shown}}
    radius = max(_LEAST_RADIUS, _BETWEEN * len(shown) / (2 * pi) * 1.6)
    width, middle = 2 * (radius + _NAMES), _TOP + radius
    placed = {
        node.id: (node, 2 * pi * nth / max(1, len(shown)) - pi / 2) for nth, node in enumerate(_ordered(shown, drawn))
    }
    shapes = heading(title, width=width)
    shapes += _lines(drawn, {id_: _at(angle, radius, width / 2, middle) for id_, (_, angle) in placed.items()})
    most = max((node.n for node in shown), default=1)
    for node, angle in placed.values():
        size = _SMALLEST + (_LARGEST - _SMALLEST) * sqrt(node.n / most)
        x, y = _at(angle, radius, width / 2, middle)
        shapes.append(Dot(x=x, y=y, radius=size, fill=node.colour))
        shapes.append(_name(node, angle, radius + size + 6, width / 2, middle))
    height = middle + radius + _TOP - _MARGIN
    shapes += left_out(len(there) - len(shown), y=height - 8)
    return Drawing(title=title, words=words, width=width, height=height, shapes=tuple(shapes))


def _ordered(nodes: Sequence[Node], links: Mapping[tuple[str, str], int]) -> list[Node]:
    """The names round the circle: the one that shares most first, then each time what shares most with the last."""
    shared: dict[str, dict[str, int]] = {node.id: {} for node in nodes}
    for (one, other), n in links.items():
        shared[one][other] = shared[other][one] = n
    left = list(nodes)
    found: list[Node] = []
    while left:
        last = shared[found[-1].id] if found else {}
        following = max(left, key=lambda node: last.get(node.id, 0))  # of equals the first, which shares more in all
        left.remove(following)
        found.append(following)
    return found


def _lines(links: Mapping[tuple[str, str], int], places: Mapping[str, tuple[float, float]]) -> list[Shape]:
    """A line for each pair, the thicker the more, thin ones below; each with its number where there are few."""
    most = max(links.values(), default=1)
    shapes: list[Shape] = []
    figures: list[Shape] = []
    for (one, other), n in sorted(links.items(), key=lambda pair: (pair[1], pair[0])):
        share = n / most
        ends = (places[one], places[other])
        stroke = "#" + "".join(f"{round(light + (dark - light) * share):02x}" for light, dark in _SHADES)
        shapes.append(Path(points=ends, stroke=stroke, width=_THINNEST + (_THICKEST - _THINNEST) * share))
        if len(links) <= _MOST_FIGURES:
            # A third along the line: in the middle of the circle all would meet.
            x, y = (a + (b - a) * 0.36 for a, b in zip(*ends, strict=True))
            figures.append(Dot(x=x, y=y, radius=10, fill="#ffffff"))
            figures.append(Words(x=x, y=y + 4.5, text=str(n), size=12, anchor="middle"))
    return [*shapes, *figures]


_SHADES = ((0x85, 0x2F), (0x92, 0x45), (0xA1, 0x5E))
"""Red, green and blue of the thinnest and the thickest line: both 3 to 1 on white or more."""


def _at(angle: float, radius: float, x: float, y: float) -> tuple[float, float]:
    return x + radius * cos(angle), y + radius * sin(angle)


_UPRIGHT = 0.25


def _name(node: Node, angle: float, radius: float, x: float, y: float) -> Words:
    """A name outside the circle, beside its place or, at the top and bottom, above and below it."""
    at_x, at_y = _at(angle, radius, x, y)
    text = cut(node.name, width=_NAMES - 28, size=13)
    if abs(cos(angle)) < _UPRIGHT / 2:
        return Words(x=at_x, y=at_y + (12 if sin(angle) > 0 else -4), text=text, size=13, anchor="middle", ink=SOFT)
    return Words(x=at_x, y=at_y + 5, text=text, size=13, anchor="start" if cos(angle) > 0 else "end", ink=SOFT)
