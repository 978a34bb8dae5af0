"""What the page on names and the project say to each other, on a real project."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from themes.model import Transcript
from themes.project import Project
from themes.ui import tokens

Json = dict[str, Any]


@pytest.fixture
def names(project: Project, transcript: Transcript, base: str) -> str:
    """The routes of a transcript in which the money and the board are marked."""
    for words in ("money", "board", "form"):
        start = transcript.text.find(words)
        if start >= 0:
            project.add_identifier(transcript, start, start + len(words), "organisation")
    return f"{base}/names"


def op(kind: str, **fields: object) -> Json:
    return {"id": str(uuid4()), "kind": kind, **fields}


def post(client: TestClient, names: str, *decisions: Json, blind: bool = False) -> Json:
    answer = client.post(f"{names}/operations{'?blind' if blind else ''}", json=list(decisions))
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_transcript_comes_with_what_was_found(client: TestClient, names: str, transcript: Transcript) -> None:
    told = client.get(names).json()
    assert transcript.text == told["text"]
    assert [transcript.text[one["start"] : one["end"]] for one in told["identifiers"]] == ["board", "money"]
    assert (0, 2, "found") == (told["decided"], told["of"], told["state"])


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", "/operations")])
def test_nobody_comes_in_without_a_token(client: TestClient, names: str, method: str, path: str) -> None:
    for token, status in (("forged.token", 401), (tokens.mint("another", "AB"), 403)):
        answer = client.request(method, names + path, headers={"x-themes-token": token}, content="[]")
        assert status == answer.status_code


def test_decisions_are_carried_out_in_order_and_said_twice_they_are_done_once(client: TestClient, names: str) -> None:
    board, money = client.get(names).json()["identifiers"]
    batch = [
        op("accept", identifier=board["id"], pseudonym=None, everywhere=True),
        op("keep", identifier=money["id"], everywhere=False),
    ]
    told = post(client, names, *batch)
    assert [one["id"] for one in batch] == told["acknowledged"]
    assert [("accepted", "organisation A"), ("kept", "")] == [
        (one["state"], one["pseudonym"]) for one in told["identifiers"]
    ]
    assert told["seq"] == post(client, names, *batch)["seq"]


def test_undo_takes_back_the_last_decision(client: TestClient, names: str) -> None:
    board = client.get(names).json()["identifiers"][0]
    told = post(client, names, op("keep", identifier=board["id"], everywhere=False), op("undo"))
    assert "found" == told["identifiers"][0]["state"]


def test_marking_finds_a_place_of_its_own_and_a_bad_one_is_refused_with_reason(
    client: TestClient, names: str, transcript: Transcript
) -> None:
    start = transcript.text.index("turned")
    told = post(
        client, names,
        op("mark", identifier=str(uuid4()), start=start, end=start + 6, of_kind="other"),
        op("mark", identifier=str(uuid4()), start=0, end=10**6, of_kind="other"),
    )  # fmt: skip
    assert (3, 1, 1) == (len(told["identifiers"]), len(told["acknowledged"]), len(told["refused"]))


@pytest.mark.parametrize(
    "decision",
    [
        {"kind": "accept"},
        {"id": "1", "kind": "undo"},
        {"id": str(uuid4()), "kind": "release"},
        {"id": str(uuid4()), "kind": "accept", "identifier": 7},
        {"id": str(uuid4()), "kind": "accept", "identifier": "", "pseudonym": "x" * 200},
        {"id": str(uuid4()), "kind": "mark", "start": "0", "end": 3},
        {"id": str(uuid4()), "kind": "mark", "start": True, "end": 3},
        {"id": str(uuid4()), "kind": "see", "start": 0, "end": 3, "of_kind": "nonsense"},
        [],
    ],
)
def test_what_cannot_be_read_changes_nothing(client: TestClient, names: str, decision: object) -> None:
    before = client.get(names).json()["seq"]
    answer = client.post(f"{names}/operations", json=[op("undo"), decision])
    assert (422, before) == (answer.status_code, client.get(names).json()["seq"])


def test_a_second_reader_gets_the_sample_and_nothing_of_what_was_found(
    client: TestClient, names: str, project: Project, transcript: Transcript
) -> None:
    for view in project.identifiers(transcript):
        project.keep_identifier(view.identifier)
    project.finish_first_reading(transcript)
    project.begin_second_reading(transcript)
    project._step("short", [], subject="")
    told = client.get(f"{names}?blind").json()
    assert [] == told["identifiers"]
    start = transcript.text.index("money")
    told = post(client, names, op("see", start=start, end=start + 5, of_kind="other"), blind=True)
    assert [("seen", "", "")] == [(one["state"], one["why"], one["pseudonym"]) for one in told["identifiers"]]
