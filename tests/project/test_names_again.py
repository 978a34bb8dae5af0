"""What is typed into a transcript, or comes with a corrected version of it, is looked at for names again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from themes.errors import Refused
from themes.model import Transcript
from themes.privacy.typed import could_name
from themes.project import Project
from themes.project.records import Moved

TALK = "Interviewer: How did it go?\n\nBrivo Quill: Teh whole staff rang and 3 of us came. We talked.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.themes", coder="AB") as made:
        transcript = made.add_bytes("one.txt", TALK.encode())
        made.find_identifiers()
        for view in made.identifiers(transcript):
            made.accept_identifier(view.identifier)
        made.release()
        yield made


@pytest.fixture
def released(project: Project) -> Transcript:
    return project.transcripts()[0]


def typed(project: Project, words: str, now: str) -> Moved:
    source = project.transcripts()[0]
    start = source.text.index(words)
    return project.correct_text(source, start, start + len(words), now)


def test_a_name_typed_into_a_released_transcript_is_looked_for_before_it_is_passed_on(
    project: Project, released: Transcript
) -> None:
    moved = typed(project, "staff", "Zanqunda")
    assert moved.names_again
    assert moved.names_again == project.what_moved(moved.step_id).names_again
    assert [released.id] == [view.transcript.id for view in project.unreleased()]
    with pytest.raises(Refused, match="Nobody has looked for names"):
        project.release()
    project.find_identifiers()
    assert ["Zanqunda"] == [view.words for view in project.identifiers(released) if view.identifier.state == "found"]


@pytest.mark.parametrize("now", ["The", "the", "", "They all", "Nobody's"])
def test_a_slip_mended_in_words_that_name_nobody_leaves_it_released(project: Project, now: str) -> None:
    assert not typed(project, "Teh", now).names_again
    assert [] == project.unreleased()


def test_undoing_the_correction_brings_the_release_back(project: Project) -> None:
    typed(project, "staff", "Zanqunda")
    project.undo()
    assert [] == project.unreleased()


def test_a_speaker_who_is_named_later_is_looked_at_too(project: Project, released: Transcript) -> None:
    assert project.correct_turn_speaker(released, 1, "Keltu Dwamo").names_again
    assert not project.correct_turn_speaker(released, 1, "Interviewer").names_again


@pytest.mark.parametrize("words", ["Zanqunda", "zanqunda", "rose", "oh seven", "1948", "Barnsley", "Siân", "AnnLee"])
def test_what_could_name_somebody_is_doubted(words: str) -> None:
    assert could_name(f"and then {words} came")


def test_names_that_come_with_a_corrected_file_are_found_again_with_their_pseudonyms(
    project: Project, released: Transcript
) -> None:
    data = TALK.replace("We talked.", "Brivo said so, and Zanqunda.").encode()
    assert project.replace_transcript(released, "two.txt", data=data).names_again
    assert "not begun" == project.review(released).state
    project.find_identifiers()
    assert ["Brivo", "Zanqunda"] == [view.words for view in project.identifiers(released)]
    for view in project.identifiers(released):
        project.accept_identifier(view.identifier)
    project.release()
    assert "[P01] said so, and [person A]." in project.transcripts()[0].text
    assert ["Interviewer", "P01"] == [one.label for one in project.transcripts()[0].speakers]
