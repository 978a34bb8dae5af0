"""Whether coding drifts: the latest quotations of a code are less like it, beside other codes, than the earlier ones.

Either the definition should say what the code has become, or the latest quotations deserve a second look.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.suggest.pool import Decided, Pool, unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LATEST = 8  # codings of a code that count as the latest
_BEFORE = 12  # codings that must stand before them
_DEFINITION_COUNTS = 3.0  # quotations that a definition stands for
_FLAT = 1e-6

# In standard deviations of the earlier ones. Chosen on usability_interviews P1 to P11 and half of nhs_feedback with
# codes whose latest quotations were another code's: at 1.5, 74 and 78 % of those were told, and 4 and 2 % of codes
# whose latest were their own; likeness to the definition alone told 20 and 25 % (benchmarks/RESULTS.md).
_DRIFT = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """The latest codings of a code are less like it than those before, by so many standard deviations.

    ``towards`` is the code that they are like instead; None where there is no other.
    """

    code: int
    n_latest: int
    by: float
    towards: int | None = None


def drifts(pool: Pool, decided: Sequence[Decided]) -> list[Drift]:
    """Codes whose latest codings are clearly less like them than the earlier ones, the farthest first.

    How like a quotation is to its code is its cosine to the earlier quotations and the definition, itself left out,
    less its cosine to the nearest other code.

    Args:
        pool: Units and codes.
        decided: Decisions in the order in which they were made.
    """
    import numpy as np  # noqa: PLC0415

    vectors = np.asarray(pool.units.vectors, dtype=np.float64)
    units: dict[int, list[int]] = {}
    for one in decided:
        if one.yes:
            units.setdefault(one.code, []).append(one.unit)
    definitions = _DEFINITION_COUNTS * pool.definitions
    centres = unit(
        np.stack([vectors[units.get(code, [])].sum(axis=0) for code in range(len(definitions))]) + definitions
    )
    found = []
    for code, its in sorted(units.items()):
        if len(its) < _LATEST + _BEFORE:
            continue
        before, latest = vectors[its[:-_LATEST]], vectors[its[-_LATEST:]]
        others = np.delete(centres, code, axis=0)
        total = before.sum(axis=0) + definitions[code]
        usual = _beside((before * unit(total - before)).sum(axis=1), before, others)
        now = _beside(latest @ unit(total), latest, others)
        by = float((usual.mean() - now.mean()) / max(usual.std(), _FLAT))
        if by >= _DRIFT:
            rest = [other for other in range(len(centres)) if other != code]
            towards = rest[int((latest @ others.T).mean(axis=0).argmax())] if rest else None
            found.append(Drift(code=code, n_latest=_LATEST, by=round(by, 2), towards=towards))
    return sorted(found, key=lambda one: -one.by)


def _beside(own: NDArray[np.float64], vectors: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cosines to the own code less those to the nearest other, (m,); the former alone where there is no other."""
    return own - (vectors @ others.T).max(axis=1) if len(others) else own
