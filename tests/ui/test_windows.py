"""A long transcript is shown by windows; what is kept counts from the beginning of the whole text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from themes.model import Span, Transcript
from themes.project import Project
from themes.ui import tokens
from themes.ui.api import routes
from themes.ui.later import API
from themes.ui.windows import SIZE, elsewhere, is_long, parsed, turn_at, window_at

N = 450


@pytest.fixture
def survey(tmp_path: Path) -> Iterator[Project]:
    """A project with 450 answers, each with a character that takes two code units."""
    rows = "".join(f"s{nth},Answer {nth} 😀 about the night shift\n" for nth in range(N))
    with Project.create(tmp_path / "survey.themes", coder="AB") as project:
        project.add_survey("answers.csv", f"id,What helped?\n{rows}".encode())
        project.add_code("Shift")
        yield project


@pytest.fixture
def answers(survey: Project) -> Transcript:
    return survey.transcripts()[0]


@pytest.fixture
def client(survey: Project) -> Iterator[TestClient]:
    app = Starlette(routes=[Mount(API, routes=routes(lambda _handle: survey))])
    with TestClient(app, headers={"x-themes-token": tokens.mint(survey.id, "AB")}) as opened:
        yield opened


def address(project: Project, transcript: Transcript, first: int) -> str:
    return f"/api/projects/{project.id}/transcripts/{transcript.id}@{first}"


def give(project: Project, start: int, end: int, text: str) -> dict[str, object]:
    ids = {"id": str(uuid4()), "coding": str(uuid4()), "quotation": str(uuid4()), "code": project.code("Shift").id}
    return {"kind": "code", "start": start, "end": end, "text": text, "valence": None, **ids}


def test_a_window_shows_its_turns_and_who_said_them(client: TestClient, survey: Project, answers: Transcript):
    told = client.get(address(survey, answers, 200)).json()
    assert (SIZE, SIZE) == (len(told["turns"]), len(told["speakers"]))
    start, end, speaker = told["turns"][3][:3]
    assert ("Answer 203 😀 about the night shift", "R0204") == (
        told["text"][start:end],
        told["speakers"][speaker]["label"],
    )


def test_the_last_window_ends_with_the_transcript(client: TestClient, survey: Project, answers: Transcript):
    told = client.get(address(survey, answers, 400)).json()
    assert (N - 400, answers.text[-11:]) == (len(told["turns"]), told["text"][-11:])


def test_a_code_given_in_a_window_stands_in_the_whole_text(client: TestClient, survey: Project, answers: Transcript):
    base = address(survey, answers, 200)
    told = client.get(base).json()
    start = told["turns"][7][0]
    asked = give(survey, start, start + len("Answer 207"), told["version"])
    answer = client.post(f"{base}/operations?since={told['seq']}", json=[asked]).json()
    (coded,) = survey.codings()
    assert "Answer 207" == coded.quotation.words
    assert (start, start + 10) == (answer["changes"][0]["coding"]["start"], answer["changes"][0]["coding"]["end"])
    assert [start] == [coding["start"] for coding in client.get(base).json()["codings"]]


def test_a_coding_elsewhere_is_not_told_to_a_window(client: TestClient, survey: Project, answers: Transcript):
    since = survey.last_seq()
    survey.add_coding(answers, 0, 8, "Shift")
    base = address(survey, answers, 200)
    assert ([], []) == (
        client.get(base).json()["codings"],
        [one for one in client.get(f"{base}/changes?since={since}").json()["changes"] if one["kind"] == "coding"],
    )


def test_an_end_out_of_sight_stays_where_it_was(answers: Transcript):
    window = window_at(answers, 200)
    was = Span(start=window.start - 30, end=window.start + 10)
    assert (0, 10) == window.outward(was.start, was.end)
    assert (was.start, window.start + 6) == window.ends_moved(was, 0, 6)
    assert (window.start + 2, window.start + 6) == window.ends_moved(was, 2, 6)


@pytest.mark.parametrize(("asked", "first"), [(0, 0), (199, 0), (200, 200), (10_000, 400), (-5, 0)])
def test_there_is_a_window_for_any_turn(answers: Transcript, asked: int, first: int):
    assert first == window_at(answers, asked).first


def test_a_place_is_found_by_its_turn(answers: Transcript):
    assert 203 == turn_at(answers, answers.turns[203].start + 4)


def test_short_transcripts_are_shown_whole(project: Project, survey: Project):
    assert (False, True) == (is_long(project.transcripts()[0]), is_long(survey.transcripts()[0]))


@pytest.mark.parametrize("key", ["a@b", "a@", "@5", "a@5@6", "a@1e3"])
def test_what_is_no_window_names_no_transcript(key: str):
    assert (key, None) == parsed(key)


def test_words_in_parts_that_are_not_shown_are_found(client: TestClient, survey: Project, answers: Transcript):
    told = client.post(f"{address(survey, answers, 200)}/elsewhere", json={"words": "ABOUT  the night"}).json()
    assert (200, 50) == (told["n_before"], told["n_after"])
    turns = [turn_at(answers, told[key]) for key in ("first", "previous", "next", "last")]
    assert [0, 199, 400, 449] == turns
    assert all(answers.text.startswith("about", told[key]) for key in ("first", "previous", "next", "last"))


def test_what_is_looked_for_is_no_pattern_and_nothing_is_found_of_nothing(answers: Transcript):
    window = window_at(answers, 200)
    for words in ("A.swer", "", "  ", "(", "[0-9]"):
        found = elsewhere(answers, window, words)
        assert (0, 0, None, None) == (found.n_before, found.n_after, found.first, found.last)


@pytest.mark.parametrize("body", [[], {}, {"words": 3}, {"words": "x" * 201}])
def test_what_cannot_be_looked_for_is_refused_in_words(
    client: TestClient, survey: Project, answers: Transcript, body: object
):
    answer = client.post(f"{address(survey, answers, 0)}/elsewhere", json=body)
    assert (422, True) == (answer.status_code, "at most" in answer.json()["error"])
