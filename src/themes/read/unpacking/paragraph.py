"""A paragraph of a word processor as lines: cut at its line breaks, with how much of each line's start is bold."""

from __future__ import annotations

from collections.abc import Iterable

from themes.read.source import Line, LineKind
from themes.text import canonical

Part = tuple[str, bool]
"""Words, and whether they are bold."""


def paragraph_lines(
    parts: Iterable[Part], *, number: int, kind: LineKind = "text", list_level: int | None = None
) -> list[Line]:
    r"""The lines of a paragraph that hold words.

    >>> [(line.text, line.n_bold) for line in paragraph_lines([("Ann", True), (" So?\nYes.", False)], number=1)]
    [('Ann So?', 4), ('Yes.', 0)]
    """
    rows: list[list[Part]] = [[]]
    for words, bold in parts:
        first, *others = canonical(words).split("\n")
        rows[-1].append((first, bold))
        rows.extend([(row, bold)] for row in others)
    lines = []
    for row in rows:
        text = "".join(words for words, _bold in row)
        if text.strip():
            lines.append(Line(text=text, paragraph=number, kind=kind, n_bold=_n_bold(row), list_level=list_level))
    return lines


def _n_bold(row: Iterable[Part]) -> int:
    """How many characters at the start of a line are bold, white space among and behind them included."""
    n_bold, held = 0, False
    for words, bold in row:
        if not bold and words.strip():
            n_bold += len(words) - len(words.lstrip())
            break
        n_bold += len(words)
        held = held or (bold and words.strip() != "")
    return n_bold if held else 0
