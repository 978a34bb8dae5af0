"""How many new codes each further interview brings, and how much of that is the order in which they stand.

A code is new in the first interview, in the order given, that bears it.
Base, run and new information are those of Guest, Namey and Chen (2020): the codes of the first interviews are the base,
a run is an interview with those just before it, and the new information of a run is the codes that are new in it, as a
part of the base.
The curve over all orders is the mean number of codes that so many interviews hold, whichever these are: sample-based
rarefaction (Colwell, Mao and Chang 2004, eq. 4 with the exact hypergeometric form).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import comb

BASE, RUN = 4, 2
"""Interviews of the base and of a run, as Guest, Namey and Chen (2020) recommend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One interview.

    Attributes:
        transcript_id: Which.
        code_ids: The codes that it bears.
        new_ids: Those that none before it bears.
        n_so_far: Codes of it and all before it.
        expected: Codes that so many interviews hold on the mean of all orders.
        new_information: New codes of the run that ends here as a part of the base; None within base and first run.
    """

    transcript_id: str
    code_ids: tuple[str, ...]
    new_ids: tuple[str, ...]
    n_so_far: int
    expected: float
    new_information: float | None


def saturation(
    sources: Sequence[tuple[str, Collection[str]]],
    *,
    order: Mapping[str, int] | None = None,
    base: int = BASE,
    run: int = RUN,
) -> list[Step]:
    """The new codes of each of some interviews.

    >>> [step.new_ids for step in saturation([("a", "xy"), ("b", "x"), ("c", "xz")])]
    [('x', 'y'), (), ('z',)]

    Args:
        sources: The interviews in their order, each with the codes that it bears.
        order: The places of the codes in the codebook; by id where not given.
        base: Interviews of the base.
        run: Interviews of a run.
    """

    def placed(codes: Collection[str]) -> tuple[str, ...]:
        return tuple(sorted(codes, key=lambda code_id: ((order or {}).get(code_id, 0), code_id)))

    n_holding = Counter(code_id for _, codes in sources for code_id in set(codes))
    seen: set[str] = set()
    n_new: list[int] = []
    steps = []
    n_base = 0
    for nth, (transcript_id, codes) in enumerate(sources, start=1):
        new = set(codes) - seen
        seen |= new
        n_new.append(len(new))
        if nth == base:
            n_base = len(seen)
        told = nth >= base + run and n_base
        steps.append(
            Step(
                transcript_id=transcript_id,
                code_ids=placed(set(codes)),
                new_ids=placed(new),
                n_so_far=len(seen),
                expected=expected(n_holding.values(), n_of=len(sources), n_taken=nth),
                new_information=sum(n_new[-run:]) / n_base if told else None,
            )
        )
    return steps


def expected(n_holding: Collection[int], *, n_of: int, n_taken: int) -> float:
    """How many codes some interviews hold on the mean of all choices of them (Colwell, Mao and Chang 2004).

    >>> expected([1, 2], n_of=2, n_taken=1)
    1.5

    Args:
        n_holding: For each code how many interviews bear it.
        n_of: Interviews there are.
        n_taken: Interviews taken.
    """
    every = comb(n_of, n_taken)
    return sum(1 - comb(n_of - n, n_taken) / every for n in n_holding)
