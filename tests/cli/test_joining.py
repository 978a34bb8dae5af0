"""join, merge of two files, clashes, double-code, disagreements: as two people with two laptops use them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from themes import Project


@pytest.fixture
def copies(made: Path, tmp_path: Path, themes) -> tuple[Path, Path]:
    """Two copies in which two coders named one code otherwise, and each coded."""
    here, there = tmp_path / "here.themes", tmp_path / "there.themes"
    for place, coder, name in ((here, "AB", "Governance"), (there, "CD", "Leadership")):
        shutil.copy(made, place)
        assert themes("code", place, "01-harrowmere-chair", 700, 760, "Asking", "--coder", coder).code == 0
        with Project.open(place, coder=coder) as project:
            project.revise_code("Board engagement", name=name)
    return here, there


def test_merge_of_two_files_joins_them_and_again_changes_nothing(copies, themes):
    here, there = copies
    first = themes("merge", here, there, "--json").facts
    assert (1, 1) == (first["codings"], len(first["clashes"]))
    assert ["Governance", "Leadership"] == [first["clashes"][0][one]["words"] for one in ("first", "second")]
    again = themes("merge", here, there, "--json").facts
    assert (0, 1) == (again["steps"], len(again["clashes"]))
    assert ["AB", "CD"] == sorted({row["coder"] for row in themes("codings", here, "--json").facts})
    clash = first["clashes"][0]["id"]
    assert [] == themes("clashes", here, clash[:8], "--second", "--json").facts
    assert 0 == themes("check", here).code


def test_joining_names_the_last_step_of_the_copy_also_where_nothing_is_new(copies, themes):
    here, there = copies
    with Project.open(there, coder="CD") as project:
        last = project.history(limit=1)[0].step.at
    for _ in range(2):
        told = themes("join", here, there, "--json").facts
        assert {"coder": "CD", "at": last} == told["last_step"]
    said = themes("join", here, there).out
    assert "Nothing new in there.themes" in said
    assert f"The last step in there.themes is by CD, {last[:16].replace('T', ' ')} UTC." in said


def test_merge_still_takes_candidate_themes_and_says_what_it_needs(copies, themes):
    assert 2 == themes("merge", copies[0], 1).code
    assert 1 == themes("merge", copies[0], 1, 2).code  # there is no discovery in it


def test_transcripts_are_double_coded_and_a_disagreement_is_decided(copies, themes):
    here, there = copies
    themes("merge", here, there, "--ours")
    told = themes("double-code", here, "01-harrowmere-chair", "--by", "AB", "--by", "CD", "--json").facts
    assert {"AB": "under way", "CD": "under way"} == told[0]["coders"]
    themes("code", here, "01-harrowmere-chair", 1586, 1700, "Asking", "--coder", "CD")
    for coder in ("AB", "CD"):
        assert 0 == themes("double-code", here, "01-harrowmere-chair", "--done", "--coder", coder).code
    assert not themes("double-code", here, "--json").facts[0]["hidden"]
    found = themes("disagreements", here, "--json").facts
    assert found
    decided = themes(
        "disagreements", here, found[0]["id"], "--verdict", "both", "--reason", "So it is.", "--json"
    ).facts
    assert "So it is." in next(one for one in decided if one["id"] == found[0]["id"])["decided"]


def test_the_machine_is_frozen_and_compared_by_its_name(copies, themes):
    here, _ = copies
    assert [] == themes("freeze", here, "--json").facts
    (kept,) = themes("freeze", here, "03-pennick-vale-hr-director", "--coder", "AB", "--json").facts
    assert ["03-pennick-vale-hr-director"] == [one["transcript"] for one in kept["transcripts"]]
    assert themes("looked", here, "03-pennick-vale-hr-director", "--coder", "AB").code == 0
    found = themes("agreement", here, "--coder", "AB", "--coder", "machine", "--sure", "0.3", "--json").facts
    assert (["AB", kept["name"]], 0.3) == (found["coders"], found["machine_gives_from"])
    assert any("learnt from no decision in the transcripts" in line for line in found["machine"])
    units = themes("agreement", here, "--coder", "AB", "--coder", "machine", "--behind", "all codes", "--json").facts
    pooled = themes("agreement", here, "--coder", "AB", "--coder", "machine", "--json").facts["pooled"]
    assert pooled["n_units"] == len(units)
    assert [kept] == themes("freeze", here, "--json").facts
    assert 1 == themes("agreement", here, "--coder", "AB", "--coder", "machine", "--behind", "Nothing such").code
    assert 2 == themes("freeze", here, "03-pennick-vale-hr-director", "--all").code


def test_undo_takes_back_a_whole_merge_and_redo_brings_it_again(copies, themes):
    here, there = copies
    before = themes("codings", here, "--json").facts
    themes("merge", here, there, "--ours")
    after = themes("codings", here, "--json").facts
    assert len(before) + 1 == len(after)
    undone = themes("undo", here)
    assert (0, True) == (undone.code, "join with “there.themes”" in undone.out)
    assert before == themes("codings", here, "--json").facts
    assert "join with “there.themes”" in themes("redo", here).out
    assert after == themes("codings", here, "--json").facts
    assert "join with “there.themes”" in themes("history", here).out


def test_merge_of_one_file_in_two_layouts_says_what_became_of_it(copies, tmp_path, themes):
    here, there = copies
    talk = tmp_path / "talk.txt"
    talk.write_text("Interviewer: And you?\n\nCleo: We had no time.\n\nInterviewer: Why?\n\nCleo: The team went.")
    for place, layout, words in ((here, "label before the words", "no time"), (there, "one voice", "Cleo")):
        with Project.open(place) as project:
            source = project.add(talk, layout=layout)
            at = source.text.index(words)
            project.add_coding(source, at, at + len(words), project.codes()[0])
    told = themes("merge", here, there, "--same-file", "ours", "--json").facts
    assert [{"transcript": "talk", "stands": "label before the words", "other": "one voice"}] == told["read_otherwise"]
    assert ["Cleo"] == [one["was"] for one in told["lost"]]
    assert not [one for one in told["clashes"] if "was read" in one["what"]]
    themes("undo", here)
    said = themes("merge", here, there)
    assert "1 quotation found no place" in said.out
    assert "how the transcript “talk” was read" in said.out
    assert 2 == themes("merge", here, 1, 2, "--same-file", "ours").code
