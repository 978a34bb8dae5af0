"""What a coder is shown of others' work: the one place where it is left out while they double code.

It is courtesy, not security: the file holds all of it, and who goes on under another name sees it.
What writes, counts agreement or makes the report looks at everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from themes.model import Assignment, Coding, Displaced, LookedAt, Quotation
from themes.project.base import NOBODY, Base


class Viewpoint(Base):
    """What is out of this coder's sight."""

    def hidden_transcripts(self) -> frozenset[str]:
        """The ids of the transcripts whose codings by others this coder is not shown yet.

        Those that this coder is to code with somebody else, until each of them has said that they are done; for
        somebody who has not said which of the coders they are, all such.
        """
        if self._coder == NOBODY:
            return self.coded_apart()
        mine = {one.transcript_id for one in self._store.facts(Assignment, coder_id=self._coder.id)}
        return self.coded_apart() & mine

    def coded_apart(self) -> frozenset[str]:
        """The ids of the transcripts that several are to code, and not all have said that they are done."""
        by_transcript: dict[str, list[Assignment]] = defaultdict(list)
        for one in self._store.facts(Assignment):
            by_transcript[one.transcript_id].append(one)
        return frozenset(
            transcript_id
            for transcript_id, assigned in by_transcript.items()
            if len(assigned) > 1 and not all(one.done for one in assigned)
        )

    def _seen_quotations(self) -> list[Quotation]:
        """The quotations that this coder is shown."""
        hidden = self.hidden_transcripts()
        return [one for one in self._store.facts(Quotation) if not self._is_hidden(one, hidden)]

    def _seen_codings(self) -> list[Coding]:
        """The codings that this coder is shown."""
        codings = self._store.facts(Coding)
        hidden = self.hidden_transcripts()
        if not hidden:
            return codings
        there = {one.id for one in self._store.facts(Quotation) if one.transcript_id in hidden}
        return [one for one in codings if one.coder_id == self._coder.id or one.quotation_id not in there]

    def _seen_looked_at(self) -> list[LookedAt]:
        """Who looked where, as far as this coder is shown it."""
        hidden = self.hidden_transcripts()
        return [one for one in self._store.facts(LookedAt) if not self._is_hidden(one, hidden)]

    def _unseen_quotations(self, ids: Iterable[str]) -> set[str]:
        """Of some quotations, standing or lost, those that this coder is not shown."""
        hidden = self.hidden_transcripts()
        if not hidden:
            return set()
        wanted = set(ids)
        everything: list[Quotation | Displaced] = [*self._store.facts(Quotation), *self._store.facts(Displaced)]
        return {one.id for one in everything if one.id in wanted and self._is_hidden(one, hidden)}

    def _is_hidden(self, fact: Quotation | Displaced | LookedAt, hidden: frozenset[str]) -> bool:
        return fact.transcript_id in hidden and fact.coder_id != self._coder.id
