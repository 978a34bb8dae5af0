"""add, list, cases."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from themes import Project

_TOLD = {
    "file", "format", "speakers", "turns", "words", "id", "title", "kind", "layout", "seconds", "dropped", "notices",
    "voices",
}  # fmt: skip
"""What is told of each file that went in."""


def test_good_files_go_in_and_the_exit_code_says_that_one_was_refused(themes, tmp_path, corpus):
    project, image = tmp_path / "a.themes", tmp_path / "portrait.png"
    image.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    themes("new", project)
    said = themes("add", project, corpus / "interviews" / "01-harrowmere-chair.txt", image, "--json")
    good, bad = said.facts
    assert said.code == 1
    assert set(good) == _TOLD
    assert [("interviewer", None), ("participant", "P01")] == [(one["role"], one["case"]) for one in good["voices"]]
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
    assert (0, "Done as AB; --coder NAME is for somebody else.\n") == (told.code, told.err)
    assert "caf\ufffd" in themes("list", study).out
    again = themes("add", study, named)
    assert 1 == again.code


TALK = "Interviewer: How was it?\n\n{}: We all came, every one of us, to the board, for the {} time.\n"


@pytest.fixture
def talks(tmp_path: Path) -> list[Path]:
    """Two interviews with one person, and a file that cannot be read."""
    files = [tmp_path / "Leeds_chair_P21.txt", tmp_path / "York_nurse_P22.txt", tmp_path / "bad.docx"]
    for file, nth in zip(files, ("first", "second"), strict=False):
        file.write_text(TALK.format("Ann Lee", nth), encoding="utf-8")
    files[2].write_bytes(b"no archive")
    return files


def test_a_preview_says_all_and_takes_nothing_in(themes, study, talks, corpus):
    here = corpus / "interviews" / "01-harrowmere-chair.txt"
    said = themes("preview", study, *talks, here, "--json")
    assert 1 == said.code
    rows = said.facts["files"]
    assert ["ready", "ready", "refused", "known"] == [row["state"] for row in rows]
    assert {"label": "Ann Lee", "role": "participant", "voices": 1, "turns": 1, "words": 14} == {
        key: value for key, value in rows[0]["speakers"][1].items() if key != "first_words"
    }
    assert "We all came" in rows[0]["speakers"][1]["first_words"]
    assert ("txt", "label before the words", 17, 2) == tuple(
        rows[0][key] for key in ("format", "layout", "words", "turns")
    )
    assert ["one voice"] == [one["layout"] for one in rows[0]["other_layouts"]]
    assert [("Ann Lee", 2, True)] == [
        (one["name"], len(one["transcripts"]), one["sure"]) for one in said.facts["same_people"]
    ]
    assert 3 == len(themes("list", study, "--json").facts)


def test_a_preview_for_people_names_layouts_and_what_is_left_out(themes, study, talks):
    said = themes("preview", study, talks[0])
    assert 0 == said.code
    assert "ready  Leeds_chair_P21.txt: interview, txt, label before the words, 17 words, 2 turns" in said.out
    assert "other layouts: “one voice”" in said.out
    assert "left out: 2 speaker labels" in said.out


def test_files_go_in_with_a_layout_a_kind_and_cases_from_their_names(themes, study, talks):
    said = themes("add", study, *talks[:2], "--kind", "workshop", "--case-from", "{site}_{role}_{case}", "--json")
    assert (0, _TOLD, "workshop") == (said.code, set(said.facts[0]), said.facts[0]["kind"])
    assert "P21" in [one["case"] for one in said.facts[0]["voices"]]
    rows = {row["label"]: row for row in themes("cases", study, "--json").facts}
    assert ("site", []) == (rows["Leeds"]["kind"], rows["Leeds"]["heard_in"])
    assert ({"role": "chair"}, [{"relation": "works at", "case": "Leeds"}]) == (
        rows["P21"]["values"],
        rows["P21"]["links"],
    )
    assert ["workshop"] * 2 == [row["kind"] for row in themes("list", study, "--json").facts if "P2" in row["title"]]


def test_the_same_person_is_joined_where_asked_for(themes, study, talks):
    assert "one case Ann Lee" in themes("add", study, *talks[:2], "--same-people").out
    assert [["P21"], ["P21"]] == [row["cases"] for row in themes("list", study, "--json").facts if "P2" in row["title"]]


def test_a_pattern_that_says_nothing_is_refused_before_anything_is_read(themes, study, talks):
    said = themes("add", study, *talks[:2], "--case-from", "case")
    assert (1, True) == (said.code, "Write it like" in said.err)
    assert 3 == len(themes("list", study, "--json").facts)


def test_a_case_is_made_linked_described_joined_and_removed(themes, study):
    assert 0 == themes("case", study, "Leeds", "--add", "site").code
    said = themes("case", study, "P01", "--link", "works at", "Leeds", "--set", "age=47,5", "--json")
    assert [{"relation": "works at", "case": "Leeds"}] == next(row for row in said.facts if row["label"] == "P01")[
        "links"
    ]
    said = themes("property", study, "age", "--type", "number", "--json")
    assert [("age", "number")] == [(row["name"], row["type"]) for row in said.facts]
    assert 1 == themes("case", study, "P01", "--set", "age=old").code
    assert 1 == themes("case", study, "P01", "--unlink", "knows", "Leeds").code
    assert 0 == themes("case", study, "P01", "--unlink", "works at", "Leeds").code
    assert 0 == themes("case", study, "Leeds", "--remove").code
    said = themes("case", study, "P02", "--same-as", "P01", "--json")
    assert ["P01", "P03"] == [row["label"] for row in said.facts]
    assert 2 == len(said.facts[0]["heard_in"])


def test_what_file_names_say_is_shown_and_kept_when_asked(themes, study):
    shown = themes("cases", study, "--from-names", "{…}-{place}-{role}", "--json")
    assert {"place": "harrowmere", "role": "chair"} == shown.facts[0]["says"]
    assert {} == themes("cases", study, "--json").facts[0]["values"]
    assert 0 == themes("cases", study, "--from-names", "{…}-{place}-{role}", "--keep").code
    assert {"place": "harrowmere", "role": "chair"} == themes("cases", study, "--json").facts[0]["values"]
