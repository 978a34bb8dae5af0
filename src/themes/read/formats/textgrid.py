"""Praat's TextGrid, long and short (Praat manual, "TextGrid file formats"): a tier a speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from themes.errors import BrokenFile
from themes.model import Dropped
from themes.read.source import KEPT_AS_FACTS, Format, Line, Source
from themes.read.unpacking.encoding import decode

# In the long form a value follows "name =" or "name:", and counters stand in square brackets.
_TOKEN = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"|(?<![\w\[])(?P<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w\]])|<exists>'
)
_PIECES = re.compile(r"^(?:words?|phones?|phonemes?|syllables?|segments?|tokens?|pos)\b", re.IGNORECASE)
_VALUES_OF_AN_INTERVAL = 3
_VALUES_OF_A_POINT = 2
_WHY = {
    "times": KEPT_AS_FACTS,
    "marks of points in time": "they mark sounds, not speech",
    "tiers of words or sounds": "they repeat what other tiers say",
}


def read(data: bytes) -> Source:
    """The intervals with words of every tier, in order of time, each with its tier's name as voice.

    Raises:
        BrokenFile: It is cut short or no TextGrid, or has no words.
    """
    text, notices = decode(data)
    tokens = [token for found in _TOKEN.finditer(text) if (token := _value(found)) is not None]
    counts: Counter[str] = Counter()
    try:
        tiers = list(_tiers(iter(tokens), counts))
    except (StopIteration, RuntimeError, ValueError, TypeError) as error:
        raise BrokenFile("it is cut short or no TextGrid. Save it in Praat again, as a text file.") from error
    whole = [tier for tier in tiers if not _PIECES.match(tier[0])]
    if whole:
        counts["tiers of words or sounds"] = len(tiers) - len(whole)
    said = sorted(
        (start, order, end, name, words)
        for order, (name, intervals) in enumerate(whole or tiers)
        for start, end, words in intervals
    )
    counts["times"] = len(said)
    lines = [
        Line(text=" ".join(words.split()), paragraph=nth, speaker=name, start_seconds=start, end_seconds=end)
        for nth, (start, _order, end, name, words) in enumerate(said)
    ]
    dropped = tuple(Dropped(what=what, count=counts[what], why=why) for what, why in _WHY.items() if counts[what])
    return Source(lines=tuple(lines), dropped=dropped, notices=notices, cues=True)


def _value(found: re.Match[str]) -> str | float | None:
    if found["text"] is not None:
        return found["text"].replace('""', '"')
    return float(found["number"]) if found["number"] is not None else None


def _tiers(tokens: Iterator[str | float], counts: Counter[str]) -> Iterator[tuple[str, list[tuple[float, float, str]]]]:
    """Each tier's name and its intervals with words: start and end in seconds."""
    if [next(tokens), next(tokens)] != ["ooTextFile", "TextGrid"]:
        raise ValueError
    _begin, _end, n_tiers = (float(next(tokens)) for _ in range(3))
    for _ in range(int(n_tiers)):
        kind, name = next(tokens), str(next(tokens)).strip() or "Speaker"
        _begin, _end, n_held = (float(next(tokens)) for _ in range(3))
        size = _VALUES_OF_AN_INTERVAL if kind == "IntervalTier" else _VALUES_OF_A_POINT
        intervals = []
        for _ in range(int(n_held)):
            *times, words = (next(tokens) for _ in range(size))
            if not str(words).strip():
                continue
            if size == _VALUES_OF_AN_INTERVAL:
                start, end = (round(float(time), 3) for time in times)
                intervals.append((start, end, str(words)))
            else:
                counts["marks of points in time"] += 1
        yield name, intervals


def _recognise(data: bytes) -> bool:
    head = data[:400].replace(b"\x00", b"")
    return b"ooTextFile" in head and b"TextGrid" in head


FORMAT = Format(name="textgrid", title="Praat TextGrid", suffixes=(".textgrid",), recognise=_recognise, read=read)
