"""Whose words carry the findings: who is quoted more than their share, and who is silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

OVER = 2.0
"""Somebody quoted more than so many times an equal share is over-quoted.

Shares are among those who are quoted or were looked at: whose words nobody has read yet has no share to fall short of.
"""

Carried = Literal["over-quoted", "quoted", "silent", "not looked at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One participant: how much they said, how much of it is quoted, on how many themes or codes.

    ``looked_at`` says whether somebody looked for all of these in all that they said.
    """

    id: str
    name: str
    n_words: int
    n_quotations: int
    n_columns: int
    looked_at: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A participant's part of all quotations: ``times`` an equal share, beside their part of all words, in [0, 1]."""

    voice: Voice
    share: float
    share_of_words: float
    times: float

    @property
    def carried(self) -> Carried:
        """Whether they are quoted more than twice an equal share, or not at all although somebody looked."""
        if not self.voice.n_quotations:
            return "silent" if self.voice.looked_at else "not looked at"
        return "over-quoted" if self.times > OVER else "quoted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Who carries the quotations of a study, the most quoted first; ``n_unknown`` quotations are nobody's known.

    ``where`` says what part of the study this is, ``whose`` whose codings count, empty where they are everyone's.
    """

    covered: tuple[Covered, ...]
    n_quotations: int
    n_unknown: int = 0
    where: str = ""
    whose: str = ""

    def of(self, carried: Carried) -> list[Covered]:
        """Those of whom that is said."""
        return [one for one in self.covered if one.carried == carried]


def coverage(voices: Sequence[Voice], *, n_unknown: int = 0, where: str = "", whose: str = "") -> Coverage:
    """Each participant's part of the quotations of all.

    Args:
        voices: The participants.
        n_unknown: Quotations of nobody who is known by a case.
        where: What part of the study this is, in words.
        whose: Whose codings count, in words.
    """
    n_quotations = sum(one.n_quotations for one in voices)
    n_read = sum(one.looked_at or one.n_quotations > 0 for one in voices)
    n_words = sum(one.n_words for one in voices)
    covered = [
        Covered(
            voice=one,
            share=one.n_quotations / n_quotations if n_quotations else 0.0,
            share_of_words=one.n_words / n_words if n_words else 0.0,
            times=one.n_quotations * n_read / n_quotations if n_quotations else 0.0,
        )
        for one in voices
    ]
    return Coverage(
        covered=tuple(sorted(covered, key=lambda one: -one.voice.n_quotations)),
        n_quotations=n_quotations,
        n_unknown=n_unknown,
        where=where,
        whose=whose,
    )
