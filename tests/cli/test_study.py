"""new, undo, redo, history, backup, check, sample, app."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from themes import Project


def test_a_new_project_has_title_method_and_coder(themes, tmp_path):
    said = themes("new", tmp_path / "clp", "--title", "Culture", "--coder", "AB", "--method", "framework", "--json")
    assert said.code == 0
    with Project.open(tmp_path / "clp.themes", read_only=True) as project:
        assert ("Culture", "framework", "AB") == (project.study.title, project.study.method, project.coder.name)


def test_a_project_that_is_there_is_not_overwritten(themes, study):
    said = themes("new", study, "--json")
    assert (said.code, said.facts["kind"]) == (1, "ProjectExists")
    assert len(themes("list", study, "--json").facts) == 3


def test_a_folder_that_is_not_there_is_refused_in_one_line(themes, tmp_path):
    said = themes("new", tmp_path / "nowhere" / "clp.themes")
    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1


def test_what_is_no_project_is_refused(themes, tmp_path):
    letter = tmp_path / "letter.themes"
    letter.write_text("Dear all", encoding="utf-8")
    for project in (letter, tmp_path / "missing.themes"):
        said = themes("list", project, "--json")
        assert (said.code, said.facts["kind"]) == (1, "NotAProject")
    assert not (tmp_path / "missing.themes").exists()


def test_a_verb_that_is_not_known_is_a_usage_error(themes):
    assert themes("emerge", "clp.themes").code == 2


def test_undo_and_redo_go_back_and_forth(themes, study):
    assert themes("undo", study, "--json").facts["verb"] == "code"
    assert themes("codings", study, "--json").facts == []
    assert themes("redo", study, "--json").facts["verb"] == "code"
    assert len(themes("codings", study, "--json").facts) == 1


def test_with_nothing_left_to_undo_it_is_refused(themes, tmp_path):
    themes("new", tmp_path / "clp.themes")
    said = themes("undo", tmp_path / "clp.themes", "--json")
    assert (said.code, said.facts["kind"]) == (1, "Refused")


def test_history_tells_the_newest_first(themes, study):
    rows = themes("history", study, "--json").facts
    assert [row["verb"] for row in rows[:3]] == ["code", "add code", "add code"]
    assert rows[-1]["verb"] == "create project"
    assert len(themes("history", study, "--limit", 2, "--json").facts) == 2


def test_a_backup_is_a_whole_project(themes, study, tmp_path):
    said = themes("backup", study, tmp_path / "kept.themes", "--json")
    assert said.facts["path"] == str(tmp_path / "kept.themes")
    assert themes("codings", study, "--json").facts == themes("codings", tmp_path / "kept.themes", "--json").facts


def test_a_backup_is_restored_and_what_was_there_kept(themes, study, tmp_path):
    backup = Path(themes("backup", study, tmp_path / "copy.themes", "--json").facts["path"])
    themes("codes", study, "--add", "Later")
    told = themes("restore", study, backup, "--json")
    assert 0 == told.code
    names = {row["name"] for row in themes("codes", study, "--json").facts}
    kept = {row["name"] for row in themes("codes", told.facts["kept"], "--json").facts}
    assert {"Later"} == kept - names


def test_what_is_no_backup_is_not_restored(themes, study, tmp_path):
    (tmp_path / "notes.themes").write_text("notes")
    before = study.read_bytes()
    assert 1 == themes("restore", study, tmp_path / "notes.themes").code
    assert before == study.read_bytes()


def test_a_name_with_a_full_stop_gets_its_ending(themes, tmp_path):
    assert str(tmp_path / "study v2.1.themes") == themes("new", tmp_path / "study v2.1", "--json").facts["path"]
    assert 0 == themes("list", tmp_path / "study v2.1").code


def test_a_sound_project_passes_its_check(themes, study):
    assert themes("check", study, "--json").facts["problems"] == []


def test_a_damaged_project_fails_its_check(themes, study):
    data = bytearray(study.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8192] = b"\xff" * 8192
    study.write_bytes(data)
    assert themes("check", study).code == 1


def test_the_coder_can_be_named_by_the_environment(themes, study, monkeypatch):
    monkeypatch.setenv("THEMES_CODER", "CD")
    assert themes("code", study, "01-harrowmere-chair", 700, 720, "Asking", "--json").facts["coder"] == "CD"


def test_the_app_refuses_what_is_no_project_before_it_starts(themes, tmp_path):
    assert themes("app", tmp_path / "missing.themes").code == 1


def test_the_app_refuses_a_port_that_is_taken(themes, study):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = themes("app", study, "--port", taken.getsockname()[1], "--json")
    assert (said.code, said.facts["kind"]) == (1, "Refused")


def test_the_app_answers_on_this_computer_only(study, tmp_path):
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "themes", "app", str(study), "--port", str(port), "--no-browser"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "THEMES_HOME": str(tmp_path)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            assert _answer(f"http://127.0.0.1:{port}/_stcore/health") == 200
        finally:
            server.terminate()


def _answer(address: str, *, seconds: float = 60) -> int:
    """The status of the first answer; 0 where none comes in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2) as response:  # noqa: S310 - our own loopback address
                return int(response.status)
        except OSError:
            time.sleep(0.3)
    return 0


@pytest.mark.parametrize("words", [(), ("--help",), ("accept", "--help")])
def test_help_is_there(themes, words):
    said = themes(*words)
    assert "Usage:" in said.out + said.err


def test_a_study_in_a_synchronised_folder_says_where_it_is_worked_on(themes, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    assert themes("new", folder / "clp", "--coder", "AB").code == 0
    said = themes("code", folder / "clp", "nowhere", 0, 5, "nothing")
    assert "copy on this computer" in said.err
    with Project.open(folder / "clp.themes", read_only=True) as project:
        assert project.coder.name == "AB"
