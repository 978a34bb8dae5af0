"""What a doctor says of a file: what is wrong or doubtful, how often, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from themes.exchange.held import Counted
from themes.exchange.other_project import NotBrought

Severity = Literal["wrong", "doubtful"]
"""Against the standard, or read otherwise by some tool; or as the standard has it, and still a trap."""

_MOST_PLACES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is wrong or doubtful, with its remedy; ``where`` names some places, never people's words."""

    severity: Severity
    what: str
    remedy: str
    count: int = 1
    where: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What was found in a file; ``not_brought`` is what Themes would leave behind of it."""

    kind: Literal["project", "codebook"]
    tool: str = ""
    n_texts: int = 0
    n_codes: int = 0
    n_passages: int = 0
    n_codings: int = 0
    counted: Counted | None = None
    findings: tuple[Finding, ...] = ()
    not_brought: tuple[NotBrought, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong, whatever may be doubtful."""
        return not any(one.severity == "wrong" for one in self.findings)


class Findings:
    """Gathers findings while a file is looked at: the same one at many places is one."""

    def __init__(self) -> None:
        """Begin with none."""
        self._places: dict[tuple[Severity, str, str], list[str]] = {}

    def add(self, severity: Severity, what: str, remedy: str, where: str = "") -> None:
        """One more of a kind."""
        self._places.setdefault((severity, what, remedy), []).append(where)

    def each(self, severity: Severity, what: str, remedy: str, places: Iterable[str]) -> None:
        """One for each place."""
        for place in places:
            self.add(severity, what, remedy, place)

    def all(self) -> tuple[Finding, ...]:
        """What is wrong first, then what is doubtful, each in the order in which it was met."""
        found = [
            Finding(
                severity=severity,
                what=what,
                remedy=remedy,
                count=len(places),
                where=tuple(place for place in places if place)[:_MOST_PLACES],
            )
            for (severity, what, remedy), places in self._places.items()
        ]
        return tuple(sorted(found, key=lambda one: one.severity == "doubtful"))
