"""A real project with a hostile transcript, and the routes on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from tests.sitting import sit_before

from themes.errors import NotFound
from themes.model import Transcript
from themes.project import Project
from themes.ui import cell_routes, copy_routes, tokens
from themes.ui.api import routes
from themes.ui.bell import BELL
from themes.ui.later import API
from themes.ui.opened import OPEN

WORDS = (
    "Interviewer: What did the board do?\n\n"
    "Chair: We turned up 😀 every <script>window.hit=1</script> month, naïve cafe\u0301 and all.\n\n"
    "Interviewer: And then?\n\n"
    "Chair: Then the money stopped, and I still turned up.\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.themes", coder="AB") as made:
        made.add_bytes("chair.txt", WORDS.encode())
        made.add_code("Board engagement", definition="The board turns up.")
        made.add_code("Resources")
        yield made


@pytest.fixture
def transcript(project: Project) -> Transcript:
    return project.transcripts()[0]


@pytest.fixture
def client(project: Project) -> Iterator[TestClient]:
    def resolve(handle: str) -> Project:
        if handle != project.id:
            raise NotFound("not open")
        return project

    end = project.on_step(partial(BELL.ring, project.id))
    app = Starlette(
        routes=[Mount(API, routes=[*routes(resolve), *cell_routes.routes(resolve), *copy_routes.routes(resolve)])]
    )
    with TestClient(app, headers={"x-themes-token": tokens.mint(project.id, "AB")}) as opened:
        yield opened
    end()


@pytest.fixture
def base(project: Project, transcript: Transcript) -> str:
    return f"/api/projects/{project.id}/transcripts/{transcript.id}"


@pytest.fixture
def shown(tmp_path: Path, two_interviews: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A project with candidates, which the pages show."""
    path = tmp_path / "study.themes"
    shutil.copy(two_interviews, path)
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()
