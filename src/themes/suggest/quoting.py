"""Which words of a segment to propose as the quotation: whole sentences, about as many as this coder quotes.

Segments are cut by rule and nobody chose their ends; people quote a sentence or two of them, or go on into the next.
Every run of sentences about a segment is weighed by what it says of the code, how long this coder's quotations of the
code are, and whether it begins or ends what somebody says; proposed is the run that overlaps most with what the coder
would have marked, in the mean over all runs by their weight. So where nothing is clear, most of the segment stays.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.model import Span
from themes.suggest.pool import Decided, Pool, unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chosen on usability_interviews P1 to P11 by a conditional logit, then rounded (benchmarks/RESULTS.md).
_MEANING = 10.0  # for a cosine of 1
_EDGE = 0.8  # for beginning, and for ending, a turn, of a coder who does so as often as those did
_AT_AN_EDGE = 0.35  # of their quotations
_LENGTH = 0.3  # for a squared standard deviation from the coder's usual length
_CLEARLY = 0.02  # a run has to overlap so much more than the whole segment does
_DEFINITION_COUNTS = 3.0
_LONGEST = 8  # sentences

# Before anything is known of a coder, quotations are thought to be as long as segments.
_USUAL, _SPREAD = 5.3, 0.8  # of the natural logarithm of code points: 200, from 90 to 450
_HELD_BY = 3.0  # quotations
FEWEST_QUOTED = 5
"""Quotations that a coder has to have cut before the ends of any are guessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation that a person cut: its code by its place, its code points, whether it begins, and ends, a turn."""

    code: int
    length: int
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How a coder cuts quotations.

    Attributes:
        means: (c,), the usual natural logarithm of a code's code points.
        variance: Of such logarithms.
        begins, ends: How much speaks for a run that begins, and ends, a turn, in logarithms of odds.
    """

    means: NDArray[np.float64]
    variance: float
    begins: float
    ends: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The sentences of one turn about a segment.

    Attributes:
        spans: m spans, in order.
        vectors: The vector of each, (d,), of length 1.
        from_first, to_last: Whether they begin, and end, with the turn.
    """

    spans: Sequence[Span]
    vectors: Sequence[NDArray[np.float32]]
    from_first: bool
    to_last: bool


def habit(quoted: Sequence[Quoted], *, n_codes: int) -> Habit | None:
    """What is usual for a coder of c codes; None while too few quotations were cut."""
    import numpy as np  # noqa: PLC0415

    if len(quoted) < FEWEST_QUOTED:
        return None
    codes = np.array([one.code for one in quoted], dtype=np.intp)
    logs = np.log([one.length for one in quoted])
    usual = (_HELD_BY * _USUAL + logs.sum()) / (_HELD_BY + len(logs))
    variance = (_HELD_BY * _SPREAD**2 + ((logs - usual) ** 2).sum()) / (_HELD_BY + len(logs))
    sums = np.bincount(codes, weights=logs, minlength=n_codes)
    counts = np.bincount(codes, minlength=n_codes)
    return Habit(
        means=(_HELD_BY * usual + sums) / (_HELD_BY + counts),
        variance=float(variance),
        begins=_edge(sum(one.begins for one in quoted), len(quoted)),
        ends=_edge(sum(one.ends for one in quoted), len(quoted)),
    )


def _edge(n: int, of: int) -> float:
    """What an edge of a turn weighs for a coder who quotes up to it n of so many times."""
    share = (n + _HELD_BY * _AT_AN_EDGE) / (of + _HELD_BY)
    return _EDGE + math.log(share / (1 - share)) - math.log(_AT_AN_EDGE / (1 - _AT_AN_EDGE))


def directions(pool: Pool, decided: Sequence[Decided]) -> NDArray[np.float64]:
    """For each code, where its quotations and definition lie, seen from all codes (from all units, of one): (c, d)."""
    import numpy as np  # noqa: PLC0415

    vectors = np.asarray(pool.units.vectors, dtype=np.float64)
    sums = _DEFINITION_COUNTS * pool.definitions
    for one in decided:
        if one.yes:
            sums[one.code] += vectors[one.unit]
    centres = unit(sums)
    middle = centres.mean(axis=0) if len(centres) > 1 else unit(vectors.mean(axis=0))
    return np.asarray(centres - middle, dtype=np.float64)


def quotation_in(
    segment: Span,
    sentences: Sentences,
    direction: NDArray[np.float64],
    *,
    usual: Habit,
    code: int,
    taken: Sequence[Span] = (),
) -> Span:
    """The run of sentences to propose for a code; the segment itself where none is clearly better.

    Args:
        segment: What was ranked.
        sentences: Those in the segment and about it.
        direction: (d,), of the code.
        usual: How this coder cuts.
        code: The code, by its place.
        taken: Places that a proposal must not touch, beyond the segment.
    """
    import numpy as np  # noqa: PLC0415

    runs = _runs(segment, sentences, taken)
    if not runs:
        return segment
    starts = np.array([sentences.spans[first].start for first, _ in runs])
    ends = np.array([sentences.spans[last].end for _, last in runs])
    lengths = np.array([span.end - span.start for span in sentences.spans], dtype=np.float64)
    so_far = np.vstack([np.zeros(len(direction)), np.cumsum(np.stack(sentences.vectors) * lengths[:, None], axis=0)])
    of_run = unit(np.stack([so_far[last + 1] - so_far[first] for first, last in runs]))
    edges = np.array(
        [
            usual.begins * (first == 0 and sentences.from_first)
            + usual.ends * (last == len(lengths) - 1 and sentences.to_last)
            for first, last in runs
        ]
    )
    unusual = (np.log(ends - starts) - usual.means[code]) ** 2 / usual.variance
    weights = _MEANING * of_run @ direction + edges - _LENGTH * unusual
    chances = np.exp(weights - weights.max())
    chances /= chances.sum()
    expected = _overlaps(starts, ends, starts, ends) @ chances
    whole = _overlaps(np.array([segment.start]), np.array([segment.end]), starts, ends) @ chances
    best = int(expected.argmax())
    if expected[best] < whole[0] + _CLEARLY:
        return segment
    return Span(start=int(starts[best]), end=int(ends[best]))


def _runs(segment: Span, sentences: Sentences, taken: Sequence[Span]) -> list[tuple[int, int]]:
    """First and last sentence of each run that touches the segment; none where a sentence reaches beyond its ends.

    Captions without punctuation are one sentence of thousands of words, of which a segment is a piece.
    """
    spans = sentences.spans
    inside = [at for at, span in enumerate(spans) if span.start < segment.end and segment.start < span.end]
    if not inside or spans[inside[0]].start < segment.start or spans[inside[-1]].end > segment.end:
        return []
    return [
        (first, last)
        for first in range(inside[-1] + 1)
        for last in range(max(first, inside[0]), min(len(spans), first + _LONGEST))
        if not any(spans[first].start < place.end and place.start < spans[last].end for place in taken)
    ]


def _overlaps(
    starts: NDArray[np.intp], ends: NDArray[np.intp], others: NDArray[np.intp], their_ends: NDArray[np.intp]
) -> NDArray[np.float64]:
    """What two ranges share, of what both cover: (n,), (n,), (m,), (m,) to (n, m) in [0, 1]."""
    import numpy as np  # noqa: PLC0415

    shared = np.minimum(ends[:, None], their_ends) - np.maximum(starts[:, None], others)
    covered = np.maximum(ends[:, None], their_ends) - np.minimum(starts[:, None], others)
    return np.asarray(np.maximum(shared, 0) / covered, dtype=np.float64)
