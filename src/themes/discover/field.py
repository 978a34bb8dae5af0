"""How points in the plane push each other apart, through a grid: nearly as every pair does, in far less time.

The points' weight is laid on the nodes of a grid by cubic interpolation, the pushes of all nodes on all nodes are one
convolution (by Fourier transform), and each point takes the push where it stands (Linderman et al. 2019, FIt-SNE).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_APART = 1.0
"""How far two nodes are apart: with half of that a map was no truer (trustworthiness .938 and .931), and slower."""

_SIZES = tuple(sorted(number for power in range(4, 9) for number in (2**power, 3 * 2 ** (power - 1))))
"""Nodes along a side, the smallest that will do; their Fourier transforms are quick."""

_FEW = 400
"""Of so many points every pair is looked at: of few that lie far apart the grid knows too little of each one's own."""

_EDGE = 4  # nodes beyond the outermost points, for the interpolation


class Field:
    """What pushes; it keeps the pushes of a node on all others, which hang on the size of the grid alone."""

    def __init__(self) -> None:
        """Begin with no grid."""
        self._known: dict[int, tuple[NDArray[np.complexfloating], ...]] = {}

    def push(self, at: NDArray[np.float32]) -> tuple[NDArray[np.float32], np.float32]:
        """How each of n points is pushed by all others, by Student's t with one degree of freedom.

        Args:
            at: (n, 2).

        Returns:
            Of each point the sum of its differences to all others over (1 + distance squared) squared, (n, 2); and the
            sum over all pairs of 1 over (1 + distance squared), by which they are divided.
        """
        import numpy as np  # noqa: PLC0415

        if len(at) <= _FEW:
            return _by_pairs(at)
        low = at.min(axis=0)
        width = float((at.max(axis=0) - low).max())
        apart = max(_APART, width / (_SIZES[-1] - _EDGE))
        side = next(size for size in _SIZES if size >= width / apart + _EDGE)
        nodes, shares = _laid((at - low) / np.float32(apart) + np.float32(1.5), side)
        laid = np.bincount(nodes.ravel(), shares.ravel(), side * side).astype(np.float32).reshape(side, side)
        twice = (2 * side, 2 * side)  # so that what leaves the grid on one side does not come in on the other
        spectrum = np.fft.rfft2(laid, s=twice)
        kept = self._known if apart == _APART else {}
        if side not in kept:
            kept[side] = _kernels(side, apart)
        pushes = [
            (np.fft.irfft2(spectrum * kernel, s=twice)[:side, :side].ravel()[nodes] * shares).sum(axis=0)
            for kernel in kept[side]
        ]
        total = pushes[0].sum(dtype=np.float64) - len(at)  # less what each point is to itself
        return np.stack(pushes[1:], axis=1).astype(np.float32), np.float32(total)


def _by_pairs(at: NDArray[np.float32]) -> tuple[NDArray[np.float32], np.float32]:
    """The same from every pair."""
    import numpy as np  # noqa: PLC0415

    apart = at[:, None] - at
    near = 1 / (1 + apart[:, :, 0] ** 2 + apart[:, :, 1] ** 2)
    total = near.sum(dtype=np.float64) - len(at)
    return (near[:, :, None] ** 2 * apart).sum(axis=1), np.float32(total)


def _kernels(side: int, apart: float) -> tuple[NDArray[np.complexfloating], ...]:
    """The spectra of how near a node is to each other one, and of its push on it, down and along."""
    import numpy as np  # noqa: PLC0415

    steps = np.arange(2 * side)
    away = (np.where(steps <= side, steps, steps - 2 * side) * apart).astype(np.float32)
    near = 1 / (1 + away[:, None] ** 2 + away**2)
    return tuple(np.fft.rfft2(kernel) for kernel in (near, near**2 * away[:, None], near**2 * away))


def _laid(places: NDArray[np.float32], side: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The sixteen nodes about each point and its share on each, (16, n) each.

    Args:
        places: (n, 2), in nodes from the corner of the grid, at least 1 from every edge.
        side: Nodes along a side.
    """
    import numpy as np  # noqa: PLC0415

    whole = np.floor(places)
    rest = places - whole
    # Lagrange's cubic through the node before, the one at or before, and the two after.
    shares = (
        -rest * (rest - 1) * (rest - 2) / 6,
        (rest + 1) * (rest - 1) * (rest - 2) / 2,
        -(rest + 1) * rest * (rest - 2) / 2,
        (rest + 1) * rest * (rest - 1) / 6,
    )
    first = whole.astype(np.int64) - 1
    pairs = [(down, along) for down in range(4) for along in range(4)]
    nodes = np.stack([(first[:, 0] + down) * side + first[:, 1] + along for down, along in pairs])
    return nodes, np.stack([shares[down][:, 0] * shares[along][:, 1] for down, along in pairs])
