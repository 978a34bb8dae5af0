"""The rules that hold candidates to a number and a size that a person can read.

For 150 to 2,000 segments: 6 to 25 candidates, none with more than a quarter of the segments, and at least four of
five of them heard in three cases or more. Each rule merges with the nearest or splits from within; none throws
segments away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.discover.cluster import leiden, renumbered, sizes_of, within
from themes.discover.neighbours import Graph, rounded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGEST = 0.25
"""No candidate holds more than this share of the segments, unless they all say the same."""

FEWEST_CASES = 3
"""A candidate heard in fewer cases is merged into its nearest, or stays and shows its count."""

# Below this many segments a study has fewer candidates than six; above the other, more than twenty-five.
_SEGMENTS_FOR_SIX, _SEGMENTS_FOR_TWENTY_FIVE = 150, 2000
_FEWEST, _MOST, _MOST_EVER = 6, 25, 60
_SMALLEST = 4
_SMALLEST_SHARE = 0.01
# Of all candidates at most this share may be heard in fewer than three cases.
_RARELY_HEARD = 0.2
# A candidate heard in one or two cases is merged where its nearest is this near (cosine of the means), else kept.
_NEAR_ENOUGH = 0.6
_FINER = (1.0, 1.5, 2.2, 3.3, 5.0, 8.0)
# Segments this near to their mean say the same: nothing is gained by splitting them.
_ALIKE = 0.97


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many candidates a study of some size has, and of how many segments each."""

    at_least: int
    at_most: int
    smallest: int
    largest: int


