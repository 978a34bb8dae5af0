"""A step as the history shows it, what would be turned next, and a list of steps as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from themes.operations import Step

State = Literal["stands", "undone", "goes back", "stays"]
"""Whether a step stands, was undone, is itself an undo or redo, or cannot be undone by its nature."""

_HEADINGS = ("when (UTC)", "who", "what", "state", "step")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A step with who did it; ``words`` say what was done and to what, never what a participant said.

    ``seq`` is the sequence number of its last operation in the log.
    """

    seq: int
    step: Step
    coder: str
    words: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """The steps that a coder's undo and redo would take back and do again, and in words; None where there is none."""

    undo: Step | None
    redo: Step | None
    undo_words: str | None
    redo_words: str | None


def as_csv(steps: Iterable[Past]) -> str:
    """Steps as a table for a spreadsheet, a step a row; no cell of it is a formula (OWASP, CSV injection)."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(_HEADINGS)
    for one in steps:
        cells = (one.step.at, one.coder, one.words, one.state, one.step.id)
        rows.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)
    return text.getvalue()
