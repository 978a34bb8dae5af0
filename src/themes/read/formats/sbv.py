"""YouTube's captions (.sbv): a row of two times parted by a comma, the words."""

from __future__ import annotations

import re

from themes.read.formats.captions import caption_format
from themes.read.times import seconds

_TIMES = re.compile(r"^\s*(?P<start>\d+:\d\d:\d\d\.\d+)\s*,\s*(?P<end>\d+:\d\d:\d\d\.\d+)\s*$")
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?\s*\d+:\d\d:\d\d\.\d+,\d+:\d\d:\d\d\.\d+[ \t]*\r?\n")


def _split(row: str) -> tuple[float, float, str] | None:
    found = _TIMES.match(row)
    return (seconds(found["start"]), seconds(found["end"]), "") if found else None


FORMAT = caption_format("sbv", "Captions (YouTube)", first=_FIRST, example="0:00:01.000,0:00:04.000", split=_split)
