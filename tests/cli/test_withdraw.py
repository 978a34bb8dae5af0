"""A participant withdraws by command line: listed, confirmed, proven."""

from __future__ import annotations

from pathlib import Path

from themes.project import Project


def _who(study: Path) -> str:
    with Project.open(study, read_only=True) as project:
        return project.cases()[0].label


def test_a_list_changes_nothing_and_names_files_and_places(themes, study: Path):
    label = _who(study)
    before = study.read_bytes()
    told = themes("withdraw", study, label, "--list")
    assert (0, before) == (told.code, study.read_bytes())
    assert f"passages found in {study.name}" in told.out
    assert "Reports and exports that left Themes are not reached" in told.out
    facts = themes("withdraw", study, label, "--list", "--json").facts
    (own,) = [one for one in facts["files"] if one["of"] == "study"]
    assert 0 < facts["passages"] == own["passages"]


def test_without_the_label_nothing_is_done(themes, study: Path):
    refused = themes("withdraw", study, _who(study), "--confirm", "P99")
    assert (1, True) == (refused.code, "not the label" in refused.err)


def test_it_is_done_proven_and_told_after(themes, study: Path):
    label = _who(study)
    assert "Nobody has withdrawn." in themes("withdraw", study).out
    done = themes("withdraw", study, label, "--confirm", label)
    assert 0 == done.code
    assert f"{label} withdrew:" in done.out
    assert "0 of " in done.out
    assert f"{label} withdrew on " in themes("withdraw", study).out
    assert 0 == themes("check", study).code
    assert 1 == themes("withdraw", study, label, "--list").code


def test_backups_from_before_are_named_and_deleted_when_that_is_asked(themes, study: Path):
    label = _who(study)
    with Project.open(study) as project:
        backup = project.backup()
    themes("withdraw", study, label, "--confirm", label)
    assert f"A copy from before still holds the words: {backup}." in themes("withdraw", study).out
    assert backup.exists()
    assert f"Deleted {backup}." in themes("withdraw", study, "--delete-backups").out
    assert not backup.exists()


def test_what_is_restored_or_made_of_a_folder_says_who_is_not_in_it(themes, study: Path, tmp_path: Path):
    label = _who(study)
    backup, folder = tmp_path / "backup.themes", tmp_path / "plain"
    assert 0 == themes("backup", study, backup).code
    assert 0 == themes("export", study, folder).code
    assert 0 == themes("withdraw", study, label, "--confirm", label).code
    told = [themes("restore", study, backup), themes("import", folder, tmp_path / "back.themes")]
    assert [0, 0] == [one.code for one in told]
    assert [True, True] == [f"{label} withdrew on " in one.out for one in told]
