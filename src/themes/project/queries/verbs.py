"""All verbs on queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from themes.model import Code, Coding
from themes.project.base import whole
from themes.project.queries.files import QueryFileVerbs
from themes.project.queries.records import FoundRow


class QueryVerbs(QueryFileVerbs):
    """Ask queries, keep them, write them down, and code what they find."""

    @whole
    def code_found(
        self, rows: Iterable[FoundRow], code: Code | str, *, is_new: bool = False, step_id: str | None = None
    ) -> list[Coding]:
        """Give all that a query found a code in one step, marked as not yet read; what bears it already is left.

        Args:
            rows: As ``query`` answers, or some of them.
            code: Which code.
            is_new: ``code`` is the name of a new code, which comes in the same step.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Returns:
            The codings that came.

        Raises:
            StaleChange: A transcript was corrected since; nothing was changed.
            Refused: A code at the top has the new one's name; nothing was changed.
        """
        return self.code_hits((row.hit for row in rows), code, is_new=is_new, step_id=step_id)

    def bearing(self, rows: Iterable[FoundRow], code: Code | str) -> list[FoundRow]:
        """Of what a query found, what this coder has given a code already: just these words."""
        borne = self._borne(self.code(code))
        return [
            replace(row, hit=replace(row.hit, bears=True))
            for row in rows
            if (row.hit.transcript.id, row.hit.span.start, row.hit.span.end) in borne
        ]
