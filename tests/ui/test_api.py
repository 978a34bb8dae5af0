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
from themes.ui.windows import version_of, whole

Json = dict[str, Any]
ORIGIN = {"origin": "http://testserver"}


def op(kind: str, **fields: object) -> Json:
    return {"id": str(uuid4()), "kind": kind, **fields}


def give(project: Project, start: int, end: int, code: str = "Board engagement", **fields: object) -> Json:
    ids = {"coding": str(uuid4()), "quotation": str(uuid4()), "code": project.code(code).id}
    return op("code", **{**ids, "start": start, "end": end, "text": version(project), "valence": None, **fields})


def give_new(project: Project, start: int, end: int, name: str) -> Json:
    ids = {"coding": str(uuid4()), "quotation": str(uuid4()), "code": str(uuid4())}
    return op("code anew", **ids, start=start, end=end, text=version(project), name=name)


def version(project: Project) -> str:
    transcript = project.transcripts()[0]
    return version_of(transcript, whole(transcript))


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
    again = client.get(f"{base}/changes?since={told['seq']}").json()
    assert (project.last_seq(), []) == (again["seq"], again["changes"])


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
    batch = [give(project, 0, 4), give_new(project, 5, 8, "Momentum")]
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
    assert [one["words"] for one in told["said"]] == ["Undone: remove 2 codings in “chair”"]


def test_undo_and_redo_are_in_the_log(client: TestClient, base: str, project: Project):
    asked = give(project, 0, 4)
    told = post(client, base, asked, op("undo", step=asked["id"]))
    assert (project.codings(), told["redo"]) == ([], "code “Board engagement” in “chair”")
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


def test_a_code_made_of_the_words_and_its_coding_are_one_step_and_one_undo(
    client: TestClient, base: str, project: Project
):
    asked = give_new(project, 0, 4, "What")
    post(client, base, asked)
    assert [(asked["coding"], "What")] == [(one.coding.id, one.code.name) for one in project.codings()]
    post(client, base, op("undo", step=asked["id"]))
    assert [] == project.codings()
    assert "What" not in [code.name for code in project.codes()]


def test_a_new_code_that_somebody_made_before_is_the_one_given(client: TestClient, base: str, project: Project):
    there = project.add_code("Momentum")
    asked = give_new(project, 0, 4, "momentum")
    told = post(client, base, asked)
    assert [there.id] == [one.code.id for one in project.codings()]
    assert {"kind": "code gone", "id": asked["code"]} in told["changes"]


def test_a_memo_on_a_quotation_is_written_changed_and_taken_away(client: TestClient, base: str, project: Project):
    coded, memo = give(project, 0, 4), str(uuid4())
    post(client, base, coded, op("memo", memo=memo, quotation=coded["quotation"], words="Why here? "))
    (told,) = client.get(base).json()["memos"]
    assert (memo, coded["quotation"], "Why here?") == (told["id"], told["quotation"], told["words"])
    seq = project.last_seq()
    post(
        client,
        base,
        op("change memo", memo=memo, quotation=coded["quotation"], was="Why here?", words="As they were tired."),
    )
    (change,) = client.get(f"{base}/changes?since={seq}").json()["changes"]
    assert ("memo", "As they were tired.") == (change["kind"], change["memo"]["text"])
    told = post(
        client, base, op("change memo", memo=memo, quotation=coded["quotation"], was="As they were tired.", words=None)
    )
    assert [] == project.memos()


def test_a_memo_that_somebody_changed_meanwhile_is_not_written_over(client: TestClient, base: str, project: Project):
    coded, memo = give(project, 0, 4), str(uuid4())
    post(client, base, coded, op("memo", memo=memo, quotation=coded["quotation"], words="Mine"))
    project.as_coder("CD").change_memo(memo, "Theirs")
    asked = op("change memo", memo=memo, quotation=coded["quotation"], was="Mine", words="Mine, longer")
    (refused,) = post(client, base, asked)["refused"]
    assert asked["id"] == refused["id"]
    assert ["Theirs"] == [view.memo.text for view in project.memos()]


def test_the_guides_questions_are_told_where_they_are_asked(
    client: TestClient, base: str, project: Project, transcript: Transcript
):
    assert [] == client.get(base).json()["questions"]
    asking = project.ask_here(transcript, 0, project.add_question("What did the board do?", number="1"))
    told = client.get(base).json()["questions"]
    assert [{"start": asking.start, "end": asking.end, "words": "1. What did the board do?", "proposed": False}] == told


def test_another_coders_coding_cannot_be_taken_back(
    client: TestClient, base: str, project: Project, transcript: Transcript
):
    theirs = project.as_coder("CD").add_coding(transcript, 0, 4, "Resources")
    told = post(
        client,
        base,
        op("uncode", codings=[theirs.id]),
        op("valence", coding=theirs.id, valence="barrier"),
        op("ends", quotation=theirs.quotation_id, start=5, end=8, text=version(project)),
    )
    assert (told["acknowledged"], len(told["refused"])) == ([], 3)
    assert [theirs] == [coded.coding for coded in project.codings()]


def test_what_was_chosen_before_a_correction_is_refused_and_the_page_told_to_read_again(
    client: TestClient, base: str, project: Project, transcript: Transcript
):
    """Work kept offline, or in another tab, is of the words as they were: in the new text it would be others."""
    since = project.last_seq()
    kept = give(project, 9, 14)
    project.correct_text(transcript, 0, 4, "Somewhat longer")
    answer = client.post(f"{base}/operations?since={since}", json=[kept]).json()
    assert [kept["id"]] == [one["id"] for one in answer["refused"]]
    assert "corrected" in answer["refused"][0]["reason"]
    assert {"kind": "transcript"} in answer["changes"]
    assert [] == project.codings()


