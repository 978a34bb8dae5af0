"""What stands beside a segment, and who says it: two corrections to its vector before anything is compared.

A segment of forty words often names its subject only in the one before ("and that was hard"), so its neighbours in
the same transcript are blended in. A person has favourite words and an interview its own subject; a part of the mean
of everything that a case says is taken out, so that candidates gather what several people say about one matter, not
what one person says about all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from themes.model import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEIGHBOURS = 0.6
"""Weight of the mean of what stands around a segment, chosen on usability_interviews P1 to P11."""

WINDOW = 4
"""How many segments before and after count."""

_DECAY = 0.6  # of the weight from one segment to the next further off

OWN_CASE = 0.5
"""The share of a case's mean that is taken out, once the case has many segments."""

# With this many segments half of that share is taken out: the mean of a few says more of the matter than of the person.
_SEGMENTS_FOR_HALF = 20
# A case with fewer (an answer to a survey) stays as it is: its mean is what it says.
_FEWEST_SEGMENTS = 5

_ROWS_AT_ONCE = 4096


def in_context(
    segments: Sequence[Segment],
    vectors: NDArray[np.float32],
    *,
    neighbours: float = NEIGHBOURS,
    own_case: float = OWN_CASE,
) -> NDArray[np.float32]:
    """The vectors with their neighbours blended in and a part of their case's mean taken out.

    Args:
        segments: The n segments, in any order.
        vectors: (n, d), one row a segment, of length 1.
        neighbours: Weight of the mean of the segments around, up to four before and after by the same case in the
            same transcript, the nearer ones counting more; 0 for none.
        own_case: Share of the case's mean to take out, in [0, 1].

    Returns:
        (n, d), rows of length 1 (0 where nothing is left).
    """
    import numpy as np  # noqa: PLC0415

    result = np.array(vectors, dtype=np.float64)
    if neighbours:
        around = _around(segments, result)
        for rows in blocks(len(result)):
            result[rows] = unit(result[rows] + neighbours * around[rows])
        del around
    if own_case:
        centre = result.mean(axis=0)
        of_case: dict[str, list[int]] = {}
        for at, segment in enumerate(segments):
            of_case.setdefault(case_of(segment), []).append(at)
        for members in of_case.values():
            if len(members) >= _FEWEST_SEGMENTS and len(of_case) > 1:
                share = own_case * len(members) / (len(members) + _SEGMENTS_FOR_HALF)
                result[members] -= share * (result[members].mean(axis=0) - centre)
    placed = np.empty(result.shape, dtype=np.float32)
    for rows in blocks(len(result)):
        placed[rows] = unit(result[rows])
    return placed


def _around(segments: Sequence[Segment], vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weighted mean of what stands around each segment, (n, d); less than a mean where only little does.

    A mean over several, not the sum of the two beside it: where one more or less is there, little changes.
    """
    import numpy as np  # noqa: PLC0415

    order = np.array(sorted(range(len(segments)), key=lambda at: (segments[at].transcript_id, segments[at].start)))
    number: dict[tuple[str, str | None], int] = {}
    said_by = np.array([number.setdefault(whose(segments[at]), len(number)) for at in order], dtype=np.int64)
    around = np.zeros_like(vectors)
    weight = np.zeros(len(segments))
    for distance in range(1, min(WINDOW, len(segments) - 1) + 1):
        same = np.flatnonzero(said_by[:-distance] == said_by[distance:])
        share = _DECAY ** (distance - 1)
        for some in blocks(len(same)):
            earlier, later = order[same[some]], order[same[some] + distance]
            around[later] += share * vectors[earlier]
            around[earlier] += share * vectors[later]
            weight[later] += share
            weight[earlier] += share
    one_side = sum(_DECAY ** (distance - 1) for distance in range(1, WINDOW + 1))
    around /= np.maximum(weight, one_side)[:, None]
    return around


def case_of(segment: Segment) -> str:
    """The case that a segment counts for: who speaks, or the transcript where nobody is known to."""
    return segment.case_id or segment.transcript_id


def whose(segment: Segment) -> tuple[str, str | None]:
    """Transcript and case: between two of the same, one segment is the context of the next."""
    return segment.transcript_id, segment.case_id


def blocks(n: int) -> Iterator[slice]:
    """Slices of a few thousand rows that cover n: at 48,000 segments one more array in double precision is 180 MB.

    >>> list(blocks(5000))
    [slice(0, 4096, None), slice(4096, 5000, None)]
    """
    return (slice(first, min(first + _ROWS_AT_ONCE, n)) for first in range(0, n, _ROWS_AT_ONCE))


def unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows scaled to length 1; a row of zeros stays.

    Args:
        vectors: (n, d).

    Returns:
        (n, d).
    """
    import numpy as np  # noqa: PLC0415

    lengths = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    return vectors / np.where(lengths > 0, lengths, 1.0)
