"""The main job by command line, as a script does it: seventeen real interviews in, two reports out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from themes import Project
from themes.cli import main

CUT = re.compile(r"\s*(?:\[…\]|…|\[\.\.\.\])\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A folder in which ``themes`` is called: in a process of its own, or in this one where a verb was so before."""

    folder: Path
    codes: list[int] = field(default_factory=list)

    def themes(self, *words: object) -> Any:  # noqa: ANN401 - JSON
        """Call ``themes … --json``, note the exit code, and give back the facts."""
        done = subprocess.run(
            [sys.executable, "-m", "themes", *map(str, words), "--json"],
            cwd=self.folder,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "THEMES_CODER": "AB"},
        )
        self.codes.append(done.returncode)
        assert done.returncode in {0, 1}, done.stderr
        return json.loads(done.stdout)

    def again(self, *words: object) -> None:
        """A verb that has had a process of its own already, in this one: each start takes two seconds."""
        verb, project, *rest = map(str, words)
        called = [verb, str(self.folder / project), *rest, "--json"]
        done = CliRunner(env={"THEMES_CODER": "AB"}).invoke(main, called, catch_exceptions=False)
        self.codes.append(done.exit_code)
        assert done.exit_code in {0, 1}, done.output

    def look(self, *words: object) -> Any:  # noqa: ANN401 - JSON
        """The facts that ``themes … --json`` gives, asked for in this process, which costs no new one."""
        verb, project, *rest = map(str, words)
        looked = CliRunner().invoke(main, [verb, str(self.folder / project), *rest, "--json"], catch_exceptions=False)
        assert looked.exit_code == 0, looked.output
        return json.loads(looked.stdout)


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Script:
    """The script, run to its end."""
    script = Script(folder=tmp_path_factory.mktemp("script"))
    files = sorted((shared_data / "transcripts" / "usability_odt").glob("*.odt"))
    script.themes("new", "usability", "--title", "Usability interviews", "--pseudonymised")
    script.themes("add", "usability", *files)
    script.themes("discover", "usability")
    proposed = script.themes("candidates", "usability")
    ranks = [row["rank"] for row in proposed]
    script.themes("merge", "usability", ranks[0], ranks[-1])
    script.themes("accept", "usability", ranks[0], "--name", "Finding 1", "--theme")
    for nth, rank in enumerate(ranks[1:5], start=2):
        script.again("accept", "usability", rank, "--name", f"Finding {nth}")
    script.themes("reject", "usability", ranks[5])
    script.again("reject", "usability", ranks[6])
    script.themes("codes", "usability", "--add", "Part of a finding", "--parent", "Finding 1")
    first = script.themes("codings", "usability", "--code", "Finding 1")[0]
    where = (first["transcript"], first["start"], first["end"])
    script.themes("code", "usability", *where, "Part of a finding", "--valence", "barrier")
    for nth in range(2, 6):
        call = script.themes if nth == 2 else script.again
        call("theme", "usability", f"Theme {nth}", "--code", f"Finding {nth}", "--statement", "It matters.")
    script.themes("report", "usability", "themes.docx")
    script.themes("report", "usability", "themes.xlsx")
    return script


def words_of(text: str) -> str:
    """A text with each run of white space as one space."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def texts(script: Script) -> dict[str, str]:
    """The transcripts' texts by title."""
    with Project.open(script.folder / "usability.themes", read_only=True) as project:
        return {transcript.title: transcript.text for transcript in project.transcripts()}


def test_every_command_ends_with_0(script):
    assert [0] * len(script.codes) == script.codes
    assert len(script.codes) >= 18


def test_all_seventeen_interviews_are_in_it(script):
    assert len(script.look("list", "usability")) == 17


def test_five_are_accepted_two_rejected_and_one_merged(script):
    outcomes = [row["outcome"] for row in script.look("candidates", "usability")]
    assert {"accepted": 5, "rejected": 2, "merged": 1} == {
        outcome: outcomes.count(outcome) for outcome in ("accepted", "rejected", "merged")
    }


def test_the_merged_candidate_went_into_the_code_of_the_first(script):
    first = script.look("candidates", "usability")[0]
    codings = script.look("codings", "usability", "--code", "Finding 1")
    assert len(codings) == first["segments"]


def test_the_sub_code_stands_under_its_parent(script):
    (row,) = [row for row in script.look("codes", "usability") if row["name"] == "Part of a finding"]
    assert ("Finding 1 > Part of a finding", 1) == (row["path"], row["codings"])


def test_every_coding_is_verbatim_in_its_transcript(script, texts):
    rows = script.look("codings", "usability")
    assert rows
    assert [] == [row["id"] for row in rows if texts[row["transcript"]][row["start"] : row["end"]] != row["words"]]


def test_every_quotation_of_the_word_report_is_verbatim_in_a_transcript(script, texts):
    import docx  # noqa: PLC0415 - read here as a reader of the report reads it

    document = docx.Document(str(script.folder / "themes.docx"))
    quoted = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Quotation"]
    everything = [words_of(text) for text in texts.values()]
    lost = [
        quotation
        for quotation in quoted
        if not any(
            all(words_of(part) in text for part in CUT.split(quotation.strip("“”")) if part) for text in everything
        )
    ]
    assert len(quoted) >= 10
    assert lost == []


def test_every_row_of_the_sheet_is_verbatim_in_its_transcript(script, texts):
    import openpyxl  # noqa: PLC0415 - as above

    sheet = openpyxl.load_workbook(script.folder / "themes.xlsx").worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    column = next(nth for nth, name in enumerate(header) if str(name).casefold() in {"words", "quotation"})
    # A cell that would begin a formula is escaped by an apostrophe.
    said = [str(row[column]).removeprefix("'") for row in rows]
    assert len(said) == len(script.look("codings", "usability"))
    everything = [words_of(text) for text in texts.values()]
    assert [] == [words for words in said if not any(words_of(words) in text for text in everything)]


def test_no_report_prints_the_name_of_a_speaker(script):
    import docx  # noqa: PLC0415 - as above

    document = docx.Document(str(script.folder / "themes.docx"))
    attributions = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Attribution"]
    cases = {row["label"] for row in script.look("cases", "usability")}
    assert any(any(case in line for case in cases) for line in attributions)


def test_a_second_acceptance_is_refused_with_exit_code_1(script):
    before = len(script.look("codings", "usability"))
    answer = script.themes("accept", "usability", 1, "--name", "Again")
    assert ("Refused", 1) == (answer["kind"], script.codes[-1])
    assert before == len(script.look("codings", "usability"))
