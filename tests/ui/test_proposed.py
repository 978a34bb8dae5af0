"""Suggestions beside the text: what the routes tell of them, and what is answered there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from themes.model import Suggestion, Transcript
from themes.project import Project
from themes.ui import tokens
from themes.ui.api import routes
from themes.ui.later import API
from themes.ui.windows import version_of, whole

Json = dict[str, Any]


@pytest.fixture
def coded(shown: Project) -> Project:
    """Two interviews with a code that has a definition and three quotations."""
    code = shown.add_code("Board", definition="The board turns up; it asks how things go.")
    for member in shown.candidates()[0].members[:3]:
        shown.add_coding(member.transcript_id, member.start, member.end, code)
    return shown


@pytest.fixture
def client(coded: Project) -> Iterator[TestClient]:
    app = Starlette(routes=[Mount(API, routes=routes(lambda _handle: coded))])
    with TestClient(app, headers={"x-themes-token": tokens.mint("study", "AB")}) as opened:
        yield opened


MADE_UP = {"start": 0, "end": 9, "probability": 0.5, "similarity": 0.5, "because": ["like the definition"]}
"""For answers that are refused: nothing need be learnt for them."""


def there(project: Project) -> Transcript:
    return project.transcripts()[0]


def base(project: Project) -> str:
    return f"{API}/study/transcripts/{there(project).id}"


def asked(client: TestClient, project: Project, query: str = "") -> Json:
    answer = client.get(f"{base(project)}/suggestions{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def answer_to(told: Json, kind: str, project: Project, **fields: object) -> Json:
    ids = {"coding": str(uuid4()), "quotation": str(uuid4())} if kind == "accept" else {}
    kept = {name: told[name] for name in ("start", "end", "code", "probability", "similarity", "because")}
    transcript = there(project)
    text = version_of(transcript, whole(transcript))
    return {"id": str(uuid4()), "kind": kind, "suggestion": str(uuid4()), "text": text, **ids, **kept, **fields}


def post(client: TestClient, project: Project, *operations: Json) -> Json:
    answer = client.post(f"{base(project)}/operations", json=list(operations))
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_what_is_suggested_is_told_with_its_words_place_odds_and_reason(client: TestClient, coded: Project):
    told = asked(client, coded)
    text = there(coded).text
    first = told["suggestions"][0]
    assert sorted(one["start"] for one in told["suggestions"]) == [one["start"] for one in told["suggestions"]]
    assert text[first["start"] : first["end"]].strip()
    assert first["because"][0].startswith("like ")
    assert ("3 codings so far: too few to say how sure", "too few codings to say") == (first["odds"], first["sureness"])
    assert coded.last_seq() == told["seq"]


def test_a_suggestion_counts_for_nothing_until_it_is_accepted(client: TestClient, coded: Project):
    n_codings, seq = len(coded.codings()), coded.last_seq()
    assert asked(client, coded)["suggestions"]
    assert (n_codings, seq) == (len(coded.codings()), coded.last_seq())


def test_an_acceptance_is_a_coding_that_keeps_how_probable_it_was_and_why(client: TestClient, coded: Project):
    told = asked(client, coded)["suggestions"][0]
    yes = answer_to(told, "accept", coded)
    assert [yes["id"]] == post(client, coded, yes)["acknowledged"]
    coding = coded.coding(yes["coding"])
    kept = coded._store.fact(Suggestion, coding.suggestion_id or "")
    assert ("accepted", "accepted") == (coding.how, kept.outcome)
    assert (told["probability"], tuple(told["because"])) == (kept.probability, kept.because)
    assert (told["start"], told["end"]) == (kept.start, kept.end)
    undone = coded.undo()
    assert undone is not None
    assert yes["id"] == undone.id
    assert yes["coding"] not in {one.coding.id for one in coded.codings()}


def test_an_acceptance_sent_twice_is_one(client: TestClient, coded: Project):
    yes = answer_to(asked(client, coded)["suggestions"][0], "accept", coded)
    post(client, coded, yes)
    seq = coded.last_seq()
    assert [yes["id"]] == post(client, coded, yes)["acknowledged"]
    assert seq == coded.last_seq()


def test_a_rejection_is_kept_and_its_place_not_suggested_again(client: TestClient, coded: Project):
    told = asked(client, coded)["suggestions"][0]
    n_codings = len(coded.codings())
    post(client, coded, answer_to(told, "reject", coded))
    assert n_codings == len(coded.codings())
    assert [told["start"]] == [one.start for one in coded._store.facts(Suggestion, outcome="rejected")]
    again = [one for one in asked(client, coded)["suggestions"] if one["code"] == told["code"]]
    assert all(one["end"] <= told["start"] or told["end"] <= one["start"] for one in again)


def test_others_are_told_of_what_was_accepted(client: TestClient, coded: Project):
    seq = coded.last_seq()
    yes = answer_to(asked(client, coded)["suggestions"][0], "accept", coded)
    post(client, coded, yes)
    other = {"x-themes-token": tokens.mint("study", "CD")}
    changes = client.get(f"{base(coded)}/changes?since={seq}", headers=other).json()["changes"]
    assert yes["coding"] in [one["coding"]["id"] for one in changes if one["kind"] == "coding"]


@pytest.mark.parametrize(
    "wrong",
    [{"probability": 1.5}, {"probability": "1"}, {"because": "x"}, {"because": ["x" * 3_000]}, {"similarity": None}],
)
def test_an_answer_that_is_not_of_the_agreed_form_changes_nothing(client: TestClient, coded: Project, wrong: Json):
    yes = answer_to({**MADE_UP, "code": coded.code("Board").id}, "accept", coded, **wrong)
    seq = coded.last_seq()
    answer = client.post(f"{base(coded)}/operations", json=[yes])
    assert (422, yes["id"]) == (answer.status_code, answer.json()["id"])
    assert seq == coded.last_seq()


@pytest.mark.parametrize(
    "wrong", [{"start": 2_000_000, "end": 2_000_009}, {"end": 0}, {"text": "0" * 16}, {"code": str(uuid4())}]
)
@pytest.mark.parametrize("kind", ["accept", "reject"])
def test_an_answer_about_what_is_not_there_is_refused(client: TestClient, coded: Project, kind: str, wrong: Json):
    answered = answer_to({**MADE_UP, "code": coded.code("Board").id}, kind, coded, **wrong)
    assert [answered["id"]] == [one["id"] for one in post(client, coded, answered)["refused"]]


def test_nothing_is_suggested_unasked_before_something_is_coded(client: TestClient, coded: Project):
    coded.remove_codings([one.coding for one in coded.codings()])
    assert ("Suggestions are shown once something is coded.", []) == (
        (told := asked(client, coded))["hidden"],
        told["suggestions"],
    )
    assert asked(client, coded, "?anyway")["suggestions"]


def test_what_is_read_first_hides_until_it_is_read_or_asked_for(client: TestClient, coded: Project):
    coded.describe(read_first=1)
    told = asked(client, coded)
    assert [] == told["suggestions"]
    assert "Suggestions stay hidden until you have marked 1 transcript as read: 1 more to go." == told["hidden"]
    assert asked(client, coded, "?anyway")["suggestions"]
    assert {"seq": told["seq"], "hidden": told["hidden"]} == asked(client, coded, "/hidden")
    coded.mark_looked_at(there(coded))
    assert {"seq": coded.last_seq(), "hidden": ""} == asked(client, coded, "/hidden")
    assert asked(client, coded)["suggestions"]


def test_what_is_suggested_of_a_transcript_coded_apart_is_frozen_before_it_is_told(client: TestClient, coded: Project):
    coded.as_coder("CD")
    coded.assign([there(coded)], ["AB", "CD"])
    coded.describe(read_first=1)
    asked(client, coded)
    assert [] == coded.machines()  # hidden, so that nobody was shown anything
    told = asked(client, coded, "?anyway")
    assert told["suggestions"]
    (machine,) = coded.machines()
    assert [there(coded)] == [one.transcript for one in machine.transcripts]
    assert coded.last_seq() == told["seq"]  # so that the surface does not ask again for what it has just caused
    asked(client, coded, "?anyway")
    assert 1 == len(coded.machines())


def test_who_has_no_token_is_told_nothing(client: TestClient, coded: Project):
    answer = client.get(f"{base(coded)}/suggestions", headers={"x-themes-token": "forged.token"})
    assert 401 == answer.status_code


def test_a_window_is_told_in_its_own_positions(coded: Project):
    from themes.ui.proposed import told  # noqa: PLC0415 - beside its one use
    from themes.ui.windows import Window  # noqa: PLC0415

    transcript = there(coded)
    turns = transcript.turns
    half = len(turns) // 2
    last = Window(transcript_id=transcript.id, first=half, last=len(turns), start=turns[half].start, end=turns[-1].end)
    part = partial(told, coded, transcript, anyway=False)
    every = [one["start"] for one in part(whole(transcript))["suggestions"]]
    in_half = [one["start"] + last.start for one in part(last)["suggestions"]]
    assert in_half
    assert min(in_half) >= last.start
    assert set(in_half) & set(every)
