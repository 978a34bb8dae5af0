"""What a reader of word-processor files gathers on its way through one, whatever the format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from themes.read.source import Line, LineKind, Source
from themes.read.unpacking.markup import left_out
from themes.read.unpacking.paragraph import Part, paragraph_lines

_DEEPEST_STYLE = 20


@dataclass(slots=True, kw_only=True)
class Gathered:
    """The lines so far, numbered by paragraph, and how often what was left out; a row of a table is one line."""

    lines: list[Line] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    n_paragraphs: int = 0

    def add_paragraph(self, parts: Iterable[Part], *, kind: LineKind = "text", list_level: int | None = None) -> None:
        """Add a paragraph, a line for each of its line breaks."""
        self.n_paragraphs += 1
        self.lines.extend(paragraph_lines(parts, number=self.n_paragraphs, kind=kind, list_level=list_level))

    def add_row(self, cells: tuple[str, ...]) -> None:
        """Add a row of a table, unless all its cells are empty."""
        self.n_paragraphs += 1
        if any(cells):
            self.lines.append(Line(text="\t".join(cells), paragraph=self.n_paragraphs, cells=cells))

    def cell(self, inside: Gathered) -> str:
        """The words of a cell that was gathered apart, its paragraphs as lines; what it left out is counted here."""
        self.counts.update(inside.counts)
        return "\n".join(line.words for line in inside.lines)

    def source(self) -> Source:
        """All of it, as a reader hands it on."""
        return Source(lines=tuple(self.lines), dropped=left_out(self.counts))


class BoldStyles:
    """Which named styles are bold, through the styles that they are based on.

    Args:
        own: What each style says itself, None where it says nothing.
        based: The style that each is based on.
    """

    def __init__(self, own: Mapping[str, bool | None], based: Mapping[str, str]) -> None:
        """Keep both."""
        self._own = own
        self._based = based

    def said(self, name: str) -> bool | None:
        """Whether a style is bold; None where nothing is said, as by one that is based on itself.

        >>> styles = BoldStyles({"Name": None, "Strong": True}, {"Name": "Strong", "Loop": "Loop"})
        >>> styles.said("Name"), styles.said("Loop")
        (True, None)
        """
        for _ in range(_DEEPEST_STYLE):
            own = self._own.get(name)
            if own is not None or name not in self._based:
                return own
            name = self._based[name]
        return None
