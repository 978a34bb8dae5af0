"""The routes of the coding surface, on a real project."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from themes.model import Transcript
from themes.project import Project
from themes.ui import tokens

Json = dict[str, Any]
ORIGIN = {"origin": "http://testserver"}


def op(kind: str, **fields: object) -> Json:
    return {"id": str(uuid4()), "kind": kind, **fields}


def give(project: Project, start: int, end: int, code: str = "Board engagement", **fields: object) -> Json:
    ids = {"coding": str(uuid4()), "quotation": str(uuid4()), "code": project.code(code).id}
    return op("code", **{**ids, "start": start, "end": end, "valence": None, **fields})


def post(client: TestClient, base: str, *operations: Json) -> Json:
    answer = client.post(f"{base}/operations", json=list(operations))
    assert answer.status_code == 200, answer.text
    return answer.json()


# --- who may come in


@pytest.mark.parametrize(
    ("method", "path"), [("GET", ""), ("GET", "/changes?since=0"), ("POST", "/operations?since=0")]
)
def test_every_route_refuses_who_has_no_token(client: TestClient, base: str, method: str, path: str):
    answer = client.request(method, base + path, headers={"x-themes-token": "forged.token"})
    assert (answer.status_code, answer.json()) == (401, {"error": "No valid token."})


@pytest.mark.parametrize(
    ("method", "path"), [("GET", ""), ("GET", "/changes?since=0"), ("POST", "/operations?since=0")]
)
def test_a_token_of_another_project_opens_nothing(client: TestClient, base: str, method: str, path: str):
    foreign = {"x-themes-token": tokens.mint("another", "AB")}
    answer = client.request(method, base + path, headers=foreign, content="[]")
    assert (answer.status_code, answer.json()) == (403, {"error": "Not allowed."})


def test_a_project_that_is_not_open_is_not_found(client: TestClient):
    headers = {"x-themes-token": tokens.mint("closed", "AB")}
    assert client.get("/api/projects/closed/transcripts/x", headers=headers).status_code == 404


# --- reading


def test_a_transcript_is_told_word_for_word(client: TestClient, base: str, transcript: Transcript):
    told = client.get(base).json()
    assert transcript.text == told["text"]
    assert "<script>window.hit=1</script>" in told["text"]
    assert [[turn.start, turn.end] for turn in transcript.turns] == [turn[:2] for turn in told["turns"]]


def test_speakers_are_told_by_their_case(client: TestClient, base: str, project: Project):
    project.set_value("P01", "role", "chair")
    told = client.get(base).json()["speakers"]
    assert [(speaker["label"], speaker["case"], speaker["attribution"]) for speaker in told] == [
        ("Interviewer", None, ""),
        ("P01", "P01", "chair"),
    ]


def test_an_unchanged_transcript_is_not_sent_twice(client: TestClient, base: str, project: Project):
    tag = client.get(base).headers["etag"]
    assert client.get(base, headers={"if-none-match": tag}).status_code == 304
    project.add_code("Momentum")
    assert client.get(base, headers={"if-none-match": tag}).status_code == 200


def test_a_change_reaches_who_asks_since_when(client: TestClient, base: str, project: Project, transcript: Transcript):
    seq = project.last_seq()
    coding = project.add_coding(transcript, 0, 4, "Resources", valence="barrier")
    told = client.get(f"{base}/changes?since={seq}").json()
    assert [(coding.id, 0, 4, "barrier")] == [
        (one["coding"]["id"], one["coding"]["start"], one["coding"]["end"], one["coding"]["valence"])
        for one in told["changes"]
        if one["kind"] == "coding"
    ]
    assert {"seq": project.last_seq(), "changes": []} == client.get(f"{base}/changes?since={told['seq']}").json()


def test_codings_of_another_transcript_are_not_told(client: TestClient, base: str, project: Project):
    other = project.add_bytes("other.txt", b"Interviewer: Why?\n\nNurse: Because we were told to.\n")
    seq = project.last_seq()
    project.add_coding(other, 0, 4, "Resources")
    kinds = [change["kind"] for change in client.get(f"{base}/changes?since={seq}").json()["changes"]]
    assert "coding" not in kinds


def test_a_removed_coding_is_told_as_gone(client: TestClient, base: str, project: Project, transcript: Transcript):
    coding = project.add_coding(transcript, 0, 4, "Resources")
    seq = project.last_seq()
    project.remove_coding(coding)
    changes = client.get(f"{base}/changes?since={seq}").json()["changes"]
    assert {"kind": "coding gone", "id": coding.id} in changes


def test_a_moved_quotation_tells_its_codings_anew(
    client: TestClient, base: str, project: Project, transcript: Transcript
):
    coding = project.add_coding(transcript, 0, 4, "Resources")
    seq = project.last_seq()
    project.move_quotation(coding.quotation_id, 5, 8)
    changes = client.get(f"{base}/changes?since={seq}").json()["changes"]
    assert [(one["coding"]["start"], one["coding"]["end"]) for one in changes if one["kind"] == "coding"] == [(5, 8)]


def test_a_changed_label_asks_for_the_transcript_anew(client: TestClient, base: str, project: Project):
    seq = project.last_seq()
    project.rename_case("P01", "P99")
    assert client.get(f"{base}/changes?since={seq}").json()["changes"] == [{"kind": "transcript"}]


# --- writing


def test_a_coding_keeps_the_ids_that_the_surface_chose(
    client: TestClient, base: str, project: Project, transcript: Transcript
):
    asked = give(project, 0, 4, valence="enabler")
    post(client, base, asked)
    (coded,) = project.codings(transcript=transcript)
    assert (asked["coding"], asked["quotation"], "enabler", "AB") == (
        coded.coding.id,
        coded.quotation.id,
        coded.coding.valence,
        coded.coder.name,
    )


def test_positions_count_code_points(client: TestClient, base: str, project: Project, transcript: Transcript):
    start = transcript.text.index("cafe\u0301")
    post(client, base, give(project, start, start + 5))
    assert [coded.quotation.words for coded in project.codings()] == ["cafe\u0301"]


def test_a_batch_sent_twice_is_done_once(client: TestClient, base: str, project: Project):
    batch = [give(project, 0, 4), op("new code", code=str(uuid4()), name="Momentum", parent=None)]
    batch.append(op("uncode", codings=[batch[0]["coding"]]))
    first, seq = post(client, base, *batch), project.last_seq()
    again = post(client, base, *batch)
    assert first["acknowledged"] == again["acknowledged"] == [one["id"] for one in batch]
    assert ([], seq) == (again["refused"], project.last_seq())


def test_each_operation_is_one_step_of_the_log(client: TestClient, base: str, project: Project):
    before = len(project.history())
    batch = [give(project, 0, 4), give(project, 5, 8, "Resources"), op("looked", codes=None)]
    post(client, base, *batch)
    assert [one["id"] for one in reversed(batch)] == [logged.step.id for logged in project.history(limit=3)]
    assert before + 3 == len(project.history())


def test_deleting_a_quotation_is_one_step_and_one_undo(
    client: TestClient, base: str, project: Project, transcript: Transcript
):
    first = give(project, 0, 4)
    second = give(project, 0, 4, "Resources", quotation=first["quotation"])
    gone = op("uncode", codings=[first["coding"], second["coding"]])
    post(client, base, first, second, gone)
    assert project.codings(transcript=transcript) == []
    told = post(client, base, op("undo", step=gone["id"]))
    assert {first["coding"], second["coding"]} == {coded.coding.id for coded in project.codings()}
    assert [one["words"] for one in told["said"]] == ["Undone: remove codings"]


def test_undo_and_redo_are_in_the_log(client: TestClient, base: str, project: Project):
    asked = give(project, 0, 4)
    told = post(client, base, asked, op("undo", step=asked["id"]))
    assert (project.codings(), told["redo"]) == ([], "code")
    post(client, base, op("redo", step=asked["id"]))
    assert len(project.codings()) == 1
    assert [logged.step.verb for logged in project.history(limit=3)] == ["redo", "undo", "code"]


def test_undo_of_a_step_that_is_no_longer_the_last_is_refused(client: TestClient, base: str, project: Project):
    asked = give(project, 0, 4)
    post(client, base, asked)
    project.add_code("Made on another page")
    told = post(client, base, op("undo", step=asked["id"]))
    assert (told["acknowledged"], len(told["refused"])) == ([], 1)
    assert "Made on another page" in {code.name for code in project.codes()}


def test_undo_of_a_step_that_changed_nothing_does_nothing(client: TestClient, base: str, project: Project):
    looked = [op("looked", codes=None), op("looked", codes=None)]
    post(client, base, *looked)
    seq = project.last_seq()
    told = post(client, base, op("undo", step=looked[1]["id"]))
    assert (1, seq) == (len(told["acknowledged"]), project.last_seq())


def test_a_code_that_the_words_have_already_gives_way_to_the_one_that_stands(
    client: TestClient, base: str, project: Project
):
    first, second = give(project, 0, 4), give(project, 0, 4)
    told = post(client, base, first, second)
    assert {"kind": "coding gone", "id": second["coding"]} in told["changes"]
    assert len(project.codings()) == 1


def test_another_coders_coding_cannot_be_taken_back(
    client: TestClient, base: str, project: Project, transcript: Transcript
):
    theirs = project.as_coder("CD").add_coding(transcript, 0, 4, "Resources")
    told = post(
        client,
        base,
        op("uncode", codings=[theirs.id]),
        op("valence", coding=theirs.id, valence="barrier"),
        op("ends", quotation=theirs.quotation_id, start=5, end=8),
    )
    assert (told["acknowledged"], len(told["refused"])) == ([], 3)
    assert [theirs] == [coded.coding for coded in project.codings()]


def test_one_refused_operation_does_not_hold_up_the_others(client: TestClient, base: str, project: Project):
    outside, inside = give(project, 10_000, 10_010), give(project, 0, 4)
    told = post(client, base, outside, inside)
    assert ([inside["id"]], [outside["id"]]) == (told["acknowledged"], [one["id"] for one in told["refused"]])


def test_marking_as_read_looks_for_every_code(client: TestClient, base: str, project: Project, transcript: Transcript):
    told = post(client, base, op("looked", codes=None))
    assert {"nothing found"} == {project.looked(transcript, code) for code in project.codes()}
    assert {"codes": 2, "of": 2} in [one["looked"] for one in told["changes"] if one["kind"] == "looked"]


# --- what is not of the agreed form

UUID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
SPAN = {"coding": UUID, "quotation": UUID, "start": 0, "end": 4, "code": UUID, "valence": None}


@pytest.mark.parametrize(
    "operation",
    [
        {"id": UUID, "kind": "code", **SPAN, "start": -1},
        {"id": UUID, "kind": "code", **SPAN, "start": True},
        {"id": UUID, "kind": "code", **SPAN, "start": 1.5},
        {"id": UUID, "kind": "code", **SPAN, "end": 2**31},
        {"id": UUID, "kind": "code", **SPAN, "valence": "good"},
        {"id": UUID, "kind": "code", **SPAN, "coding": "../../etc"},
        {"id": UUID, "kind": "code", **SPAN, "more": 1},
        {"id": UUID, "kind": "uncode", "codings": []},
        {"id": UUID, "kind": "uncode", "codings": [1]},
        {"id": UUID, "kind": "new code", "code": UUID, "name": " ", "parent": None},
        {"id": UUID, "kind": "new code", "code": UUID, "name": "x" * 201, "parent": None},
        {"id": UUID, "kind": "drop table"},
        {"id": UUID, "kind": ["undo"]},
        {"id": UUID.upper(), "kind": "undo", "step": None},
        {"kind": "undo", "step": None},
        "undo",
    ],
)
def test_an_operation_that_cannot_be_read_changes_nothing(
    client: TestClient, base: str, project: Project, operation: object
):
    seq = project.last_seq()
    good = give(project, 0, 4)
    answer = client.post(f"{base}/operations?since=0", json=[good, operation])
    assert (422, seq) == (answer.status_code, project.last_seq())
    assert answer.json()["error"]


@pytest.mark.parametrize("body", ["", "{", "[" * 100_000, "{}", "\xff", "null"])
def test_a_body_that_is_no_list_is_refused_in_words(client: TestClient, base: str, body: str):
    answer = client.post(f"{base}/operations?since=0", content=body.encode("latin-1"))
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_a_body_of_more_than_a_megabyte_is_refused(client: TestClient, base: str):
    assert client.post(f"{base}/operations?since=0", content=b"[" + b" " * 1_000_001).status_code == 413


@pytest.mark.parametrize("since", ["", "-1", "x", "1e3", "9" * 40, "\u0663"])
def test_a_since_that_is_no_number_is_refused(client: TestClient, base: str, since: str):
    assert client.get(f"{base}/changes", params={"since": since}).status_code == 422


# --- the bell


def test_the_bell_says_how_far_the_log_is_and_rings_for_each_step(client: TestClient, base: str, project: Project):
    with client.websocket_connect(f"{base}/live", headers=ORIGIN) as socket:
        socket.send_json({"token": tokens.mint(project.id, "AB")})
        assert {"seq": project.last_seq()} == socket.receive_json()
        project.as_coder("AB").add_code("Momentum")
        assert {"seq": project.last_seq()} == socket.receive_json()


@pytest.mark.parametrize("hello", ["{}", "nothing", '{"token": 5}', '{"token": "forged.token"}', "[]", "[" * 100_000])
def test_the_bell_rings_for_nobody_without_a_token(client: TestClient, base: str, hello: str):
    with client.websocket_connect(f"{base}/live", headers=ORIGIN) as socket:
        socket.send_text(hello)
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()
    assert closed.value.code == 4401


@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}, {"origin": "null"}])
def test_the_bell_is_not_heard_from_another_origin(client: TestClient, base: str, headers: dict[str, str]):
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(f"{base}/live", headers=headers):
        pass
