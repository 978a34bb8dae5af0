"""A study that came from elsewhere asks who sits before it; until then pages and routes write nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest
from tests.sitting import made_here

import themes.ui
from themes import here
from themes.model import Transcript
from themes.project import Project
from themes.ui import tokens
from themes.ui.opened import OPEN

SCRIPT = Path(themes.ui.__file__).parent / "entry" / "script.py"
WORDS = b"Interviewer: And the board?\n\nChair: We turned up every month.\n"


@pytest.fixture
def theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A study that AB made elsewhere."""
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB") as project:
        said = project.add_bytes("chair.txt", WORDS)
        project.add_coding(said, 18, 30, project.add_code("Board engagement"))
    monkeypatch.setenv("THEMES_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("THEMES_PROJECT", str(path))
    yield path
    OPEN.close()


def _run() -> AppTest:
    page = AppTest.from_file(str(SCRIPT), default_timeout=60).run()
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def _asked(page: AppTest) -> list[str]:
    return [button.label.split(" (")[0] for button in page.button if button.label.startswith("I am ")]


def test_nothing_can_be_pressed_that_would_be_kept_under_anothers_name(theirs: Path) -> None:
    del theirs
    page = _run()
    assert ["I am AB"] == _asked(page)
    assert page.button(key="themes undo").disabled
    assert [] == [one for one in page.get("file_uploader") if not one.disabled]


def test_who_has_said_who_they_are_is_known_on_this_computer(theirs: Path) -> None:
    page = _run()
    next(button for button in page.button if button.label.startswith("I am AB")).click().run()
    assert [] == _asked(page)
    study = OPEN.get(theirs)
    assert here.Here(study=study.id, coder=study.coder.id) == here.who(theirs, study.id)


def test_a_study_that_was_made_here_asks_nobody(theirs: Path) -> None:
    made_here(theirs)
    assert [] == _asked(_run())


def test_a_study_in_which_nothing_stands_yet_asks_nobody(
    tmp_path: Path, theirs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del theirs
    Project.create(tmp_path / "empty.themes", coder="AB").close()
    monkeypatch.setenv("THEMES_PROJECT", str(tmp_path / "empty.themes"))
    assert [] == _asked(_run())


def test_a_copy_that_another_program_has_open_is_read_by_nobody_in_particular_and_asks_once_it_is_free(
    theirs: Path,
) -> None:
    with Project.open(theirs):
        page = _run()
        assert ([], []) == (_asked(page), [one for one in page.radio if one.label == "You are"])
    assert ["I am AB"] == _asked(_run())


@pytest.fixture
def earlier_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's folder as a Themes left it that did not keep yet who made which study; AB begins studies there."""
    home = tmp_path / "home"
    home.mkdir()
    _coded(home / "mine.themes", "AB")
    _coded(home / "hers.themes", "CD")
    (home / "recent.json").write_text(
        json.dumps({"projects": [str(home / "mine.themes")], "coder": "AB"}), encoding="utf-8"
    )
    monkeypatch.setenv("THEMES_HOME", str(home))
    yield home
    OPEN.close()


def _coded(path: Path, *coders: str) -> None:
    with Project.create(path, coder=coders[0]) as project:
        said = project.add_bytes("chair.txt", WORDS)
        code = project.add_code("Board engagement")
        for coder in coders:
            project.as_coder(coder).add_coding(said, 18, 30, code)


def _shown(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    monkeypatch.setenv("THEMES_PROJECT", str(path))
    OPEN.last = None
    return _asked(_run())


def test_after_an_upgrade_the_maker_of_a_study_is_not_asked(
    earlier_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = earlier_home / "mine.themes"
    assert [] == _shown(monkeypatch, mine)
    study = OPEN.get(mine)
    assert here.Here(study=study.id, coder=study.coder.id, made=True) == here.who(mine, study.id)
    assert ["AB"] == [coder.name for coder in study.coders()]


def test_after_an_upgrade_a_colleagues_copy_asks(earlier_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ["I am CD"] == _shown(monkeypatch, earlier_home / "hers.themes")
    assert [] == _shown(monkeypatch, earlier_home / "mine.themes")  # whichever is opened first


def test_after_an_upgrade_a_study_of_two_coders_asks(earlier_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _coded(earlier_home / "both.themes", "AB", "CD")
    assert ["I am AB", "I am CD"] == sorted(_shown(monkeypatch, earlier_home / "both.themes"))


def test_what_comes_after_the_upgrade_asks_though_its_coder_bears_the_same_name(
    earlier_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [] == _shown(monkeypatch, earlier_home / "mine.themes")
    _coded(earlier_home / "another AB.themes", "AB")
    assert ["I am AB"] == _shown(monkeypatch, earlier_home / "another AB.themes")


def test_another_study_in_the_place_of_one_that_was_made_here_asks(
    earlier_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = earlier_home / "mine.themes"
    assert [] == _shown(monkeypatch, mine)
    OPEN.close()
    mine.unlink()
    _coded(mine, "AB")
    assert ["I am AB"] == _shown(monkeypatch, mine)


def test_the_routes_let_nobody_read_and_let_nobody_write(
    client: TestClient, base: str, project: Project, transcript: Transcript
) -> None:
    project.add_coding(transcript, 0, 4, "Resources")
    client.headers["x-themes-token"] = tokens.mint(project.id, "")
    read = client.get(base).json()
    assert ("", 1, [{"id": project.coder.id, "name": "AB"}]) == (read["me"], len(read["codings"]), read["coders"])
    before = project.last_seq()
    code = next(code.id for code in project.codes())
    asked = {
        "id": "6f6c3c0e-6b0a-4c86-9a4c-8f1c6f6c1a11",
        "kind": "code",
        "coding": "6f6c3c0e-6b0a-4c86-9a4c-8f1c6f6c1a12",
        "quotation": "6f6c3c0e-6b0a-4c86-9a4c-8f1c6f6c1a13",
        "start": 5,
        "end": 9,
        "text": read["version"],
        "code": code,
        "valence": None,
    }
    told = client.post(f"{base}/operations", json=[asked]).json()
    assert ([], before) == (told["acknowledged"], project.last_seq())
    assert ["Nobody has said yet who codes here, so nothing was changed. Say who you are, and do it again."] == [
        one["reason"] for one in told["refused"]
    ]
