"""The benchmark of many comments: how it grows, and which comments it takes."""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks import large, large_table


def test_what_doubles_with_n_grows_with_its_first_power_and_what_quadruples_with_its_second():
    assert [1.0, 2.0] == [large_table.exponent((1000, 2000, 4000), (3, 3 * by, 3 * by * by)) for by in (2, 4)]


def test_one_size_alone_tells_nothing_of_growth():
    assert large_table.exponent((1000,), (3.0,)) is None


def test_a_smaller_survey_is_spread_over_the_whole(tmp_path: Path):
    survey = tmp_path / "all.csv"
    survey.write_text("id,text\n" + "".join(f'{nth},"said, {nth}"\n' for nth in range(10)))
    with large.spread(survey, 5, tmp_path / "few.csv").open(newline="") as few:
        assert [["id", "text"], *([str(nth), f"said, {nth}"] for nth in range(0, 10, 2))] == list(csv.reader(few))
