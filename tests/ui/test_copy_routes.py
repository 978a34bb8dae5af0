"""A copy of a study is fetched while it is worked in: it is whole, and nothing of it stays behind on the server."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from themes.model import Transcript
from themes.project import Project


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this computer puts what is in passing."""
    place = tmp_path / "passing"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return place


def test_the_copy_holds_all_that_was_done_until_now_and_nothing_stays_behind(
    client: TestClient, project: Project, transcript: Transcript, tmp_path: Path, elsewhere: Path
) -> None:
    project.add_coding(transcript, 0, 4, "Resources")
    answer = client.get(f"/api/projects/{project.id}/copy")
    assert (200, "no-store") == (answer.status_code, answer.headers["cache-control"])
    assert [] == list(elsewhere.iterdir())
    copy = tmp_path / "copy.themes"
    copy.write_bytes(answer.content)
    with Project.open(copy, read_only=True) as read:
        assert ([], project.id, project.last_seq()) == (read.check(), read.id, read.last_seq())


def test_a_damaged_study_gives_no_copy_and_says_so(client: TestClient, project: Project, elsewhere: Path) -> None:
    whole = project.path.read_bytes()
    project.path.write_bytes(whole[: len(whole) // 2])
    answer = client.get(f"/api/projects/{project.id}/copy")
    assert 507 == answer.status_code
    assert "No backup of study.themes was made" in answer.json()["error"]
    assert [] == list(elsewhere.iterdir())
    project.path.write_bytes(whole)
