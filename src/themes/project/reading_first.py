"""Reading before the machine speaks: how many transcripts a coder has read, and how many the study asks for."""

from __future__ import annotations

from dataclasses import dataclass

from themes.methods import METHODS
from themes.model import LookedAt, Reading, Transcript
from themes.project.codings import CodingVerbs


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingFirst:
    """How many transcripts a coder is to read before the machine's proposals are shown, and how many are read."""

    n_wanted: int
    n_read: int

    @property
    def n_left(self) -> int:
        """How many more are to be read."""
        return max(0, self.n_wanted - self.n_read)


class ReadingFirstVerbs(CodingVerbs):
    """Say how far this coder's own reading has come."""

    def reading_first(self) -> ReadingFirst:
        """How far this coder is with what is to be read first.

        It is courtesy of the pages: what asks by command line or from a notebook is answered all the same.
        """
        study = self.study
        method = METHODS.get(study.method)
        wanted = study.read_first if study.read_first is not None else (method.read_first if method else 0)
        if not wanted:
            return ReadingFirst(n_wanted=0, n_read=0)
        there = {transcript.id for transcript in self.transcripts()}
        mine = {key for key, coders in self.read_by().items() if self._coder.id in coders}
        return ReadingFirst(n_wanted=min(wanted, len(there)), n_read=len(mine & there))

    def read_by(self, *, transcript: Transcript | None = None) -> dict[str, set[str]]:
        """Who has read what: coder ids by transcript id.

        Who has looked for any code there has read it; files of before there were readings know no other mark.

        Args:
            transcript: Only this one; all where not given.
        """
        where = {} if transcript is None else {"transcript_id": transcript.id}
        read: dict[str, set[str]] = {}
        rows: list[Reading | LookedAt] = [*self._store.facts(Reading, **where), *self._store.facts(LookedAt, **where)]
        for row in rows:
            read.setdefault(row.transcript_id, set()).add(row.coder_id)
        return read
