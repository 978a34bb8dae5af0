"""CHAT transcripts (.cha) of TalkBank and CLAN (MacWhinney, The CHAT Manual): ``*PET:`` tiers with times."""

from __future__ import annotations

import re
from collections import Counter

from themes.errors import BrokenFile
from themes.model import Dropped
from themes.read.source import KEPT_AS_FACTS, Format, Line, Source
from themes.read.unpacking.encoding import decode

_TIER = re.compile(r"^\*(?P<code>[^\s:]{1,20}):\s*(?P<words>.*)$", re.DOTALL)
_TIMES = re.compile(r"(?<![ \t])[ \t]*\b(?P<start>\d{1,9})_(?P<end>\d{1,9})\b[ \t]*")
_PARTICIPANTS = re.compile(r"^@Participants:\s*(?P<people>.*)$", re.DOTALL)
_BULLET = b"\x15"
_THOUSAND = 1000
_CODE_NAME_ROLE = 3
_ASKS = {"interviewer", "investigator"}
_WHY = {
    "header lines": "they describe the file",
    "lines about the lines": "they analyse the words (%mor, %gra and their like) and nobody spoke them",
    "times": KEPT_AS_FACTS,
}


def read(data: bytes) -> Source:
    """The main tiers of a CHAT file, a line each, with the speakers as the file names them.

    Raises:
        BrokenFile: Nobody speaks in it.
    """
    # Times stand between two control characters, which a text may not hold.
    text, notices = decode(data.replace(_BULLET, b" "))
    # A line that begins with white space goes on.
    entries = re.sub(r"\n[ \t]+", " ", text).split("\n")
    names = _names(entries)
    counts: Counter[str] = Counter()
    lines: list[Line] = []
    for number, entry in enumerate(entries):
        found = _TIER.match(entry)
        if found is None:
            if entry.strip():
                counts["lines about the lines" if entry.startswith("%") else "header lines"] += 1
            continue
        times = [(int(one["start"]), int(one["end"])) for one in _TIMES.finditer(found["words"])]
        counts["times"] += len(times)
        words = " ".join(_TIMES.sub(" ", found["words"]).split())
        if words:
            lines.append(
                Line(
                    text=words,
                    paragraph=number,
                    speaker=names.get(found["code"], found["code"]),
                    start_seconds=times[0][0] / _THOUSAND if times else None,
                    end_seconds=max(end for _start, end in times) / _THOUSAND if times else None,
                )
            )
    if not lines:
        raise BrokenFile("nobody speaks in it (no line like *PAR: words). Export it again.")
    dropped = tuple(Dropped(what=what, count=counts[what], why=why) for what, why in _WHY.items() if counts[what])
    return Source(lines=tuple(lines), dropped=dropped, notices=notices, cues=True)


def _names(entries: list[str]) -> dict[str, str]:
    """What to call each code: its name, else its role, where no other code has the same; else the code."""
    found = next((found for entry in entries if (found := _PARTICIPANTS.match(entry))), None)
    called: dict[str, str] = {}
    for person in found["people"].split(",") if found else ():
        parts = person.split()
        if not parts:
            continue
        role = parts[-1].replace("_", " ") if len(parts) > 1 else parts[0]
        asks = role.casefold() in _ASKS
        called[parts[0]] = "Interviewer" if asks else parts[1] if len(parts) >= _CODE_NAME_ROLE else role
    taken = Counter(called.values())
    return {code: name.replace("_", " ") if taken[name] == 1 else code for code, name in called.items()}


def _recognise(data: bytes) -> bool:
    return re.match(rb"(?:\xef\xbb\xbf)?@(?:UTF8|Begin)\b", data) is not None


FORMAT = Format(name="cha", title="CHAT transcript", suffixes=(".cha",), recognise=_recognise, read=read)
