"""codes, theme."""

from __future__ import annotations

import pytest


def test_a_code_is_added_under_its_parent(themes, study):
    rows = themes(
        "codes", study, "--add", "Visits", "--parent", "Board engagement", "--definition", "Ward visits.", "--json"
    ).facts
    added = next(row for row in rows if row["name"] == "Visits")
    assert (added["path"], added["parent"], added["definition"]) == (
        "Board engagement > Visits",
        "Board engagement",
        "Ward visits.",
    )


def test_a_second_code_of_the_same_name_and_place_is_refused(themes, study):
    said = themes("codes", study, "--add", "board engagement", "--json")
    assert said.code == 1
    assert said.facts["kind"] == "Refused"
    assert len(themes("codes", study, "--json").facts) == 2


@pytest.mark.parametrize("suffix", ["toml", "csv"])
def test_a_codebook_written_and_read_again_is_the_same(themes, study, tmp_path, suffix):
    file, other = tmp_path / f"book.{suffix}", tmp_path / "other.themes"
    assert themes("codes", study, "--write", file).code == 0
    themes("new", other)
    themes("codes", other, "--read", file)
    told = ("path", "definition", "use_when", "dont_use_when", "colour")
    before, after = (
        [tuple(row[key] for key in told) for row in themes("codes", one, "--json").facts] for one in (study, other)
    )
    assert before == after


@pytest.mark.parametrize(
    "options", [("--parent", "Asking"), ("--add", "One", "--write", "book.csv"), ("--read", "missing.toml")]
)
def test_options_that_do_not_go_together_are_a_usage_error(themes, study, options):
    assert themes("codes", study, *options).code == 2


def test_a_theme_comes_with_its_codes_and_asks_for_its_statement(themes, study):
    made = themes("theme", study, "Boards that turn up", "--code", "Board engagement", "--json").facts
    assert [(row["codes"], row["statement"]) for row in made] == [(["Board engagement"], "")]
    assert "asks for its statement" in themes("theme", study).out


def test_a_theme_that_is_there_is_revised_and_keeps_its_codes(themes, study):
    themes("theme", study, "Boards", "--code", "Board engagement")
    themes("theme", study, "Boards", "--statement", "Boards that turn up are followed.", "--code", "Asking")
    rows = themes("theme", study, "--json").facts
    assert [(row["codes"], row["statement"]) for row in rows] == [
        (["Board engagement", "Board engagement > Asking"], "Boards that turn up are followed.")
    ]


def test_a_sub_theme_stands_under_its_theme(themes, study):
    themes("theme", study, "Boards")
    themes("theme", study, "Visits", "--parent", "Boards")
    assert [("Boards", None), ("Visits", "Boards")] == [
        (row["name"], row["parent"]) for row in themes("theme", study, "--json").facts
    ]


def test_options_of_a_theme_without_its_name_are_a_usage_error(themes, study):
    assert themes("theme", study, "--statement", "Whose?").code == 2
