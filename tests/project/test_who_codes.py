"""Somebody who has not said who they are reads a study, and nothing of theirs is kept in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from themes.errors import ReadOnlyProject
from themes.project import Project
from themes.project.base import NOBODY

WORDS = b"Interviewer: And the board?\n\nChair: We turned up every month.\n\nChair: Then the money stopped.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.themes", coder="AB") as made:
        said = made.add_bytes("chair.txt", WORDS)
        made.add_coding(said, 18, 30, made.add_code("Board engagement"))
        yield made


def test_who_worked_in_a_study_is_told_with_how_much_and_when_the_last_first(project: Project) -> None:
    other = project.as_coder("CD")
    other.add_coding(project.transcripts()[0], 0, 3, "Board engagement")
    other.add_coding(project.transcripts()[0], 4, 9, "Board engagement")
    told = project.at_work()
    assert [("CD", 2), ("AB", 1)] == [(one.coder.name, one.n_codings) for one in told]
    assert told[0].last >= told[1].last > "2020"


def test_a_study_without_transcripts_is_nobodys_yet(tmp_path: Path, project: Project) -> None:
    with Project.create(tmp_path / "new.themes", coder="AB") as empty:
        assert (False, True) == (empty.is_begun(), project.is_begun())


WRITES: dict[str, Callable[[Project], object]] = {
    "a code": lambda reader: reader.add_code("Money"),
    "a coding": lambda reader: reader.add_coding(reader.transcripts()[0], 0, 3, "Board engagement"),
    "a transcript": lambda reader: reader.add_bytes("other.txt", WORDS + b"\nChair: No.\n"),
    "a title": lambda reader: reader.describe(title="Another"),
    "looked": lambda reader: reader.mark_looked_at(reader.transcripts()[0]),
    "a job": lambda reader: reader.start_discovery(),
}


@pytest.mark.parametrize("what", WRITES)
def test_nothing_is_written_by_somebody_who_has_not_said_who_they_are(project: Project, what: str) -> None:
    before, jobs = project.last_seq(), project.jobs()
    with pytest.raises(ReadOnlyProject, match="Say who you are"):
        WRITES[what](project.as_reader())
    assert (before, jobs) == (project.last_seq(), project.jobs())


def test_they_read_what_is_written_meanwhile(project: Project) -> None:
    reader = project.as_reader()
    project.add_code("Money")
    assert (True, False) == (reader.read_only, project.read_only)
    assert ["Board engagement", "Money"] == sorted(code.name for code in reader.codes())
    assert ["AB"] == [coder.name for coder in reader.coders()]
    assert [] == reader.codings(coder=NOBODY)
    assert (None, None) == (reader.undo_words(), reader.redo_words())


def test_codings_of_a_transcript_that_two_code_apart_are_not_shown_to_who_may_be_one_of_them(project: Project) -> None:
    project.as_coder("CD")
    project.assign(["chair"], ["AB", "CD"])
    assert [[], ["AB"]] == [[one.coder.name for one in view.codings()] for view in (project.as_reader(), project)]
