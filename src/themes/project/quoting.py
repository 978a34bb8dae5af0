"""The words that a suggestion proposes: sentences about a segment, about as many as this coder quotes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.model import Code, Segment, Span, Transcript
from themes.project.learnt import Learnt, place_key
from themes.text import turns_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from themes.suggest import Quoted

_AROUND = 1  # sentences before the segment and after it that a quotation may go on into

VectorsOf = Callable[[Sequence[str]], "NDArray[np.float32]"]
"""Told texts, gives a vector of length 1 for each, (n, d)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """The sentences of a segment and one more each side, and whether they reach the ends of the turn."""

    spans: list[Span]
    words: list[str]
    from_first: bool
    to_last: bool


def spans_to_quote(
    learnt: Learnt,
    chosen: Sequence[tuple[int, Code]],
    *,
    transcripts: Mapping[str, Transcript],
    vectors_of: VectorsOf,
) -> list[Span]:
    """The words to propose for each segment and code, none touching another or what was decided on for its code.

    Args:
        learnt: What the study taught.
        chosen: Segments, as units, with the code that each is proposed for.
        transcripts: By id.
        vectors_of: Asked once, for the sentences.
    """
    from themes.suggest import Sentences, directions, habit, quotation_in  # noqa: PLC0415 - numpy is not needed to open

    segments = [learnt.pool.units.spans[unit] for unit, _ in chosen]
    spans = [Span(start=segment.start, end=segment.end) for segment in segments]
    usual = habit(_cut_by_people(learnt, transcripts), n_codes=len(learnt.decisions.codes))
    if usual is None or not chosen:
        return spans
    about = [_about(segment, transcripts[segment.transcript_id]) for segment in segments]
    vectors = iter(vectors_of([words for one in about for words in one.words]))
    towards = directions(learnt.pool, learnt.decided)
    for nth, (segment, (_, code)) in enumerate(zip(segments, chosen, strict=True)):
        its = about[nth]
        of_code = learnt.place_of(code)
        others = [
            spans[other]
            for other, one in enumerate(segments)
            if other != nth and one.transcript_id == segment.transcript_id
        ]
        decided = [
            Span(start=place.start, end=place.end)
            for place in learnt.decisions.places(code.id)
            if place.transcript_id == segment.transcript_id
        ]
        spans[nth] = quotation_in(
            spans[nth],
            Sentences(
                spans=its.spans,
                vectors=[next(vectors) for _ in its.spans],
                from_first=its.from_first,
                to_last=its.to_last,
            ),
            towards[of_code],
            usual=usual,
            code=of_code,
            taken=[*others, *decided],
        )
    return spans


def _cut_by_people(learnt: Learnt, transcripts: Mapping[str, Transcript]) -> list[Quoted]:
    """The confirmed quotations whose ends somebody chose: those of a segment, nobody did."""
    from themes.suggest import Quoted  # noqa: PLC0415 - as above

    by_rule = {place_key(segment) for segment in learnt.pool.units.spans[: learnt.n_segments]}
    at = {code.id: nth for nth, code in enumerate(learnt.decisions.codes)}
    quoted = []
    for quotation, code_id in learnt.decisions.confirmed:
        turns = transcripts[quotation.transcript_id].turns
        within = turns_in(transcripts[quotation.transcript_id], quotation.start, quotation.end)
        if within and place_key(quotation) not in by_rule:
            quoted.append(
                Quoted(
                    code=at[code_id],
                    length=quotation.end - quotation.start,
                    begins=quotation.start <= turns[within[0]].start,
                    ends=quotation.end >= turns[within[-1]].end,
                )
            )
    return quoted


def _about(segment: Segment, source: Transcript) -> _About:
    """The sentences about a segment, within its turn."""
    from themes.discover.segments import sentences  # noqa: PLC0415 - as above

    turn = source.turns[segment.turn]
    every = [
        Span(start=turn.start + one.start, end=turn.start + one.end)
        for one in sentences(source.text[turn.start : turn.end])
    ]
    inside = [at for at, one in enumerate(every) if one.start < segment.end and segment.start < one.end]
    first, last = max(0, inside[0] - _AROUND), min(len(every), inside[-1] + 1 + _AROUND)
    return _About(
        spans=every[first:last],
        words=[source.text[one.start : one.end] for one in every[first:last]],
        from_first=first == 0,
        to_last=last == len(every),
    )
