"""One group parted into several: its segments grouped among themselves.

What they have in common is taken out first, so that what is left to see is how they differ; on usability_interviews P1
to P11 and half of nhs_feedback that gave parts nearer to people's codes, and more of one size, than cutting the tree of
the whole study further down (benchmarks/RESULTS.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.discover.context import case_of, in_context
from themes.discover.describe import Description, describe
from themes.discover.layers import layer
from themes.discover.likeness import likenesses
from themes.discover.smoothing import principal
from themes.discover.tree import average_linkage
from themes.discover.wording import with_words
from themes.model import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DIRECTIONS = 20
_SMALLEST = 2
_SMALLEST_SHARE = 0.25
"""A part holds at least this share of what an even part would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a group: what it is called, the positions of its members, and in how many cases it is heard."""

    described: Description
    members: tuple[int, ...]
    n_cases: int


def parted(
    segments: Sequence[Segment],
    words: Sequence[str],
    vectors: NDArray[np.float32],
    *,
    found: NDArray[np.int64],
    members: NDArray[np.int64],
    into: int,
    drop_words: frozenset[str] = frozenset(),
) -> list[Part]:
    """The parts of a group, the largest first; fewer than wanted where its segments cannot be told apart.

    Args:
        segments: All n segments of the study.
        words: The words of each.
        vectors: (n, d), the vector of each, of length 1.
        found: (n,), the group of each, -1 unplaced.
        members: (m,), ascending positions of the group that is parted.
        into: How many parts.
        drop_words: Words that no name holds.
    """
    import numpy as np  # noqa: PLC0415

    if len(members) < _SMALLEST * into:
        return []
    joined = in_context(segments, with_words(words, vectors))
    groups = parts_of(joined[members], into=into)
    n_parts = int(groups.max()) + 1
    if n_parts < into:
        return []
    new = found.copy()
    new[members] = -1
    numbers, standing = np.unique(new[new >= 0], return_inverse=True)
    new[new >= 0] = standing
    new[members] = len(numbers) + groups
    described = describe(
        words, vectors, candidates=new, cases=[case_of(one) for one in segments], drop_words=drop_words
    )
    parts = [
        Part(
            described=one,
            members=tuple(inside.tolist()),
            n_cases=len({case_of(segments[at]) for at in inside.tolist()}),
        )
        for nth, one in enumerate(described[len(numbers) :])
        for inside in [members[groups == nth]]
    ]
    return sorted(parts, key=lambda part: (-len(part.members), part.members[0]))


def parts_of(vectors: NDArray[np.float32], *, into: int) -> NDArray[np.int64]:
    """The part of each of m segments of one group, (m,) from 0.

    Args:
        vectors: (m, d), in context.
        into: How many parts.
    """
    import numpy as np  # noqa: PLC0415

    centred = np.asarray(vectors, dtype=np.float64)
    few = principal(centred - centred.mean(axis=0), directions=_DIRECTIONS)
    alike = likenesses(few)
    smallest = max(_SMALLEST, int(_SMALLEST_SHARE * len(vectors) / into))
    return layer(average_linkage(alike), alike, n_groups=into, smallest=smallest)
