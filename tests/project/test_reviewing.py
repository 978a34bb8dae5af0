"""Two people read a transcript for names: the second is shown nothing, and what they see says how much was missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from themes.errors import Refused
from themes.model import Transcript
from themes.privacy.recall import recall_sentence, wilson
from themes.project import Project

N_TURNS = 40
HEARD = [f"Brivo{nth} Quill" if nth % 2 == 0 else f"Xanth{nth} Mold" for nth in range(N_TURNS)]
WORDS = "\n\n".join(f"Interviewer: And {nth}?\n\nParticipant: {name} told us so." for nth, name in enumerate(HEARD))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.themes", coder="AB") as made:
        transcript = made.add_bytes("one.txt", WORDS.encode())
        for name in HEARD[::2]:
            start = transcript.text.index(name)
            made.accept_identifier(made.add_identifier(transcript, start, start + len(name)))
        yield made


@pytest.fixture
def transcript(project: Project) -> Transcript:
    return project.transcripts()[0]


def test_the_first_reading_ends_when_all_is_decided(project: Project, transcript: Transcript) -> None:
    extra = project.add_identifier(transcript, 0, 5)
    with pytest.raises(Refused, match="1 of what was found"):
        project.finish_first_reading(transcript)
    project.keep_identifier(extra)
    project.finish_first_reading(transcript)
    view = project.review(transcript)
    assert ("first reader", "AB") == (view.state, view.first_reader)


def test_the_second_reading_comes_after_the_first(project: Project, transcript: Transcript) -> None:
    with pytest.raises(Refused, match="after the first"):
        project.begin_second_reading(transcript)


def test_what_the_second_reader_sees_gives_the_recall_and_what_was_missed_is_to_be_decided(
    project: Project, transcript: Transcript
) -> None:
    project.finish_first_reading(transcript)
    second = project.as_coder("CD")
    review = second.begin_second_reading(transcript, seed=1)
    assert 20 == len(review.sample)
    within = [
        (nth, transcript.text.index(name))
        for nth, name in enumerate(HEARD)
        if any(start <= transcript.text.index(name) < end for start, end in review.sample)
    ]
    for nth, at in within:
        second.see_identifier(transcript, at, at + len(HEARD[nth]))
    n_names, n_found = len(within), sum(nth % 2 == 0 for nth, _ in within)
    assert 0 < n_found < n_names
    second.finish_second_reading(transcript)
    view = project.review(transcript)
    assert (n_names, n_found) == (view.review.n_present, view.review.n_found)
    assert ("second reader", "CD", False) == (view.state, view.second_reader, view.same_reader)
    assert n_names - n_found == view.n_open
    with pytest.raises(Refused, match="undecided"):
        project.release(transcript)


def _one_of(transcript: Transcript, sample: tuple[tuple[int, int], ...], *, marked: bool) -> tuple[int, int]:
    """Where the first name of a sample stands that was marked before, or was not."""
    at = next(
        transcript.text.index(f"{name} told")
        for nth, name in enumerate(HEARD)
        if (nth % 2 == 0) == marked and any(a <= transcript.text.index(f"{name} told") < b for a, b in sample)
    )
    return at, transcript.text.index(" told", at)


def test_a_name_found_in_part_was_missed_and_all_of_it_is_to_be_decided(
    project: Project, transcript: Transcript
) -> None:
    first = project.identifiers(transcript)[0].identifier
    for view in project.identifiers(transcript):
        project.revise_identifier(view.identifier, end=view.identifier.end - len(" Quill"))
        project.accept_identifier(view.identifier.id)
    project.finish_first_reading(transcript)
    second = project.as_coder("CD")
    sample = second.begin_second_reading(transcript, seed=1).sample
    start, end = _one_of(transcript, sample, marked=True)
    seen = second.see_identifier(transcript, start, end)
    assert ("found", start, end) == (seen.state, seen.start, seen.end)
    review = second.finish_second_reading(transcript)
    assert (1, 0) == (review.n_present, review.n_found)
    assert first.kind == seen.kind


def test_a_name_that_the_first_reader_kept_was_missed_and_is_to_be_decided_anew(
    project: Project, transcript: Transcript
) -> None:
    for view in project.identifiers(transcript):
        project.keep_identifier(view.identifier)
    project.finish_first_reading(transcript)
    second = project.as_coder("CD")
    sample = second.begin_second_reading(transcript, seed=1).sample
    start, end = _one_of(transcript, sample, marked=True)
    assert "found" == second.see_identifier(transcript, start, end).state
    review = second.finish_second_reading(transcript)
    assert (1, 0, 1) == (review.n_present, review.n_found, project.review(transcript).n_open)


def test_what_an_earlier_second_reader_saw_is_not_what_a_later_one_sees(
    project: Project, transcript: Transcript
) -> None:
    project.finish_first_reading(transcript)
    third = project.as_coder("CD")
    sample = third.begin_second_reading(transcript, seed=1).sample
    for marked in (True, False):
        third.see_identifier(transcript, *_one_of(transcript, sample, marked=marked))
    third.finish_second_reading(transcript)
    for view in project.identifiers(transcript):
        if view.identifier.state == "found":
            project.accept_identifier(view.identifier)
    later = project.as_coder("EF")
    assert sample == later.begin_second_reading(transcript, seed=1).sample
    later.see_identifier(transcript, *_one_of(transcript, sample, marked=False))
    review = later.finish_second_reading(transcript)
    assert (1, 1) == (review.n_present, review.n_found)


def test_only_the_sample_and_only_its_reader(project: Project, transcript: Transcript) -> None:
    project.finish_first_reading(transcript)
    second = project.as_coder("CD")
    start, end = second.begin_second_reading(transcript, seed=1).sample[0]
    with pytest.raises(Refused, match="not in the sample"):
        project.see_identifier(transcript, start, end)
    with pytest.raises(Refused, match="not in the sample"):
        second.see_identifier(transcript, start, end + 400)


def test_that_both_readers_were_one_is_told(project: Project, transcript: Transcript) -> None:
    project.finish_first_reading(transcript)
    project.begin_second_reading(transcript)
    project.finish_second_reading(transcript)
    assert project.review(transcript).same_reader


def test_each_step_of_the_review_can_be_undone(project: Project, transcript: Transcript) -> None:
    project.finish_first_reading(transcript)
    project.begin_second_reading(transcript)
    project.undo()
    assert () == project.review(transcript).review.sample
    project.undo()
    assert "found" == project.review(transcript).state


def test_marking_something_in_a_released_transcript_opens_it_again(project: Project, transcript: Transcript) -> None:
    project.release(transcript)
    assert project.review(transcript).released
    text = project.transcript(transcript.id).text
    start = text.index("Xanth1 ")
    one = project.add_identifier(transcript, start, start + len("Xanth1 Mold"))
    assert ("found", False) == (project.review(transcript).state, project.review(transcript).released)
    project.accept_identifier(one)
    with pytest.raises(Refused, match="are on the list by now"):  # its likes: Xanth3 Mold and so on
        project.release(transcript)
    for view in project.identifiers(transcript):
        if view.identifier.state == "found":
            project.accept_identifier(view.identifier)
    project.release(transcript)
    assert "Xanth1 " not in project.transcript(transcript.id).text


@pytest.mark.parametrize(
    ("n", "of", "low", "high"), [(29, 30, 0.8333, 0.9941), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)]
)
def test_wilsons_interval_is_that_of_the_textbook(n: int, of: int, low: float, high: float) -> None:
    assert (low, high) == tuple(round(end, 4) for end in wilson(n, of))


def test_a_sample_without_names_says_nothing_of_recall() -> None:
    assert "nothing can be said" in recall_sentence(0, 0)
