"""A picture as PNG, drawn by Pillow: what a browser does on the page, for who has none at hand."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import hypot
from pathlib import Path as File
from typing import TYPE_CHECKING

from themes.report.pictures.drawing import PAPER, Box, Dot, Drawing, Path, Shape, Words

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

SCALE = 2
"""Pixels for each of the picture's, as on the page: enough for print at a width of 18 cm."""

_FINER = 2  # drawn larger and made smaller again, which smooths edges: Pillow itself does not
_LARGEST = 12_000  # pixels of a side, above which it is drawn at a smaller scale
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
# Looked for by name where each system keeps its fonts; Pillow's own comes along, but has Latin letters only.
_FONTS = {
    False: ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "Arial.ttf", "arial.ttf"),
    True: ("DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "NotoSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf"),
}


def write_png(drawing: Drawing, path: File) -> None:
    """Write a picture as .png; its title and words go into the file as text.

    Args:
        drawing: The picture.
        path: The file to write.
    """
    from PIL import Image, ImageDraw, PngImagePlugin  # noqa: PLC0415 - only who writes a picture pays for it

    scale = min(SCALE * _FINER, _LARGEST / max(drawing.width, drawing.height))
    size = (max(1, round(drawing.width * scale)), max(1, round(drawing.height * scale)))
    image = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        _draw(pen, shape, scale)
    told = PngImagePlugin.PngInfo()
    told.add_itxt("Title", drawing.title)
    told.add_itxt("Description", drawing.words)
    smaller = (max(1, size[0] // _FINER), max(1, size[1] // _FINER))
    image.resize(smaller, Image.Resampling.LANCZOS).save(path, format="PNG", pnginfo=told, optimize=True)


def _draw(pen: ImageDraw.ImageDraw, shape: Shape, scale: float) -> None:
    if isinstance(shape, Box):
        left, top = shape.x * scale, shape.y * scale
        right, bottom = left + max(1.0, shape.width * scale), top + max(1.0, shape.height * scale)
        pen.rectangle((left, top, right - 1, bottom - 1), fill=shape.fill)
    elif isinstance(shape, Dot):
        _dot(pen, shape.x * scale, shape.y * scale, shape.radius * scale, shape.fill)
    elif isinstance(shape, Path):
        width = max(1, round(shape.width * scale))
        for one, other in _pieces(shape, scale):
            pen.line((one, other), fill=shape.stroke, width=width)
            for x, y in (one, other):
                _dot(pen, x, y, width / 2 - 0.5, shape.stroke)
    else:
        _words(pen, shape, scale)


def _dot(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: str) -> None:
    if radius > 0:
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def _words(pen: ImageDraw.ImageDraw, shape: Words, scale: float) -> None:
    pen.text(
        (shape.x * scale, shape.y * scale),
        "".join(sign for sign in shape.text if sign.isprintable()),
        fill=shape.ink,
        anchor=_ANCHORS[shape.anchor],
        font=_font(shape.size * scale, bold=shape.bold),
    )


def _pieces(path: Path, scale: float) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The lines of a path in pixels, each dash by itself."""
    points = [(x * scale, y * scale) for x, y in path.points]
    if path.dash is None:
        return list(pairwise(points))
    dash, gap = (length * scale for length in path.dash)
    pieces = []
    for (x, y), (to_x, to_y) in pairwise(points):
        length = hypot(to_x - x, to_y - y)
        at = 0.0
        while at < length:
            ends = (at / length, min(at + dash, length) / length)
            first, last = ((x + (to_x - x) * share, y + (to_y - y) * share) for share in ends)
            pieces.append((first, last))
            at += dash + gap
    return pieces


@cache
def _font(size: float, *, bold: bool) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """The first font that this system has, else Pillow's own."""
    from PIL import ImageFont  # noqa: PLC0415 - as above

    for name in _FONTS[bold]:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
