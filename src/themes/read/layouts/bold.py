"""A layout without labels: what the interviewer says is bold throughout, what the participant says is not."""

from __future__ import annotations

from themes.read.layouts.outline import aside
from themes.read.layouts.pieces import spoken, unspoken
from themes.read.layouts.speakers import UNMARKED
from themes.read.source import Piece, Source

ASKING = "Interviewer"
_LIKELY = 0.3
_FEW = 2
_MOST_BOLD = 0.7


def questions_in_bold(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """Whole paragraphs in bold, most of them questions, and others between them."""
    said = [line for line in source.lines if line.kind == "text" and not line.cells]
    asked = [line for line in said if _all_bold(line.text, line.n_bold)]
    n_questions = sum(1 for line in asked if line.words.endswith("?"))
    if source.cues or len(asked) < _FEW or n_questions * 2 < len(asked) or len(asked) > _MOST_BOLD * len(said):
        return None
    pieces: list[Piece] = []
    begun = False
    for line in source.lines:
        bold = _all_bold(line.text, line.n_bold)
        begun = begun or (bold and line.words.endswith("?"))
        if aside(line) is not None or not begun:
            pieces.append(unspoken(line))
        else:
            pieces.append(spoken(line, line.words, label=ASKING if bold else UNMARKED))
    return _LIKELY, tuple(pieces)


def _all_bold(text: str, n_bold: int) -> bool:
    return bool(text.strip()) and n_bold >= len(text.rstrip())
