"""add, list, cases."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from themes import Project


def test_good_files_go_in_and_the_exit_code_says_that_one_was_refused(themes, tmp_path, corpus):
    project, image = tmp_path / "a.themes", tmp_path / "portrait.png"
    image.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    themes("new", project)
    said = themes("add", project, corpus / "interviews" / "01-harrowmere-chair.txt", image, "--json")
    good, bad = said.facts
    assert said.code == 1
    assert set(good) == {"file", "format", "speakers", "turns", "words"}
    assert (good["file"], good["format"], good["speakers"]) == ("01-harrowmere-chair.txt", "txt", 2)
    assert set(bad) == {"file", "refused"}
    assert bad["file"] == "portrait.png"


def test_a_file_added_twice_is_refused_and_stays_once(themes, study, corpus):
    said = themes("add", study, corpus / "interviews" / "01-harrowmere-chair.txt", "--json")
    assert said.code == 1
    assert "already here" in said.facts[0]["refused"]
    assert len(themes("list", study, "--json").facts) == 3


def test_a_missing_file_is_refused_and_the_others_go_in(themes, study, corpus):
    said = themes("add", study, "nowhere.txt", corpus / "interviews" / "07-wexcombe-paramedic.txt")
    assert said.code == 1
    assert "refused  nowhere.txt" in said.out
    assert len(themes("list", study, "--json").facts) == 4


def test_list_tells_words_turns_and_cases(themes, study):
    rows = themes("list", study, "--json").facts
    assert [row["file"] for row in rows] == sorted(row["file"] for row in rows)
    assert [row["cases"] for row in rows] == [["P01"], ["P02"], ["P03"]]
    assert all(row["words"] > 1000 and row["turns"] > 10 for row in rows)


def test_a_case_table_gives_attributes_and_says_whose_rows_it_could_not_place(themes, study, corpus):
    said = themes("cases", study, "--table", corpus / "cases.csv", "--json")
    assert said.code == 1
    assert said.facts["matched"] == 3
    assert len(said.facts["unmatched"]) == 12
    chair = themes("cases", study, "--json").facts[0]
    assert (chair["label"], chair["values"]["role"]) == ("P01", "trust chair")


def test_lists_can_be_read_while_another_process_writes(themes, study):
    with Project.open(study):
        assert themes("list", study).code == 0
        assert themes("codings", study).code == 0
        assert themes("codes", study).code == 0


def test_a_project_that_another_process_has_open_is_not_written(themes, study):
    code = (
        "import sys\nfrom themes import Project\nwith Project.open(sys.argv[1]):\n print('open', flush=True)\n input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(study)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "open\n"
        said = themes("codes", study, "--add", "Late", "--json")
        assert themes("list", study).code == 0
        owner.communicate("\n")
    assert said.code == 1
    assert said.facts["kind"] == "ProjectInUse"
    assert str(owner.pid) in said.facts["error"]


def test_a_file_whose_name_is_no_text_is_taken_in_and_named(themes, study, tmp_path):
    named = os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt")
    try:
        Path(named).write_text("Interviewer: And here?\n\nP1: It was loud and we could not hear a word.\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    told = themes("add", study, named)
    assert (0, "") == (told.code, told.err)
    assert "caf\ufffd" in themes("list", study).out
    again = themes("add", study, named)
    assert 1 == again.code
