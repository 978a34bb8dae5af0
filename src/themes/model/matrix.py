"""What a person writes in a cell of the framework matrix."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Literal

MatrixRow = Literal["case", "transcript"]
MatrixColumn = Literal["theme", "code"]

_CELLS = uuid.UUID("5b0f3a52-6a3e-4b5e-9f5c-0f6f1a0d7c11")


def cell_id(row_id: str, column_id: str) -> str:
    """The id of the summary of a cell: always the same, so that two who write in it at once are told of each other."""
    return str(uuid.uuid5(_CELLS, f"{row_id} {column_id}"))


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
