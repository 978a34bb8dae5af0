"""discover, candidates, accept, reject, merge, rename, suggest: with the real encoder."""

from __future__ import annotations

from themes import Project


def test_candidates_tell_their_phrases_counts_and_quotations(themes, proposed):
    rows = themes("candidates", proposed, "--json").facts
    with Project.open(proposed, read_only=True) as project:
        texts = {transcript.title: transcript.text for transcript in project.transcripts()}
    assert len(rows) >= 2
    for row in rows:
        assert {"id", "name", "phrases", "segments", "cases", "quotations"} <= set(row)
        assert row["phrases"]
        assert 1 <= row["cases"] <= 3
        for quotation in row["quotations"]:
            assert set(quotation) == {"transcript", "start", "end", "words", "case"}
            assert texts[quotation["transcript"]][quotation["start"] : quotation["end"]] == quotation["words"]


def test_the_same_seed_gives_the_same_candidates(themes, decided_on):
    told = ("name", "phrases", "segments", "cases", "quotations")
    before = [[row[key] for key in told] for row in themes("candidates", decided_on, "--json").facts]
    assert themes("discover", decided_on, "--seed", 1).code == 0
    assert before == [[row[key] for key in told] for row in themes("candidates", decided_on, "--json").facts]


def test_an_accepted_candidate_is_a_code_whose_codings_say_so(themes, decided_on):
    segments = themes("candidates", decided_on, "--json").facts[0]["segments"]
    said = themes("accept", decided_on, 1, "--name", "Turning up", "--theme", "--json")
    assert (said.code, said.facts["code"], said.facts["codings"]) == (0, "Turning up", segments)
    rows = themes("codings", decided_on, "--code", "Turning up", "--json").facts
    assert {("accepted", True, "AB")} == {(row["how"], row["unread"], row["coder"]) for row in rows}
    assert [row["name"] for row in themes("theme", decided_on, "--json").facts] == ["Turning up"]


def test_a_candidate_can_be_accepted_into_a_code_that_is_there(themes, decided_on):
    said = themes("accept", decided_on, 2, "--into", "Asking", "--json")
    assert said.facts["path"] == "Board engagement > Asking"
    assert len(themes("codes", decided_on, "--json").facts) == 2


def test_a_candidate_decided_on_already_is_refused(themes, decided_on):
    assert themes("reject", decided_on, 1).code == 0
    said = themes("accept", decided_on, 1, "--name", "Late", "--json")
    assert (said.code, said.facts["kind"]) == (1, "Refused")
    assert themes("candidates", decided_on, "--json").facts[0]["outcome"] == "rejected"


def test_the_first_of_merged_candidates_takes_in_the_others(themes, decided_on):
    first, second, *_ = themes("candidates", decided_on, "--json").facts
    merged = themes("merge", decided_on, 1, second["id"][:8], "--json").facts
    assert merged["segments"] == first["segments"] + second["segments"]
    assert themes("candidates", decided_on, "--json").facts[1]["outcome"] == "merged"


def test_a_renamed_candidate_keeps_its_id(themes, decided_on):
    before = themes("candidates", decided_on, "--json").facts[0]["id"]
    after = themes("rename", decided_on, 1, "In our words", "--json").facts
    assert (before, "In our words") == (after["id"], after["name"])


def test_a_candidate_that_is_not_there_is_not_found(themes, proposed):
    said = themes("reject", proposed, 99, "--json")
    assert (said.code, said.facts["kind"]) == (1, "NotFound")


def test_suggestions_are_not_codings(themes, decided_on):
    rows = themes("suggest", decided_on, "Board engagement", "--limit", 5, "--json").facts
    assert len(rows) == 5
    assert all(row["words"] and row["because"] for row in rows)
    assert len(themes("codings", decided_on, "--json").facts) == 1


def test_without_transcripts_discovery_is_refused(themes, tmp_path):
    project = tmp_path / "empty.themes"
    themes("new", project)
    said = themes("discover", project)
    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1


def test_an_engine_that_is_not_known_is_a_usage_error(themes, proposed):
    assert themes("discover", proposed, "--engine", "magic").code == 2


def test_a_split_candidate_is_told_by_its_parts(themes, decided_on):
    whole = themes("candidates", decided_on, "--json").facts[0]
    parts = themes("split", decided_on, 1, "--into", 2, "--json").facts
    assert ([1, 2], whole["segments"]) == ([part["rank"] for part in parts], sum(part["segments"] for part in parts))


def test_a_guided_discovery_tells_which_candidates_are_more_of_a_code(themes, decided_on):
    themes("accept", decided_on, 1, "--name", "Turning up")
    assert themes("discover", decided_on, "--guided", "--json").facts["stand_for_codes"] >= 1
    assert "Turning up" in [row["stands_for"] for row in themes("candidates", decided_on, "--json").facts]
    assert ", more of: Turning up" in themes("candidates", decided_on).out
