from __future__ import annotations

from themes.read.unpacking.gathered import Gathered


def test_what_a_cell_left_out_is_counted_with_the_page():
    page, cell = Gathered(), Gathered()
    cell.add_paragraph([("Jane.", False)])
    cell.add_paragraph([("Ann.", True)])
    cell.counts["comments"] += 1
    page.counts["comments"] += 1
    page.add_row((page.cell(cell), ""))
    page.add_row(("", ""))
    source = page.source()
    assert [("Jane.\nAnn.\t", 1)] == [(line.text, line.paragraph) for line in source.lines]
    assert [("comments", 2)] == [(dropped.what, dropped.count) for dropped in source.dropped]
