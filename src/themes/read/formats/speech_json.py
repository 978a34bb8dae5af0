"""Speech-to-text results (.json): Whisper, whisper.cpp, WhisperX with voices, others like them; oTranscribe's .otr.

Understood is a list of stretches of speech, each with its words under ``text`` and perhaps times and a voice.
"""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from themes.errors import BrokenFile, UnknownFormat
from themes.model import Dropped
from themes.read.formats import html
from themes.read.formats.captions import cue_lines
from themes.read.source import KEPT_AS_FACTS, Format, Line, Source
from themes.read.times import TIME
from themes.read.unpacking.encoding import decode

_LISTS = (
    *("segments", "utterances", "transcription", "transcript", "monologues", "results", "captions", "cues"),
    "audio_segments",
)
_WORDS = ("text", "transcript", "words", "content", "body")
_VOICES = ("speaker", "speaker_label", "speaker_name", "speakerName", "voice")
_STARTS = ("start", "start_time", "startTime", "begin", "from", "offset")
_ENDS = ("end", "end_time", "endTime", "to")
_THOUSAND = 1000
# Whole numbers that span more than this in one stretch are thousandths: nobody's caption lasts five minutes.
_LONGEST_STRETCH = 300
# oTranscribe's own file (.otr) holds the page that was typed, with times as links.
_PAGE = re.compile(r"\s*<(?:p|div|span|br)\b", re.IGNORECASE)
_CLOCK = re.compile(rf"<span\b[^<>]{{0,200}}\btimestamp\b[^<>]{{0,200}}>\s*(?P<time>{TIME})\s*</span>", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.?!…])\s+")


def read(data: bytes) -> Source:
    """The stretches of speech in a result, one line each, with their times and voices.

    Raises:
        BrokenFile: It is no JSON.
        UnknownFormat: It is, and holds no transcript.
    """
    text, notices = decode(data)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenFile("it is not sound JSON. Export it again, or export it as .vtt or .txt.") from error
    found = _stretches(whole)
    if found:
        factor = _THOUSAND if _in_thousandths(found) else 1
        lines = [line for number, one in enumerate(found) for line in _lines(one, number, factor)]
        n_times = sum(line.start_seconds is not None for line in lines)
        dropped = (Dropped(what="cue times", count=n_times, why=KEPT_AS_FACTS),) if n_times else ()
        return Source(lines=tuple(lines), dropped=dropped, notices=notices, cues=True)
    words = whole.get("text") if isinstance(whole, Mapping) else None
    if isinstance(words, str) and _PAGE.match(words):
        return replace(html.read(_CLOCK.sub(r" [\g<time>] ", words).encode()), notices=notices)
    if isinstance(words, str) and words.strip():
        parts = _SENTENCE.split(words.strip())
        return Source(lines=tuple(Line(text=part, paragraph=0) for part in parts), notices=notices, cues=True)
    raise UnknownFormat("no transcript was found in it (no list of segments with their text). Export it as .vtt.")


def _stretches(whole: object) -> list[Mapping[str, Any]]:
    """The list of stretches, wherever the program keeps it; empty where there is none."""
    if isinstance(whole, list):
        held = [one for one in whole if isinstance(one, Mapping) and _first(one, _WORDS, str)]
        return held if len(held) * 2 > len(whole) else []
    if not isinstance(whole, Mapping):
        return []
    for name in _LISTS:
        inner = whole.get(name)
        if isinstance(inner, Mapping):
            inner = next((inner[one] for one in _LISTS if isinstance(inner.get(one), list)), None)
        found = _stretches(inner) if isinstance(inner, list) else []
        if found:
            return found
    return []


def _first(one: Mapping[str, Any], names: tuple[str, ...], kind: type) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The first of some entries that is of a kind and not empty; None where none is."""
    return next((one[name] for name in names if isinstance(one.get(name), kind) and one[name] != ""), None)


def _number(one: Mapping[str, Any], names: tuple[str, ...]) -> float | None:
    """The first of some entries that is a length of time, in the file's unit."""
    for name in names:
        value = one.get(name)
        if isinstance(value, str) and re.fullmatch(r"\d{1,9}(?:\.\d+)?s?", value):
            value = float(value.removesuffix("s"))
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0:
            return float(value)
    return None


def _times(one: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Start and end in the file's unit; whisper.cpp keeps them in ``offsets``."""
    offsets = one.get("offsets")
    held = offsets if isinstance(offsets, Mapping) else one
    return _number(held, _STARTS), _number(held, _ENDS)


def _in_thousandths(found: list[Mapping[str, Any]]) -> bool:
    """Whether times count thousandths of a second: whole numbers, and stretches too long to be seconds."""
    if any(isinstance(one.get("offsets"), Mapping) for one in found):
        return True
    times = [time for one in found for time in _times(one) if time is not None]
    lengths = sorted(end - start for start, end in map(_times, found) if start is not None and end is not None)
    whole = all(time.is_integer() for time in times)
    return whole and bool(lengths) and lengths[len(lengths) // 2] > _LONGEST_STRETCH


def _lines(one: Mapping[str, Any], number: int, factor: int) -> Iterator[Line]:
    """A stretch as lines: more than one where its words name more than one voice."""
    for speaker, words, (start, end) in _voices(one):
        begins = None if start is None else round(start / factor, 3)
        ends = begins if end is None else round(end / factor, 3)
        for line in cue_lines(begins or 0.0, ends or 0.0, [words], number, speaker=speaker):
            yield replace(line, start_seconds=begins, end_seconds=ends)


def _voices(one: Mapping[str, Any]) -> Iterator[tuple[str | None, str, tuple[float | None, float | None]]]:
    """Voice, words and times of each part of a stretch that one voice says."""
    text, speaker = str(_first(one, _WORDS, str)), _speaker(one)
    words = one.get("words")
    held = [word for word in words if isinstance(word, Mapping)] if isinstance(words, list) else []
    spoken = [str(_first(word, ("word", "text"), str) or "") for word in held]
    named = [_speaker(word) for word in held]
    # Cut only where the words are all of the text: what is lost between the two would be lost for good.
    if len({name for name in named if name}) < 2 or "".join(spoken).split() != text.split() != " ".join(spoken).split():  # noqa: PLR2004 - two voices
        yield speaker, text, _times(one)
        return
    at = 0
    filled = list(
        itertools.accumulate(named, lambda before, after: after or before, initial=speaker or next(filter(None, named)))
    )[1:]
    for name, group in itertools.groupby(filled):
        n_words = len(list(group))
        part = held[at : at + n_words]
        starts = [time for word in part if (time := _times(word)[0]) is not None]
        ends = [time for word in part if (time := _times(word)[1]) is not None]
        joint = " " if " ".join(spoken).split() == text.split() else ""
        yield name, joint.join(spoken[at : at + n_words]), (min(starts, default=None), max(ends, default=None))
        at += n_words


def _speaker(one: Mapping[str, Any]) -> str | None:
    """The voice that an entry names; a bare number becomes "Speaker 1"."""
    found = next((one[name] for name in _VOICES if isinstance(one.get(name), str | int)), None)
    if found is None or isinstance(found, bool) or str(found).strip() == "":
        return None
    written = str(found).strip()
    return f"Speaker {written}" if len(written) == 1 or written.isdigit() else written


def _recognise(_data: bytes) -> bool:
    """Never: a notebook or a page of settings is JSON too."""
    return False


FORMAT = Format(name="json", title="Speech-to-text result", suffixes=(".json", ".otr"), recognise=_recognise, read=read)
