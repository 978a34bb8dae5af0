"""Which codes of the codebook a candidate theme looks like."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from themes.model import Candidate, Code
from themes.project.candidate_views import CandidateViews
from themes.project.learnt import place_key
from themes.project.records import CandidateView

_LEAST = 0.15
"""Below this a code is no more like a candidate than any other is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearCode:
    """A code that a candidate looks like; ``probability`` in [0, 1] is the mean over its segments."""

    code: Code
    probability: float


class NearCodeVerbs(CandidateViews):
    """Hold candidates against the codebook."""

    def near_codes(
        self,
        candidate: Candidate | CandidateView | str | int,
        *,
        limit: int = 3,
        model: str | Path | None = None,
    ) -> list[NearCode]:
        """The codes that a candidate's segments most probably bear, the likeliest first; none where none is likely.

        The probability is that of suggestions (``suggest/``), learnt from definitions and from what was confirmed and
        refused, for a segment that bears some code; its mean over the segments of the candidate.

        Args:
            candidate: Which.
            limit: At most how many.
            model: As in ``discover``.
        """
        view = self.candidate(candidate)
        decisions = self._decisions()
        if not decisions.codes or not view.members:
            return []
        learnt, _ = self._learnt(decisions, model=model)
        units = {place_key(span): unit for unit, span in enumerate(learnt.pool.units.spans)}
        rows = [units[place] for one in view.members if (place := place_key(one)) in units]
        if not rows:
            return []
        means = learnt.learned.if_any[rows].mean(axis=0).round(4)
        first = (-means).argsort(kind="stable")[: max(0, limit)].tolist()
        return [
            NearCode(code=decisions.codes[nth], probability=float(means[nth])) for nth in first if means[nth] >= _LEAST
        ]
