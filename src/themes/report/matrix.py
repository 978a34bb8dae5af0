"""A framework matrix as its files show it: plain facts from which a spreadsheet and a Word file are written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from themes.report.findings import watermark
from themes.report.wording import counted, listed

NO_QUOTATION = "(no quotation)"
"""What stands after a sentence that hangs on none."""

DRAFT = "Draft, not kept by anybody: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation in a cell: ``number`` counts through the whole file; ``words`` as consent lets them be printed."""

    number: int
    row: str
    column: str
    words: str
    attribution: str
    reference: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A cell: sentences as words and numbers of quotations, each with whether none stands behind it."""

    state: str
    sentences: tuple[tuple[tuple[str | int, ...], bool], ...] = ()
    draft: bool = False
    said: tuple[Said, ...] = ()

    @property
    def text(self) -> str:
        """What the cell says, with the numbers of quotations in brackets; empty where nothing is written."""
        told = " ".join(
            "".join(f"[{part}]" if isinstance(part, int) else part for part in parts)
            + (f" {NO_QUOTATION}" if bare else "")
            for parts, bare in self.sentences
        )
        return f"{DRAFT}{told}" if self.draft and told else told


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixFile:
    """What a file of the matrix holds; ``rows`` pair a name with what is known of it, ``groups`` say theirs."""

    title: str
    row_kind: str
    column_kind: str
    rows: tuple[tuple[str, str], ...]
    groups: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Written, ...], ...]
    group_by: str = ""
    where: str = ""
    whose: str = ""
    n_unreleased: int = 0

    @property
    def notes(self) -> list[str]:
        """What is to be known before anything else is read."""
        every = [cell for row in self.cells for cell in row]
        states = Counter("quotations" if cell.said else cell.state for cell in every)
        found = listed([f"{n:,} {_STATES.get(state, state)}" for state, n in states.most_common()])
        n_drafts = sum(cell.draft for cell in every)
        n_bare = sum(bare for cell in every for _, bare in cell.sentences)
        return [
            note
            for note in (
                watermark(self.n_unreleased),
                f"A part of the study: {self.where}." if self.where else "",
                self.whose,
                f"Of {counted(len(every), 'cell')}: {found}.",
                f"{counted(n_drafts, 'summary draft')} nobody has kept." if n_drafts else "",
                f"{counted(n_bare, 'sentence')} without a quotation, marked {NO_QUOTATION}." if n_bare else "",
            )
            if note
        ]


_STATES = {"quotations": "with quotations"}
