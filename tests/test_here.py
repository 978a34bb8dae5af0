"""What this computer keeps of who codes where."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes import here


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THEMES_HOME", str(tmp_path / "Themes"))
    return tmp_path / "Themes"


def test_nobody_is_known_before_somebody_has_said(tmp_path: Path) -> None:
    assert here.who(tmp_path / "clp.themes", "a study") is None


def test_who_codes_is_known_of_that_file_and_of_no_copy_of_it(tmp_path: Path) -> None:
    here.say(tmp_path / "clp.themes", study="a study", coder="AB")
    assert here.Here(study="a study", coder="AB") == here.who(tmp_path / "clp.themes", "a study")
    assert here.who(tmp_path / "clp copy.themes", "a study") is None


def test_another_study_under_the_same_name_is_not_that_one(tmp_path: Path) -> None:
    here.say(tmp_path / "clp.themes", study="a study", coder="AB", made=True)
    assert here.who(tmp_path / "clp.themes", "another study") is None


def test_a_study_that_was_made_here_stays_so_whoever_codes_in_it(tmp_path: Path) -> None:
    here.say(tmp_path / "clp.themes", study="a study", coder="AB", made=True)
    here.say(tmp_path / "clp.themes", study="a study", coder="CD")
    assert here.Here(study="a study", coder="CD", made=True) == here.who(tmp_path / "clp.themes", "a study")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"/clp.themes": 7}', '{"/clp.themes": {"study": 1}}', "\x00"])
def test_a_damaged_memory_is_an_empty_one_and_can_be_written_again(home: Path, tmp_path: Path, content: str) -> None:
    home.mkdir(parents=True)
    (home / "coders.json").write_text(content, encoding="utf-8")
    assert here.who(tmp_path / "clp.themes", "a study") is None
    here.say(tmp_path / "clp.themes", study="a study", coder="AB")
    assert here.who(tmp_path / "clp.themes", "a study") is not None


def test_where_the_folder_takes_nothing_work_goes_on(home: Path, tmp_path: Path) -> None:
    home.write_text("a file where the folder should be", encoding="utf-8")
    here.say(tmp_path / "clp.themes", study="a study", coder="AB")
    assert here.who(tmp_path / "clp.themes", "a study") is None