def test_words_given_a_code_that_was_merged_meanwhile_bear_what_it_has_become(
    client: TestClient, base: str, project: Project
):
    offline = give(project, 0, 11)
    project.merge_codes(project.add_code("Boards"), "Board engagement")
    project.merge_codes(project.add_code("Governors"), "Boards")
    project.undo()
    project.redo()
    answer = post(client, base, offline)
    assert ["Governors"] == [one.code.name for one in project.codings()]
    assert [offline["id"]] == answer["acknowledged"]
    assert ["The code was merged meanwhile: these words bear “Governors” now."] == [
        one["words"] for one in answer["said"]
    ]
    told = [one["coding"] for one in answer["changes"] if one["kind"] == "coding"]
    assert [(offline["coding"], project.code("Governors").id)] == [(one["id"], one["code"]) for one in told]


def test_words_given_a_code_that_was_taken_out_meanwhile_are_refused_without_its_id(
    client: TestClient, base: str, project: Project
):
    offline = give(project, 0, 11)
    project.remove_code("Board engagement")
    answer = post(client, base, offline)
    reason = "That code is no longer in the codebook. Choose another for these words."
    assert [{"id": offline["id"], "reason": reason}] == answer["refused"]


def test_one_refused_operation_does_not_hold_up_the_others(client: TestClient, base: str, project: Project):
    outside, inside = give(project, 10_000, 10_010), give(project, 0, 4)
    told = post(client, base, outside, inside)
    assert ([inside["id"]], [outside["id"]]) == (told["acknowledged"], [one["id"] for one in told["refused"]])


def test_marking_as_read_looks_for_every_code(client: TestClient, base: str, project: Project, transcript: Transcript):
    told = post(client, base, op("looked", codes=None))
    assert {"nothing found"} == {project.looked(transcript, code) for code in project.codes()}
    assert {"read": True, "codes": 2, "of": 2} in [one["looked"] for one in told["changes"] if one["kind"] == "looked"]


def test_a_transcript_is_marked_as_read_before_there_is_a_code(client: TestClient, base: str, project: Project):
    for code in project.codes():
        project.remove_code(code)
    told = post(client, base, op("looked", codes=None))
    assert {"read": True, "codes": 0, "of": 0} in [one["looked"] for one in told["changes"] if one["kind"] == "looked"]
    assert client.get(base).json()["looked"]["read"]


def test_a_coding_made_under_an_older_definition_is_told_and_confirmed(
    client: TestClient, base: str, project: Project, transcript: Transcript
):
    coding = project.add_coding(transcript, 0, 4, "Resources")
    assert [] == client.get(base).json()["older"]
    seq = project.last_seq()
    project.revise_code("Resources", definition="Money and people.")
    told = client.get(f"{base}/changes?since={seq}").json()["changes"]
    assert {"kind": "older", "codings": [coding.id]} in told
    assert [coding.id] == client.get(base).json()["older"]

    told = post(client, base, op("confirm", codings=[coding.id]))["changes"]
    assert {"kind": "older", "codings": []} in told
    assert "confirm coding “Resources”" == project.undo_words()


def test_undo_is_named_anew_where_something_was_done_beside_the_surface(
    client: TestClient, base: str, project: Project
):
    seq = project.last_seq()
    code = project.add_code("Beside")
    told = client.get(f"{base}/changes?since={seq}").json()
    assert ("add code “Beside”", project.undoable().id) == (told["undo"], told["last"])

    since = project.last_seq()
    project.revise_code(code, name="Elsewhere")
    given = give(project, 0, 4)
    told = client.post(f"{base}/operations?since={since}", json=[given]).json()
    assert given["id"] == told["last"]
    since = project.last_seq()
    assert "last" not in client.post(f"{base}/operations?since={since}", json=[give(project, 5, 8)]).json()
    colleague = project.as_coder("CD")
    since = project.last_seq()
    colleague.add_code("A colleague's")
    assert "last" not in client.post(f"{base}/operations?since={since}", json=[give(project, 9, 12)]).json()


# --- what is not of the agreed form

UUID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
SPAN = {"coding": UUID, "quotation": UUID, "start": 0, "end": 4, "text": "0" * 16, "code": UUID, "valence": None}
ANEW = {**{name: value for name, value in SPAN.items() if name != "valence"}, "name": "Momentum"}


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
        {"id": UUID, "kind": "code", **SPAN, "text": "the words"},
        {"id": UUID, "kind": "uncode", "codings": []},
        {"id": UUID, "kind": "uncode", "codings": [1]},
        {"id": UUID, "kind": "code anew", **ANEW, "name": " "},
        {"id": UUID, "kind": "code anew", **ANEW, "name": "x" * 201},
        {"id": UUID, "kind": "code anew", **ANEW, "valence": None},
        {"id": UUID, "kind": "memo", "memo": UUID, "quotation": UUID, "words": " "},
        {"id": UUID, "kind": "change memo", "memo": UUID, "quotation": UUID, "was": "x", "words": 1},
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


def test_what_a_browser_kept_of_who_withdrew_meanwhile_is_refused_and_nothing_is_written(
    client: TestClient, base: str, project: Project, transcript: Transcript
):
    kept = give(project, transcript.text.index("We turned"), transcript.text.index("month"))
    chair = transcript.speakers[1].case_id or ""
    assert project.withdraw(chair, confirm=project.case(chair).label).proven
    seq = project.last_seq()
    answer = client.post(f"{base}/operations", json=[kept])
    assert (404, {"error": "This transcript is not in the project."}) == (answer.status_code, answer.json())
    assert seq == project.last_seq()
    assert b"turned up" not in project.path.read_bytes()
