"""The picture of how widely each was heard."""

from __future__ import annotations

import re

from themes.report.pictures.drawing import LETTER
from themes.report.prevalence_chart import Bar, draw


def test_all_that_is_said_beside_a_bar_stands_in_the_picture():
    figure = "0 of 0 (13 more heard, not looked at in full; 2 not looked at)"
    drawn = draw([Bar(name="Support from the top", figure=figure, share=None)])
    (width,) = re.findall(r'<svg[^>]* width="(\d+)"', drawn)
    (x,) = re.findall(rf'<text x="(\d+)"[^>]*>{re.escape(figure)}<', drawn)
    assert int(width) >= int(x) + 14 * LETTER * len(figure)
