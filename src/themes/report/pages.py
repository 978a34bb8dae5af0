"""What a report is written to, whatever the kind of file: headings, paragraphs, quotations, tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Pages(Protocol):
    """A file that is being written, from its beginning to its end."""

    def heading(self, text: str, level: int, *, anchor: str = "") -> None:
        """A heading; levels from 1. ``anchor`` names it, so that it is known again once it has another text."""

    def paragraph(self, text: str, style: str = "Normal", *, evidence: str = "", keep: bool = False) -> object:
        """A paragraph of one line of text; nothing where there is no text.

        Args:
            text: What it says.
            style: One of ``word_styles``.
            evidence: Where the quotations behind it stand; there for who looks, and not in a reader's way.
            keep: Keep it on one page with what follows.
        """

    def defined(self, term: str, text: str) -> None:
        """A paragraph that says what a term means."""

    def quotation(self, words: str, *, anchor: str, number: int = 0) -> None:
        """A participant's words, to the character; ``number`` is that by which ``cells`` lead to it, 0 for none."""

    def cells(self, head: tuple[str, str], rows: Sequence[tuple[str, Sequence[str | int]]]) -> None:
        """A table of names, each with words in which numbers lead to the quotations of these numbers."""

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str | Sequence[str]]],
        widths: Sequence[float],
        *,
        depths: Sequence[int] = (),
    ) -> None:
        """A table with a head.

        Args:
            head: The columns' names.
            rows: Cells of text, or of several paragraphs; an empty one shows a dash.
            widths: Of the columns, in centimetres of a page.
            depths: How many steps each row's first cell is indented; none is where it is empty.
        """