def limits(n: int) -> Limits:
    """The limits for a study of n segments."""
    share = min(1.0, n / _SEGMENTS_FOR_SIX)
    more = max(1.0, n / _SEGMENTS_FOR_TWENTY_FIVE) ** 0.5
    at_least = max(2, round(_FEWEST * share))
    return Limits(
        at_least=at_least,
        at_most=max(at_least, min(_MOST_EVER, round(_MOST * more), n // (2 * _SMALLEST))),
        smallest=max(_SMALLEST, round(_SMALLEST_SHARE * n)),
        largest=max(int(LARGEST * n), n // at_least + 1 if n < _SEGMENTS_FOR_SIX else 0),
    )


class Sizing:
    """Communities on their way to candidates.

    Args:
        graph: n segments and how many neighbours they share.
        vectors: (n, d), rows of length 1.
        cases: The case of each segment.
        found: (n,), the community of each, -1 where unplaced.
        seed: For splitting.
    """

    def __init__(
        self,
        graph: Graph,
        *,
        vectors: NDArray[np.float32],
        cases: Sequence[str],
        found: NDArray[np.int64],
        seed: int,
    ) -> None:
        """Take the communities as they come."""
        import numpy as np  # noqa: PLC0415

        self.found = renumbered(found)
        self._graph = graph
        self._whole = rounded(vectors).astype(np.float64)
        number: dict[str, int] = {}
        self._cases = np.array([number.setdefault(case, len(number)) for case in cases])
        self._fewest_cases = min(FEWEST_CASES, len(number))
        self._seed = seed

    def settle(self, within_limits: Limits) -> NDArray[np.int64]:
        """The communities after every rule: lumps split, crumbs and rarely heard ones merged, numbers held."""
        self._split_lumps(within_limits)
        self._merge_crumbs(within_limits)
        self._merge_rarely_heard(within_limits)
        while self._n() > within_limits.at_most and self._merge_one(range(self._n()), within_limits.largest):
            pass
        while self._n() < within_limits.at_least and self._split_largest(within_limits.smallest):
            pass
        return self.found

    def _n(self) -> int:
        return int(self.found.max()) + 1

    def _split_lumps(self, within_limits: Limits) -> None:
        """Split what is too large from within, and merge the crumbs of it among its own pieces."""
        while max(sizes_of(self.found[self.found >= 0]), default=0) > within_limits.largest:
            if not self._split_largest(within_limits.smallest):
                return

    def _split_largest(self, smallest: int) -> bool:
        """Re-cluster the largest community that can be split; whether there was one."""
        import numpy as np  # noqa: PLC0415

        sizes = sizes_of(self.found[self.found >= 0])
        largest = max(range(len(sizes)), key=lambda number: (sizes[number], -number))
        members = np.flatnonzero(self.found == largest)
        if len(members) < 2 * smallest or self._alikeness(members) > _ALIKE:
            return False
        part = within(self._graph, members)
        for resolution in _FINER:
            pieces = leiden(part, resolution=resolution, seed=self._seed)
            kept = [number for number, size in enumerate(sizes_of(pieces)) if size >= smallest]
            if len(kept) > 1:
                self._give_out(members, pieces, kept)
                return True
        return False

    def _give_out(self, members: NDArray[np.int64], pieces: NDArray[np.int64], kept: list[int]) -> None:
        """The large enough pieces of a community become communities; the rest goes to the nearest of them."""
        import numpy as np  # noqa: PLC0415

        centres = rounded(np.stack([self._mean(members[pieces == number]) for number in kept]).astype(np.float32))
        nearest = (self._whole[members].astype(np.float32) @ centres.T).argmax(axis=1)
        first = self._n()
        for nth, number in enumerate(kept):
            mine = (pieces == number) | (~np.isin(pieces, kept) & (nearest == nth))
            self.found[members[mine]] = first + nth
        self.found = renumbered(self.found)

    def _merge_crumbs(self, within_limits: Limits) -> None:
        """Merge communities of too few segments, the smallest first."""
        while self._n() > 1:
            sizes = sizes_of(self.found[self.found >= 0])
            smallest = min(range(len(sizes)), key=lambda number: (sizes[number], number))
            if sizes[smallest] >= within_limits.smallest or not self._merge_one([smallest], within_limits.largest):
                return

    def _merge_rarely_heard(self, within_limits: Limits) -> None:
        """Merge communities heard in fewer than three cases where something is near, or where they are too many."""
        while self._n() > within_limits.at_least:
            rare = [number for number in range(self._n()) if self._n_cases(number) < self._fewest_cases]
            near = _NEAR_ENOUGH if len(rare) <= _RARELY_HEARD * self._n() else -1.0
            if not rare or not self._merge_one(rare, within_limits.largest, near=near):
                return

    def _merge_one(self, which: Sequence[int], largest: int, *, near: float = -1.0) -> bool:
        """Merge the nearest pair, one of them among ``which``, not too large together; whether there was one."""
        import numpy as np  # noqa: PLC0415

        n = self._n()
        centres = rounded(np.stack([self._mean(self.found == number) for number in range(n)]).astype(np.float32))
        likeness = centres @ centres.T
        sizes = np.bincount(self.found[self.found >= 0], minlength=n)
        allowed = sizes[:, None] + sizes[None, :] <= largest
        np.fill_diagonal(allowed, val=False)
        allowed[[number for number in range(n) if number not in set(which)]] = False
        likeness = np.where(allowed, likeness, -np.inf)
        one, other = divmod(int(likeness.argmax()), n)
        if likeness[one, other] < near * float(centres[0] @ centres[0]) or not allowed.any():
            return False
        self.found[self.found == one] = other
        self.found = renumbered(self.found)
        return True

    def _mean(self, members: NDArray[np.generic]) -> NDArray[np.float64]:
        """The mean direction of some segments: sums of whole numbers, so the same in any order."""
        import numpy as np  # noqa: PLC0415

        total: NDArray[np.float64] = self._whole[members].sum(axis=0)
        length = float(np.sqrt((total * total).sum()))
        return total / length if length else total

    def _alikeness(self, members: NDArray[np.int64]) -> float:
        """The mean cosine of some segments with their mean."""
        mean = self._mean(members)
        likeness = (self._whole[members] * mean).sum(axis=1)
        return float(likeness.mean() / (self._whole[members[0]] ** 2).sum() ** 0.5) if len(members) else 1.0

    def _n_cases(self, number: int) -> int:
        """In how many cases a community is heard."""
        return len(set(self._cases[self.found == number].tolist()))
