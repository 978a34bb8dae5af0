"""Pictures of counts: the same for the same numbers, told in words too, and of sound contrast."""

from __future__ import annotations

import re
from pathlib import Path as File
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from themes.report.pictures.bars import MOST, Bar, bars
from themes.report.pictures.curve import Point, curve
from themes.report.pictures.drawing import PAPER, RULE, Box, Dot, Drawing, Path, Words, svg
from themes.report.pictures.grid import grid, shade
from themes.report.pictures.network import Node, network
from themes.report.pictures.png import SCALE, write_png
from themes.report.pictures.strips import Strip, strips

HOSTILE = '<script>alert(1)</script> & "x" \x00\x1f'
NODES = [Node(id=one, name=f"{one} {HOSTILE}", n=4, colour="#0060cc") for one in "abcd"]
PICTURES = {
    "bars": lambda: bars(HOSTILE, [Bar(name=HOSTILE, amount=3, figure="3")], words="w"),
    "grid": lambda: grid(HOSTILE, ["x", HOSTILE], [(HOSTILE, [("1 of 2", 0.5), ("hidden", None)])], words="w"),
    "strips": lambda: strips(
        HOSTILE, [Strip(name=HOSTILE, ranges=((0.0, 0.1), (0.99, 1.0)), figure="2")], marks=[(0.5, "turn 5")], words="w"
    ),
    "curve": lambda: curve(
        HOSTILE, [Point(new=3, so_far=3, beside=2.5)], named=("new", "all", HOSTILE), words="w"
    ),
    "network": lambda: network(HOSTILE, NODES, {("a", "b"): 3, ("c", "b"): 1}, words="w"),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_whole_xml_that_says_what_it_shows_and_runs_nothing(name: str):
    written = svg(PICTURES[name]())
    assert written == svg(PICTURES[name]())
    root = ET.fromstring(written)  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    assert (f"{space}svg", "img") == (root.tag, root.get("role"))
    assert [f"{space}title", f"{space}desc"] == [child.tag for child in root][:2]
    assert {f"{space}{tag}" for tag in ("title", "desc", "rect", "circle", "polyline", "text")} >= {
        child.tag for child in root
    }


@pytest.mark.parametrize("name", PICTURES)
def test_a_png_has_the_sizes_and_the_words_of_its_picture(name: str, tmp_path: File):
    drawing = PICTURES[name]()
    write_png(drawing, tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as made:
        assert (pytest.approx(drawing.width * SCALE, abs=1), pytest.approx(drawing.height * SCALE, abs=1)) == made.size
        assert "w" == made.info["Description"]
        assert len(set(made.convert("RGB").get_flattened_data())) > 2


def test_a_png_shows_a_box_where_it_stands(tmp_path: File):
    box = Box(x=10, y=20, width=30, height=5, fill="#ff0000")
    write_png(Drawing(title="", words="", width=100, height=50, shapes=(box,)), tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as made:
        seen = {at: made.getpixel((at[0] * SCALE, at[1] * SCALE)) for at in ((12, 22), (38, 23), (5, 22), (12, 30))}
    red, white = (255, 0, 0), (255, 255, 255)
    assert {(12, 22): red, (38, 23): red, (5, 22): white, (12, 30): white} == seen


def test_nothing_is_drawn_beyond_the_picture():
    nodes = [Node(id=str(nth), name="A long name of a code " * 3, n=nth + 1, colour="#0060cc") for nth in range(50)]
    links = {(str(one), str(other)): one + other for one in range(50) for other in range(one + 1, 50)}
    drawing = network("Together", nodes, links, words="")
    for shape in drawing.shapes:
        if isinstance(shape, Words):
            assert 0 < shape.y < drawing.height
            assert 0 < shape.x < drawing.width
    assert "And 14 more" in svg(drawing)


def test_what_a_picture_leaves_out_is_said():
    written = svg(bars("Many", [Bar(name=str(nth), amount=1, figure="1") for nth in range(MOST + 3)], words=""))
    assert "And 3 more, which the table shows." in written


def test_figures_of_a_grid_stand_at_least_4_5_to_1():
    for nth in range(101):
        drawing = grid("t", ["x"], [("row", [("figure", nth / 100)])], words="")
        (ink,) = [shape.ink for shape in drawing.shapes if isinstance(shape, Words) and shape.text == "figure"]
        paper = shade(nth / 100) if nth else "#f1f5f9"
        light, dark = sorted((luminance(ink), luminance(paper)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, nth


def test_what_tells_an_amount_stands_at_least_3_to_1_on_white():
    """WCAG 2.2, 1.4.11; thin grey lines behind it only help the eye along."""
    drawings = [make() for name, make in PICTURES.items() if name != "grid"]
    drawings.append(network("t", NODES, {("a", "b"): 100, ("c", "d"): 1}, words=""))
    colours = set()
    for drawing in drawings:
        for shape in drawing.shapes:
            if isinstance(shape, Box | Dot):
                colours.add(shape.fill)
            elif isinstance(shape, Path) and shape.stroke != RULE:
                colours.add(shape.stroke)
    assert len(colours) > 4
    assert [] == [one for one in colours - {PAPER} if 1.05 / (luminance(one) + 0.05) < 3]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(part, 16) / 255 for part in re.findall("..", colour[1:])]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
