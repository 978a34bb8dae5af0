"""How widely themes were heard, as a picture: a bar for each, n of N, with its interval where there is one.

A pure function from facts to SVG (W3C, Scalable Vector Graphics 1.1), as ``thematic_map``. Words are escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from textwrap import wrap

from themes.report.pictures.drawing import LETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: ``share`` of those looked at, in [0, 1], None where nobody was or it is hidden; ``figure`` says it."""

    name: str
    figure: str
    share: float | None
    interval: tuple[float, float] | None = None
    under: bool = False


_FONT = "system-ui, sans-serif"
_INK, _BAR, _RULE = "#1F2933", "#3F6C8F", "#BCCCDC"
_NAME, _WIDE, _LINE, _TOP = 320, 340, 30, 34
_SIZE, _GAP, _LEAST = 14, 12, 400  # of letters; before what is said beside a bar; its least width
_LONGEST = 38
_NOTE = 150  # characters of a note that stand beside each other


def draw(bars: Sequence[Bar], *, note: str = "") -> str:
    """The picture of some bars.

    Args:
        bars: In their order, at least one.
        note: What stands below them.
    """
    lines = wrap(note, _NOTE)
    whole = _TOP + _LINE * len(bars) + 10
    said = max(_LEAST, *(2 * _GAP + ceil(_SIZE * LETTER * len(bar.figure)) for bar in bars))
    width, height = _NAME + _WIDE + said, whole + 20 * len(lines)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{_FONT}" font-size="{_SIZE}">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for share in (0, 0.5, 1):
        x = _NAME + _WIDE * share
        parts.append(f'<line x1="{x}" y1="{_TOP - 6}" x2="{x}" y2="{whole - 6}" stroke="{_RULE}"/>')
        parts.append(f'<text x="{x}" y="20" text-anchor="middle" fill="{_INK}">{share:.0%}</text>')
    for nth, bar in enumerate(bars):
        parts += _bar(bar, _TOP + _LINE * nth)
    for nth, line in enumerate(lines):
        parts.append(f'<text x="8" y="{whole + 8 + 20 * nth}" fill="{_INK}" font-size="13">{escape(line)}</text>')
    return "".join([*parts, "</svg>"])


def _bar(bar: Bar, y: float) -> list[str]:
    name = bar.name if len(bar.name) <= _LONGEST else bar.name[: _LONGEST - 1].rstrip() + "…"
    indent = 18 if bar.under else 0
    parts = [f'<text x="{8 + indent}" y="{y + 18}" fill="{_INK}">{escape(name)}</text>']
    if bar.share is not None:
        parts.append(f'<rect x="{_NAME}" y="{y + 5}" width="{_WIDE * bar.share:.1f}" height="17" fill="{_BAR}"/>')
    if bar.interval is not None:
        low, high = (_NAME + _WIDE * end for end in bar.interval)
        middle = y + 13.5
        parts.append(
            f'<path d="M{low:.1f} {middle}H{high:.1f}M{low:.1f} {middle - 5}v10M{high:.1f} {middle - 5}v10" '
            f'stroke="{_INK}" stroke-width="1.5" fill="none"/>'
        )
    parts.append(f'<text x="{_NAME + _WIDE + _GAP}" y="{y + 18}" fill="{_INK}">{escape(bar.figure)}</text>')
    return parts
