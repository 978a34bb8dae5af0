"""What yes and no to one code's suggestions teach about that code.

Which code a span bears is learnt over all codes at once (``learn``). Once suggestions of a code were refused, there is
more to know: what stands near the code and is not it. A ridge regression of yes (1) and no (-1) on meaning, words and
course says so, in closed form; without evidence everything counts as no. How far it is to be believed is read off the
decisions themselves, each as if it were not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from themes.suggest.belief import calibrated_line, log_odds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from themes.suggest.pool import Pool

# Chosen on usability_interviews P1 to P11 and half of nhs_feedback, by work saved at 80 % recall.
_PENALTY = 1.0
_COURSE_COUNTS = 0.2
_BALANCE = 0.75  # 1 would let all refused ones weigh as much as all confirmed ones, 0 each as much as each
_REFUSALS_FOR_HALF = 5.0  # with so many, half of the answer is this module's
_MOST = 1000  # refused ones that are looked at, the latest


def after_refusals(
    pool: Pool, chances: NDArray[np.float64], *, code: int, yes: Sequence[int], no: Sequence[int]
) -> NDArray[np.float64]:
    """The chances of one code, corrected by what was confirmed and refused for it.

    Args:
        pool: n units.
        chances: (n,), as learnt over all codes.
        code: Which code, by its place.
        yes: Units that were confirmed for it.
        no: Units that were refused for it, in the order in which they were.

    Returns:
        (n,), the same where nothing was refused.
    """
    import numpy as np  # noqa: PLC0415

    if not no:
        return chances
    units = np.array([*yes, *no[-_MOST:]], dtype=np.intp)
    answers = np.array([1.0] * len(yes) + [-1.0] * len(no[-_MOST:]))
    scores, held_out = _ridge(pool, code, units, answers)
    line = calibrated_line(held_out, (answers > 0).astype(float))
    share = len(no) / (len(no) + _REFUSALS_FOR_HALF)
    mixed = (1 - share) * log_odds(chances) + share * (line[0] * scores + line[1])
    corrected: NDArray[np.float64] = 1 / (1 + np.exp(-mixed))
    return corrected


def _ridge(
    pool: Pool, code: int, units: NDArray[np.intp], answers: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Scores of all units, (n,), and of the m decided ones as if each were not known, (m,)."""
    import numpy as np  # noqa: PLC0415

    vectors = np.vstack([pool.definitions[code], pool.vectors[units]]) - pool.middle
    every = np.vstack([pool.definition_terms[code], pool.term_rows(units)])
    there = np.flatnonzero(every.any(axis=0))
    terms = every[:, there]
    courses = np.vstack([np.zeros(pool.bumps.shape[1]), pool.bumps[units]])
    wanted = np.concatenate([[1.0], answers]) + 1.0
    n_yes, n_no = 1 + int((answers > 0).sum()), int((answers < 0).sum())
    weights = np.where(wanted > 0, 1.0, min(1.0, (n_yes / max(n_no, 1)) ** _BALANCE))
    likeness = vectors @ vectors.T + terms @ terms.T + _COURSE_COUNTS * courses @ courses.T
    inverse = np.linalg.inv(likeness + np.diag(_PENALTY / weights))
    dual = inverse @ wanted
    term_weights = np.zeros((1, every.shape[1]))
    term_weights[0, there] = terms.T @ dual
    scores = (
        pool.vectors @ (vectors.T @ dual)
        - pool.middle @ (vectors.T @ dual)
        + pool.term_products(term_weights)[:, 0]
        + _COURSE_COUNTS * pool.bumps @ (courses.T @ dual)
    )
    # Left out one by one in closed form (Rasmussen and Williams 2006, eq. 5.12).
    held_out = (wanted - dual / np.diag(inverse))[1:]
    return scores - 1.0, held_out - 1.0
