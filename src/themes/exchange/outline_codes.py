"""Outlines in Markdown: a heading for each theme and code, and quotations below it as bullets (FORMATS.md, 30).

    ## Data
    ### What is an ensemble?
      - Multiple profiles / runs
        - P1: "Purposely multiple profiles of data"

Headings from the second level down are the path of a code, bullets that quote nobody lie below them, and who is quoted
names the transcript. The words are looked for there; where that is not here, transcripts can be made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from themes.exchange.other_project import CodePath, HeldCode, OtherProject, Passage, Tally

TOOL = "outline of codes"
_HEADING = re.compile(r"(?P<level>#{2,6})\s+(?P<name>\S.*)")
_BULLET = re.compile(r"(?P<space>\s*)[-*+]\s+(?P<words>\S.*)")
_QUOTED = re.compile(r"(?P<who>[A-Za-z]{1,12}[ _-]?\d{1,4})\s*:\s*(?P<words>\S.*)")
_OPEN, _CLOSE = "\"“'‘", "\"”'’"
_ESCAPED = re.compile(r"\\([!-/:-@\\[-`{-~])")
_FEWEST = 2
_LONGEST_NAME = 200
_LONG = "a line too long for a code"


def is_outline(text: str) -> bool:
    """Whether quotations stand below headings in a text."""
    heading, n_quoted = False, 0
    for line in text.split("\n"):
        heading = heading or _HEADING.fullmatch(line.strip()) is not None
        bullet = _BULLET.fullmatch(line)
        n_quoted += heading and bullet is not None and _QUOTED.fullmatch(bullet["words"]) is not None
        if n_quoted >= _FEWEST:
            return True
    return False


def read(text: str) -> OtherProject:
    """The quotations of an outline, each with the code that it stands below.

    Args:
        text: What is in the file, canonical.
    """
    tally = Tally()
    passages = tuple(_passages(text, tally))
    codes = dict.fromkeys(code for one in passages for code in one.codes)
    return OtherProject(
        tool=TOOL,
        passages=passages,
        codes=tuple(HeldCode(path=path) for path in codes),
        not_brought=tally.all(),
    )


def _passages(text: str, tally: Tally) -> Iterator[Passage]:
    headings: dict[int, str] = {}
    bullets: dict[int, str] = {}
    for line, written in enumerate(text.split("\n"), start=1):
        heading, bullet = _HEADING.fullmatch(written.strip()), _BULLET.fullmatch(written)
        if heading:
            level = len(heading["level"])
            headings = {held: name for held, name in headings.items() if held < level}
            headings[level], bullets = _plain(heading["name"]), {}
        elif bullet and headings:
            depth = len(bullet["space"].expandtabs(4))
            bullets = {held: name for held, name in bullets.items() if held < depth}
            quoted = _QUOTED.fullmatch(bullet["words"])
            if quoted is None:
                bullets[depth] = _plain(bullet["words"])
                continue
            path: CodePath = (*(headings[held] for held in sorted(headings)), *(bullets[at] for at in sorted(bullets)))
            if max(map(len, path)) > _LONGEST_NAME:
                tally.add(_LONG, f"line {line}")
                continue
            yield Passage(
                text_name=quoted["who"], number=f"line {line}", words=_unquoted(_plain(quoted["words"])), codes=(path,)
            )


def _plain(written: str) -> str:
    """Words without the backslashes and asterisks of Markdown."""
    return " ".join(_ESCAPED.sub(r"\1", written).strip("*_ ").split())


def _unquoted(words: str) -> str:
    if words[:1] in _OPEN and words[-1:] in _CLOSE and len(words) > _FEWEST:
        return words[1:-1].strip()
    return words[1:].strip() if words[:1] in _OPEN and words[1:] else words
