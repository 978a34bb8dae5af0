"""Verbs on what has been looked at, without which no "9 of 12" is honest."""

from __future__ import annotations

from collections.abc import Sequence

from themes.model import Code, Coder, Coding, Looked, LookedAt, Quotation, Reading, Transcript
from themes.operations import added, new_id
from themes.project.base import whole
from themes.project.codebook import CodebookVerbs
from themes.project.texts.transcripts import TranscriptVerbs


class LookingVerbs(CodebookVerbs, TranscriptVerbs):
    """Say what was looked at, and ask."""

    @whole
    def mark_looked_at(
        self,
        transcript: Transcript | str,
        codes: Sequence[Code | str] | None = None,
        *,
        step_id: str | None = None,
    ) -> None:
        """Say that this coder has looked for codes in a transcript: all of the codebook where none are named.

        Where none are named the transcript counts as read, also while there is no code to look for.
        """
        source = self.transcript(transcript)
        chosen = self.codes() if codes is None else [self.code(code) for code in codes]
        known = {row.code_id for row in self._store.facts(LookedAt, transcript_id=source.id, coder_id=self._coder.id)}
        rows: list[LookedAt | Reading] = [
            LookedAt(id=new_id(), transcript_id=source.id, coder_id=self._coder.id, code_id=code.id)
            for code in chosen
            if code.id not in known
        ]
        if codes is None and not self._store.facts(Reading, transcript_id=source.id, coder_id=self._coder.id):
            rows.append(Reading(id=new_id(), transcript_id=source.id, coder_id=self._coder.id))
        self._step("mark looked at", map(added, rows), subject=source.id, step_id=step_id)

    def looked(self, transcript: Transcript | str, code: Code | str, *, coder: Coder | None = None) -> Looked:
        """Whether a coder (this one where not given) has looked for a code in a transcript, and found it."""
        source, chosen, person = self.transcript(transcript), self.code(code), coder or self._coder
        quotations = {quotation.id for quotation in self._store.facts(Quotation, transcript_id=source.id)}
        codings = self._store.facts(Coding, code_id=chosen.id, coder_id=person.id)
        if any(coding.quotation_id in quotations for coding in codings):
            return "coded"
        rows = self._store.facts(LookedAt, transcript_id=source.id, code_id=chosen.id, coder_id=person.id)
        return "nothing found" if rows else "not looked at"

    def looked_at(self, *, transcript: Transcript | None = None) -> dict[tuple[str, str], set[str]]:
        """Who has looked for what where: coder ids by (transcript id, code id); a coding is not counted here.

        Args:
            transcript: Only there; everywhere where not given.
        """
        looked: dict[tuple[str, str], set[str]] = {}
        where = {} if transcript is None else {"transcript_id": transcript.id}
        for row in self._store.facts(LookedAt, **where):
            looked.setdefault((row.transcript_id, row.code_id), set()).add(row.coder_id)
        return looked
