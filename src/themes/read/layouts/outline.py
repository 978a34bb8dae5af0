"""Lines that nobody in the interview spoke: task headings, stage directions, sentences about the file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from themes.model import TurnKind
from themes.read.layouts.labels import could_be, is_talk
from themes.read.source import Line

_TASK = re.compile(r"^(?P<number>\d{1,2})[.)]?\s+(?P<words>\S.*)$")
_SUB_TASK = re.compile(r"^(?:\d{1,2}\.(?:\d{1,2}|[a-z])|[a-z]\.[ivx]{1,4})[.)]?\s+\S")
_BRACKETED = re.compile(r"^(?:\([^()]*\)|\[[^\[\]]*\])[.]?$")
_ABOUT_FILE = re.compile(
    r"^this (?:transcript|interview|recording|file) is (?:entirely )?fictional\b"
    r"|^transcri(?:bed|ption) (?:by|is provided by|completed by)\b"
    r"|^(?:the )?end of (?:the )?(?:interview|transcript|recording|tape|focus group|session|discussion)\.?$"
    r"|^(?:interview|recording|transcript|tape|focus group) ends?(?:ed)?\.?$"
    r"|^(?:meeting|transcription) ended after \d\d?:\d\d"
    r"|^this editable transcript was computer generated\b"
    r"|^page \d{1,4}(?: ?(?:of|/) ?\d{1,4})?$",
    re.IGNORECASE,
)
_SWITCHED = re.compile(r"\b(?:started|stopped) transcription\.?$", re.IGNORECASE)
_LONGEST_SWITCHED = 30
_SECTION = re.compile(
    r"^(?:section|part|topic|theme|block) (?:\d{1,2}|[a-z]|[ivx]{1,4})(?:\s*[:.–—-]\s+\S.{0,80})?$", re.IGNORECASE
)
_LABEL_AND_DATE = re.compile(r"^[\w-]+(?:\s+[\w-]+){0,2}\s+\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$")
_MOST_WORDS = 4
_LONGEST_ASIDE = 500
_SPOKEN_ENDS = (".", "?", "!", "…", ",")
_ENDS = (".", "?", "!", ")", "]", "…", ",", ";")


def aside(line: Line) -> TurnKind | None:
    """Heading or note, where the line's own words or style say so in any layout; None where somebody may speak it."""
    if line.kind != "text":
        return line.kind
    words = line.words
    if len(words) <= _LONGEST_ASIDE and (
        _BRACKETED.match(words) or _ABOUT_FILE.match(words) or _SWITCHED.search(words[-_LONGEST_SWITCHED:])
    ):
        return "note"
    if _SECTION.match(words) and not words.endswith(_SPOKEN_ENDS):
        return "heading"
    return None


def outline(lines: Sequence[Line]) -> list[TurnKind | None]:
    """For each line of a transcript that follows a guide: heading, note, or None for speech.

    Headings are tasks numbered in sequence at the margin ("1 Read …", "2 Log in …"), sub-tasks ("1.a …", "c.ii …"), and
    a few words over lines that are indented deeper ("Heat map"). A participant's "4 data sets." is none of these.
    """
    kinds: list[TurnKind | None] = []
    last_task = 0
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        task = _TASK.match(line.text)
        if (kind := aside(line)) is not None:
            kinds.append(kind)
        elif task and int(task["number"]) == last_task + 1:
            last_task += 1
            kinds.append("heading")
        elif _SUB_TASK.match(line.words) or (after is not None and _stands_over(line, after)):
            kinds.append("heading")
        elif _LABEL_AND_DATE.match(line.words):
            kinds.append("note")
        else:
            kinds.append(None)
    return kinds


def _stands_over(line: Line, after: Line) -> bool:
    """Whether a line is a few words over lines indented deeper than it, and not somebody's short answer."""
    words = line.words
    if after.depth <= line.depth or len(words.split()) > _MOST_WORDS or words.endswith(_ENDS):
        return False
    return could_be(words.rstrip(":")) and not is_talk(words)
