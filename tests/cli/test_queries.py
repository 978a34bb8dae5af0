"""query, queries."""

from __future__ import annotations

import csv


def test_a_query_tells_what_where_and_by_whom(themes, study):
    themes("code", study, "01-harrowmere-chair", 600, 700, "Asking", "--coder", "CD")
    said = themes("query", study, "only Board engagement and Asking", "--json").facts
    assert (1, 1, 1) == (said["n_quotations"], said["n_participants"], said["n_transcripts"])
    (row,) = said["quotations"]
    assert (600, 619) == (row["start"], row["end"])  # no quotation ends with the space before 620
    assert ({"AB", "CD"}, ["Board engagement", "Board engagement > Asking"]) == (set(row["coders"]), row["codes"])


def test_a_reflexive_study_is_not_told_how_many_say_it(themes, study):
    assert "1 of 3 participants" in themes("query", study, "Board engagement").out
    themes("study", study, "--method", "reflexive")
    assert "1 quotation, 1 transcript." in themes("query", study, "Board engagement").out
    said = themes("query", study, "Board engagement", "--json").facts
    assert (None, None, 1) == (said["n_participants"], said["of_participants"], said["n_quotations"])


def test_a_filter_beside_the_query_narrows_it(themes, study):
    for where, n in (("transcript=01-harrowmere-chair", 1), ("transcript=08-calder-royal-od-lead", 0)):
        assert n == themes("query", study, "Board engagement", "--where", where, "--json").facts["n_quotations"]


def test_a_mistake_is_told_with_its_place_and_nothing_is_saved(themes, study):
    said = themes("query", study, "Board engagement near", "--save", "Boards")
    assert (1, "(At character 22.)") == (said.code, said.err.strip()[-18:])
    assert [] == themes("queries", study, "--json").facts


def test_a_query_is_saved_asked_again_renamed_and_removed(themes, study):
    assert themes("query", study, "Board engagement not Asking", "--save", "Boards", "--memo", "Ch. 3").code == 0
    assert 1 == themes("query", study, "--saved", "boards", "--json").facts["n_quotations"]
    themes("queries", study, "--rename", "Boards", "What boards do")
    (row,) = themes("queries", study, "--json").facts
    assert ("What boards do", "Ch. 3") == (row["name"], row["memo"])
    assert themes("queries", study, "--remove", "What boards do").code == 0
    assert [] == themes("queries", study, "--json").facts
    themes("undo", study)
    assert 1 == len(themes("queries", study, "--json").facts)


def test_the_table_is_written_unless_names_may_stand_in_it(themes, study, tmp_path):
    refused = themes("query", study, "Board engagement", "--csv", tmp_path / "boards.csv")
    assert (1, True) == (refused.code, "Names may still stand" in refused.err)
    themes("study", study, "--pseudonymised")
    assert themes("query", study, "Board engagement", "--csv", tmp_path / "boards.csv").code == 0
    with (tmp_path / "boards.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert ["Query: Board engagement"] == rows[0]
    assert ("Words", 3) == (rows[1][0], len(rows))


def test_all_that_is_found_gets_a_code(themes, study):
    said = themes("query", study, "Board engagement", "--code", "Asking")
    assert "1 of 1 coded as “Asking”" in said.out
    assert 1 == len(themes("codings", study, "--code", "Asking", "--json").facts)
