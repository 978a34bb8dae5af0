"""From what witnesses say to probabilities that can be believed.

How much each witness counts is learnt from the confirmed quotations, each judged as if its part of the study were
unknown, and drawn towards what held on other studies, so that a handful cannot overturn it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chosen on usability_interviews P1 to P11 and half of nhs_feedback.
_MEANING, _WORDS, _COURSE = 0.8, 0.4, 1.0
_HELD_BY = 10.0  # decisions that the figures above are worth
_SLOPE_HELD_BY, _LEVEL_HELD_BY = 3.0, 1.0
# Those of what is suggested first, by draws of those two sets and of eight more made of them (half of the codes, a
# third of the texts, half of the speakers, no definitions, no context, themes for codes, worse vectors): of those that
# miss the bars no oftener than the best, the one whose worst error to be expected is least (RESULTS.md).
_FIRST, _FIRST_HELD_BY = (0.85, 0.1), (3.0, 2.0)
_TELLS = 1.5  # the power of what is left of a code when one of its quotations is held out; chosen with them
_SUREST = 0.95  # coders do not give every text what all alike were given: above this, said was .95 and right .87
_LEARNS = 0.2  # by so much, shared among the quotations of a code, all of them say more than held-out ones told
_FEWEST_TO_LEARN = 2.0  # quotations a code: of one, nothing is left when it is held out
_FLATTEST = 0.2  # a line that fell would turn the order round
_LEAST = 1e-6
_FAR = 20.0  # in logarithms of odds
_HALVINGS = 40
_ROUNDS = 12
_MOST = 1500  # decisions that three numbers are learnt from; of more, every second, third, …
_FREQUENCY_ROUNDS = 8
_FREQUENCY_COUNTS = 0.9  # 1 would take the pool's frequencies as they are; they are estimates
_EVEN = 0.2  # the weight of even frequencies beside those of the pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """How much each witness counts, in logarithms of odds for a score of 1."""

    meaning: float = _MEANING
    words: float = _WORDS
    course: float = _COURSE

    def of(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """The witnesses' scores as one: (3, n, c) to (n, c)."""
        summed: NDArray[np.float64] = self.meaning * scores[0] + self.words * scores[1] + self.course * scores[2]
        return summed


def believed(scores: NDArray[np.float64], codes: NDArray[np.intp], often: NDArray[np.float64]) -> Belief:
    """The belief under which the codes that were given are most probable, each code counting by its frequency.

    Newton's method on three numbers: a conditional logit (McFadden 1974) with a Gaussian prior about the defaults.

    Args:
        scores: (3, m, c), of the m confirmed units, held out.
        codes: (m,), the code that each was given.
        often: (c,), how frequent each code is, summing to 1.
    """
    import numpy as np  # noqa: PLC0415

    default = np.array([_MEANING, _WORDS, _COURSE])
    if not len(codes):
        return Belief()
    every = len(codes) // _MOST + 1
    scores, codes = scores[:, ::every], codes[::every]
    counts = np.bincount(codes, minlength=scores.shape[2])
    weights = often[codes] / counts[codes]
    weights *= len(codes) / weights.sum()
    theta = default.copy()
    held = _HELD_BY / default**2
    for _ in range(_ROUNDS):
        chances = softmax(np.tensordot(theta, scores, axes=1) + np.log(often))
        expected = (scores * chances).sum(axis=2)
        given = scores[:, np.arange(len(codes)), codes]
        gradient = ((given - expected) * weights).sum(axis=1) - held * (theta - default)
        centred = scores - expected[:, :, None]
        curvature = np.einsum("amc,bmc,mc->ab", centred, centred, chances * weights[:, None]) + np.diag(held)
        step = np.linalg.solve(curvature, gradient)
        theta = np.maximum(theta + step, 0.0)
        if np.abs(step).max() < 1e-4:  # noqa: PLR2004 - far below what changes a probability's second decimal
            break
    return Belief(meaning=float(theta[0]), words=float(theta[1]), course=float(theta[2]))


