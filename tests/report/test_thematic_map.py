"""The thematic map as a picture."""

from __future__ import annotations

import re

import pytest

from themes.report.thematic_map import MapCode, MapTheme, ThematicMap, draw

SAMPLE = "Better Places to Work: evaluation of a culture programme in six hospital trusts"
_WIDEST = 12.0  # pixels that a letter of the title took at most, in the .png of the sample study


def _map(title: str) -> ThematicMap:
    code = MapCode(id="c", name="Board engagement", colour="#0055cc", n_quotations=25, figure="6 of 15")
    theme = MapTheme(id="t", name="Boards turn up", parent_id=None, code_ids=("c",), n_quotations=25, figure="6 of 15")
    return ThematicMap(title=title, themes=(theme,), codes=(code,))


@pytest.mark.parametrize("title", [SAMPLE, "Short", "x" * 300, "long words " * 30])
def test_the_title_stands_inside_the_picture_and_above_its_boxes(title: str):
    drawn = draw(_map(title))
    width = int(re.findall(r'width="(\d+)"', drawn)[0])
    lines = re.findall(r'<text x="(\d+)[.\d]*" y="([\d.]+)" font-size="20"[^>]*>([^<]*)<', drawn)
    assert all(int(x) + len(words) * _WIDEST <= width for x, _, words in lines)
    lowest_line = max(float(y) for _, y, _ in lines)
    highest_box = min(float(y) for y in re.findall(r'<rect x="[\d.]+" y="([\d.]+)"', drawn))
    assert lowest_line < highest_box


def test_the_whole_title_of_a_study_is_told():
    lines = re.findall(r'font-size="20"[^>]*>([^<]*)<', draw(_map(SAMPLE)))
    assert SAMPLE == " ".join(lines)
