"""No candidate is called by a person or a place that the search for names has found."""

from __future__ import annotations

from themes import Project
from themes.model import Identifier
from themes.privacy import given_names
from themes.project.discovering import _name_in
from themes.text import words


def _named(text: str, of: str, **more: str) -> list[str]:
    start = text.index(of)
    return _name_in(
        Identifier(id="i", transcript_id="t", start=start, end=start + len(of), why="a test", **more),  # type: ignore[arg-type]
        text,
    )


def test_a_persons_words_name_nothing_until_it_is_decided_that_they_stand():
    assert ["Rose"] == _named("We asked Rose.", "Rose", kind="person")
    assert [] == _named("We asked Rose.", "Rose", kind="person", state="kept")


def test_of_a_place_only_what_is_a_name_names_nothing():
    assert ["Northfield"] == _named(
        "We went to Northfield Clinic, since the clinic was open.", "Northfield Clinic", kind="place"
    )


def test_an_organisations_words_may_name_a_candidate():
    assert [] == _named("The Trust Board met.", "Trust Board", kind="organisation")


def test_no_candidate_bears_a_first_name(project: Project):
    shown = [view.candidate for view in project.candidates()]
    held = {word.lower() for one in shown for text in (one.name, *one.phrases, *one.key_words) for word in words(text)}
    assert set() == held & given_names()


def test_a_run_that_shows_a_name_found_since_is_not_kept(project: Project):
    before = project.latest_run()
    word = next(word for word in project.candidates()[0].candidate.key_words if " " not in word).lower()
    for transcript in project.transcripts():
        at = transcript.text.lower().find(f" {word} ")
        if at >= 0:
            project.add_identifier(transcript, at + 1, at + 1 + len(word))
            break
    assert before != project.discover().run
    shown = [view.candidate for view in project.candidates()]
    assert word not in {
        held.lower() for one in shown for text in (one.name, *one.phrases, *one.key_words) for held in words(text)
    }
