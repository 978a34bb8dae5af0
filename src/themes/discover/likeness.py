"""How like each other two segments are, as a whole number: what the tree of groups is made of.

The same in every process and on any number of threads: vectors are whole 2048ths (``neighbours``), so that a product of
two of them is a whole number, whatever order its parts are added in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from themes.discover.neighbours import rounded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAME = 4096
"""The likeness of two that point the same way."""

_ROWS_AT_ONCE = 512


def likenesses(vectors: NDArray[np.float32]) -> NDArray[np.uint16]:
    """The cosine of every two vectors as whole 4096ths; 0 where they point apart, however far.

    Args:
        vectors: (n, d), rows of length 1, or 0 where nothing is left.

    Returns:
        (n, n), symmetric; ``SAME`` on the diagonal.
    """
    import numpy as np  # noqa: PLC0415

    whole = rounded(vectors)
    # Of length 2048 but for what was rounded, so a product is a likeness times 2048 squared.
    in_one = np.float32(2048 * 2048 / SAME)
    found = np.empty((len(whole), len(whole)), dtype=np.uint16)
    for first in range(0, len(whole), _ROWS_AT_ONCE):
        rows = slice(first, first + _ROWS_AT_ONCE)
        found[rows] = np.clip(np.rint(whole[rows] @ whole.T / in_one), 0, SAME)
    np.fill_diagonal(found, SAME)
    # Of those that say what all say nothing is left that sets them apart: they are the same.
    bare = ~whole.any(axis=1)
    found[np.ix_(bare, bare)] = SAME
    return found
