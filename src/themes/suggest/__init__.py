"""Suggestions: segments that lie near what a code holds already; never a coding until a person accepts them.

The first, plain form: the likeness of a segment is that of its nearest confirmed quotation, or of the code's
definition where that is nearer. Learning from rejections, and probabilities that can be believed, come on top of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DEFINITION", "nearest"]

DEFINITION = -1
"""Stands for the code's definition where a confirmed quotation's index would stand."""

# Likeness is compared to six decimals: the last bits of a matrix product hang on the number of threads.
_DECIMALS = 6


def nearest(
    confirmed: NDArray[np.float32],
    segments: NDArray[np.float32],
    *,
    definition: NDArray[np.float32] | None = None,
    limit: int = 20,
) -> list[tuple[int, float, int]]:
    """The segments nearest to a code's confirmed quotations, nearest first.

    Args:
        confirmed: (c, d), rows of length 1, the vectors of the confirmed quotations; c may be 0.
        segments: (n, d), rows of length 1, the vectors of the segments that are not coded yet.
        definition: (d,), the vector of "name: definition", of length 1, counted as one more quotation.
        limit: How many at most.

    Returns:
        (index of the segment, similarity as cosine in [-1, 1], index of its nearest confirmed quotation or
        ``DEFINITION``); of equally near segments the earlier one first. Empty without quotation and definition.
    """
    import numpy as np  # noqa: PLC0415

    if len(segments) == 0 or limit <= 0 or (len(confirmed) == 0 and definition is None):
        return []
    likenesses = []
    if len(confirmed):
        likenesses.append(np.asarray(segments) @ np.asarray(confirmed).T)
    if definition is not None:
        likenesses.append((np.asarray(segments) @ np.asarray(definition))[:, None])
    likeness = np.clip(np.hstack(likenesses).astype(np.float64), -1.0, 1.0).round(_DECIMALS)
    which = likeness.argmax(axis=1)
    best = likeness.max(axis=1)
    first = np.lexsort((np.arange(len(best)), -best))[:limit]
    return [
        (int(at), float(best[at]), int(which[at]) if which[at] < len(confirmed) else DEFINITION)
        for at in first.tolist()
    ]
