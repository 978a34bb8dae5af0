"""What stands beside a segment, and who says it: two corrections to its vector before anything is compared.

A segment of forty words often names its subject only in the one before ("and that was hard"), so its neighbours in
the same transcript are blended in. A person has favourite words and an interview its own subject; a part of the mean
of everything that a case says is taken out, so that candidates gather what several people say about one matter, not
what one person says about all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from themes.model import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEIGHBOURS = 0.3
"""Weight of the sum of the segment before and the one after, chosen on usability_interviews P1 to P11."""

OWN_CASE = 0.5
"""The share of a case's mean that is taken out, once the case has many segments."""

# With this many segments half of that share is taken out: the mean of a few says more of the matter than of the person.
_SEGMENTS_FOR_HALF = 20
# A case with fewer (an answer to a survey) stays as it is: its mean is what it says.
_FEWEST_SEGMENTS = 5


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
        neighbours: Weight of the sum of the segments before and after, by the same case in the same transcript; 0 for
            none.
        own_case: Share of the case's mean to take out, in [0, 1].

    Returns:
        (n, d), rows of length 1 (0 where nothing is left).
    """
    import numpy as np  # noqa: PLC0415

    result = np.asarray(vectors, dtype=np.float64)
    if neighbours:
        order = sorted(range(len(segments)), key=lambda at: (segments[at].transcript_id, segments[at].start))
        blended = result.copy()
        for earlier, later in pairwise(order):
            if whose(segments[earlier]) == whose(segments[later]):
                blended[later] += neighbours * result[earlier]
                blended[earlier] += neighbours * result[later]
        result = unit(blended)
    if own_case:
        centre = result.mean(axis=0)
        of_case: dict[str, list[int]] = {}
        for at, segment in enumerate(segments):
            of_case.setdefault(case_of(segment), []).append(at)
        moved = result.copy()
        for members in of_case.values():
            if len(members) >= _FEWEST_SEGMENTS and len(of_case) > 1:
                share = own_case * len(members) / (len(members) + _SEGMENTS_FOR_HALF)
                moved[members] -= share * (result[members].mean(axis=0) - centre)
        result = moved
    return unit(result).astype(np.float32)


def case_of(segment: Segment) -> str:
    """The case that a segment counts for: who speaks, or the transcript where nobody is known to."""
    return segment.case_id or segment.transcript_id


def whose(segment: Segment) -> tuple[str, str | None]:
    """Transcript and case: between two of the same, one segment is the context of the next."""
    return segment.transcript_id, segment.case_id


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
