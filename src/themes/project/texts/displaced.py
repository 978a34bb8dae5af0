"""Verbs on quotations that lost their place, and on what a correction moved."""

from __future__ import annotations

from dataclasses import replace

from themes.errors import NotFound, Refused
from themes.model import Candidate, Code, Coding, Displaced, Quotation, Review, Span, Suggestion, Transcript
from themes.operations import Change, added, new_id, now, removed
from themes.project.base import one_moment, whole
from themes.project.codings import CodingVerbs, _checked
from themes.project.records import Fate, Moved, MovedQuotation
from themes.project.texts.likely import likely_places


class DisplacedVerbs(CodingVerbs):
    """See what moved and what was lost; give what was lost a place again, or let it go."""

    @one_moment
    def displaced(self, transcript: Transcript | str | None = None) -> list[Displaced]:
        """The quotations that lost their place, everybody's, in the order of the texts.

        Their places are about where they were, and always within the text.
        """
        sources = self.transcripts() if transcript is None else [self.transcript(transcript)]
        return [
            _within(source, one)
            for source in sources
            for one in sorted(
                self._store.facts(Displaced, transcript_id=source.id), key=lambda one: (one.start, one.end, one.id)
            )
        ]

    @one_moment
    def places_for(self, displaced: Displaced | str, *, limit: int = 3) -> list[Span]:
        """Where a lost quotation may stand now: passages with words like its own, best first, and what is there now."""
        was = self._pick(Displaced, displaced, names=lambda _: (), what="lost quotation")
        source = self._store.fact(Transcript, was.transcript_id)
        here = _within(source, was)
        return likely_places(was.words, source.text, Span(start=here.start, end=here.end), limit=limit)

    @whole
    def place_displaced(
        self, displaced: Displaced | str, start: int, end: int, *, step_id: str | None = None
    ) -> Quotation:
        """Give a lost quotation a place, with the codings that it had, their valence and moment included.

        Args:
            displaced: Which.
            start: First code point in its transcript.
            end: After the last code point.
            step_id: An id that the caller chose.

        Raises:
            Refused: It is another coder's, or the range holds no words; nothing was changed.
        """
        was = self._own_displaced(displaced)
        source = self._store.fact(Transcript, was.transcript_id)
        span = _checked(source, start, end)
        there = self._store.facts(
            Quotation, transcript_id=source.id, coder_id=was.coder_id, start=span.start, end=span.end
        )
        quotation = (
            there[0]
            if there
            else Quotation(
                id=was.id,
                transcript_id=source.id,
                coder_id=was.coder_id,
                start=span.start,
                end=span.end,
                words=source.text[span.start : span.end],
            )
        )
        borne = {coding.code_id for coding in self._store.facts(Coding, quotation_id=quotation.id)} if there else set()
        codings = [
            replace(coding, quotation_id=quotation.id)
            for coding in self._codings_lost(was)
            if coding.code_id not in borne
        ]
        if not codings and not borne:
            message = "None of its codes is in the codebook any more. Nothing was changed; code the passage anew."
            raise Refused(message)
        comes: list[Change] = [] if there else [added(quotation)]
        changes = [removed(was), *comes, *map(added, codings)]
        self._step("place lost quotation", changes, subject=quotation.id, step_id=step_id)
        return quotation

    @whole
    def dismiss_displaced(self, displaced: Displaced | str, *, step_id: str | None = None) -> None:
        """Let a lost quotation go; undo brings it back."""
        was = self._own_displaced(displaced)
        self._step("dismiss lost quotation", [removed(was)], subject=was.id, step_id=step_id)

    def what_moved(self, step_id: str) -> Moved:
        """What a step that corrected a transcript did to its quotations, as the log has it; those unmoved left out.

        Raises:
            NotFound: The log has no such step, or it corrected nothing.
            Refused: What it changed left the file when the transcript was released.
        """
        changes = self._store.changes(step_id)
        fact = next((change.fact for change in changes if isinstance(change.now, Transcript)), None)
        if not isinstance(fact, Transcript):
            message = "That step corrected no transcript."
            raise NotFound(message)
        before = [one.was for one in changes if isinstance(one.was, Quotation)]
        gone = {one.was.id for one in changes if isinstance(one.was, Quotation) and one.now is None}
        lost = {one.now.id: one.now for one in changes if isinstance(one.now, Displaced) and one.was is None}
        after = {one.now.id: one.now for one in changes if isinstance(one.now, Quotation)}
        into = {
            one.was.quotation_id: one.now.quotation_id
            for one in changes
            if isinstance(one.was, Coding) and isinstance(one.now, Coding) and one.was.quotation_id in gone
        }
        told = [_told(was, after[was.id]) for was in before if was.id in after]
        told += [_told_lost(was, lost[was.id]) for was in before if was.id in lost]
        told += [
            replace(_told(was, after.get(into[was.id]) or self.quotation(into[was.id])), into=into[was.id])
            for was in before
            if was.id in into
        ]
        told.sort(key=lambda one: (one.at.start, one.at.end))
        again = any(isinstance(one.now, Review) and one.now.state == "not begun" for one in changes)
        return Moved(transcript=fact, quotations=tuple(told), step_id=step_id, names_again=again)

    def _own_displaced(self, key: Displaced | str) -> Displaced:
        found = self._pick(Displaced, key, names=lambda _: (), what="lost quotation")
        if found.coder_id != self._coder.id:
            message = "That is another coder's work. Nothing was changed; talk to them."
            raise Refused(message)
        return found

    def _codings_lost(self, displaced: Displaced) -> list[Coding]:
        """The codings that a lost quotation had, as far as their codes are there; made anew where the log has none."""
        codes = {code.id for code in self._store.facts(Code)}
        lost = {coding.code_id: coding for coding in self._codings_in_log(displaced)}
        anew = {
            code_id: Coding(
                id=new_id(),
                quotation_id=displaced.id,
                code_id=code_id,
                coder_id=displaced.coder_id,
                codebook_version=self._store.codebook_version(),
                at=now(),
            )
            for code_id in displaced.code_ids
        }
        return [self._as_it_can_be(coding) for code_id, coding in {**anew, **lost}.items() if code_id in codes]

    def _codings_in_log(self, displaced: Displaced) -> list[Coding]:
        for step, state in reversed(self._store.history("displaced", displaced.id)):
            if not isinstance(state, Displaced):
                continue
            try:
                changes = self._store.changes(step.id)
            except Refused:  # a release has emptied it
                return []
            if any(one.was is None and one.fact.id == displaced.id and one.entity == "displaced" for one in changes):
                went = [one.was for one in changes if isinstance(one.was, Coding) and one.now is None]
                return [coding for coding in went if coding.quotation_id == displaced.id]
        return []

    def _as_it_can_be(self, coding: Coding) -> Coding:
        """The coding without a candidate or suggestion that is not there any more."""
        candidate, suggestion = coding.candidate_id, coding.suggestion_id
        return replace(
            coding,
            candidate_id=candidate if candidate and self._store.facts(Candidate, id=candidate) else None,
            suggestion_id=suggestion if suggestion and self._store.facts(Suggestion, id=suggestion) else None,
        )


def _within(source: Transcript, lost: Displaced) -> Displaced:
    """A lost quotation about where it was, inside of the text: undoing a correction takes nothing of it along."""
    end = max(1, min(lost.end, len(source.text)))
    return replace(lost, start=min(lost.start, end - 1), end=end)


def _told(was: Quotation, now: Quotation) -> MovedQuotation:
    fate: Fate = "moved" if was.words.split() == now.words.split() else "changed"
    return MovedQuotation(
        quotation_id=was.id,
        coder_id=was.coder_id,
        fate=fate,
        was=was.words,
        now=now.words,
        at=Span(start=now.start, end=now.end),
    )


def _told_lost(was: Quotation, lost: Displaced) -> MovedQuotation:
    return MovedQuotation(
        quotation_id=was.id,
        coder_id=was.coder_id,
        fate="lost",
        was=was.words,
        now="",
        at=Span(start=lost.start, end=lost.end),
    )
