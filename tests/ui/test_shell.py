"""What stands around every page, on a real project, by Streamlit's own way to run a page without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.sitting import sit_before

import themes.ui
from themes.project import Project
from themes.ui.opened import OPEN

SCRIPT = Path(themes.ui.__file__).parent / "entry" / "script.py"


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", title="Culture *review* of 2025") as project:
        project.add_bytes("chair.txt", b"Interviewer: And the board?\n\nChair: We turned up every month.\n")
        project.add_code("Board engagement")
    sit_before(path, monkeypatch)
    yield path
    OPEN.close()


def _run() -> AppTest:
    return AppTest.from_file(str(SCRIPT), default_timeout=60).run()


def _refusals(page: AppTest) -> list[str]:
    return [one.value for one in (*page.exception, *page.error)]


def test_the_asked_project_opens_on_the_study_page(study: Path) -> None:
    page = _run()
    assert ([], ["Study"]) == (_refusals(page), [title.value for title in page.title])
    assert OPEN.get(study).study.title == "Culture *review* of 2025"


def test_a_title_is_shown_as_it_was_written(study: Path) -> None:
    del study
    assert "**Culture \\*review\\* of 2025**" in [text.value for text in _run().markdown]


def test_undo_takes_back_the_last_step_and_says_which(study: Path) -> None:
    page = _run()
    undo = page.button(key="themes undo")
    assert "Undo: add code “Board engagement”" == undo.label
    undo.click().run()
    assert [] == OPEN.get(study).codes()


def test_redo_does_it_again(study: Path) -> None:
    page = _run()
    page.button(key="themes undo").click().run()
    page.button(key="themes redo").click().run()
    assert ["Board engagement"] == [code.name for code in OPEN.get(study).codes()]


def test_another_coders_step_is_not_offered_for_undo(study: Path) -> None:
    other = OPEN.get(study).as_coder("CD")
    other.rename_transcript(other.transcripts()[0], "Interview 1")
    assert "Undo: add code “Board engagement”" == _run().button(key="themes undo").label


def test_a_missing_project_is_said_in_words_and_not_as_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THEMES_HOME", str(tmp_path))
    monkeypatch.setenv("THEMES_PROJECT", str(tmp_path / "gone.themes"))
    page = _run()
    assert (0, 1) == (len(page.exception), len(page.error))


def test_a_project_that_opens_is_remembered(study: Path, tmp_path: Path) -> None:
    _run()
    assert str(study) in (tmp_path / "home" / "recent.json").read_text(encoding="utf-8")
