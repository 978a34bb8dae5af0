"""Draws of a set: some of its segments, the same ones each time, with their vectors."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import kept, sets

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from themes.model import Segment

    Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Some segments of a set: their words, codes and vectors (n, d), and the seed of whatever works on them."""

    seed: int
    segments: Sequence[Segment]
    words: Sequence[str]
    gold: Sequence[str]
    vectors: Vectors

    def kept(self, positions: Sequence[int], *, seed: int | None = None) -> Drawn:
        """The part of it at some positions."""
        return Drawn(
            seed=self.seed if seed is None else seed,
            segments=[self.segments[at] for at in positions],
            words=[self.words[at] for at in positions],
            gold=[self.gold[at] for at in positions],
            vectors=self.vectors[positions],
        )


def draws(one: sets.Set, sizes: Sequence[int], *, times: int) -> dict[int, list[Drawn]]:
    """So many draws of each size; each text is encoded once.

    Args:
        one: A set with gold.
        sizes: Numbers of segments, at most as many as there are.
        times: How many draws of each; where n is all, they differ in their seed alone.
    """
    positions = {n: [_positions(one, n, seed=seed) for seed in range(1, times + 1)] for n in sizes}
    needed = sorted({at for of_size in positions.values() for drawn in of_size for at in drawn})
    whole = Drawn(seed=0, segments=one.segments, words=one.words, gold=one.gold or [], vectors=_vectors(one, needed))
    return {
        n: [whole.kept(drawn, seed=seed) for seed, drawn in enumerate(of_size, start=1)]
        for n, of_size in positions.items()
    }


def _positions(one: sets.Set, n: int, *, seed: int) -> list[int]:
    """The positions of one draw, ascending: of an interview set stretches, of any other a random sample."""
    if n >= len(one.segments):
        return list(range(len(one.segments)))
    if one.in_order:
        return stretches([segment.transcript_id for segment in one.segments], n, seed=seed)
    return sorted(random.Random(seed).sample(range(len(one.segments)), n))  # noqa: S311 - a sample


def stretches(sources: Sequence[str], n: int, *, seed: int) -> list[int]:
    """As many positions as wanted: of each source a stretch that begins at random, all as long as far as they reach.

    Args:
        sources: The source of each segment; those of one source follow one another.
        n: How many positions; at most as many as there are.
        seed: For the beginnings, and for which sources where they are more than n.
    """
    chance = random.Random(seed)  # noqa: S311 - a sample
    of_source: dict[str, list[int]] = {}
    for at, source in enumerate(sources):
        of_source.setdefault(source, []).append(at)
    drawn = list(of_source.values())
    if len(drawn) > n:
        drawn = chance.sample(drawn, n)
    positions: list[int] = []
    for nth, members in enumerate(sorted(drawn, key=len)):
        wanted = min(len(members), -(-(n - len(positions)) // (len(drawn) - nth)))
        first = chance.randint(0, len(members) - wanted)
        positions += members[first : first + wanted]
    return sorted(positions)


def _vectors(one: sets.Set, positions: Sequence[int]) -> Vectors:
    """The vectors of some segments of a set, (n, d), zeros for the others."""
    import numpy as np  # noqa: PLC0415

    began = time.perf_counter()
    encoder = kept.encoder()
    vectors = np.zeros((len(one.words), encoder.dimensions), dtype=np.float32)
    # Rounded as the store keeps them.
    vectors[positions] = encoder.encode([one.words[at] for at in positions]).astype(np.float16)
    seconds = time.perf_counter() - began
    print(f"{one.name}: vectors of {len(positions):,} segments in {seconds:.0f} s", file=sys.stderr, flush=True)
    return vectors
