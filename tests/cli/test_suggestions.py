"""suggest, review, learning: with the real encoder."""

from __future__ import annotations


def test_a_suggestion_tells_its_probability_and_why(themes, made):
    rows = themes("suggest", made, "Board engagement", "--limit", 3, "--json").facts
    assert 3 == len(rows)
    assert sorted((row["probability"] for row in rows), reverse=True) == [row["probability"] for row in rows]
    assert all(row["because"] and row["code"] == "Board engagement" for row in rows)
    lines = themes("suggest", made, "Board engagement", "--limit", 1).out.splitlines()
    assert lines[0].startswith(f"{rows[0]['probability']:.2f}")


def test_what_to_review_is_mixed(themes, made):
    rows = themes("review", made, "--limit", 3, "--json").facts
    assert 3 == len({row["because"][-1] for row in rows})


def test_too_few_codings_say_that_there_is_nothing_to_tell(themes, made):
    assert {"points": [], "drifts": []} == themes("learning", made, "--json").facts
    assert "nothing to tell yet" in themes("learning", made).out
