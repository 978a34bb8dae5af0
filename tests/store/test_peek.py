"""A study's title is read for a list without its file being opened."""

from __future__ import annotations

from pathlib import Path

from themes.project import Project


def test_a_title_is_read_and_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "clp.themes"
    Project.create(path, coder="AB", title="Culture review").close()
    before = sorted(one.name for one in tmp_path.iterdir())
    assert "Culture review" == Project.title_of(path)
    assert before == sorted(one.name for one in tmp_path.iterdir())


def test_the_title_of_a_study_that_is_open_is_the_one_of_now(tmp_path: Path) -> None:
    path = tmp_path / "clp.themes"
    with Project.create(path, coder="AB", title="Culture review") as project:
        project.describe(title="Culture and leadership")
        assert "Culture and leadership" == Project.title_of(path)


def test_what_is_no_study_has_no_title(tmp_path: Path) -> None:
    (tmp_path / "other.themes").write_bytes(b"SQLite format 3\x00 but no more")
    (tmp_path / "empty.themes").touch()
    assert ["", "", ""] == [Project.title_of(tmp_path / f"{name}.themes") for name in ("other", "empty", "gone")]
