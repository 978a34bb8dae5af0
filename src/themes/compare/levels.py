"""How much two values differ, by the level of measurement at which they were given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from themes.compare.names import Level
from themes.compare.table import Table, Value
from themes.errors import Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def check_level(table: Table, level: Level, *, in_order: bool) -> None:
    """Refuse a level that the values do not have.

    Args:
        table: Whose values.
        level: What is asked for.
        in_order: Whether somebody gave the values in their order, so that words may be ordinal.

    Raises:
        Refused: Words at a level of numbers, words whose order nobody gave, or numbers that are below 0 at ratio level.
    """
    words = [value for value in table.values if isinstance(value, str)]
    if level in {"interval", "ratio"} and words:
        raise Refused(
            f"{len(words)} of the {len(table.values)} values are words, and {level} level needs numbers. Nothing was "
            "compared. Use nominal level, or write the values as numbers."
        )
    if level == "ordinal" and words and not in_order:
        raise Refused(
            f"{len(words)} of the {len(table.values)} values are words, whose order is not known. Nothing was "
            "compared. Write them as numbers, or say all values in order, lowest first."
        )
    if level == "ratio" and any(number < 0 for number in _numbers(table.values)):
        raise Refused("Ratio level needs values of 0 or more. Nothing was compared. Use interval level.")


def differences(values: Sequence[Value], level: Level) -> NDArray[np.float64]:
    """How much each value differs from each, squared (Krippendorff 2011, section E).

    Nominal: 0 or 1. Interval: (c - k)². Ratio: ((c - k) / (c + k))², 0 where both are 0. Ordinal is not here: it
    depends on how often each value was used, see ``alpha.py``.

    Returns:
        (q, q), symmetric, zeros on the diagonal.
    """
    import numpy as np  # noqa: PLC0415

    if level == "nominal":
        return 1 - np.eye(len(values))
    numbers = np.array(_numbers(values))
    apart = numbers[:, None] - numbers
    if level == "ratio":
        sums = numbers[:, None] + numbers
        apart = np.divide(apart, sums, out=np.zeros_like(apart), where=sums != 0)
    return np.asarray(apart**2)


def disagreements(values: Sequence[Value], level: Level) -> NDArray[np.float64]:
    """How far each pair of values counts as disagreement, in [0, 1]: 1 less the agreement weights of Gwet (2014).

    Ordinal: C(|i - j| + 1, 2) / C(q, 2) for the i-th and the j-th of q values (Gwet 2014). Interval:
    quadratic (Cohen 1968; Fleiss and Cohen 1973). The greatest difference is 1.

    Returns:
        (q, q), symmetric, zeros on the diagonal.
    """
    import numpy as np  # noqa: PLC0415

    if level == "ordinal":
        ranks = np.arange(len(values))
        steps = np.abs(ranks[:, None] - ranks)
        return scaled(steps * (steps + 1) / 2)
    return scaled(differences(values, level))


def scaled(apart: NDArray[np.float64]) -> NDArray[np.float64]:
    """Differences divided by the greatest of them, so that they lie in [0, 1]."""
    greatest = apart.max(initial=0)
    return apart / greatest if greatest else apart


def _numbers(values: Sequence[Value]) -> list[float]:
    return [float(value) for value in values if not isinstance(value, str)]
