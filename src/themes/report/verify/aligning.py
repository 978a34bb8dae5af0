"""Laying a quotation over a transcript so that as few words as possible differ.

Semi-global alignment (Sellers 1980) over words: the quotation is used up whole, the transcript's ends are free. An
omission skips any number of the transcript's words for nothing, an insertion up to ``MOST_REPLACED`` of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from themes.report.verify.words import Piece

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MOST_REPLACED = 5
"""Words that what stands in [ ] can stand for."""

GAP, CHANGED = 2, 3
"""What a word lost or put in costs, and one changed into another: less than both, more than one of them, so that a
word that is lost after a quotation's first is told as lost, and not as the first changed into it."""

Did = Literal["same", "changed", "added", "dropped", "omitted", "inserted"]


@dataclass(frozen=True, slots=True)
class Laid:
    """One step of an alignment: the index of the quotation's piece, and the transcript's words it stands for."""

    did: Did
    piece: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a quotation lies on a transcript: what it costs, and each step; ``start`` and ``end`` are half-open."""

    cost: int
    start: int
    end: int
    steps: tuple[Laid, ...]


def align(quoted: Sequence[Piece], numbers: npt.NDArray[np.int32], known: Mapping[str, int]) -> Alignment:
    """The cheapest way to lay a quotation on a transcript.

    Args:
        quoted: The quotation's pieces, at least one of them a word.
        numbers: The transcript's words as numbers, shape (n_words,).
        known: The number of each word.

    Returns:
        The alignment; among equally cheap ones the first.
    """
    import numpy as np  # noqa: PLC0415 - not needed where every quotation is verbatim

    ramp = np.arange(len(numbers) + 1, dtype=np.int32)
    rows = [np.zeros(len(numbers) + 1, dtype=np.int32)]
    for piece in quoted:
        before = rows[-1]
        if piece.sort == "omission":
            rows.append(np.minimum.accumulate(before))
            continue
        if piece.sort == "insertion":
            row = before.copy()
            for skipped in range(1, min(MOST_REPLACED, len(numbers)) + 1):
                row[skipped:] = np.minimum(row[skipped:], before[:-skipped])
            rows.append(row)
            continue
        row = before + GAP
        row[1:] = np.minimum(row[1:], before[:-1] + CHANGED * _differs(piece, numbers, known))
        rows.append(np.minimum.accumulate(row - GAP * ramp) + GAP * ramp)
    end = int(rows[-1].argmin())
    steps = _traced(quoted, numbers, known, rows, end)
    start = min((step.first for step in steps if step.last > step.first), default=end)
    return Alignment(cost=int(rows[-1][end]), start=start, end=end, steps=tuple(steps))


def _differs(piece: Piece, numbers: npt.NDArray[np.int32], known: Mapping[str, int]) -> npt.NDArray[np.bool_]:
    """Whether each word of the transcript is another than the quotation's."""
    import numpy as np  # noqa: PLC0415 - as above

    if piece.sort == "stem":
        meant = [number for key, number in known.items() if key.startswith(piece.key)]
        return np.logical_not(np.isin(numbers, meant))
    return np.not_equal(numbers, known.get(piece.key, -1))


def _traced(
    quoted: Sequence[Piece],
    numbers: npt.NDArray[np.int32],
    known: Mapping[str, int],
    rows: Sequence[npt.NDArray[np.int32]],
    end: int,
) -> list[Laid]:
    """The steps of the cheapest way that ends at a word, from the first on."""
    steps: list[Laid] = []
    at, nth = end, len(quoted)
    while nth > 0:
        piece, cost = quoted[nth - 1], rows[nth][at]
        above = rows[nth - 1]
        if piece.sort == "omission":
            first = at - int(above[at::-1].argmin())  # of equally cheap ones the shortest omission
            steps.append(Laid("omitted", nth - 1, first, at))
            at, nth = first, nth - 1
            continue
        if piece.sort == "insertion":
            skipped = next(n for n in range(min(MOST_REPLACED, at) + 1) if above[at - n] == cost)
            steps.append(Laid("inserted", nth - 1, at - skipped, at))
            at, nth = at - skipped, nth - 1
            continue
        differs = bool(at) and bool(_differs(piece, numbers[at - 1 : at], known)[0])
        if at and above[at - 1] + CHANGED * differs == cost:
            steps.append(Laid("changed" if differs else "same", nth - 1, at - 1, at))
            at, nth = at - 1, nth - 1
        elif at and rows[nth][at - 1] + GAP == cost:
            steps.append(Laid("dropped", nth - 1, at - 1, at))
            at -= 1
        else:
            steps.append(Laid("added", nth - 1, at, at))
            nth -= 1
    return steps[::-1]
