"""Suggestions as they stand beside a text that is read: few enough to read on, the likeliest code at each place."""

from __future__ import annotations

from pathlib import Path

from themes.model import Code, Coding, Quotation, Span, Suggestion, Transcript
from themes.project.learnt import Learnt, overlap
from themes.project.records import SuggestionView
from themes.project.suggestions import SuggestionVerbs

WORDS_FOR_ONE = 100
"""In so many words of a text stands at most one suggestion, on average."""

_FEWEST = 3  # in however short a text
_LEAST = 0.1  # of a probability: below it a suggestion beside a text only disturbs who reads
_LEAST_BESIDE = 0.5  # where something was decided already, another code must be more likely than not
_LETTERS_A_WORD = 5.5  # with the space behind it, in English speech


class InTextVerbs(SuggestionVerbs):
    """Ask what is suggested in a transcript."""

    def is_taught(self) -> bool:
        """Whether anything was coded yet: else suggestions stand on definitions alone."""
        return bool(self._store.ids(Coding))

    def suggestions_in(
        self, transcript: Transcript | str, *, within: Span | None = None, model: str | Path | None = None
    ) -> list[SuggestionView]:
        """What is suggested in a transcript, in the order of the text: at each place the likeliest code.

        There are about as many as can be read beside the text, one in a hundred words, the most probable. Where
        something was decided already, another code is suggested only if it is more likely than not.

        Args:
            transcript: Where.
            within: Only of segments that lie in that range, in code points.
            model: As in ``discover``.
        """
        source = self.transcript(transcript)
        decisions = self._decisions()
        if not decisions.codes:
            return []
        learnt, _ = self._learnt(decisions, model=model)
        chosen = _likeliest(learnt, source.id, within or Span(start=0, end=len(source.text)))
        spans = self._to_quote(learnt, [(unit, code) for unit, code, _ in chosen], model=model)
        return sorted(self._shown(learnt, chosen, spans=spans), key=lambda view: view.suggestion.start)


def _likeliest(learnt: Learnt, transcript_id: str, within: Span) -> list[tuple[int, Code, float]]:
    """The segments of a range that are likeliest to bear a code on which nobody decided there, the likeliest first.

    Returns:
        Units of the pool, each with the code and how probable it is that it bears it.
    """
    import numpy as np  # noqa: PLC0415 - not needed to open a project

    from themes.suggest import chances  # noqa: PLC0415 - as above

    codes = learnt.decisions.codes
    units = [
        unit
        for unit, span in enumerate(learnt.pool.units.spans[: learnt.n_segments])
        if span.transcript_id == transcript_id and within.start <= span.start and span.end <= within.end
    ]
    if not units:
        return []
    sure = np.column_stack(
        [chances(learnt.pool, learnt.learned, learnt.decided, code=nth)[units] for nth in range(len(codes))]
    )
    at = {code.id: nth for nth, code in enumerate(codes)}
    places: list[tuple[Quotation | Suggestion, int]] = [
        *((quotation, at[code_id]) for quotation, code_id in learnt.decisions.confirmed),
        *((refused, at[refused.code_id]) for refused in learnt.decisions.refused),
    ]
    here = [(place, nth) for place, nth in places if place.transcript_id == transcript_id]
    least = np.full(len(units), _LEAST)
    for row, unit in enumerate(units):
        for place, nth in here:
            if overlap(learnt.pool.units.spans[unit], place):
                least[row] = _LEAST_BESIDE
                sure[row, nth] = 0.0
    best = sure.argmax(axis=1)
    probable = sure.max(axis=1).round(6)
    order = [row for row in (-probable).argsort(kind="stable").tolist() if probable[row] >= least[row]]
    most = max(_FEWEST, round((within.end - within.start) / _LETTERS_A_WORD / WORDS_FOR_ONE))
    return [(units[row], codes[int(best[row])], float(probable[row])) for row in order[:most]]
