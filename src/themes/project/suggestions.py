"""Verbs that ask for suggestions: codes for spans, learnt from what was confirmed and refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from themes.errors import Refused
from themes.filters import Where, as_filter
from themes.model import Case, Code, Quotation, Span, Suggestion, Transcript
from themes.project.codings import CodingVerbs
from themes.project.encoding import encode
from themes.project.learnt import (
    Decisions,
    Learnt,
    decisions_of,
    encoded_for,
    learn_from,
    overlap,
    parts_of,
    pool_of,
)
from themes.project.quoting import spans_to_quote
from themes.project.records import Drifted, Learning, LearningPoint, SuggestionView
from themes.project.suggested import views_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WHY = {
    "uncertain": "shown because two codes are about as likely",
    "unlike": "shown because it is unlike anything decided on",
    "rare": "shown because its code has few quotations yet",
}


class SuggestionVerbs(CodingVerbs):
    """Ask what may bear a code, and see why."""

    def suggestions(
        self, code: Code | str, *, limit: int = 20, model: str | Path | None = None, where: Where | None = None
    ) -> list[SuggestionView]:
        """What may bear a code and nobody decided on for it, the most probable first.

        Each is a segment, or the sentences about one that this coder would quote, once a few quotations were cut.

        What was confirmed and refused for all codes, and their definitions, is learnt from. Each says how probable it
        is and why; none is a coding until somebody makes it one. A code without definition and quotation has none.

        Args:
            code: Which code.
            limit: At most how many.
            model: As in ``discover``.
            where: Only segments that pass this filter.

        Raises:
            Refused: The filter names what the study does not have.
        """
        from themes.suggest import chances  # noqa: PLC0415 - numpy is not needed to open a project

        chosen = self.code(code)
        decisions = self._decisions()
        if chosen.id not in {known.id for known in decisions.codes}:
            return []
        learnt, parts = self._learnt(decisions, model=model, parts=parts_of(chosen))
        sure = chances(learnt.pool, learnt.learned, learnt.decided, code=learnt.place_of(chosen)).round(6)
        free = self._free(learnt, where, code=chosen)
        first = sorted(free, key=lambda unit: (-sure[unit], unit))[: max(0, limit)]
        spans = self._to_quote(learnt, [(unit, chosen) for unit in first], model=model)
        return self._shown(learnt, [(unit, chosen, float(sure[unit])) for unit in first], parts=parts, spans=spans)

    def suggested_codes(
        self, transcript: Transcript | str, start: int, end: int, *, limit: int = 3, model: str | Path | None = None
    ) -> list[SuggestionView]:
        """Codes for a span that somebody chose, the most probable first; those that it bears already are left out.

        Args:
            transcript: Where.
            start: First code point.
            end: After the last code point.
            limit: At most how many; several may be right.
            model: As in ``discover``.

        Raises:
            Refused: The range lies outside the text or holds only white space.
        """
        source = self.transcript(transcript)
        if not 0 <= start < end <= len(source.text) or not source.text[start:end].strip():
            raise Refused(f"{start} to {end} is no range of words in “{source.title}”. Nothing was suggested.")
        decisions = self._decisions()
        if not decisions.codes:
            return []
        # A place that is asked about stands in the pool like one that was decided on, and teaches nothing.
        asked = Suggestion(
            id="", code_id=decisions.codes[0].id, transcript_id=source.id, start=start, end=end, similarity=0.0
        )
        learnt, _ = self._learnt(replace(decisions, asked=(asked,)), model=model)
        unit = learnt.unit_of(asked)
        given = {decided.code for decided in learnt.decided if decided.unit == unit}
        ranked = (-learnt.learned.probabilities[unit]).round(6).argsort(kind="stable").tolist()
        chosen = [at for at in ranked if at not in given][: max(0, limit)]
        # Whoever asks has chosen the words: they bear some code.
        sure = learnt.learned.if_any[unit]
        return self._shown(learnt, [(unit, decisions.codes[at], float(sure[at])) for at in chosen])

    def to_review(
        self, *, limit: int = 20, model: str | Path | None = None, where: Where | None = None
    ) -> list[SuggestionView]:
        """What to look at next to teach most: what is uncertain, unlike anything seen, or may be of a rare code.

        Each says why it is shown, last among its reasons.

        Args:
            limit: At most how many.
            model: As in ``discover``.
            where: Only segments that pass this filter.
        """
        from themes.suggest import in_turn  # noqa: PLC0415 - numpy is not needed to open a project

        decisions = self._decisions()
        if not decisions.codes:
            return []
        learnt, _ = self._learnt(decisions, model=model)
        free = self._free(learnt, where)
        turns = in_turn(learnt.pool, learnt.learned, learnt.decided, free=free, limit=limit)
        sure = learnt.learned.probabilities
        chosen = [(turn.unit, decisions.codes[turn.code]) for turn in turns]
        views = self._shown(
            learnt,
            [(turn.unit, decisions.codes[turn.code], float(sure[turn.unit, turn.code])) for turn in turns],
            spans=self._to_quote(learnt, chosen, model=model),
        )
        return [
            replace(
                view,
                suggestion=replace(view.suggestion, because=(*view.suggestion.because, _WHY[turn.why])),
                shown_because=_WHY[turn.why].removeprefix("shown because "),
            )
            for view, turn in zip(views, turns, strict=True)
        ]

    def learning(self, *, model: str | Path | None = None) -> Learning:
        """How well codes are learnt as decisions come in, and which codes drift away from what they were."""
        from themes.suggest import drifts, learning_curve  # noqa: PLC0415 - as above

        decisions = self._decisions()
        if not decisions.codes:
            return Learning()
        learnt, _ = self._learnt(decisions, model=model)
        return Learning(
            points=tuple(
                LearningPoint(n_decisions=point.n_decisions, n_right=point.n_right, n_asked=point.n_asked)
                for point in learning_curve(learnt.pool, learnt.decided)
            ),
            drifts=tuple(
                Drifted(
                    code=decisions.codes[drift.code],
                    n_latest=drift.n_latest,
                    by=drift.by,
                    towards=None if drift.towards is None else decisions.codes[drift.towards],
                )
                for drift in drifts(learnt.pool, learnt.decided)
            ),
        )

    def _decisions(self) -> Decisions:
        return decisions_of(
            self.codes(),
            self._seen_codings(),
            self._seen_quotations(),
            self._store.facts(Suggestion, outcome="rejected"),
        )

    def _learnt(
        self, decisions: Decisions, *, model: str | Path | None, parts: Sequence[str] = ()
    ) -> tuple[Learnt, NDArray[np.float32]]:
        """What the study has taught, and vectors of some texts, (p, d); learnt anew only where something changed."""
        transcripts = self.transcripts()
        encoded = encoded_for(
            transcripts,
            decisions,
            more=parts,
            known=self._store.known_vectors,
            model=model,
            on_vectors=None if self.read_only else self._store.save_vectors,
        )
        vectors = encoded.extra[len(encoded.extra) - len(parts) :]
        key = (encoded.model, encoded.segments, encoded.words, decisions)
        with self._shared.lock:
            if self._shared.learnt and self._shared.learnt[0][0] == key:
                return self._shared.learnt[0][1], vectors
        pool = pool_of(transcripts, decisions, encoded)
        learnt = learn_from(decisions, pool, n_segments=len(encoded.segments))
        with self._shared.lock:
            self._shared.learnt[:] = [(key, learnt)]
        return learnt, vectors

    def _free(self, learnt: Learnt, where: Where | None, *, code: Code | None = None) -> list[int]:
        """Segments that pass a filter and touch no place decided on (for that code)."""
        passing = self.passing(where) if as_filter(where) else None
        by_id = {transcript.id: transcript for transcript in self.transcripts()}
        places = learnt.decisions.places(None if code is None else code.id)
        taken: dict[str, list[Quotation | Suggestion]] = {}
        for place in places:
            taken.setdefault(place.transcript_id, []).append(place)
        spans = learnt.pool.units.spans[: learnt.n_segments]
        return [
            unit
            for unit, span in enumerate(spans)
            if not any(overlap(span, place) for place in taken.get(span.transcript_id, ()))
            and (passing is None or passing.place(by_id[span.transcript_id], span.start, span.end))
        ]

    def _to_quote(self, learnt: Learnt, chosen: Sequence[tuple[int, Code]], *, model: str | Path | None) -> list[Span]:
        """The words to propose for segments, as this coder would cut them."""
        return spans_to_quote(
            learnt,
            chosen,
            transcripts={transcript.id: transcript for transcript in self.transcripts()},
            vectors_of=lambda texts: (
                encode(
                    (),
                    extra=texts,
                    known=self._store.known_vectors,
                    model=model,
                    on_vectors=None if self.read_only else self._store.save_vectors,
                ).extra
            ),
        )

    def _shown(
        self,
        learnt: Learnt,
        chosen: Sequence[tuple[int, Code, float]],
        *,
        parts: NDArray[np.float32] | None = None,
        spans: Sequence[Span] | None = None,
    ) -> list[SuggestionView]:
        return views_of(
            learnt, chosen, transcripts=self.transcripts(), cases=self._store.facts(Case), parts=parts, spans=spans
        )
