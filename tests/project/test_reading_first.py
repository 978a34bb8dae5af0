"""How many transcripts are read before the machine's proposals are shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from themes.methods import METHODS
from themes.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.themes", coder="AB", method="reflexive") as made:
        for nth in range(6):
            made.add_bytes(f"{nth}.txt", f"Interviewer: Well?\n\nChair: We turned up {nth} times.\n".encode())
        made.add_code("Board")
        yield made


def far(project: Project) -> tuple[int, int, int]:
    reading = project.reading_first()
    return reading.n_wanted, reading.n_read, reading.n_left


def test_reflexive_work_reads_four_first_and_no_other_method_any():
    assert {"reflexive": 4} == {name: one.read_first for name, one in METHODS.items() if one.read_first}


def test_what_a_coder_marks_as_read_counts_for_that_coder_alone(project: Project):
    assert (4, 0, 4) == far(project)
    for transcript in project.transcripts()[:3]:
        project.mark_looked_at(transcript)
    assert (4, 3, 1) == far(project)
    assert (4, 0, 4) == far(project.as_coder("CD"))


def test_what_is_read_before_there_is_a_code_counts_and_is_undone(tmp_path: Path):
    with Project.create(tmp_path / "uncoded.themes", coder="AB", method="reflexive") as uncoded:
        read, _ = uncoded.add_bytes("a.txt", b"We turned up.\n"), uncoded.add_bytes("b.txt", b"We did not.\n")
        uncoded.mark_looked_at(read)
        uncoded.mark_looked_at(read)  # once more says nothing new
        assert (2, 1, 1) == far(uncoded)
        assert {read.id: {uncoded.coder.id}} == uncoded.read_by()
        assert {} == uncoded.looked_at()
        uncoded.undo()
        assert (2, 0, 2) == far(uncoded)


def test_who_looked_for_one_code_only_has_read_the_transcript_all_the_same(project: Project):
    project.mark_looked_at(project.transcripts()[0], ["Board"])
    assert 1 == project.reading_first().n_read


def test_an_uncoded_transcript_that_was_read_can_leave_the_study(project: Project):
    project.mark_looked_at(project.transcripts()[0])
    project.remove_transcript(project.transcripts()[0])
    assert {} == project.read_by()
    assert [] == project.check()


def test_what_the_study_says_counts_before_its_method(project: Project):
    project.describe(read_first=2)
    assert (2, 0, 2) == far(project)
    project.describe(read_first=0)
    assert 0 == project.reading_first().n_left


def test_a_study_of_few_transcripts_asks_for_no_more_than_it_has(project: Project):
    project.describe(read_first=50)
    assert 6 == project.reading_first().n_wanted


def test_who_asks_by_a_notebook_is_answered_all_the_same(project: Project):
    transcript = project.transcripts()[0]
    project.add_coding(transcript, 6, 20, "Board")
    assert project.reading_first().n_left
    assert project.suggestions("Board")
