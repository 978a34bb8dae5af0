"""What the next start remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes.ui import recent


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THEMES_HOME", str(tmp_path / "Themes"))
    monkeypatch.delenv("THEMES_PROJECT", raising=False)
    return tmp_path / "Themes"


def _file(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def test_the_first_start_opens_the_sample_study(home: Path) -> None:
    assert home / "sample.themes" == recent.first_path()


def test_the_last_used_project_opens_next_time(tmp_path: Path) -> None:
    first, second = _file(tmp_path / "a.themes"), _file(tmp_path / "b.themes")
    recent.remember(first)
    recent.remember(second)
    assert second == recent.first_path()


def test_a_project_that_was_moved_away_is_passed_over(tmp_path: Path) -> None:
    here, gone = _file(tmp_path / "a.themes"), _file(tmp_path / "b.themes")
    recent.remember(here)
    recent.remember(gone)
    gone.unlink()
    assert here == recent.first_path()


def test_the_project_asked_for_comes_before_the_last_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recent.remember(_file(tmp_path / "a.themes"))
    monkeypatch.setenv("THEMES_PROJECT", str(tmp_path / "asked.themes"))
    assert tmp_path / "asked.themes" == recent.first_path()


def test_a_project_opened_twice_is_listed_once_and_first(tmp_path: Path) -> None:
    paths = [_file(tmp_path / name) for name in ("a.themes", "b.themes")]
    for path in (*paths, paths[0]):
        recent.remember(path)
    assert (str(paths[0]), str(paths[1])) == recent.read().projects


def test_who_codes_is_remembered_when_nothing_new_is_said(tmp_path: Path) -> None:
    recent.remember(_file(tmp_path / "a.themes"), coder="AB")
    recent.remember(_file(tmp_path / "b.themes"))
    assert "AB" == recent.read().coder


@pytest.mark.parametrize("content", ["", "{", "[]", '{"projects": 7}', "\x00"])
def test_a_damaged_memory_is_an_empty_one(home: Path, content: str) -> None:
    home.mkdir(parents=True)
    (home / "recent.json").write_text(content, encoding="utf-8")
    assert recent.Recent() == recent.read()


def test_a_new_study_never_gets_the_file_of_another(home: Path) -> None:
    _file(home / "Culture review.themes")
    assert home / "Culture review 2.themes" == recent.free_path("Culture / review?")


def test_a_title_of_signs_alone_still_gives_a_file(home: Path) -> None:
    assert home / "study.themes" == recent.free_path("../..")
