"""What a format's reader hands on, whatever the format: lines, and what it left out of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from themes.model import Dropped, TurnKind

LineKind = Literal["text", "heading", "note"]

MOST_BYTES = 50 * 1024 * 1024
MOST_TEXT = 10 * 1024 * 1024
KEPT_AS_FACTS = "kept as facts of the turns"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line, cue or table row of a file, white space at its start kept.

    ``paragraph`` numbers the paragraph that the line belongs to; ``cells`` are a table row's cells;
    ``speaker`` is the voice that the format itself names; a cue has its times in seconds.
    ``n_bold`` is how many characters at its start are bold, white space included: typists set names so.
    ``list_level`` is how deep it stands in a word processor's own list, from 0; None outside of one.
    """

    text: str
    paragraph: int
    kind: LineKind = "text"
    cells: tuple[str, ...] = ()
    speaker: str | None = None
    start_seconds: float | None = None
    end_seconds: float | None = None
    n_bold: int = 0
    list_level: int | None = None

    @property
    def words(self) -> str:
        """The line without white space at its ends."""
        return self.text.strip()

    @property
    def depth(self) -> int:
        """How far the line is indented: a tab, or four spaces, is one step."""
        lead = self.text[: len(self.text) - len(self.text.lstrip())]
        return lead.expandtabs(4).count(" ") // 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as its reader understood it, before anybody asked who speaks.

    ``cues`` says that the lines are captions, which cut sentences; ``wrapped`` that a typist's program broke the
    lines of a paragraph at a width.
    """

    lines: tuple[Line, ...]
    dropped: tuple[Dropped, ...] = ()
    notices: tuple[str, ...] = ()
    cues: bool = False
    wrapped: bool = False


Reader = Callable[[bytes], Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file that Themes reads: how it is called, how it is known, who reads it.

    ``recognise`` looks at the bytes alone and is sure, or says no; ``most_bytes`` is the largest file: less
    for a format of text alone than for one that may hold pictures.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    recognise: Callable[[bytes], bool]
    read: Reader
    most_bytes: int = MOST_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of one line as a layout understood them; ``label`` is None where no voice is named.

    ``flows`` says that they go on from the line before as captions do, in the middle of a sentence.
    ``label_count`` and ``time_count`` say how many labels and times were taken out of the words, ``n_beside`` how many
    cells of other columns stood beside them.
    """

    text: str
    paragraph: int
    kind: TurnKind = "speech"
    label: str | None = None
    start_seconds: float | None = None
    end_seconds: float | None = None
    flows: bool = False
    label_count: int = 0
    time_count: int = 0
    n_beside: int = 0
