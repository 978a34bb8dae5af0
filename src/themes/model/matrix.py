"""What a person writes in a cell of the framework matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MatrixRow = Literal["case", "transcript"]
MatrixColumn = Literal["theme", "code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What one row of the matrix says on one column, in somebody's words with links to quotations.

    ``row`` and ``column`` name the kinds of thing, ``row_id`` and ``column_id`` which ones; the id follows from these
    two, so that a cell has one summary, also where two copies of a project are joined.
    ``text`` holds links as ``memo_text`` writes them; ``draft`` says that the words were drawn together by the machine
    and that nobody has kept them yet. ``coder_id`` is who wrote it last, ``at`` when.
    """

    id: str
    row: MatrixRow
    row_id: str
    column: MatrixColumn
    column_id: str
    coder_id: str
    text: str
    draft: bool = False
    at: str = ""
