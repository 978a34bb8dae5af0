"""Matching an interviewer's turns to the topic guide: precision and recall on turns labelled by hand.

    python -m benchmarks.questions [--data ../shared/data]

One JSON object on standard output, a table on standard error.
The fictional interviews of corpus/ with corpus/topic-guide.txt and the labels of tests/discover/asked.csv: constants
were chosen on 01, 03, 05, 07, 09 and 11, so the other five are what counts. The guide was written after the
interviews, by somebody who knew them, in the words of a guide.
The usability interviews of ../shared/data bear their tasks as headings; the guide is the first one's headings. There a
heading counts as right where it is matched to the task of its words, and any other proposal as wrong.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from themes.model import GuideQuestion, Transcript, Turn
from themes.project.questions.matching import match
from themes.read import read
from themes.read.guide import read_guide

ROOT = Path(__file__).parent.parent
_EITHER_WAY = "?"


@dataclass(slots=True)
class Tally:
    """Turns matched rightly, matched wrongly, and askings missed or given another question."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def facts(self) -> dict[str, Any]:
        """The counts with precision and recall."""
        proposed, there = self.right + self.wrong, self.right + self.missed
        return {
            "proposed": proposed,
            "there": there,
            "precision": round(self.right / proposed, 3) if proposed else None,
            "recall": round(self.right / there, 3) if there else None,
        }


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of real data")
    options = parser.parse_args()
    result = {**corpus(), **usability(options.data)}
    print(json.dumps(result, indent=1))
    told = [f"{'set':<44}{'there':>7}{'proposed':>10}{'precision':>11}{'recall':>8}"]
    for name, facts in result.items():
        figures = [
            facts[key] if facts[key] is not None else "-" for key in ("there", "proposed", "precision", "recall")
        ]
        told.append(f"{name:<44}{figures[0]:>7}{figures[1]:>10}{figures[2]:>11}{figures[3]:>8}")
        if "seconds" in facts:
            told.append(f"    {facts['n_places']} places, {facts['seconds']:.1f} s, encoder cold")
    print("\n".join(told), file=sys.stderr)


def corpus() -> dict[str, Any]:
    """The labelled sample, by half; with each, the same where a prompt counts as its main question."""
    with (ROOT / "tests" / "discover" / "asked.csv").open(encoding="utf-8", newline="") as lines:
        labels: dict[str, dict[int, str]] = {}
        for row in csv.DictReader(lines):
            labels.setdefault(row["file"], {})[int(row["turn"])] = row["question"]
    questions = _guide((ROOT / "corpus" / "topic-guide.txt").read_bytes())
    transcripts = [_read(ROOT / "corpus" / "interviews" / name) for name in labels]
    found = _matched(transcripts, questions)
    result: dict[str, Any] = {}
    for half, odd in (("01, 03, … (chosen on)", 1), ("02, 04, … (measured on)", 0)):
        for how, main_only in (("", False), (", main question", True)):
            tally = Tally()
            for transcript in transcripts:
                if int(transcript.source_name[:2]) % 2 == odd:
                    _count(tally, found[transcript.id], labels[transcript.source_name], main_only=main_only)
            result[f"corpus {half}{how}"] = tally.facts()
    return result


def usability(data: Path) -> dict[str, Any]:
    """The usability interviews, whose headings bear the tasks' numbers."""
    folder = data / "transcripts" / "usability_odt"
    if not folder.is_dir():
        return {}
    transcripts = [_read(path) for path in sorted(folder.iterdir())]
    headings = [_words(transcripts[0], turn) for turn in transcripts[0].turns if turn.kind == "heading"]
    questions = _guide("\n".join(headings).encode())
    by_words = {_plain(question.text): question.number for question in questions}
    tally, n_places = Tally(), 0
    began = time.perf_counter()
    found = _matched(transcripts, questions)
    seconds = time.perf_counter() - began
    for transcript in transcripts:
        own: dict[int, str] = {}
        for nth, turn in enumerate(transcript.turns):
            n_places += turn.kind == "heading" or _is_interviewers(transcript, nth)
            words = _plain(_words(transcript, turn))
            number = by_words.get(words) or by_words.get(words.partition(" ")[2]) if turn.kind == "heading" else None
            if number:
                own[nth] = number
        _count(tally, found[transcript.id], own, main_only=False)
    return {
        f"usability_odt, {len(transcripts)} interviews": {**tally.facts(), "n_places": n_places, "seconds": seconds}
    }


def _count(tally: Tally, found: Mapping[int, str], labels: Mapping[int, str], *, main_only: bool) -> None:
    for turn in {*found, *labels}:
        wanted = labels.get(turn, "")
        if wanted == _EITHER_WAY:
            continue
        right = turn in found and _bare(found[turn], main_only) in {_bare(one, main_only) for one in wanted.split("|")}
        tally.right += right
        tally.wrong += turn in found and not right
        tally.missed += bool(wanted) and not right


def _bare(number: str, main_only: bool) -> str:  # noqa: FBT001 - a switch of this script
    return number.rstrip("abcdefgh") if main_only else number


def _matched(transcripts: Sequence[Transcript], questions: Sequence[GuideQuestion]) -> dict[str, dict[int, str]]:
    """For each transcript, by its id, the number of the question proposed for each turn."""
    numbers = {question.id: question.number for question in questions}
    found: dict[str, dict[int, str]] = {transcript.id: {} for transcript in transcripts}
    for one in match(transcripts, questions, known=lambda _model, _keys: {}):
        found[one.transcript_id][one.turn] = numbers[one.question_id]
    return found


def _guide(data: bytes) -> list[GuideQuestion]:
    entries = read_guide("guide.txt", data).entries
    return [
        GuideQuestion(id=str(nth), text=entry.text, number=entry.number, position=nth)
        for nth, entry in enumerate(entries)
    ]


def _read(path: Path) -> Transcript:
    return read(path.name, path.read_bytes())


def _is_interviewers(transcript: Transcript, turn: int) -> bool:
    speaker = transcript.turns[turn].speaker
    return speaker is not None and transcript.speakers[speaker].role == "interviewer"


def _words(transcript: Transcript, turn: Turn) -> str:
    return transcript.text[turn.start : turn.end]


def _plain(words: str) -> str:
    return words.strip(" :.").casefold()


if __name__ == "__main__":
    main()
