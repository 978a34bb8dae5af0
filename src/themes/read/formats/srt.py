"""SubRip captions (.srt): a number, a row of times with commas, the words."""

from __future__ import annotations

import re

from themes.read.formats.captions import caption_format

_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?\s*\d+[ \t]*\r?\n\d+:\d+:\d+[,.]\d+\s*-->\s*\d+:\d+:\d+[,.]\d+")

FORMAT = caption_format("srt", "Captions (SubRip)", first=_FIRST, example="00:00:01,000 --> 00:00:04,000")
