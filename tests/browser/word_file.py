"""A report's Word file as a reader finds things in it: paragraphs under headings, quotations, tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


class WordFile:
    """A report that was downloaded.

    Args:
        path: The .docx.
    """

    def __init__(self, path: Path) -> None:
        """Read it."""
        import docx  # noqa: PLC0415 - heavy

        self._document = docx.Document(str(path))

    @property
    def quotations(self) -> list[str]:
        """The words of each quotation, as they are printed."""
        return [text for style, text in self._said() if style == "Quotation"]

    @property
    def attributions(self) -> list[str]:
        """What stands after each quotation."""
        return [text for style, text in self._said() if style == "Attribution"]

    def under(self, heading: str) -> list[str]:
        """The paragraphs between a heading and the next, quotations and their attributions left out."""
        found: list[str] = []
        inside = False
        for style, text in self._said():
            if style.startswith("Heading"):
                inside = text == heading
            elif inside and style not in ("Quotation", "Attribution"):
                found.append(text)
        return found

    def table(self, *head: str) -> list[list[str]]:
        """The rows of the table whose head begins so."""
        for table in self._document.tables:
            first, *rows = [[cell.text for cell in row.cells] for row in table.rows]
            if first[: len(head)] == list(head):
                return rows
        raise AssertionError(f"no table of {head}")

    def _said(self) -> Iterator[tuple[str, str]]:
        for paragraph in self._document.paragraphs:
            shown = "".join(run.text for run in paragraph.runs if not run.font.hidden)
            yield str(paragraph.style.name if paragraph.style else ""), shown
