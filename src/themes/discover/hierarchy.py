"""Broader and finer than the candidates that are shown: one hierarchy, from what is computed already.

Broader layers join whole candidates, those first whose segments are most alike; finer ones part a candidate where its
segments are least alike. So every layer is part of the next, and moving from one to another computes nothing anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from themes.discover.cluster import renumbered
from themes.discover.grouping import Prepared
from themes.discover.sizes import limits
from themes.discover.tree import Tree, average_linkage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchy:
    """Layers around the groups of n segments.

    ``found`` (n,), the groups that are shown, -1 unplaced; ``joins``: pairs of their numbers, the closest first;
    ``splits``: the positions that leave a group as one more, the loosest split first, each after the one it is part of.
    """

    found: NDArray[np.int64]
    joins: tuple[tuple[int, int], ...]
    splits: tuple[NDArray[np.int64], ...]

    @property
    def broadest(self) -> int:
        """The fewest groups of a layer."""
        return max(1, self.shown - len(self.joins))

    @property
    def shown(self) -> int:
        """The number of groups that are shown."""
        return int(self.found.max(initial=-1)) + 1

    @property
    def finest(self) -> int:
        """The most groups of a layer."""
        return self.shown + len(self.splits)

    def at(self, n_groups: int) -> NDArray[np.int64]:
        """The layer of so many groups, or the nearest that there is; (n,), numbered as they appear, -1 unplaced."""
        found = self.found.copy()
        for one, other in self.joins[: max(0, self.shown - n_groups)]:
            found[found == other] = one
        for nth, leaving in enumerate(self.splits[: max(0, n_groups - self.shown)]):
            found[leaving] = self.shown + nth
        return renumbered(found)


def hierarchy_of(prepared: Prepared, found: NDArray[np.int64], *, broadest: int, finest: int) -> Hierarchy:
    """The layers around the groups that are shown; with more segments than are compared, broader ones alone.

    Args:
        prepared: Of n segments.
        found: (n,), the group of each, -1 unplaced.
        broadest: The fewest groups of a layer.
        finest: The most groups of a layer.
    """
    n = len(found)
    smallest = limits(n).smallest
    everything = len(prepared.compared) == n
    layers = hierarchy(
        found[prepared.compared],
        prepared.alike,
        smallest=smallest,
        broadest=broadest,
        finest=finest if everything else 0,
    )
    return replace(layers, found=found)


def hierarchy(
    found: NDArray[np.int64], alike: NDArray[np.uint16], *, smallest: int, broadest: int, finest: int
) -> Hierarchy:
    """The layers around some groups.

    Args:
        found: (n,), the group of each segment, -1 unplaced.
        alike: (n, n), how like each other every two segments are.
        smallest: The fewest segments of a part.
        broadest: The fewest groups of a layer.
        finest: The most groups of a layer.
    """
    import numpy as np  # noqa: PLC0415

    n_groups = int(found.max(initial=-1)) + 1
    members = [np.flatnonzero(found == number) for number in range(n_groups)]
    splits = sorted(
        (
            split
            for of_one in members
            for split in _splits(of_one, average_linkage(alike[np.ix_(of_one, of_one)]), smallest)
        ),
        key=lambda split: split[0],
    )
    return Hierarchy(
        found=found,
        joins=tuple(_joins(members, alike)[: max(0, n_groups - broadest)]),
        splits=tuple(leaving for _, leaving in splits[: max(0, finest - n_groups)]),
    )


def _joins(members: list[NDArray[np.int64]], alike: NDArray[np.uint16]) -> list[tuple[int, int]]:
    """Which two groups are joined next, the second into the first, by how like each other their segments are."""
    import numpy as np  # noqa: PLC0415

    sums = np.array([[float(alike[np.ix_(one, other)].sum(dtype=np.int64)) for other in members] for one in members])
    sizes = np.array([float(len(of_one)) for of_one in members])
    alive = np.ones(len(members), dtype=bool)
    joins = []
    for _ in range(len(members) - 1):
        mean = sums / np.outer(sizes, sizes)
        np.fill_diagonal(mean, -1.0)
        mean[~alive] = -1.0
        mean[:, ~alive] = -1.0
        one, other = sorted(divmod(int(mean.argmax()), len(members)))
        joins.append((one, other))
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        sizes[one] += sizes[other]
        alive[other] = False
    return joins


def _splits(members: NDArray[np.int64], tree: Tree, smallest: int) -> list[tuple[float, NDArray[np.int64]]]:
    """The partings of one group into parts of a readable size: how like each other the parts are, and who leaves.

    A parting inside a part comes after the one that made the part: its height is never below.
    """
    import numpy as np  # noqa: PLC0415

    parts: dict[int, list[int]] = {at: [at] for at in range(len(members))}
    place = list(range(len(members)))
    # From the closest joining up: a joining of two parts that are both large enough is a parting seen from above.
    found: list[tuple[float, NDArray[np.int64]]] = []
    for (one, other), height in zip(tree.pairs.tolist(), tree.height.tolist(), strict=True):
        low, high = sorted((place[one], place[other]))
        if min(len(parts[low]), len(parts[high])) >= smallest:
            leaving = min(parts[low], parts[high], key=lambda part: (len(part), part[0]))
            found.append((height, members[np.array(sorted(leaving))]))
        for at in parts[high]:
            place[at] = low
        parts[low] += parts.pop(high)
    return found