def frequencies(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """How frequent each code is among units, by what the scores say of all of them: (n, c) to (c,).

    Saerens, Latinne and Decaestecker (2002), eq. 4.3, stopped early and drawn to even frequencies.
    """
    import numpy as np  # noqa: PLC0415

    n_codes = scores.shape[1]
    found = np.full(n_codes, 1.0 / n_codes)
    for _ in range(_FREQUENCY_ROUNDS):
        mean = softmax(scores + _FREQUENCY_COUNTS * np.log(found)).mean(axis=0)
        found = (mean + _EVEN / n_codes) / (1 + _EVEN)
    tempered = found**_FREQUENCY_COUNTS
    often: NDArray[np.float64] = tempered / tempered.sum()
    return often


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """From "which of the codes" (chances that sum to 1) to "does it bear this code".

    Attributes:
        codes_each: How many codes a text that bears any seems to bear.
        slope, level: A line in logarithms of odds, below a ceiling.
    """

    codes_each: float = 1.0
    slope: float = _FIRST[0]
    level: float = _FIRST[1]

    def of(self, chances: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probabilities in (0, .95) of any shape; their order stays."""
        import numpy as np  # noqa: PLC0415

        odds = _odds_of_any(chances, self.codes_each)
        calibrated: NDArray[np.float64] = _SUREST / (1 + np.exp(-self.slope * odds - self.level))
        return calibrated


def calibrated(
    chances: NDArray[np.float64], given: NDArray[np.float64], weights: NDArray[np.float64], telling: NDArray[np.float64]
) -> Calibration:
    """The line under which what would have been suggested first for confirmed quotations was right as often as said.

    Platt (1999), with a Gaussian prior about what held on other studies and a ceiling. A row is a quotation with one
    of its codes. One with several stands in several rows, and each counts less: as often as its codes were confirmed,
    it would say that texts bear more codes than they do, and that more is right. What is held out was learnt from
    less than there is, so that all together is expected to do a little better.

    Args:
        chances: (m, c), held out, of the confirmed.
        given: (m, c), 1 where the quotation bears the code.
        weights: (m,), how much each counts beside the others.
        telling: (m,), in [0, 1], how much each tells at all; see ``telling``.
    """
    import numpy as np  # noqa: PLC0415

    m, n_codes = chances.shape
    if not m:
        return Calibration()
    borne = given.sum(axis=1)
    codes_each = float(weights.sum() / (weights / borne).sum())
    rows, first = np.arange(m), chances.argmax(axis=1)
    odds, right = _odds_of_any(chances[rows, first], codes_each), given[rows, first]
    counting = weights / np.sqrt(borne)  # between once a code and once in all, which say too much and too little
    weighing = counting * m / counting.sum() * telling
    slope, level = calibrated_line(odds, right, weighing, about=_FIRST, held_by=_FIRST_HELD_BY, surest=_SUREST)
    more = _LEARNS / max(m / n_codes, _FEWEST_TO_LEARN)
    return Calibration(codes_each=codes_each, slope=slope, level=level + more)


def _odds_of_any(chances: NDArray[np.float64], times: float) -> NDArray[np.float64]:
    """The logarithms of the odds that what has a chance each time happens at least once in so many times."""
    return log_odds(1 - (1 - chances) ** times)


def telling(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much a held-out quotation tells of its code, by how many of the code there are: (m,) to (m,).

    Where one of two is held out, half of what is known of the code is gone: that it is not found says little of how
    both do.
    """
    told: NDArray[np.float64] = (1 - 1 / counts) ** _TELLS
    return told


def calibrated_line(
    scores: NDArray[np.float64],
    right: NDArray[np.float64],
    weights: NDArray[np.float64] | None = None,
    *,
    about: tuple[float, float] = (1.0, 0.0),
    held_by: tuple[float, float] = (_SLOPE_HELD_BY, _LEVEL_HELD_BY),
    surest: float = 1.0,
) -> tuple[float, float]:
    """Slope and level under which scores are the logarithms of the odds of being right, below a ceiling.

    Fisher's scoring of a logistic regression whose probabilities are ``surest`` times the logistic function's.

    Args:
        scores: (m,).
        right: (m,), 1 or 0.
        weights: (m,), how much each counts; alike where not given.
        about: Slope and level that they are drawn to.
        held_by: The precisions of the priors of slope and level.
        surest: The highest probability, in (0, 1].
    """
    import numpy as np  # noqa: PLC0415

    weights = np.ones(len(scores)) if weights is None else weights
    features = np.stack([scores, np.ones_like(scores)])
    default, held = np.array(about), np.array(held_by)
    line = default
    for _ in range(_ROUNDS):
        below = 1 / (1 + np.exp(-np.clip(line @ features, -_FAR, _FAR)))
        sure = surest * below
        room = (1 - below) / (1 - sure)  # 1 without a ceiling
        gradient = features @ (weights * (right - sure) * room) - held * (line - default)
        curvature = (features * (weights * sure * (1 - below) * room)) @ features.T + np.diag(held)
        line = line + np.linalg.solve(curvature, gradient)
    return max(float(line[0]), _FLATTEST), float(line[1])


def bears_any(codes: NDArray[np.float64], none: NDArray[np.float64], *, share: float) -> NDArray[np.float64]:
    """How probable it is that each unit bears any code, such that the mean over units is the share that does.

    Args:
        codes: (n, c), scores of codes.
        none: (n,), scores of what bears no code.
        share: In (0, 1]; 1 where every unit is known to bear one.

    Returns:
        (n,).
    """
    import numpy as np  # noqa: PLC0415

    if share >= 1:
        return np.ones(len(none))
    top = codes.max(axis=1)
    odds = top + np.log(np.exp(codes - top[:, None]).sum(axis=1)) - none
    low, high = -odds.max() - _FAR, -odds.min() + _FAR
    for _ in range(_HALVINGS):
        level = (low + high) / 2
        if (1 / (1 + np.exp(-odds - level))).mean() < share:
            low = level
        else:
            high = level
    chances: NDArray[np.float64] = 1 / (1 + np.exp(-odds - (low + high) / 2))
    return chances


def log_odds(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logarithms of the odds of probabilities of any shape."""
    import numpy as np  # noqa: PLC0415

    kept = np.clip(chances, _LEAST, 1 - _LEAST)
    odds: NDArray[np.float64] = np.log(kept / (1 - kept))
    return odds


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores as probabilities that sum to 1 over codes: (n, c) to (n, c)."""
    import numpy as np  # noqa: PLC0415

    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
    return chances
