"""Texts with their codes written into them: ``[[code]]`` as ROCK has it, ``{{code}}``, ``**words**<sup>code</sup>``.

The marks come out of the text, and what each stands behind becomes a passage (the numbers are FORMATS.md's):

- behind words on its line: those words, from the mark before or the line's beginning (28);
- alone on its line: with ``[[…]]`` the line above; with ``{{…}}`` all since the mark before, or since the paragraph
  began, as sentences run over several lines there (29);
- a raised code: the words in asterisks before it (31).

ROCK's ``[[parent>child]]`` is a path. Its values (``[[intensity||2]]``), identifiers (``[[cid=7]]``) and section breaks
(``---<<break>>---``) are no codes (rock.opens.science).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from themes.anchor import Placement
from themes.edits import Edit
from themes.exchange.other_project import CodePath, HeldCode, OtherProject, OtherText, Passage, Tally
from themes.model import Span
from themes.text import trim

TOOL = "codes in the text"
_MARK = re.compile(
    r"\[\[(?P<rock>[^\[\]\n]{1,200})\]\]|\{\{(?P<braces>[^{}\n]{1,200})\}\}|\*\*<sup>(?P<raised>[^<>\n]{1,400})</sup>"
)
_NO_WORDS = re.compile(r"^~|^[-~]{0,9}<<[^<>\n]{0,200}>>[-~]{0,9}$", re.MULTILINE)
_IDENTIFIER = re.compile(r"[a-z]*id\s*[=:].*", re.IGNORECASE)
_PARTED = re.compile(r"[;,]")
_ASTERISKS = "**"
_VALUE = "a value beside a code"
_AN_IDENTIFIER = "an identifier that another tool keeps in the text"
_BEHIND_NOTHING = "a code that stands behind no words"


def is_inline(text: str) -> bool:
    """Whether codes are written into a text."""
    return any(_codes(found, Tally(), "") for found in _MARK.finditer(text))


def read(name: str, text: str) -> OtherProject:
    """The text without its marks, and the passages that they stand behind.

    Args:
        name: The file's name, which the text has.
        text: What is in the file, canonical.
    """
    tally = Tally()
    marks = list(_marks(text, tally))
    placement = Placement(text, _taken_out(text, marks))
    passages: list[Passage] = []
    for span, line, codes in _units(text, marks, tally):
        placed = placement.of(span.start, span.end)
        if placed is None:
            tally.add(_BEHIND_NOTHING, f"line {line}")
            continue
        words = placement.new[placed.start : placed.end]
        passages.append(
            Passage(text_name=name, number=f"line {line}", words=words, codes=codes, start=placed.start, end=placed.end)
        )
    return OtherProject(
        tool=TOOL,
        texts=(OtherText(name=name, text=placement.new),),
        passages=tuple(passages),
        codes=tuple(HeldCode(path=path) for path in dict.fromkeys(code for one in passages for code in one.codes)),
        not_brought=tally.all(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A mark in a text: where it stands, on which line from 1, which signs it has, and its codes."""

    start: int
    end: int
    line: int
    kind: str
    codes: tuple[CodePath, ...]


def _marks(text: str, tally: Tally) -> Iterator[_Mark]:
    line, counted = 1, 0
    for found in _MARK.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        codes = _codes(found, tally, f"line {line}")
        yield _Mark(start=found.start(), end=found.end(), line=line, kind=found.lastgroup or "", codes=codes)


def _codes(found: re.Match[str], tally: Tally, where: str) -> tuple[CodePath, ...]:
    """The paths of the codes in a mark, each once."""
    paths: dict[CodePath, None] = {}
    for part in _PARTED.split(found[found.lastgroup or 0]):
        written = " ".join(part.split())
        if "||" in written:
            tally.add(_VALUE, where)
        elif _IDENTIFIER.fullmatch(written):
            tally.add(_AN_IDENTIFIER, where)
        else:
            path = tuple(name.strip() for name in written.split(">") if name.strip())
            paths.update({path: None} if path else {})
    return tuple(paths)


def _units(text: str, marks: Iterable[_Mark], tally: Tally) -> list[tuple[Span, int, tuple[CodePath, ...]]]:
    """What each mark stands behind, in positions of the text, with its line and codes; marks in a row share one."""
    units: list[tuple[Span, int, tuple[CodePath, ...]]] = []
    since, before = 0, None  # where the mark before ends, and what that stood behind
    for mark in marks:
        # What parts a mark from the one before is looked at once: no text makes this quadratic.
        follows_at_once = since > 0 and not text[since : mark.start].strip()
        span = before if follows_at_once and mark.kind != "raised" else _behind(text, mark, since)
        since, before = mark.end, span
        if mark.codes and span is None:
            tally.add(_BEHIND_NOTHING, f"line {mark.line}")
        elif mark.codes and span is not None:
            if units and units[-1][0] == span:
                units[-1] = (span, units[-1][1], tuple(dict.fromkeys((*units[-1][2], *mark.codes))))
            else:
                units.append((span, mark.line, mark.codes))
    return units


def _behind(text: str, mark: _Mark, since: int) -> Span | None:
    """The words that a mark stands behind; ``since`` is where the one before it ends."""
    start = max(since, text.rfind("\n", since, mark.start) + 1)
    if mark.kind == "raised":
        opened = text.rfind(_ASTERISKS, since, mark.start)
        start = opened + len(_ASTERISKS) if opened >= 0 else mark.start
    elif not text[start : mark.start].strip():
        above = since + len(text[since:start].rstrip())
        parted = "\n" if mark.kind == "rock" else "\n\n"
        found = text.rfind(parted, since, above)
        start = since if found < 0 else found + len(parted)
    return trim(text, Span(start=start, end=mark.start)) if start < mark.start else None


def _taken_out(text: str, marks: Iterable[_Mark]) -> list[Edit]:
    """The edits that take marks, the space before them, and whatever is no words out of a text."""
    gone: list[tuple[int, int]] = [found.span() for found in _NO_WORDS.finditer(text)]
    since = 0
    for mark in marks:
        opened = text.rfind(_ASTERISKS, since, mark.start) if mark.kind == "raised" else -1
        if opened >= 0:
            gone.append((opened, opened + len(_ASTERISKS)))
        before = text[since : mark.start]
        space = len(before) - len(before.rstrip(" \t\u00a0")) if mark.kind != "raised" else 0
        gone.append((mark.start - space, mark.end))
        since = mark.end
    return [Edit(start=start, end=end, words="") for start, end in _whole_lines(text, sorted(gone))]


def _whole_lines(text: str, gone: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges that touch made one, and each that leaves nothing of its line taken with the line's end."""
    joined: list[tuple[int, int]] = []
    for start, end in gone:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    whole: list[tuple[int, int]] = []
    for start, end in joined:
        alone = (not start or text[start - 1] == "\n") and text[end : end + 1] == "\n"
        whole.append((start, end + 1 if alone else end))
    return whole
