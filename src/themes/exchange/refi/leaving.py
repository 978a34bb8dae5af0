"""What of a study is to leave as REFI-QDA: facts as they may leave, gathered by its owner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from themes.exchange.other_project import NotBrought
from themes.model import Attribute, Case, CaseLink, Code, Coder, Coding, Memo, Quotation, Study, Theme, Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """The facts that leave.

    ``codes`` and ``themes`` stand in the codebook's order, parents before children. The texts of ``memos`` have words
    in place of links. ``withheld`` says what stands for the words of turns that may not leave, by transcript and index
    of the turn; quotations of turns whose words may not even be told of are not here. ``beyond`` counts kinds of facts
    that REFI-QDA has no place for. ``version`` is that of Themes.
    """

    study: Study
    version: str = ""
    coders: tuple[Coder, ...] = ()
    codes: tuple[Code, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    cases: tuple[Case, ...] = ()
    links: tuple[CaseLink, ...] = ()
    transcripts: tuple[Transcript, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    codings: tuple[Coding, ...] = ()
    themes: tuple[Theme, ...] = ()
    memos: tuple[Memo, ...] = ()
    withheld: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    beyond: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was written, and what of the study it could not hold: why, how often, and of what."""

    data: bytes
    not_held: tuple[NotBrought, ...] = ()
