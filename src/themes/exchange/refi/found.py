"""What was found in a .qdpx, in the form in which a child process hands it to its parent."""

from __future__ import annotations

from dataclasses import dataclass, fields

from themes.exchange.held import Counted, HeldAttribute, HeldCase, HeldLink, HeldMemo, HeldTheme
from themes.exchange.other_project import HeldCode, NotBrought, OtherProject, OtherText, Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """As ``OtherProject``, less what only tables have."""

    tool: str
    texts: tuple[OtherText, ...] = ()
    passages: tuple[Passage, ...] = ()
    codes: tuple[HeldCode, ...] = ()
    not_brought: tuple[NotBrought, ...] = ()
    cases: tuple[HeldCase, ...] = ()
    attributes: tuple[HeldAttribute, ...] = ()
    links: tuple[HeldLink, ...] = ()
    themes: tuple[HeldTheme, ...] = ()
    memos: tuple[HeldMemo, ...] = ()
    counted: Counted | None = None
    team: tuple[str, ...] = ()

    def as_project(self) -> OtherProject:
        """The same as what any other tool's file holds."""
        return OtherProject(**{field.name: getattr(self, field.name) for field in fields(self)})
