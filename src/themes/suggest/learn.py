"""Learning codes: how probable each is for each unit, from definitions and from what was confirmed and refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.suggest.belief import Belief, bears_any, believed, calibrated, frequencies, softmax, telling
from themes.suggest.pool import Decided, Pool
from themes.suggest.witnesses import Given, scatters_of, spread_of, witnesses_of
from themes.suggest.yes_no import after_refusals

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROUNDS = 2  # of belief and frequencies, each standing on the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What is known of each unit after learning.

    Attributes:
        probabilities: (n, c), how probable it is that a unit bears each code.
        if_any: (n, c), the same for a unit that bears some code.
        frequencies: (c,), the share of coded units that seem to bear each code; they sum to 1.
        word_weights: (c, V), how much each term of the pool speaks for a code.
        belief: How much each witness is believed.
    """

    probabilities: NDArray[np.float64]
    if_any: NDArray[np.float64]
    frequencies: NDArray[np.float64]
    word_weights: NDArray[np.float64]
    belief: Belief


def learn(pool: Pool, decided: Sequence[Decided], *, share: float = 1.0) -> Learned:
    """How probable each code is for each unit, given what was decided.

    Args:
        pool: n units and c codes.
        decided: In any order; none at all leaves the definitions to speak alone.
        share: The share of units that bear any code, in (0, 1].
    """
    import numpy as np  # noqa: PLC0415

    yes = Given.of(pool, [(one.unit, one.code) for one in decided if one.yes])
    no = Given.of(pool, [(one.unit, one.code) for one in decided if not one.yes])
    scatters = scatters_of(pool, yes)
    together = sum(scatters.values(), start=np.zeros((pool.vectors.shape[1],) * 2))
    held_out = np.zeros((3, len(yes.units), len(pool.definitions)))
    for part in np.unique(yes.parts).tolist():
        there = yes.parts == part
        rest = yes.only(~there)
        without = witnesses_of(pool, rest, no.only(no.parts != part), spread_of(pool, rest, together - scatters[part]))
        held_out[:, there] = without.scores(yes.units[there])[:, :, :-1]
    witnesses = witnesses_of(pool, yes, no, spread_of(pool, yes, together))
    scores = witnesses.scores()
    belief = Belief()
    for _ in range(_ROUNDS):
        belief = believed(held_out, yes.codes, frequencies(belief.of(scores[:, :, :-1])))
    summed = belief.of(scores)
    often = frequencies(summed[:, :-1])
    codes = summed[:, :-1] + np.log(often)
    apart = softmax(belief.of(held_out) + np.log(often))
    given = yes.given(pool)
    counts = given.sum(axis=0)[yes.codes]
    line = calibrated(apart, given[yes.units], often[yes.codes] / counts, telling(counts))
    if_any = line.of(softmax(codes))
    return Learned(
        probabilities=if_any * bears_any(codes, summed[:, -1], share=share)[:, None],
        if_any=if_any,
        frequencies=often,
        word_weights=witnesses.term_means[:-1],
        belief=belief,
    )


def chances(pool: Pool, learned: Learned, decided: Sequence[Decided], *, code: int) -> NDArray[np.float64]:
    """How probable it is that each unit bears one code, once more with all that was refused for it: (n,).

    Apart from ``learn``, as one code is asked for at a time, and all codes' refusals would take as long as the rest.
    """
    yes = [one.unit for one in decided if one.code == code and one.yes]
    no = [one.unit for one in decided if one.code == code and not one.yes]
    return after_refusals(pool, learned.probabilities[:, code], code=code, yes=yes, no=no)
