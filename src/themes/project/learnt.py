"""What a study has taught about its codes: its decisions as ``suggest`` takes them, and what it makes of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from themes.model import Code, Coding, Member, Quotation, Segment, Span, Suggestion, Transcript
from themes.project.encoding import Encoded, Known, OnVectors, encode
from themes.text import speaker_of

if TYPE_CHECKING:
    from themes.suggest import Decided, Learned, Pool

# Of the segments in what was worked through, about this share bears a code until the study says otherwise.
_SHARE, _SHARE_HELD_BY = 0.5, 20
_LEAST_SHARE = 0.1
_PART = re.compile(r"(?<=[.;!?])\s+|\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What people decided about codes, in the order in which they did.

    Attributes:
        codes: Codes with a definition or a quotation, by position.
        confirmed: Quotations with the code that they were given.
        refused: Suggestions that were refused.
        asked: Places that are only asked about: they stand in the pool, and teach nothing.
    """

    codes: tuple[Code, ...]
    confirmed: tuple[tuple[Quotation, str], ...]
    refused: tuple[Suggestion, ...]
    asked: tuple[Suggestion, ...] = ()

    def places(self, code_id: str | None = None) -> list[Quotation | Suggestion]:
        """Where was decided, on that code or on any."""
        return [
            *(quotation for quotation, given in self.confirmed if code_id in (None, given)),
            *(suggestion for suggestion in self.refused if code_id in (None, suggestion.code_id)),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What came of it.

    Attributes:
        decisions: What was learnt from.
        pool: Segments first, then quotations and refused places that are no segment.
        n_segments: How many of its units are segments.
        decided: The decisions by their places in the pool.
        learned: Probabilities and reasons' material.
    """

    decisions: Decisions
    pool: Pool
    n_segments: int
    decided: tuple[Decided, ...]
    learned: Learned

    def place_of(self, code: Code) -> int:
        """The code's place in the pool."""
        return [known.id for known in self.decisions.codes].index(code.id)

    def unit_of(self, place: Segment | Quotation | Suggestion) -> int:
        """The unit of just that span."""
        return [place_key(span) for span in self.pool.units.spans].index(place_key(place))

    def quotation_at(self, unit: int, code: Code) -> Quotation | None:
        """The quotation of a unit that was confirmed for a code."""
        span = self.pool.units.spans[unit]
        for quotation, code_id in self.decisions.confirmed:
            if code_id == code.id and place_key(quotation) == place_key(span):
                return quotation
        return None

    def refusal_at(self, unit: int, code: Code) -> Suggestion | None:
        """The suggestion of that code for a unit that was refused."""
        span = self.pool.units.spans[unit]
        for refused in self.decisions.refused:
            if refused.code_id == code.id and place_key(refused) == place_key(span):
                return refused
        return None


def decisions_of(
    codes: Sequence[Code], codings: Sequence[Coding], quotations: Sequence[Quotation], refused: Sequence[Suggestion]
) -> Decisions:
    """Decisions in the order in which they were made, about codes that say anything."""
    by_id = {quotation.id: quotation for quotation in quotations}
    given = {coding.code_id for coding in codings}
    told = tuple(code for code in codes if (code.definition or code.id in given) and not code.retired)
    known = {code.id for code in told}
    return Decisions(
        codes=told,
        confirmed=tuple(
            (by_id[coding.quotation_id], coding.code_id)
            for coding in sorted(codings, key=lambda coding: coding.at)
            if coding.code_id in known
        ),
        refused=tuple(suggestion for suggestion in refused if suggestion.code_id in known),
    )


def words_of(code: Code) -> str:
    """What a code says of itself: its name and definition."""
    return f"{code.name}: {code.definition}" if code.definition else code.name


def parts_of(code: Code) -> list[str]:
    """The sentences and points of a code's definition; none where it is one."""
    parts = [part.strip() for part in _PART.split(code.definition) if part.strip()]
    return parts if len(parts) > 1 else []


def encoded_for(
    transcripts: Sequence[Transcript],
    decisions: Decisions,
    *,
    more: Sequence[str] = (),
    known: Known,
    model: str | Path | None,
    on_vectors: OnVectors | None,
) -> Encoded:
    """Segments and their vectors; extra are the codes, the places decided on, and whatever more is wanted."""
    texts = {transcript.id: transcript.text for transcript in transcripts}
    places = [texts[place.transcript_id][place.start : place.end] for place in (*decisions.places(), *decisions.asked)]
    return encode(
        transcripts,
        extra=[*map(words_of, decisions.codes), *places, *more],
        known=known,
        model=model,
        on_vectors=on_vectors,
    )


def pool_of(transcripts: Sequence[Transcript], decisions: Decisions, encoded: Encoded) -> Pool:
    """Segments, and the places decided on that are no segment, made ready to be learnt from."""
    import numpy as np  # noqa: PLC0415 - not needed to open a project

    from themes.suggest import Described, Pool, Units  # noqa: PLC0415 - the same

    by_id = {transcript.id: transcript for transcript in transcripts}
    n_codes = len(decisions.codes)
    known = {place_key(segment) for segment in encoded.segments}
    spans, words, rows = list(encoded.segments), list(encoded.words), []
    for nth, place in enumerate((*decisions.places(), *decisions.asked)):
        if place_key(place) not in known:
            known.add(place_key(place))
            source = by_id[place.transcript_id]
            speaker = speaker_of(source, place.start, place.end)
            spans.append(
                Segment(
                    transcript_id=source.id,
                    start=place.start,
                    end=place.end,
                    turn=0,
                    case_id=speaker.case_id if speaker else None,
                )
            )
            words.append(source.text[place.start : place.end])
            rows.append(n_codes + nth)
    return Pool(
        Units(spans=spans, words=words, vectors=np.vstack([encoded.vectors, encoded.extra[rows]])),
        [Described(words=words_of(code), vector=encoded.extra[at]) for at, code in enumerate(decisions.codes)],
    )


def learn_from(decisions: Decisions, pool: Pool, *, n_segments: int) -> Learnt:
    """Learn what was decided, and how much of the text bears a code at all."""
    from themes.suggest import learn  # noqa: PLC0415 - as above

    decided = decided_in(decisions, pool)
    share = _share(pool.units.spans[:n_segments], [quotation for quotation, _ in decisions.confirmed])
    return Learnt(
        decisions=decisions,
        pool=pool,
        n_segments=n_segments,
        decided=decided,
        learned=learn(pool, decided, share=share),
    )


def decided_in(decisions: Decisions, pool: Pool) -> tuple[Decided, ...]:
    """The decisions by their places in a pool."""
    from themes.suggest import Decided  # noqa: PLC0415 - as above

    at = {place_key(span): row for row, span in enumerate(pool.units.spans)}
    code_at = {code.id: nth for nth, code in enumerate(decisions.codes)}
    yes = dict.fromkeys((at[place_key(place)], code_at[code_id]) for place, code_id in decisions.confirmed)
    no = dict.fromkeys((at[place_key(place)], code_at[place.code_id]) for place in decisions.refused)
    return (
        *(Decided(unit=unit, code=code) for unit, code in yes),
        *(Decided(unit=unit, code=code, yes=False) for unit, code in no if (unit, code) not in yes),
    )


def overlap(one: Segment, other: Segment | Quotation | Suggestion) -> bool:
    """Whether two places share a character."""
    return one.transcript_id == other.transcript_id and one.start < other.end and other.start < one.end


def place_key(place: Segment | Member | Quotation | Suggestion) -> tuple[str, int, int]:
    """What tells one place from another: its transcript and both ends."""
    return place.transcript_id, place.start, place.end


def _share(segments: Sequence[Segment], quotations: Sequence[Quotation]) -> float:
    """The share of segments with a code, up to the last quotation of each transcript, drawn to a half while few."""
    coded: dict[str, list[Span]] = {}
    for quotation in quotations:
        coded.setdefault(quotation.transcript_id, []).append(Span(start=quotation.start, end=quotation.end))
    n_seen = n_coded = 0
    for segment in segments:
        there = coded.get(segment.transcript_id)
        if there and segment.start < max(span.end for span in there):
            n_seen += 1
            n_coded += any(span.start < segment.end and segment.start < span.end for span in there)
    return max(_LEAST_SHARE, (n_coded + _SHARE * _SHARE_HELD_BY) / (n_seen + _SHARE_HELD_BY))
