"""Backups are known by the names that Themes gives them, and nothing else is taken for one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from themes.kept_copies import kept_copy
from themes.project import Project


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "clp.themes"
    Project.create(path, coder="AB").close()
    return path


def test_a_backup_says_of_which_study_it_is_and_when_it_was_written(study: Path) -> None:
    with Project.open(study) as project:
        kept = kept_copy(project.backup())
        last = project.history(limit=1)[0].step.at
    assert kept is not None
    assert (study, "backup", True) == (kept.original, kept.what, last[:16] <= kept.at[:16])


def test_what_was_kept_before_a_joining_and_before_restoring_is_a_backup(study: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.themes"
    shutil.copy(study, theirs)
    with Project.open(theirs, coder="CD") as copy:
        copy.add_code("Money")
    with Project.open(study) as project:
        joined = project.join_copy(theirs).backup
    aside = Project.restore(study, theirs)
    assert joined is not None
    assert aside is not None
    told = [kept_copy(joined), kept_copy(aside)]
    assert ["backup before joining", "backup before restoring"] == [kept.what for kept in told if kept is not None]


def test_what_was_kept_before_a_new_version_is_a_backup(tmp_path: Path) -> None:
    kept = kept_copy(tmp_path / "clp.backup-before-v12.themes")
    assert kept is not None
    assert (tmp_path / "clp.themes", "backup before version 12 of the file", "") == (kept.original, kept.what, kept.at)


@pytest.mark.parametrize(
    "name",
    [
        "clp.themes",
        "clp copy 2026-11-23.themes",
        "clp (your copy 2026-11-23 053500).themes",
        "clp (kept 2026-11-23 053500).themes",
        "clp (backup).themes",
        "clp (backup 2026-19-93 996190).themes",
        "clp (backup 2026-11-23 053500).docx",
        "(backup 2026-11-23 053500).themes",
    ],
)
def test_what_somebody_works_in_is_not_taken_for_a_backup(tmp_path: Path, name: str) -> None:
    assert kept_copy(tmp_path / name) is None
