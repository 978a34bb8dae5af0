"""code, uncode, codings, looked."""

from __future__ import annotations

from themes import Project


def test_codings_tell_where_what_by_whom_and_how(themes, study):
    (row,) = themes("codings", study, "--json").facts
    with Project.open(study, read_only=True) as project:
        text = project.transcript(row["transcript"]).text
    assert {"transcript", "start", "end", "words", "code", "coder", "how"} <= set(row)
    assert text[row["start"] : row["end"]] == row["words"]
    assert (row["code"], row["coder"], row["how"], row["valence"]) == ("Board engagement", "AB", "by hand", "enabler")


def test_a_coding_is_made_by_the_coder_named(themes, study):
    said = themes("code", study, "03-pennick-vale-hr-director", 400, 450, "Asking", "--coder", "CD", "--json")
    assert (said.code, said.facts["coder"]) == (0, "CD")
    assert len(themes("codings", study, "--coder", "CD", "--json").facts) == 1


def test_codings_are_told_by_code_transcript_and_coder(themes, study):
    themes("code", study, "08-calder-royal-od-lead", 400, 450, "Asking", "--coder", "CD")
    counts = {
        option: len(themes("codings", study, option, value, "--json").facts)
        for option, value in (("--code", "Asking"), ("--transcript", "08-calder-royal-od-lead"), ("--coder", "AB"))
    }
    assert {"--code": 1, "--transcript": 1, "--coder": 1} == counts


def test_a_coding_is_taken_away_by_the_beginning_of_its_id(themes, study):
    (row,) = themes("codings", study, "--json").facts
    assert themes("uncode", study, row["id"][:8]).code == 0
    assert themes("codings", study, "--json").facts == []


def test_a_range_outside_the_text_is_refused_and_nothing_is_coded(themes, study):
    said = themes("code", study, "01-harrowmere-chair", 10, 9_999_999, "Asking", "--json")
    assert (said.code, said.facts["kind"]) == (1, "Refused")
    assert len(themes("codings", study, "--json").facts) == 1


def test_a_position_that_is_no_number_is_a_usage_error(themes, study):
    assert themes("code", study, "01-harrowmere-chair", "ten", 20, "Asking").code == 2


def test_what_was_looked_at_is_told_apart_from_what_was_found(themes, study):
    said = themes("looked", study, "01-harrowmere-chair", "--json").facts
    assert [row["looked"] for row in said["codes"]] == ["coded", "nothing found"]
    with Project.open(study, read_only=True) as project:
        assert project.looked("03-pennick-vale-hr-director", "Asking") == "not looked at"
