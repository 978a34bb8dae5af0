"""The alphas of unitised continua: coders chose where units begin and end, and gave them values.

Krippendorff, Mathet, Bouvry and Widlöcher (2016), as in Krippendorff (2019), section 12.6: observed coincidences are
lengths of intersections between coders' units (eq. 32), expected ones come from all pairs of lengths but that of a unit
with itself (eq. 33), and gaps are a value of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.compare.continua import Valued, placed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NOTHING = 1e-12  # of the continuum


@dataclass(frozen=True, slots=True, kw_only=True)
class OfValue:
    """How far coders agree on one value where two of them or more found something relevant.

    Attributes:
        value: Which.
        alpha: The (k)u-alpha; None where nothing else was ever given there.
        covered: The share of this value's length that can be compared: where another coder has a unit too.
    """

    value: str
    alpha: float | None
    covered: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OnContinuum:
    """The family of alphas on one continuum, nominal; None where one is not defined, as where nothing varies.

    Attributes:
        whole: u-alpha (eq. 34): where units are and what values they have, gaps a value of their own.
        found: |u-alpha (eq. 35): only what is relevant and what is a gap.
        coded: cu-alpha (eq. 37): only values, where two coders or more found something.
        by_value: (k)u-alpha (eq. 38), by value.
        length: Of the continuum.
        n_coders: Coders.
        n_units: Units of all coders.
    """

    whole: float | None
    found: float | None
    coded: float | None
    by_value: tuple[OfValue, ...]
    length: float
    n_coders: int
    n_units: int


def on_a_continuum(coders: Sequence[Sequence[Valued]], *, start: float = 0, end: float) -> OnContinuum:
    """The family of alphas for coders who unitised the same continuum.

    A coder without units found nothing relevant; who has not looked must be left out. What several values can be given
    to is compared one value at a time.

    Args:
        coders: Each coder's units, of any number, none overlapping another of the same coder.
        start: Where the continuum begins.
        end: Where it ends.

    Raises:
        Refused: Units overlap or lie outside, or there are fewer than two coders.

    >>> alphas = on_a_continuum([[Valued(start=2, end=10, value="Trust")], [Valued(start=4, end=8, value="Trust")]],
    ...                         end=24)
    >>> round(alphas.found or 0, 2)
    0.58
    """
    import numpy as np  # noqa: PLC0415

    units = placed(coders, start=start, end=end)
    values = sorted({unit.value for one in units for unit in one})
    borders = np.unique([start, end, *(place for one in units for unit in one for place in (unit.start, unit.end))])
    lengths = np.diff(borders)
    given = np.stack([_given(one, borders, values) for one in units])  # (m, pieces), 0 for a gap
    shown = np.eye(len(values) + 1)[given]  # (m, pieces, values)
    seen = _coincidences(shown, lengths)
    alone = np.zeros(len(values) + 1)
    alone[0] = float(lengths @ (given == 0).sum(axis=0))  # a gap is as many units as it has places
    for unit in (unit for one in units for unit in one):
        alone[1 + values.index(unit.value)] += unit.length**2
    expected = _expected(seen, alone)
    seen_there, expected_there = _where_relevant(units, values, given, borders, seen)
    return OnContinuum(
        whole=_alpha(seen, expected),
        found=_alpha(_two_by_two(seen), _two_by_two(expected)),
        coded=_alpha(seen_there, expected_there),
        by_value=tuple(
            OfValue(
                value=value,
                alpha=_alpha_of(nth, seen_there, expected_there),
                covered=float(seen_there[nth].sum() / seen[1 + nth].sum()),
            )
            for nth, value in enumerate(values)
        ),
        length=float(end - start),
        n_coders=len(units),
        n_units=sum(map(len, units)),
    )


def _given(units: Sequence[Valued], borders: NDArray[np.float64], values: Sequence[str]) -> NDArray[np.intp]:
    """(pieces,), which value one coder gave each piece between two borders: 0 for none, 1 for the first value."""
    import numpy as np  # noqa: PLC0415

    given = np.zeros(len(borders) - 1, dtype=np.intp)
    for unit in units:
        first, last = np.searchsorted(borders, [unit.start, unit.end])
        given[first:last] = 1 + values.index(unit.value)
    return given


def _coincidences(shown: NDArray[np.float64], lengths: NDArray[np.float64]) -> NDArray[np.float64]:
    """(v, v), the lengths at which two coders have each pair of values, each coder's length counting once (eq. 32)."""
    import numpy as np  # noqa: PLC0415

    tallies = shown.sum(axis=0)
    pairs = (tallies * lengths[:, None]).T @ tallies - np.diag(lengths @ tallies)
    return np.asarray(pairs / (len(shown) - 1))


def _expected(seen: NDArray[np.float64], alone: NDArray[np.float64]) -> NDArray[np.float64]:
    """(v, v), the coincidences by chance: of all pairs of lengths but those of a unit with itself (eq. 33)."""
    import numpy as np  # noqa: PLC0415

    sums, total = seen.sum(axis=1), seen.sum()
    pairs = total**2 - alone.sum()
    if pairs <= _NOTHING * total**2:
        return np.zeros_like(seen)
    return np.asarray(total * (np.outer(sums, sums) - np.diag(alone)) / pairs)


def _where_relevant(
    units: Sequence[Sequence[Valued]],
    values: Sequence[str],
    given: NDArray[np.intp],
    borders: NDArray[np.float64],
    seen: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coincidences seen and expected among values alone, of units as far as another coder has a unit there (eq. 36)."""
    import numpy as np  # noqa: PLC0415

    lengths = np.diff(borders)
    n_relevant = (given > 0).sum(axis=0)
    alone = np.zeros(len(values))
    for coder, one in enumerate(units):
        others = (n_relevant - (given[coder] > 0)) > 0
        for unit in one:
            first, last = np.searchsorted(borders, [unit.start, unit.end])
            alone[values.index(unit.value)] += float(lengths[first:last] @ others[first:last]) ** 2
    there = seen[1:, 1:]
    return there, _expected(there, alone) if there.sum() else np.zeros_like(there)


def _two_by_two(coincidences: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gaps against all values together."""
    import numpy as np  # noqa: PLC0415

    return np.array(
        [
            [coincidences[0, 0], coincidences[0, 1:].sum()],
            [coincidences[1:, 0].sum(), coincidences[1:, 1:].sum()],
        ]
    )


def _alpha(seen: NDArray[np.float64], expected: NDArray[np.float64]) -> float | None:
    apart, by_chance = (float(one.sum() - one.trace()) for one in (seen, expected))
    return 1 - apart / by_chance if by_chance > _NOTHING * seen.sum() else None


def _alpha_of(nth: int, seen: NDArray[np.float64], expected: NDArray[np.float64]) -> float | None:
    """Of one value: what of it meets other values, against what would by chance (eq. 38)."""
    of, by_chance = float(seen[nth].sum()), float(expected[nth].sum())
    apart, apart_by_chance = of - float(seen[nth, nth]), by_chance - float(expected[nth, nth])
    if of <= 0 or apart_by_chance <= _NOTHING * by_chance:
        return None
    return 1 - (apart / of) / (apart_by_chance / by_chance)
