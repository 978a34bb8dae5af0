"""Units and codes made ready to be learnt from: context blended in, words counted, neighbours and courses found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.suggest.terms import Terms, terms
from themes.suggest.units import NEIGHBOURS, Units, beside, bumps, courses, parts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_N_PARTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A code as it is defined: its words ("name: definition") and their vector, shape (d,)."""

    words: str
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a person decided: this unit bears this code, or does not; both by their place in the lists."""

    unit: int
    code: int
    yes: bool = True


class Pool:
    """Units and codes made ready to be learnt from, once for many rounds of decisions."""

    def __init__(self, units: Units, codes: Sequence[Described]) -> None:
        """Blend context in, count words, find neighbours.

        Args:
            units: n spans, at least one.
            codes: c codes, at least one.
        """
        import numpy as np  # noqa: PLC0415

        self.units = units
        self.before, self.after = beside(units.spans)
        self.courses = courses(units.spans)
        self.parts = parts(units.spans, n_parts=_N_PARTS)
        self.bumps = bumps(self.courses)
        vectors = np.asarray(units.vectors, dtype=np.float64)
        self.vectors = unit(vectors + self._from_beside(vectors))
        self.middle = self.vectors.mean(axis=0)
        self.definitions = np.stack([np.asarray(code.vector, dtype=np.float64) for code in codes])
        every = terms([*units.words, *(code.words for code in codes)])
        n = len(units.words)
        here = every.rows < n
        self.terms = Terms(
            names=every.names, rows=every.rows[here], ids=every.ids[here], weights=every.weights[here], n=n
        )
        self.definition_terms = np.zeros((len(codes), len(every.names)))
        self.definition_terms[every.rows[~here] - n, every.ids[~here]] = every.weights[~here]

    def term_products(self, means: NDArray[np.float64]) -> NDArray[np.float64]:
        """Likeness of each unit's words, and its neighbours', to means of terms: (c, V) to (n, c)."""
        own = self.terms.products(means)
        return own + self._from_beside(own)

    def term_sums(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sums of terms by shares of units, their neighbours' included: (n, c) to (c, V)."""
        import numpy as np  # noqa: PLC0415

        spread = shares.copy()
        for neighbours in (self.before, self.after):
            there = neighbours >= 0
            for code in range(shares.shape[1]):  # ten times faster than adding whole rows where they repeat
                spread[:, code] += NEIGHBOURS * np.bincount(
                    neighbours[there], weights=shares[there, code], minlength=len(shares)
                )
        return self.terms.sums(spread)

    def term_rows(self, units: NDArray[np.intp]) -> NDArray[np.float64]:
        """Terms of some units, their neighbours' included: (m, V)."""
        import numpy as np  # noqa: PLC0415

        found = np.zeros((len(units), len(self.terms.names)))
        self.terms.add_to(found, np.arange(len(units)), units)
        for neighbours in (self.before, self.after):
            there = np.flatnonzero(neighbours[units] >= 0)
            self.terms.add_to(found, there, neighbours[units[there]], times=NEIGHBOURS)
        return found

    def _from_beside(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        import numpy as np  # noqa: PLC0415

        added = np.zeros_like(values)
        for neighbours in (self.before, self.after):
            there = neighbours >= 0
            added[there] += NEIGHBOURS * values[neighbours[there]]
        return added


def unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows scaled to length 1; a row of zeros stays."""
    import numpy as np  # noqa: PLC0415

    lengths = np.sqrt((rows * rows).sum(axis=-1, keepdims=True))
    return rows / np.where(lengths > 0, lengths, 1.0)
