"""What was decided about disagreements, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from themes.model import Settlement, Span
from themes.operations import new_id
from themes.project.whose.places import decision_id

BY = ", decided by "
"""What stands in a decision's memo before the name of who decided."""
NOT_GIVEN = "it is not given here"
"""What a decision's memo says before that where nobody is to have given the code."""
_ALIKE = 0.75
"""Of the longer of two places, how much both must hold to be one unit, before and after a correction."""


class Settled:
    """What was decided, and where.

    Args:
        words: The consensus' memos by their ids.
        places: Where those were decided; one that was decided before places were kept is known by its id alone.
    """

    def __init__(self, *, words: Mapping[str, str], places: Iterable[Settlement]) -> None:
        """Sort the places by code and transcript."""
        self._words = words
        self._placed: set[str] = set()
        self._there: dict[tuple[str, str], list[Settlement]] = {}
        for one in places:
            self._placed.add(one.id)
            self._there.setdefault((one.code_id, one.transcript_id), []).append(one)

    def of(self, code_id: str, transcript_id: str, unit: Span) -> str:
        """What was decided about a code and a unit; empty where nothing was."""
        known = decision_id(code_id, transcript_id, unit)
        place = self._place(code_id, transcript_id, unit)
        return self._words.get(place.id if place else "" if known in self._placed else known, "")

    def memo_id(self, code_id: str, transcript_id: str, unit: Span) -> str:
        """The id of the memo that holds, or is to hold, what is decided about a code and a unit."""
        place = self._place(code_id, transcript_id, unit)
        if place is not None:
            return place.id
        known = decision_id(code_id, transcript_id, unit)
        # One that was decided just there may have gone elsewhere, in a correction.
        return new_id() if known in self._placed else known

    def given(self, code_id: str, transcript_id: str, *, besides: str) -> list[Settlement]:
        """The places in a transcript, but for one, where it was decided that the code is given."""
        there = self._there.get((code_id, transcript_id), ())
        return [one for one in there if one.id != besides and not self._is_refused(self._words.get(one.id, ""))]

    @staticmethod
    def _is_refused(words: str) -> bool:
        return words.partition(BY)[0].endswith(NOT_GIVEN)

    def _place(self, code_id: str, transcript_id: str, unit: Span) -> Settlement | None:
        there = self._there.get((code_id, transcript_id), ())
        near = max(there, key=lambda one: _shared(one, unit), default=None)
        return near if near is not None and _shared(near, unit) >= _ALIKE else None


def _shared(place: Settlement, unit: Span) -> float:
    """How much of the longer of two places both hold, from 0 to 1."""
    both = min(place.end, unit.end) - max(place.start, unit.start)
    return max(0, both) / max(place.end - place.start, unit.end - unit.start)
