"""Why a code was proposed for a span, as facts: what it is like, which words spoke for it, what was refused near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.suggest.learn import Learned
from themes.suggest.pool import Decided, Pool

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_WORDS = 3
_MOST_NEAR = 2
_LIKE = 0.35  # as cosine: below it two texts of this encoder have little in common


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why one code was proposed for one unit.

    Attributes:
        similarity: As cosine in [-1, 1], to what it is most like: a confirmed unit or the definition.
        like: The nearest confirmed unit; None where the definition is nearer, or nothing was confirmed.
        refused: The nearest unit that was refused for the code, where it is near at all.
        words: The words of the unit that speak most for the code and not for others, strongest first.
        part: Which part of the definition is nearest, of those given; None where none were.
        nearest: The nearest confirmed units, nearest first, where they are near at all.
    """

    similarity: float
    like: int | None
    refused: int | None
    words: tuple[str, ...]
    part: int | None
    nearest: tuple[int, ...] = ()


def reasons(
    pool: Pool,
    learned: Learned,
    decided: Sequence[Decided],
    *,
    code: int,
    units: Sequence[int],
    parts: NDArray[np.float32] | None = None,
) -> list[Reason]:
    """Why a code was proposed for units, one reason a unit.

    Args:
        pool: What was learnt from.
        learned: What came of it.
        decided: The decisions that were learnt from.
        code: Which code, by its place.
        units: Which units, by their places.
        parts: (p, d), vectors of the parts of the code's definition, of length 1.
    """
    import numpy as np  # noqa: PLC0415

    vectors = np.asarray(pool.units.vectors)
    confirmed = sorted({one.unit for one in decided if one.code == code and one.yes})
    refused = sorted({one.unit for one in decided if one.code == code and not one.yes})
    definition = pool.definitions[code]
    found = []
    for unit in units:
        like, near = _nearest(vectors, unit, confirmed)
        by_definition = float(vectors[unit] @ definition)
        unlike, how_near = _nearest(vectors, unit, refused)
        found.append(
            Reason(
                similarity=round(max(near, by_definition), 4),
                like=like if near >= by_definition else None,
                refused=unlike if how_near >= _LIKE else None,
                words=_carrying(pool, learned, unit, code),
                part=None if parts is None or not len(parts) else int((parts @ vectors[unit]).argmax()),
                nearest=_near(vectors, unit, confirmed),
            )
        )
    return found


def _nearest(vectors: NDArray[np.float32], unit: int, others: Sequence[int]) -> tuple[int | None, float]:
    """The nearest of some other units, and how near: None and -1 without any."""
    rest = [other for other in others if other != unit]
    if not rest:
        return None, -1.0
    likeness = vectors[rest] @ vectors[unit]
    return rest[int(likeness.argmax())], float(likeness.max())


def _near(vectors: NDArray[np.float32], unit: int, others: Sequence[int]) -> tuple[int, ...]:
    """The nearest of some other units, nearest first, of those that are near at all."""
    rest = [other for other in others if other != unit]
    if not rest:
        return ()
    likeness = vectors[rest] @ vectors[unit]
    order = (-likeness).argsort(kind="stable")[:_MOST_NEAR].tolist()
    return tuple(rest[at] for at in order if likeness[at] >= _LIKE)


def _carrying(pool: Pool, learned: Learned, unit: int, code: int) -> tuple[str, ...]:
    """The words that speak more for this code than for codes in the mean; of overlapping ones the strongest."""
    mean = learned.word_weights.mean(axis=0)
    weighed = sorted(
        (
            (weight * float(learned.word_weights[code, term] - mean[term]), pool.terms.names[term])
            for term, weight in pool.terms.of(unit)
        ),
        key=lambda one: (-one[0], one[1]),
    )
    kept: list[str] = []
    for strength, name in weighed:
        if strength > 0 and not any(set(name.split()) & set(other.split()) for other in kept):
            kept.append(name)
    return tuple(kept[:_MOST_WORDS])
