"""Real transcripts: who speaks is right, and no word is lost. The table is expected.toml."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.clock import quickest

from themes import read
from themes.model import Transcript

Extractors = Mapping[str, Callable[[bytes], str]]

HERE = Path(__file__).parent
REAL = tomllib.loads((HERE / "expected.toml").read_text(encoding="utf-8"))["file"]
SAMPLE = tomllib.loads((HERE / "expected_corpus.toml").read_text(encoding="utf-8"))["file"]
_TIME = r"\[?\(?(?:\d+:)?\d+:\d+(?:\.\d+)?\]?\)?"
# What each folder's files have in front of the words: taken from the words by hand-written patterns, not by labels.py.
TAKEN_OUT = {
    "usability_odt": [r"(?m)^\s*MODERATOR:"],
    "teams_docx": [r"(?m)^[\d:.]+ --> [\d:.]+$\n.*$"],
    "talkpython_txt": [r"(?m)^\d\d:\d\d:\d\d"],
    "descript_md": [
        r"(?m)^(?:Jonas Rosland|Jon Lawitts|Vicky Wei|Rich McGrath|Danny Silvers)(?:  [\d:]+)? *$",
        r"(?m)^[\d:.]+ --> [\d:.]+$",
    ],
    "changelog_md": [rf"(?m)^(?:[A-Z][a-z]+ [A-Z][a-z]+):(?: {_TIME})?", rf"(?m)^{_TIME}"],
    "name_colon_hms_md": [r"(?m)^[A-Z][\w ]+: \d\d:\d\d:\d\d *$"],
    "name_inline_md": [r"(?m)^(?:Stephan Livera|Michael Flaxman|AJ Towns|SL|MF)(?: \([A-Z]+\))?:"],
    "name_own_line_md": [r"(?m)^(?:Stephan Livera|Stepan|Ben|NVK|Seedsigner): *$"],
    "otter_md": [r"(?m)^(?:Ali|Kelly|Emma|UKelly|Unknown Speaker) +[\d:]+ *$"],
    "interview_pdf": [
        # Numbers of pages, and of paragraphs in the margin: each page draws all of those, most outside of it.
        r"(?m)^\d+(?:/\d+)?$",
        r"(?m)^(?:Dan|Partici?pant):",
        r"(?<=\btwo-)\n(?=way)|(?<=\bnon-)\n(?=monotonic)",
    ],
    "interviews": [
        r"(?m)^(?:Interviewer(?: [12])?|Participant|Chair|Int|Resp|Chief executive|Q|A|Moderator|P[1-5]):",
        r"(?m)^(?:INTERVIEWER|PARTICIPANT)$",
    ],
}


def _read(path: Path) -> Transcript:
    return read.read(path.name, path.read_bytes())


def _facts(transcript: Transcript) -> dict[str, Any]:
    kinds = [turn.kind for turn in transcript.turns]
    return {
        "format": transcript.format,
        "layout": transcript.layout,
        "speakers": [[speaker.label, speaker.role] for speaker in transcript.speakers],
        "speech": kinds.count("speech"),
        "headings": kinds.count("heading"),
        "notes": kinds.count("note"),
        "words": len(transcript.text.split()),
    }


def _independent(extractors: Extractors, path: Path) -> list[str]:
    text = extractors[path.suffix.removeprefix(".")](path.read_bytes())
    for pattern in TAKEN_OUT.get(path.parent.name, []):
        text = re.sub(pattern, "", text)
    return text.split()


@pytest.mark.parametrize("expected", REAL, ids=lambda one: one["file"])
def test_a_real_file_has_the_speakers_turns_and_words_that_were_checked_by_hand(
    expected: dict[str, Any], shared_data: Path
):
    actual = _facts(_read(shared_data / "transcripts" / expected["file"]))
    assert {key: value for key, value in expected.items() if key != "file"} == actual


@pytest.mark.parametrize("expected", REAL, ids=lambda one: one["file"])
def test_no_word_of_a_real_file_is_lost_or_added(expected: dict[str, Any], shared_data: Path, extractors: Extractors):
    path = shared_data / "transcripts" / expected["file"]
    assert _independent(extractors, path) == _read(path).text.split()


@pytest.mark.parametrize("expected", SAMPLE, ids=lambda one: one["file"])
def test_the_sample_study_has_the_speakers_turns_and_words_that_were_checked_by_hand(
    expected: dict[str, Any], corpus: Path
):
    actual = _facts(_read(corpus / expected["file"]))
    assert {key: value for key, value in expected.items() if key != "file"} == actual


@pytest.mark.parametrize("expected", SAMPLE, ids=lambda one: one["file"])
def test_no_word_of_the_sample_study_is_lost_or_added(expected: dict[str, Any], corpus: Path, extractors: Extractors):
    path = corpus / expected["file"]
    assert _independent(extractors, path) == _read(path).text.split()


def test_the_table_of_the_sample_study_names_every_interview(corpus: Path):
    assert sorted(one["file"] for one in SAMPLE) == sorted(
        f"interviews/{path.name}" for path in (corpus / "interviews").iterdir()
    )


@pytest.mark.parametrize("expected", [*REAL, *SAMPLE], ids=lambda one: one["file"])
def test_turns_tile_the_text_with_one_line_feed_between_two(
    expected: dict[str, Any], corpus: Path, request: pytest.FixtureRequest
):
    in_sample = expected["file"].startswith("interviews/")
    folder = corpus if in_sample else request.getfixturevalue("shared_data") / "transcripts"
    transcript = _read(folder / expected["file"])
    assert transcript.text == "\n".join(transcript.text[turn.start : turn.end] for turn in transcript.turns)
    assert [turn.end + 1 for turn in transcript.turns[:-1]] == [turn.start for turn in transcript.turns[1:]]
    assert all((turn.speaker is not None) == (turn.kind == "speech") for turn in transcript.turns)


def test_each_usability_interview_has_the_moderator_and_one_unmarked_participant(shared_data: Path):
    paths = sorted((shared_data / "transcripts" / "usability_odt").glob("*.odt"))
    found = [{(speaker.label, speaker.role) for speaker in _read(path).speakers} for path in paths]
    assert [{("MODERATOR", "interviewer"), ("Participant", "participant")}] * 17 == found


def test_coded_quotations_of_the_usability_interviews_stand_in_the_texts(shared_data: Path):
    folder = shared_data / "transcripts" / "usability_odt"
    texts = {path.name: " ".join(_read(path).text.split()) for path in folder.glob("*.odt")}
    table = shared_data / "coded" / "usability_interviews" / "labelled.csv"
    with table.open(encoding="utf-8", newline="") as rows:
        coded = list(csv.DictReader(rows))
    verbatim = [row for row in coded if " ".join(row["text"].split()) in texts[row["source"]]]
    # The other 209 hold the label "MODERATOR:", which is a fact of the turn here: without it they are found too.
    unlabelled = [" ".join(row["text"].replace("MODERATOR:", "").split()) in texts[row["source"]] for row in coded]
    assert (1930, 1721, 1930) == (len(coded), len(verbatim), sum(unlabelled))


def test_one_interview_is_the_same_text_from_each_of_whispers_five_formats(shared_data: Path):
    paths = sorted((shared_data / "transcripts" / "whisper").iterdir())
    assert [".json", ".srt", ".tsv", ".txt", ".vtt"] == [path.suffix for path in paths]
    json, srt, tsv, txt, vtt = (_read(path) for path in paths)
    assert 14_492 == len(txt.text.split())
    assert txt.text == json.text == srt.text == tsv.text == vtt.text
    assert json.turns == srt.turns == tsv.turns == vtt.turns


def test_the_table_names_every_real_file(shared_data: Path):
    root = shared_data / "transcripts"
    held = [str(path.relative_to(root)) for path in root.glob("*/*") if path.name != "ORIGIN.md"]
    assert sorted(held) == sorted(one["file"] for one in REAL)


def test_twelve_hour_long_interviews_are_read_well_under_three_seconds(shared_data: Path):
    folder = shared_data / "transcripts"
    paths = sorted(folder.glob("talkpython_vtt/*.vtt")) + sorted(folder.glob("[ot][tal]*_[mt]*/*.[mt]*"))
    paths += sorted(folder.glob("changelog_md/*.md"))
    files = [(path.name, path.read_bytes()) for path in paths if path.name != "ORIGIN.md"][:12]
    read.read(*files[0])

    def read_all() -> None:
        n_words = sum(len(read.read(name, data).text.split()) for name, data in files)
        assert (12, True) == (len(files), n_words > 100_000)

    assert quickest(read_all, within=2) < 2  # 0.6 s measured
