"""``themes report-text``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Themes = Callable[..., "Said"]  # type: ignore[name-defined]  # noqa: F821 - conftest's


def test_a_part_is_listed_written_over_and_let_stand_again(study: Path, themes: Themes) -> None:
    listed = themes("report-text", study, "--json").facts
    counting = next(one for one in listed if one["part"] == "method counting")
    assert None is counting["written"]

    written = themes("report-text", study, "method counting", "--write", "We counted people.", "--json").facts
    assert [("We counted people.", counting["generated"])] == [(one["written"], one["beneath"]) for one in written]
    assert "Yours, in place of: Counts are of participants" in themes("report-text", study, "method counting").out

    themes("report-text", study, "method counting", "--restore")
    assert None is themes("report-text", study, "method counting", "--json").facts[0]["written"]


def test_a_part_that_is_not_there_is_not_understood(study: Path, themes: Themes) -> None:
    assert 2 == themes("report-text", study, "nothing").code
    assert 2 == themes("report-text", study, "--write", "x").code
    assert 2 == themes("report-text", study, "introduction", "--keep", "--restore").code
