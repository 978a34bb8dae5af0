"""A picture as plain shapes on white, and the same as SVG (W3C, Scalable Vector Graphics 1.1).

The same shapes give the same picture, byte for byte; words are escaped, and nothing is loaded.
Lengths are pixels, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

Anchor = Literal["start", "middle", "end"]

INK, SOFT, RULE, PAPER, BAR = "#1f2933", "#4b5563", "#bcccdc", "#ffffff", "#3f6c8f"
FONT = "system-ui, Helvetica, Arial, sans-serif"
LETTER = 0.56
"""Width of a letter as a part of its size, rather too much than too little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Straight lines from point to point; ``dash`` are the lengths of a dash and a gap, None for none."""

    points: tuple[tuple[float, float], ...]
    stroke: str = RULE
    width: float = 1.0
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of words; ``y`` is where its letters stand."""

    x: float
    y: float
    text: str
    size: float = 14.0
    anchor: Anchor = "start"
    ink: str = INK
    bold: bool = False


Shape = Box | Dot | Path | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture: ``title`` names it, ``words`` say what it shows to who cannot see it; later shapes lie above."""

    title: str
    words: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


def svg(drawing: Drawing) -> str:
    """The picture as SVG."""
    size = f'width="{drawing.width:g}" height="{drawing.height:g}" viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{FONT}">',
        f"<title>{_text(drawing.title)}</title>",
        f"<desc>{_text(drawing.words)}</desc>",
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
        *map(_shape, drawing.shapes),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def cut(words: str, *, width: float, size: float = 14.0) -> str:
    """Words as they fit into a width, on one line.

    >>> cut("Board engagement", width=80)
    'Board eng…'
    """
    line = " ".join(words.split())
    most = max(2, int(width / (size * LETTER)))
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def heading(title: str, *, width: float) -> list[Shape]:
    """The title at the top of a picture, which takes 44 pixels."""
    return [Words(x=16, y=28, text=cut(title, width=width - 32, size=18), size=18, bold=True)]


def _shape(shape: Shape) -> str:
    if isinstance(shape, Box):
        return (
            f'<rect x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}" height="{shape.height:.1f}" '
            f'fill="{shape.fill}"/>'
        )
    if isinstance(shape, Dot):
        return f'<circle cx="{shape.x:.1f}" cy="{shape.y:.1f}" r="{shape.radius:.1f}" fill="{shape.fill}"/>'
    if isinstance(shape, Path):
        dashed = f' stroke-dasharray="{shape.dash[0]:g} {shape.dash[1]:g}"' if shape.dash else ""
        return (
            f'<polyline points="{_points(shape.points)}" fill="none" stroke="{shape.stroke}" '
            f'stroke-width="{shape.width:.1f}" stroke-linecap="round" stroke-linejoin="round"{dashed}/>'
        )
    weight = ' font-weight="600"' if shape.bold else ""
    return (
        f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size:g}" text-anchor="{shape.anchor}"{weight} '
        f'fill="{shape.ink}">{_text(shape.text)}</text>'
    )


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _text(words: str) -> str:
    """Words as XML holds them: escaped, and without signs that XML forbids."""
    return escape("".join(sign for sign in words if sign.isprintable() or sign == " "))
