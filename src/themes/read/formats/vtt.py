"""WebVTT captions (W3C WebVTT, 2019) as Zoom, Teams, YouTube and Whisper write them."""

from __future__ import annotations

import re

from themes.read.formats.captions import caption_format

_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?\s*WEBVTT")

FORMAT = caption_format("vtt", "Captions (WebVTT)", first=_FIRST, example="00:00:01.000 --> 00:00:04.000")
