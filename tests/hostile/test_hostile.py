"""Every broken or hostile file is read or refused in words: no hang, no crash, nothing written anywhere.

Fifty files a format in CI; ``make hostile`` sets ``THEMES_HOSTILE`` to 1000.
"""

from __future__ import annotations

import gc
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import psutil
import pytest

from themes import read
from themes.errors import RefusedFile
from themes.model import Transcript
from themes.read.guide import read_guide
from themes.read.survey import read_grid
from themes.text import canonical

from .made import made
from .mutate import broken
from .seeds import SEEDS

N_BROKEN = int(os.environ.get("THEMES_HOSTILE") or 50)
THOROUGH = "THEMES_HOSTILE" in os.environ
SECONDS = 5
"""What a file may take in CI, where the child's own limit is the same."""
STARTS_WITHIN = 5
"""Seconds of wall time for the next child, after one was ended."""
MOST_GROWTH = 300 * 1024 * 1024
_ENDS_IN_ADVICE = re.compile(
    r"(?:[.?!:] )(?:Add|Check|Delete|Do|Export|Give|Head|have|It can be read|Look|Name|Open|Print|Run|Save|Split|Take"
    r"|Write)\b[^!?]*\.$"
)
_WHAT_WAS_KEPT = re.compile(r" (?:Nothing was changed|The topic guide stays as it was)\.$")
_CODE = re.compile(r"Traceback|Error\b.*\bline\b|0x[0-9a-f]{6}|<class|object at ")

Way = Callable[[str, bytes], object]
# The other ways by which others' files come in, and what comes by each.
WAYS: dict[str, tuple[Way, tuple[str, ...]]] = {
    "previews": (read.layouts, tuple(SEEDS)),
    "tables": (read.read_table, ("csv", "tsv", "txt", "xlsx")),
    "guides": (read_guide, ("csv", "xlsx", "docx", "odt", "rtf", "txt", "md")),
    "surveys": (read_grid, ("csv", "tsv", "xlsx")),
}


@pytest.fixture(autouse=True)
def limited(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("THEMES_READ_SECONDS", str(SECONDS))
    monkeypatch.chdir(tmp_path)


def outcome(name: str, data: bytes, way: Way = read.read) -> str:
    """What became of a file, "read" or "refused"; else what is wrong about that."""
    begun = time.monotonic()
    try:
        found = way(name, data)
    except RefusedFile as refusal:
        told = _wrong_in_words(name, str(refusal)) or "refused"
    else:
        told = (isinstance(found, Transcript) and _wrong_in_transcript(found)) or "read"
    seconds = time.monotonic() - begun
    return told if seconds < SECONDS + STARTS_WITHIN else f"{told}, after {seconds:.1f} s"


def _wrong_in_words(name: str, words: str) -> str:
    """What a refusal's words lack: the file's name, what happened, what to do; and no more than that."""
    said = _WHAT_WAS_KEPT.sub("", words)
    as_it_should_be = (
        re.match(rf"{re.escape(name)} was not (?:taken in|read): ", said)
        and _ENDS_IN_ADVICE.search(said)
        and not _CODE.search(said)
        and "something unexpected" not in said
        and len(said) < 600
    )
    return "" if as_it_should_be else words


def _wrong_in_transcript(transcript: Transcript) -> str:
    pieces = [transcript.text[turn.start : turn.end] for turn in transcript.turns]
    speakers = {turn.speaker for turn in transcript.turns if turn.kind == "speech"}
    if transcript.text != "\n".join(pieces):
        return "its turns do not tile its text"
    if transcript.text != canonical(transcript.text):
        return "its text is not canonical"
    return "" if speakers <= set(range(len(transcript.speakers))) else "a speaker is nobody"


def outcomes(files: Iterable[tuple[object, str, bytes]], way: Way = read.read) -> dict[object, str]:
    """Each file that was neither read nor refused as it should be, by what it is; a line of counts is printed."""
    counts: Counter[str] = Counter()
    wrong: dict[object, str] = {}
    slowest: tuple[float, object] = (0.0, "")
    ending = ""
    for what, name, data in files:
        begun, ending = time.monotonic(), name.rpartition(".")[2]
        told = outcome(name, data, way)
        slowest = max(slowest, (time.monotonic() - begun, str(what)))
        counts[told if told in {"read", "refused"} else "wrong"] += 1
        if told not in {"read", "refused"}:
            wrong[what] = told
    print(f"{ending}: {dict(counts)}, slowest {slowest[0]:.1f} s ({slowest[1]})")  # noqa: T201 - what `make hostile` is for
    return wrong


@pytest.mark.parametrize("ending", SEEDS)
def test_the_sound_file_is_read(ending: str):
    assert "read" == outcome(f"sound.{ending}", SEEDS[ending]())


@pytest.mark.parametrize("ending", SEEDS)
def test_files_made_by_hand_are_read_or_refused_in_words(ending: str, tmp_path: Path):
    before = psutil.Process().memory_info().rss
    assert {} == outcomes((what, f"made.{ending}", data) for what, data in made(ending, thorough=THOROUGH).items())
    assert [] == list(tmp_path.iterdir())
    gc.collect()
    assert psutil.Process().memory_info().rss - before < MOST_GROWTH


@pytest.mark.parametrize("ending", SEEDS)
def test_broken_files_are_read_or_refused_in_words(ending: str, tmp_path: Path):
    sound = SEEDS[ending]()
    assert {} == outcomes((seed, f"broken.{ending}", broken(sound, seed, ending)) for seed in range(N_BROKEN))
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(("way", "ending"), [(way, ending) for way, (_, endings) in WAYS.items() for ending in endings])
def test_broken_files_are_read_or_refused_by_every_way_in(way: str, ending: str):
    sound = SEEDS[ending]()
    files = ((seed, f"broken.{ending}", broken(sound, seed, ending)) for seed in range(N_BROKEN // 5))
    assert {} == outcomes(files, WAYS[way][0])


@pytest.mark.skipif(not THOROUGH, reason="several minutes: make hostile")
@pytest.mark.parametrize(("way", "ending"), [(way, ending) for way, (_, endings) in WAYS.items() for ending in endings])
def test_files_made_by_hand_are_read_or_refused_by_every_way_in(way: str, ending: str):
    assert {} == outcomes(
        ((what, f"made.{ending}", data) for what, data in made(ending, thorough=THOROUGH).items()), WAYS[way][0]
    )
