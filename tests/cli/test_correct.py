"""correct, replace, displaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes import Project

CHAIR = "01-harrowmere-chair"


@pytest.fixture
def coded(themes, study) -> dict:
    """The one coding of the project."""
    (row,) = themes("codings", study, "--json").facts
    return row


def test_a_typo_before_a_coding_moves_it_and_says_so(themes, study, coded):
    said = themes("correct", study, CHAIR, 0, 0, "So. ", "--json")
    assert (0, 1, 0) == (said.code, said.facts["moved"], said.facts["lost"])
    (row,) = themes("codings", study, "--json").facts
    assert (coded["words"], coded["start"] + 4) == (row["words"], row["start"])
    assert themes("check", study).code == 0


def test_a_correction_inside_a_coding_tells_what_it_was(themes, study, coded):
    first = coded["words"].split()[1]
    start = coded["start"] + coded["words"].index(first)
    said = themes("correct", study, CHAIR, start, start + len(first), "WHATEVER", "--was", first)
    assert said.code == 0
    assert "1 changed" in said.out
    assert f"was: “{' '.join(coded['words'].split())}”" in said.out


def test_other_words_than_those_seen_are_not_corrected(themes, study):
    said = themes("correct", study, CHAIR, 0, 4, "x", "--was", "not these", "--json")
    assert (1, "StaleChange") == (said.code, said.facts["kind"])


def test_a_turn_is_given_to_another_speaker_split_and_joined(themes, study):
    with Project.open(study, read_only=True) as project:
        was = project.transcript(CHAIR)
        turn = next(one for one in was.turns if one.kind == "speech" and " " in was.text[one.start : one.end])
        place = was.text.index(" ", turn.start)
    assert themes("correct", study, CHAIR, turn.start, "--speaker", "Tom").code == 0
    assert themes("correct", study, CHAIR, place, "--split").code == 0
    assert themes("correct", study, CHAIR, turn.start, "--join").code == 0
    with Project.open(study, read_only=True) as project:
        now = project.transcript(CHAIR)
    assert was.text == now.text
    assert "Tom" in {speaker.label for speaker in now.speakers}


@pytest.mark.parametrize("words", [(5,), (5, 9), (5, 9, "x", "--split"), (5, "--split", "--join")])
def test_what_is_no_correction_is_not_understood(themes, study, words):
    assert 2 == themes("correct", study, CHAIR, *words).code


def test_a_corrected_file_is_taken_in_and_what_was_lost_is_listed_and_placed(
    themes, study, coded, corpus, tmp_path: Path
):
    original = (corpus / "interviews" / f"{CHAIR}.txt").read_text(encoding="utf-8")
    with Project.open(study, read_only=True) as project:
        was = project.transcript(CHAIR)
    turn = next(one for one in was.turns if one.start <= coded["start"] < one.end)
    spoken = was.text[turn.start : turn.end]
    assert spoken in original
    better = tmp_path / "corrected.txt"
    better.write_text(original.replace(spoken, "We never had any of that, to be honest with you."), encoding="utf-8")
    said = themes("replace", study, CHAIR, better)
    assert (0, True) == (said.code, "1 lost" in said.out)
    assert "themes displaced" in said.out
    (lost,) = themes("displaced", study, "--json").facts
    assert (coded["words"], ["Board engagement"]) == (lost["was"], lost["codes"])
    assert lost["id"][:8] in themes("displaced", study).out
    placed = themes("displaced", study, "--place", lost["id"][:8], *lost["near"], "--json")
    assert (0, []) == (placed.code, placed.facts)
    (row,) = themes("codings", study, "--json").facts
    assert "We never had any of that" in row["words"]
    assert "enabler" == row["valence"]
    assert themes("undo", study).code == 0
    assert themes("displaced", study, "--dismiss", lost["id"]).code == 0
    assert "No quotation has lost its place." in themes("displaced", study).out
    assert themes("check", study).code == 0


def test_the_same_file_again_is_refused(themes, study, corpus):
    said = themes("replace", study, CHAIR, corpus / "interviews" / f"{CHAIR}.txt", "--json")
    assert (1, "AlreadyAdded") == (said.code, said.facts["kind"])
