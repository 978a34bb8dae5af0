"""Measures on the share of coders' pairs that agree: kappas, PABAK, AC1 and the bare percentage.

Each is 1 - D_o / D_e, with D_o the disagreement seen and D_e that by chance; they differ in what chance is. A unit's
disagreement is the mean over pairs of its coders, and a unit with fewer than two values has no pairs; D_o is the mean
over units that have any (Fleiss 1971; with missing values Gwet 2014).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.compare.names import Measure
from themes.compare.table import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Disagreement seen and by chance, for each of b sets of weights.

    Attributes:
        seen: (b,), D_o.
        by_chance: (b,), D_e; 0 where nothing varies, so that no coefficient is defined.
    """

    seen: NDArray[np.float64]
    by_chance: NDArray[np.float64]


class ByChance:
    """One of these measures on one table, for any weights of its patterns.

    With p_k a share of value k, q values, and agreement in place of disagreement, chance is

    - Cohen's kappa (1960; weighted 1968): the sum of p_1k p_2k over the two coders' own shares. A unit that either
      coder gave no value is left out.
    - Conger's (1980): the mean of that over pairs of coders. Each coder's shares are of all units they gave a value.
    - Fleiss' (1971): the sum of p_k², p_k being the mean over units of the share of their coders who gave k, so that a
      unit with one value counts here (Gwet 2014, chapter 2).
    - PABAK (Byrt, Bishop and Carlin 1993): 1 / q, which for more than two values is the S of Bennett, Alpert and
      Goldstein (1954). Values that nobody gave count where they were said.
    - AC1 (Gwet 2008): the sum of p_k (1 - p_k) over q - 1, p_k as for Fleiss' kappa; with weights, AC2 (Gwet 2014),
      times the sum of all weights over q.
    - of the percentage: none.

    Args:
        table: p patterns of m coders and q values.
        measure: Which.
        apart: (q, q), how far each pair of values counts as disagreement, in [0, 1].
    """

    def __init__(self, table: Table, measure: Measure, apart: NDArray[np.float64]) -> None:
        """Count what does not depend on weights."""
        import numpy as np  # noqa: PLC0415

        self._measure, self._apart = measure, apart
        given = table.n_given
        tallies = table.tallies()
        pairs = given * (given - 1)
        self._paired = (given >= _PAIR).astype(float)
        self._of_pairs = ((tallies @ apart) * tallies).sum(axis=1) / np.maximum(pairs, 1)
        # Cohen's two coders are Conger's where both gave a value.
        kept = self._paired if measure == "kappa" else (given > 0).astype(float)
        self._shares = tallies / np.maximum(given, 1)[:, None]
        self._given = (given > 0).astype(float)
        self._coders = [table.by(coder) * kept[:, None] for coder in range(table.n_coders) if _said(table, coder)]

    def of(self, weights: NDArray[np.float64]) -> Disagreement:
        """Disagreement where each pattern counts as often as its weight says.

        Args:
            weights: (b, p).
        """
        import numpy as np  # noqa: PLC0415

        with np.errstate(invalid="ignore", divide="ignore"):
            seen = weights @ (self._of_pairs * self._paired) / (weights @ self._paired)
            return Disagreement(seen=seen, by_chance=self._chance(weights))

    def _chance(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np  # noqa: PLC0415

        n_values = len(self._apart)
        if self._measure == "percent":
            return np.ones(len(weights))
        if self._measure == "pabak":
            return np.full(len(weights), self._apart.sum() / n_values**2)
        if self._measure in {"kappa", "conger"}:
            return self._chance_of_coders(weights)
        shares = weights @ self._shares / (weights @ self._given)[:, None]
        if self._measure == "fleiss":
            return _form(shares, self._apart, shares)
        if n_values == 1:
            return np.zeros(len(weights))
        agreeing = (1 - self._apart).sum() / (n_values * (n_values - 1))
        return np.asarray(1 - agreeing * (shares * (1 - shares)).sum(axis=1))

    def _chance_of_coders(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """The mean over pairs of coders of the disagreement that their own frequencies bring (Conger 1980)."""
        import numpy as np  # noqa: PLC0415

        n_coders = len(self._coders)
        each = [weights @ coder for coder in self._coders]
        each = [counts / counts.sum(axis=1, keepdims=True) for counts in each]
        total = np.sum(each, axis=0)
        alone = np.sum([_form(one, self._apart, one) for one in each], axis=0)
        return np.asarray((_form(total, self._apart, total) - alone) / (n_coders * (n_coders - 1)))


def greatest_kappa(table: Table) -> float | None:
    """The largest kappa that two coders' own frequencies allow (Cohen 1960); None where kappa is not defined.

    Args:
        table: Of two coders; units that either gave no value are left out.
    """
    import numpy as np  # noqa: PLC0415

    weights = table.counts * (table.n_given == _PAIR)
    if not weights.sum() or table.n_coders != _PAIR:
        return None
    first, second = (weights @ table.by(coder) / weights.sum() for coder in range(_PAIR))
    by_chance = float(first @ second)
    return None if np.isclose(by_chance, 1) else float((np.minimum(first, second).sum() - by_chance) / (1 - by_chance))


def _said(table: Table, coder: int) -> bool:
    return bool((table.patterns[:, coder] >= 0).any())


def _form(left: NDArray[np.float64], apart: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """(b,), the sum over pairs of values of the left share, the right share and how far the values are apart."""
    import numpy as np  # noqa: PLC0415

    return np.asarray(((left @ apart) * right).sum(axis=1))
