"""Krippendorff's alpha for any number of coders, values missing, and four levels of measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from themes.compare.chance import Disagreement
from themes.compare.table import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Alpha:
    """Krippendorff's alpha on one table, for any weights of its patterns.

    Alpha is 1 - (n - 1) S_o / S_e, with S_o the sum of o_ck d_ck over coincidences of values c and k, S_e that of
    n_c n_k d_ck, n_c how often value c could be paired, n their sum (Krippendorff 2011, section C to E). A value alone
    in its unit is paired with nothing and left out; what else is missing changes nothing but the number of pairs.

    At the ordinal level d_ck is the squared number of values ranked between two, half of the ends counted. That is the
    squared difference of their mean ranks, which change with the weights; as shares of all ranks, from the middle one,
    they are exactly 0 where nothing varies.

    Args:
        table: p patterns of m coders and q values, in order where the level is ordinal.
        apart: (q, q), the squared differences of values; None for ordinal.
    """

    def __init__(self, table: Table, apart: NDArray[np.float64] | None) -> None:
        """Count what does not depend on weights."""
        import numpy as np  # noqa: PLC0415

        self._apart = apart
        given = table.n_given
        self._tallies = table.tallies() * (given > 1)[:, None]
        self._n_given = self._tallies.sum(axis=1)
        self._others = np.maximum(given - 1, 1)

    def of(self, weights: NDArray[np.float64]) -> Disagreement:
        """Disagreement where each pattern counts as often as its weight says.

        Args:
            weights: (b, p).
        """
        import numpy as np  # noqa: PLC0415

        often = weights @ self._tallies
        n = often.sum(axis=1)
        if self._apart is None:
            seen, by_chance = self._of_ranks(weights, often)
        else:
            seen, by_chance = self._of(weights, often, self._apart)
        with np.errstate(invalid="ignore", divide="ignore"):
            return Disagreement(seen=seen / n, by_chance=by_chance / (n * (n - 1)))

    def _of(
        self, weights: NDArray[np.float64], often: NDArray[np.float64], apart: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """S_o and S_e with differences that stay the same: two arrays (b,)."""
        within = ((self._tallies @ apart) * self._tallies).sum(axis=1) / self._others
        return weights @ within, ((often @ apart) * often).sum(axis=1)

    def _of_ranks(
        self, weights: NDArray[np.float64], often: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """S_o and S_e with the squared differences of mean ranks: two arrays (b,).

        The sum over pairs of (x - y)² is 2 (m times the sum of x² - the square of the sum of x).
        """
        import numpy as np  # noqa: PLC0415

        with np.errstate(invalid="ignore"):
            ranks = (np.cumsum(often, axis=1) - often / 2) / often.sum(axis=1, keepdims=True) - 0.5
        sums, squares = ranks @ self._tallies.T, ranks**2 @ self._tallies.T
        within = 2 * (self._n_given * squares - sums**2) / self._others
        n, sum_of_all = often.sum(axis=1), (often * ranks).sum(axis=1)
        by_chance = 2 * (n * (often * ranks**2).sum(axis=1) - sum_of_all**2)
        return (weights * within).sum(axis=1), by_chance
