"""Job titles that name one person because the place or organisation stands with them: "the chair at Barnsley"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from themes.privacy.found import Found

_BEFORE = 90
_FIELD = (
    r"(?:chief|medical|clinical|finance|financial|nursing|operations|operating|people|hr|managing|executive|deputy"
    r"|assistant|associate|acting|interim|former|vice|non|senior|lead|programme|project|service|ward|practice|general"
    r"|head|strategy|quality|governance|regional|area|network|care|team|operational|information|digital|estates)"
)
_POST = re.compile(
    rf"(?<![\w])(?:{_FIELD}[\s-]+)*(?:chief exec(?:utive)?(?: officer)?|chief \w+ officer|c\.?e\.?o|cfo|coo|chief nurse"
    r"|chair(?:man|woman|person)?|director|manager|matron|leader|vicar|rector|chaplain|imam|priest|principal|governor"
    r"|mayor|head ?teacher|headmaster|headmistress|head|secretary|treasurer|lead|sister|superintendent|commissioner"
    r"|trustee|consultant|registrar|president|councillor|caretaker|owner|landlord)"
    r"(?:\s+(?:of|for)\s+(?:the\s+)?[a-z]+(?:\s+(?:and|&)\s+[a-z]+)?(?:\s+[a-z]+)?)?"
    r"\s+(?:at|of|for|in|on|from|over at|up at|down at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def posts(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Job titles that end in a place or an organisation.

    Args:
        text: The text.
        found: Places, organisations and what else has been found in it.
    """
    for one in found:
        if one.kind not in {"place", "organisation", "person"}:
            continue
        begin = max(0, one.start - _BEFORE)
        match = _POST.search(text[begin : one.start])
        if match is not None:
            yield Found(
                start=begin + match.start(), end=one.end, kind="job title", why="a job title with the name it is of"
            )
