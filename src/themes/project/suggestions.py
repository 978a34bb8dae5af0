"""Verbs on suggestions: segments that are like what is confirmed for a code, accepted or refused one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from themes.model import Case, Code, Coding, Quotation, Segment, Suggestion, Transcript
from themes.operations import Change, added, new_id
from themes.project.base import whole
from themes.project.codings import CodingVerbs
from themes.project.discovery import encode
from themes.project.records import SuggestionView
from themes.text import speaker_of


class SuggestionVerbs(CodingVerbs):
    """Ask what is like a code's quotations, and decide."""

    def suggestions(
        self, code: Code | str, *, limit: int = 20, model: str | Path | None = None
    ) -> list[SuggestionView]:
        """Segments that are neither coded so nor refused, nearest first to what is confirmed for a code.

        Each says which confirmed quotation it is like; none is a coding until somebody makes it one.

        Args:
            code: Which code.
            limit: At most how many.
            model: As in ``discover``.
        """
        from themes import suggest  # noqa: PLC0415 - numpy is not needed to open a project

        chosen = self.code(code)
        transcripts = self.transcripts()
        by_id = {transcript.id: transcript for transcript in transcripts}
        confirmed = [
            self._store.fact(Quotation, coding.quotation_id) for coding in self._store.facts(Coding, code_id=chosen.id)
        ]
        encoded = encode(
            transcripts,
            extra=[quotation.words for quotation in confirmed] + ([chosen.definition] if chosen.definition else []),
            known=self._store.known_vectors,
            model=model,
            on_vectors=None if self.read_only else self._store.save_vectors,
        )
        n_confirmed = len(confirmed)
        if not encoded.extra.shape[0]:
            return []
        decided: list[Quotation | Suggestion] = [
            *confirmed,
            *self._store.facts(Suggestion, code_id=chosen.id, outcome="rejected"),
        ]
        free = [
            index
            for index, segment in enumerate(encoded.segments)
            if not any(_overlap(segment, place) for place in decided)
        ]
        nearest = suggest.nearest(
            encoded.extra[:n_confirmed],
            encoded.vectors[free],
            definition=encoded.extra[n_confirmed] if chosen.definition else None,
            limit=limit,
        )
        views = []
        for index, similarity, like in nearest:
            segment = encoded.segments[free[index]]
            views.append(
                SuggestionView(
                    suggestion=Suggestion(
                        id=new_id(),
                        code_id=chosen.id,
                        transcript_id=segment.transcript_id,
                        start=segment.start,
                        end=segment.end,
                        similarity=round(float(similarity), 4),
                        because=(self._because(like, confirmed, by_id),),
                    ),
                    words=by_id[segment.transcript_id].text[segment.start : segment.end],
                    case=self._store.fact(Case, segment.case_id) if segment.case_id else None,
                )
            )
        return views

    @whole
    def accept_suggestion(self, view: SuggestionView, *, step_id: str | None = None) -> Coding:
        """Make a suggestion a coding of this coder, which says what suggested it, in one step."""
        suggestion = replace(view.suggestion, outcome="accepted")
        source = self._store.fact(Transcript, suggestion.transcript_id)
        changes: list[Change] = [added(suggestion)]
        quotation = self._quotation_at(source, suggestion.start, suggestion.end, changes)
        coding = self._coding_of(quotation, self.code(suggestion.code_id), changes, suggestion=suggestion)
        self._step("accept suggestion", changes, subject=coding.id, step_id=step_id)
        return coding

    @whole
    def reject_suggestion(self, view: SuggestionView, *, step_id: str | None = None) -> None:
        """Keep that a suggestion was refused, so that its place is not suggested for that code again."""
        refused = replace(view.suggestion, outcome="rejected")
        self._step("reject suggestion", [added(refused)], subject=refused.id, step_id=step_id)

    def _because(self, like: int, confirmed: Sequence[Quotation], by_id: dict[str, Transcript]) -> str:
        if like < 0:  # suggest.DEFINITION
            return "like the definition"
        quotation = confirmed[like]
        speaker = speaker_of(by_id[quotation.transcript_id], quotation.start, quotation.end)
        if speaker and speaker.case_id:
            return f"like what {self._store.fact(Case, speaker.case_id).label} said"
        return f"like a quotation in {by_id[quotation.transcript_id].title}"


def _overlap(segment: Segment, place: Quotation | Suggestion) -> bool:
    return segment.transcript_id == place.transcript_id and segment.start < place.end and place.start < segment.end
