"""What checking a report found: what is to be mended, where, and what the project says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

About = Literal["words", "attribution", "consent", "release", "figure", "theme"]
Severity = Literal["wrong", "look"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One thing in a report that does not agree with its project.

    ``severity`` is "wrong" for what must be mended, "look" for what its author should look at. ``heading`` is the
    nearest one above it, ``nth`` the number of its passage in the file from 1, ``passage`` how that begins.
    """

    about: About
    severity: Severity
    heading: str
    nth: int
    passage: str
    found: str
    says: str
    advice: str

    @property
    def place(self) -> str:
        """Where it stands: "under “Time to do it”, paragraph 41"."""
        under = f"under “{self.heading}”, " if self.heading else ""
        return f"{under}paragraph {self.nth}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What checking a report found.

    Counts are of what was checked: quotations, of them those that are verbatim, figures, lists of themes;
    ``n_unbound`` figures stand under no theme and name none, so that nobody could check them. ``n_own`` sentences with
    figures, ``n_own_figures`` in all, are such as Themes writes and were compared with what it writes now. ``notices``
    are what its author should know of the check itself.
    """

    mends: tuple[Mend, ...]
    n_quotations: int
    n_verbatim: int
    n_figures: int
    n_unbound: int
    n_lists: int
    n_own: int = 0
    n_own_figures: int = 0
    notices: tuple[str, ...] = ()

    @property
    def wrong(self) -> tuple[Mend, ...]:
        """What must be mended."""
        return tuple(mend for mend in self.mends if mend.severity == "wrong")

    @property
    def to_look_at(self) -> tuple[Mend, ...]:
        """What its author should look at."""
        return tuple(mend for mend in self.mends if mend.severity == "look")
