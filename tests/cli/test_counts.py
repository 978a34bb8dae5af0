"""``themes counts``: what scripts and people get, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from themes.cli import counts
from themes.compare.counts.concordance import SORTS
from themes.compare.counts.cooccurrence import WITHIN
from themes.project.counts.coded import ORDERS
from themes.project.counts.told import COUNTS, CountKind

from .conftest import Said


def test_the_choices_are_those_of_the_project():
    assert (COUNTS, WITHIN, ORDERS, SORTS) == (counts.KINDS, counts.WITHIN, counts.ORDERS, counts.SORTS)
    assert COUNTS == get_args(CountKind)


def test_a_count_tells_scripts_its_rows_its_rule_and_its_limits(themes: Callable[..., Said], study: Path):
    themes("code", study, "01-harrowmere-chair", 510, 600, "Asking")
    told = themes("counts", study, "co-occurrence", "--json").facts
    assert ("co-occurrence", 1, 1.0) == (told["kind"], told["rows"][0]["Together (n)"], told["rows"][0]["c"])
    assert "share at least one character" in told["rule"]
    assert told["cautions"]
    assert [] == themes("counts", study, "co-occurrence", "--only", "Asking", "--json").facts["rows"]


@pytest.mark.parametrize("kind", [kind for kind in COUNTS if kind != "crosstab"])
def test_each_count_is_told_in_lines_and_written_as_four_files(
    themes: Callable[..., Said], study: Path, tmp_path: Path, kind: str
):
    word = ("--word", "the board") if kind == "concordance" else ()
    themes("code", study, "01-harrowmere-chair", 510, 600, "Asking")
    told = themes("counts", study, kind, *word)
    assert (0, "") == (told.code, told.err)
    assert any(" | " in line for line in told.out.splitlines())
    options = [part for suffix in ("csv", "xlsx", "svg", "png") for part in (f"--{suffix}", tmp_path / f"a.{suffix}")]
    written = themes("counts", study, kind, *word, *options, "--insist")
    assert (0, 4) == (written.code, len(written.out.splitlines()))
    assert all((tmp_path / f"a.{suffix}").stat().st_size > 100 for suffix in ("csv", "xlsx", "svg", "png"))


def test_what_cannot_be_counted_says_so_and_ends_with_one(themes: Callable[..., Said], study: Path, tmp_path: Path):
    assert (1, "A crosstab needs an attribute of cases. Nothing was counted.\n") == (
        (refused := themes("counts", study, "crosstab")).code,
        refused.err,
    )
    assert 1 == themes("counts", study, "words", "--csv", tmp_path / "a.csv").code
    assert not (tmp_path / "a.csv").exists()
    assert 2 == themes("counts", study, "words", "--svg", tmp_path / "a.png").code
    assert 2 == themes("counts", study, "nothing").code
