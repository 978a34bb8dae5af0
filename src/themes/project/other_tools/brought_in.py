"""What bringing in from another tool starts from, and what it tells of its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from themes.model import Attribute, Case, CaseLink, Code, Coder, Quotation, Theme, Transcript
from themes.operations import Change
from themes.project.withdrawal.again import Gone

if TYPE_CHECKING:
    from themes.exchange.held import Counted
    from themes.exchange.other_project import NotBrought


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn:
    """What came from another tool's file, and what did not.

    ``n_transcripts`` are new; ``n_matched`` were here before. ``n_exact`` and ``n_loose`` count passages whose place
    was found word for word, or with white space, quotation marks and labels passed over. ``n_known`` codings were here
    already. ``without_text`` names the texts of which the file holds passages alone, and which are not here.
    ``counted`` says how positions in its texts were found to count, where the file gives positions that need it.
    """

    tool: str
    n_transcripts: int = 0
    n_matched: int = 0
    n_codes: int = 0
    n_coders: int = 0
    n_codings: int = 0
    n_known: int = 0
    n_memos: int = 0
    n_exact: int = 0
    n_loose: int = 0
    n_cases: int = 0
    n_values: int = 0
    n_links: int = 0
    n_themes: int = 0
    coders: tuple[str, ...] = ()
    without_text: tuple[str, ...] = ()
    not_brought: tuple[NotBrought, ...] = ()
    counted: Counted | None = None


@dataclass(slots=True)
class Here:
    """What the project has, and the changes by which the file's facts join it."""

    transcripts: Sequence[Transcript]
    cases: Sequence[Case]
    codes: Sequence[Code]
    coders: Sequence[Coder]
    quotations: dict[tuple[str, str, int, int], Quotation]
    codings: set[tuple[str, str]]
    memos: set[tuple[str, str]]
    codebook_version: int
    gone: Gone = field(default_factory=lambda: Gone(()))
    study_id: str = ""
    attributes: Sequence[Attribute] = ()
    links: Sequence[CaseLink] = ()
    themes: Sequence[Theme] = ()
    changes: list[Change] = field(default_factory=list)
    sources: dict[str, bytes] = field(default_factory=dict)

    def codes_by_path(self) -> dict[tuple[str, ...], Code]:
        """Each code by the names from the top of the tree down to its own, folded."""
        by_id = {code.id: code for code in self.codes}
        paths: dict[tuple[str, ...], Code] = {}
        for code in self.codes:
            names = [code.name.casefold()]
            above = code.parent_id
            while above is not None:
                names.insert(0, by_id[above].name.casefold())
                above = by_id[above].parent_id
            paths[tuple(names)] = code
        return paths
