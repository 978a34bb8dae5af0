"""What one column of a survey grid is taken for, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from themes.model import AttributeType

ColumnKind = Literal["open question", "scale", "property", "identifier", "left out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a survey grid and what it is taken for.

    ``index`` counts from 0; ``heading`` is the question in full, ``code`` the tool's own name for it; ``why`` says what
    it was known by. ``type`` is that of a property; ``choices`` are a scale's, lowest first, or a choice's.
    """

    index: int
    heading: str
    kind: ColumnKind
    why: str
    n_answers: int
    code: str = ""
    type: AttributeType = "text"
    choices: tuple[str, ...] = ()
