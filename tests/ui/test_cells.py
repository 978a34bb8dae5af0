"""What the page on the matrix and the project say to each other, on a real project."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from themes.memo_text import link_to
from themes.model import Case, Theme, Transcript
from themes.project import Project
from themes.ui import tokens

Json = dict[str, Any]
VIEW: Json = {"rows": "case", "columns": "theme", "group": "", "where": [], "only": None}


@pytest.fixture
def theme(project: Project, transcript: Transcript) -> Theme:
    """A theme with one quotation of the chair."""
    start = transcript.text.index("We turned up")
    project.add_coding(transcript, start, start + 12, "Board engagement")
    return project.add_theme("Boards turn up", codes=["Board engagement"])


@pytest.fixture
def case(project: Project) -> Case:
    return project.cases()[0]


@pytest.fixture
def matrix(project: Project) -> str:
    return f"/api/projects/{project.id}/matrix"


def wrote(case: Case, theme: Theme, words: str, **fields: object) -> Json:
    place = {"row": "case", "row_id": case.id, "column": "theme", "column_id": theme.id}
    return {"id": str(uuid4()), "kind": "write", **place, "words": words, "draft": False, "version": "", **fields}


def post(client: TestClient, matrix: str, *batch: Json) -> Json:
    answer = client.post(f"{matrix}/operations", json=list(batch))
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_matrix_comes_whole(client: TestClient, matrix: str, case: Case, theme: Theme) -> None:
    told = client.post(matrix, json=VIEW).json()
    assert ([case.label], [theme.name]) == (
        [row["name"] for row in told["rows"]],
        [one["name"] for one in told["columns"]],
    )
    ((cell,),) = told["cells"]
    assert (1, "not", None) == (len(cell[0]), cell[1], cell[2])
    quotations = client.post(f"{matrix}/quotations", json={"quotations": cell[0]}).json()["quotations"]
    assert ["We turned up"] == [one["words"] for one in quotations]
    assert {"words": f"“We turned up” {link_to(cell[0][0])}"} == client.post(
        f"{matrix}/draft", json={"quotations": cell[0]}
    ).json()


@pytest.mark.parametrize("path", ["", "/operations", "/quotations", "/draft"])
def test_nobody_comes_in_without_a_token(client: TestClient, matrix: str, path: str) -> None:
    for token, status in (("forged.token", 401), (tokens.mint("another", "AB"), 403)):
        assert status == client.post(matrix + path, headers={"x-themes-token": token}, content="[]").status_code


def test_what_is_written_is_acknowledged_with_its_bare_sentences_and_said_twice_is_written_once(
    client: TestClient, matrix: str, project: Project, case: Case, theme: Theme
) -> None:
    quotation = project.codings()[0].quotation.id
    first = wrote(case, theme, f"They come {link_to(quotation)}. Nobody asks.")
    told = [post(client, matrix, first) for _ in range(2)]
    assert [[first["id"]], [first["id"]]] == [one["acknowledged"] for one in told]
    assert told[0]["seq"] == told[1]["seq"]
    (cell,) = told[0]["cells"]
    assert [False, True] == [bare for _, bare in cell["summary"]["sentences"]]
    assert "AB" == cell["summary"]["by"]


def test_one_who_writes_on_after_their_own_unsaved_words_is_not_refused(
    client: TestClient, matrix: str, project: Project, case: Case, theme: Theme
) -> None:
    first = wrote(case, theme, "One.")
    second = wrote(case, theme, "One. Two.", after=first["id"])
    assert [] == post(client, matrix, first, second)["refused"]
    summary = project.summary(case, theme)
    assert summary is not None
    assert "One. Two." == summary.text


def test_one_who_writes_over_another_is_refused_and_shown_what_stands(
    client: TestClient, matrix: str, project: Project, case: Case, theme: Theme
) -> None:
    mine = wrote(case, theme, "One.")
    post(client, matrix, mine)
    project.as_coder("CD").write_summary(case, theme, "Theirs.")
    told = post(client, matrix, wrote(case, theme, "Two.", after=mine["id"]), wrote(case, theme, "Three."))
    assert 2 == len(told["refused"])
    assert "Theirs." == told["cells"][0]["summary"]["text"]


def test_what_a_cell_said_before_is_told_with_who_and_when(
    client: TestClient, matrix: str, project: Project, case: Case, theme: Theme
) -> None:
    project.write_summary(case, theme, "One.")
    project.as_coder("CD").write_summary(case, theme, "Two.")
    asked = {"row_id": case.id, "column_id": theme.id}
    told = client.post(f"{matrix}/states", json=asked).json()["states"]
    assert [("CD", "Two."), ("AB", "One.")] == [(one["by"], one["text"]) for one in told]
    assert client.post(f"{matrix}/states", json={"row_id": 3}).status_code == 422


def test_a_draft_counts_once_it_is_kept(client: TestClient, matrix: str, case: Case, theme: Theme) -> None:
    draft = wrote(case, theme, "One.", draft=True)
    keep = wrote(case, theme, "", kind="keep", after=draft["id"])
    told = [post(client, matrix, one)["cells"][0]["summary"]["draft"] for one in (draft, keep)]
    assert [True, False] == told


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "burn"},
        {"row": "site"},
        {"row_id": "x"},
        {"words": 3},
        {"words": "x" * 20_001},
        {"draft": "yes"},
        {"id": "x"},
    ],
)
def test_what_is_not_of_the_agreed_form_is_not_carried_out(
    client: TestClient, matrix: str, case: Case, theme: Theme, changed: Json
) -> None:
    seq = client.post(matrix, json=VIEW).json()["seq"]
    answer = client.post(f"{matrix}/operations", json=[wrote(case, theme, "One.") | changed])
    assert (422, seq) == (answer.status_code, client.post(matrix, json=VIEW).json()["seq"])


@pytest.mark.parametrize("body", [None, [], {**VIEW, "rows": "site"}, {**VIEW, "where": "x"}, {**VIEW, "only": [3]}])
def test_a_view_that_is_none_is_refused(client: TestClient, matrix: str, body: object) -> None:
    assert client.post(matrix, json=body).status_code == 422


def test_a_filter_that_means_nothing_is_told_in_words(client: TestClient, matrix: str, theme: Theme) -> None:
    assert theme
    told = client.post(matrix, json={**VIEW, "where": ["role = chair"]}).json()
    assert "role" in told["refused"]
