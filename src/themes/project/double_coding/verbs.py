"""Verbs that let coders code the same transcripts apart: assign, draw a sample, say done, see how far all are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from themes.errors import Refused
from themes.model import Assignment, Code, Coder, Coding, LookedAt, Quotation, Transcript
from themes.operations import added, new_id, removed, revised
from themes.project.base import one_moment, whole
from themes.project.texts.transcripts import TranscriptVerbs

Progress = Literal["not begun", "under way", "done"]
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How far a coder is with a transcript; ``n_looked`` of ``n_codes`` codes they said or showed they looked for."""

    coder: Coder
    progress: Progress
    n_looked: int
    n_codes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleCoded:
    """A transcript that several are to code; ``hidden`` says that this coder is not shown the others' work yet."""

    transcript: Transcript
    shares: tuple[Share, ...]
    drawn: str
    hidden: bool


class DoubleCodingVerbs(TranscriptVerbs):
    """Double code."""

    @whole
    def assign(
        self, transcripts: Sequence[Transcript | str], coders: Sequence[Coder | str], *, drawn: str = ""
    ) -> list[DoubleCoded]:
        """Let coders code the same transcripts, each without the others' codings until all have said done.

        Args:
            transcripts: Which; those that they are to code already stay as they are.
            coders: Two or more.
            drawn: How the transcripts were chosen, in words, where they were drawn.

        Raises:
            Refused: There are fewer than two coders, or no transcript.
        """
        people = {one.id: one for one in map(self._coder_called, coders)}
        sources = {one.id: one for one in map(self.transcript, transcripts)}
        if len(people) < _FEWEST or not sources:
            raise Refused("Double coding needs two coders or more, and a transcript. Nothing was changed.")
        known = {(one.transcript_id, one.coder_id) for one in self._store.facts(Assignment)}
        rows = [
            Assignment(id=new_id(), transcript_id=source_id, coder_id=coder_id, drawn=drawn)
            for source_id in sources
            for coder_id in people
            if (source_id, coder_id) not in known
        ]
        self._step("assign transcripts", map(added, rows))
        return self.double_coding()

    @whole
    def assign_sample(self, n: int, coders: Sequence[Coder | str], *, seed: int) -> list[DoubleCoded]:
        """Let coders code ``n`` transcripts drawn at random; the same seed draws the same from the same transcripts.

        Raises:
            Refused: There are fewer transcripts, or fewer than two coders.
        """
        there = self.transcripts()
        if not 0 < n <= len(there):
            raise Refused(f"A sample of {n} cannot be drawn from {len(there)} transcripts. Nothing was changed.")
        chosen = random.Random(seed).sample(sorted(there, key=lambda one: one.id), n)  # noqa: S311 - a sample, no secret
        return self.assign(chosen, coders, drawn=f"{n} of {len(there)} at random, seed {seed}")

    @whole
    def unassign(self, transcript: Transcript | str) -> None:
        """Let a transcript be double coded no more: everybody's codings are shown again; none is lost."""
        source = self.transcript(transcript)
        rows = self._store.facts(Assignment, transcript_id=source.id)
        self._step("end double coding", map(removed, rows), subject=source.id)

    @whole
    def say_done(self, transcript: Transcript | str, *, done: bool = True, looked: bool = True) -> None:
        """Say that this coder is done with a transcript; the others' codings show once all have said so.

        Args:
            transcript: Which.
            done: Or not done after all.
            looked: Say too that this coder looked for every code there, so that what they did not code counts as
                not found.

        Raises:
            Refused: This coder is not to double code it.
        """
        source = self.transcript(transcript)
        rows = self._store.facts(Assignment, transcript_id=source.id, coder_id=self._coder.id)
        if not rows:
            raise Refused(f"“{source.title}” is not among what {self._coder.name} is to double code.")
        known = {row.code_id for row in self._store.facts(LookedAt, transcript_id=source.id, coder_id=self._coder.id)}
        came = [
            LookedAt(id=new_id(), transcript_id=source.id, coder_id=self._coder.id, code_id=code.id)
            for code in self._store.facts(Code)
            if done and looked and not code.retired and code.id not in known
        ]
        changes = [revised(rows[0], replace(rows[0], done=done)), *map(added, came)]
        self._step("say done" if done else "say not done", changes, subject=source.id)

    @one_moment
    def double_coding(self) -> list[DoubleCoded]:
        """What is double coded and how far each coder is, in the order of the transcripts."""
        by_transcript: dict[str, list[Assignment]] = {}
        for row in self._store.facts(Assignment):
            by_transcript.setdefault(row.transcript_id, []).append(row)
        if not by_transcript:
            return []
        coders = self._store.facts(Coder)
        in_use = {code.id for code in self._store.facts(Code) if not code.retired}
        looked = self._looked_for()
        hidden = self.hidden_transcripts()
        return [
            DoubleCoded(
                transcript=source,
                shares=tuple(
                    _share(person, row, looked.get((source.id, person.id), set()) & in_use, len(in_use))
                    for person in coders
                    for row in by_transcript[source.id]
                    if row.coder_id == person.id
                ),
                drawn=by_transcript[source.id][0].drawn,
                hidden=source.id in hidden,
            )
            for source in self.transcripts()
            if source.id in by_transcript
        ]

    def _looked_for(self) -> dict[tuple[str, str], set[str]]:
        """The codes that a coder gave or looked for in a transcript, by transcript and coder."""
        found: dict[tuple[str, str], set[str]] = {}
        lies_in = {one.id: one.transcript_id for one in self._store.facts(Quotation)}
        for coding in self._store.facts(Coding):
            found.setdefault((lies_in[coding.quotation_id], coding.coder_id), set()).add(coding.code_id)
        for row in self._store.facts(LookedAt):
            found.setdefault((row.transcript_id, row.coder_id), set()).add(row.code_id)
        return found

    def _coder_called(self, one: Coder | str) -> Coder:
        return self._pick(Coder, one, names=lambda person: (person.name,), what="coder")


def _share(person: Coder, row: Assignment, looked: set[str], n_codes: int) -> Share:
    progress: Progress = "done" if row.done else "under way" if looked else "not begun"
    return Share(coder=person, progress=progress, n_looked=len(looked), n_codes=n_codes)
