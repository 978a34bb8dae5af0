"""Learning codes from definitions, confirmed quotations and refused suggestions, in closed form.

Three witnesses speak for a code, and none needs more than sums over what was decided:

* meaning: how near a span's vector is to the mean of the code's, after directions in which quotations of one code
  differ anyway are shrunk (linear discriminant analysis; Friedman 1989 for the shrinkage). The definition counts as a
  few quotations, so that it decides alone at first and little at last;
* words: the same with TF-IDF rows (Rocchio 1971), which knows the study's own words, as the encoder does not;
* course: how often the code was given at this point of other transcripts, where transcripts have a course.

What the model thinks of the spans that nobody decided on then counts as a few quotations more (self-training), and
says how frequent each code is (Saerens, Latinne and Decaestecker 2002). ``benchmarks/RESULTS.md`` says what each adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.suggest.belief import Belief, softmax
from themes.suggest.pool import Pool, unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# All of these were chosen on usability_interviews P1 to P11 and half of nhs_feedback (benchmarks/RESULTS.md).
_DEFINITION_COUNTS = 3.0  # quotations that a definition's vector stands for
_DEFINITION_WORDS_COUNT = 2.0  # the same for its words
_DECISIONS_FOR_HALF = 1000.0  # with so many the covariance is half the decided ones', half round
_OTHERS_COUNT = 4.0  # quotations that all undecided spans together stand for, a code
_WIDTH = 0.1  # of the bump that a coding leaves on the course of a transcript
_GRID = 101  # places along a transcript that bumps are summed at: what lies between is right to a hundredth of a bump
_EVENLY = 3.0  # quotations of no place in particular, beside which bumps count
_REJECTED_COUNTS = 0.5  # how far the mean of what was refused pushes a code's mean away
_FEWEST_REJECTED = 2.0  # so many refused ones push half as far as all
_ALL_COUNT = 5.0  # refused quotations that the mean of everything stands for
_MOST_TO_GUESS = 1000  # with more decisions, what the undecided add was not to be seen
_GUESSING = Belief(meaning=1.5, words=0.6, course=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Decisions of one kind: units, codes and parts of the study, (m,) each."""

    units: NDArray[np.intp]
    codes: NDArray[np.intp]
    parts: NDArray[np.intp]

    @staticmethod
    def of(pool: Pool, pairs: Sequence[tuple[int, int]]) -> Given:
        """Decisions as pairs of unit and code."""
        import numpy as np  # noqa: PLC0415

        units = np.array([unit for unit, _ in pairs], dtype=np.intp)
        return Given(units=units, codes=np.array([code for _, code in pairs], dtype=np.intp), parts=pool.parts[units])

    def only(self, which: NDArray[np.bool_]) -> Given:
        """Some of them."""
        return Given(units=self.units[which], codes=self.codes[which], parts=self.parts[which])

    def given(self, pool: Pool) -> NDArray[np.float64]:
        """(n, c), 1 where the unit was given the code."""
        import numpy as np  # noqa: PLC0415

        shares = np.zeros((len(pool.units.words), len(pool.definitions)))
        shares[self.units, self.codes] = 1.0
        return shares

    def sums(self, pool: Pool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How many there are of each code, and the sums of their vectors: (c,), (c, d)."""
        import numpy as np  # noqa: PLC0415

        some = np.unique(self.units)
        shares = self.given(pool)[some]
        return shares.sum(axis=0), shares.T @ pool.vectors[some]

    def term_sums(self, pool: Pool) -> NDArray[np.float64]:
        """The sums of their terms: (c, V)."""
        import numpy as np  # noqa: PLC0415

        return pool.term_sums(self.given(pool)) if len(self.units) else np.zeros_like(pool.definition_terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """Means of vectors and of terms by code, and what they say of units; the last row is what bears no code."""

    pool: Pool
    yes: Given
    means: NDArray[np.float64]
    directions: NDArray[np.float64]
    term_means: NDArray[np.float64]

    def scores(self, rows: NDArray[np.intp] | None = None) -> NDArray[np.float64]:
        """What the witnesses say of units: (3, rows, c + 1), the first two scaled to vary by 1 over the pool."""
        import numpy as np  # noqa: PLC0415

        meaning = self.pool.vectors @ self.directions - 0.5 * (self.means.T * self.directions).sum(axis=0)
        words = self.pool.term_products(self.term_means)
        meaning, words = meaning / _variation(meaning), words / _variation(words)
        if rows is None:
            return np.stack([meaning, words, self._course(self.pool.courses)])
        return np.stack([meaning[rows], words[rows], self._course(self.pool.courses[rows])])

    def _course(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """How much oftener each code was given about there than anywhere, as a logarithm: (places, c + 1)."""
        import numpy as np  # noqa: PLC0415

        scores = np.zeros((len(places), len(self.pool.definitions) + 1))
        given = self.pool.courses[self.yes.units]
        # Read off a fine grid: of every place and coding it took half of the time at 5,000 codings.
        grid = np.linspace(0.0, 1.0, _GRID)
        for code in np.unique(self.yes.codes[np.isfinite(given)]).tolist():
            of_code = given[(self.yes.codes == code) & np.isfinite(given)]
            bumps = np.exp(-0.5 * ((grid[:, None] - of_code) / _WIDTH) ** 2) / (_WIDTH * np.sqrt(2 * np.pi))
            oftener = np.log((bumps.sum(axis=1) + _EVENLY) / (len(of_code) + _EVENLY))
            scores[:, code] = np.interp(places, grid, oftener)
        return np.nan_to_num(scores)


def witnesses_of(pool: Pool, yes: Given, no: Given, spread: NDArray[np.float64]) -> Witnesses:
    """Learn from decisions, then once more with what that makes of the spans without any."""
    import numpy as np  # noqa: PLC0415

    counts, sums = yes.sums(pool)
    counts = counts + _DEFINITION_COUNTS
    sums = sums + _DEFINITION_COUNTS * pool.definitions
    term_sums = yes.term_sums(pool) + _DEFINITION_WORDS_COUNT * pool.definition_terms
    n_refused, refused = no.sums(pool)
    away = _away(refused - n_refused[:, None] * pool.middle, n_refused)
    away_terms = _away(no.term_sums(pool), n_refused)
    none, none_terms = _bearing_none(pool, no.only(~np.isin(no.units, yes.units)))

    def fitted() -> Witnesses:
        means = np.vstack([sums / counts[:, None] - away, none])
        return Witnesses(
            pool=pool,
            yes=yes,
            means=means,
            directions=np.asarray(np.linalg.solve(spread, means.T), dtype=np.float64),
            term_means=np.vstack([unit(unit(term_sums) - away_terms), none_terms]),
        )

    first = fitted()
    if len(yes.units) > _MOST_TO_GUESS:
        return first
    guessed = softmax(_GUESSING.of(first.scores()[:, :, :-1]))
    guessed[no.units, no.codes] = 0.0
    guessed *= _OTHERS_COUNT / guessed.sum(axis=0)
    counts = counts + _OTHERS_COUNT
    sums = sums + guessed.T @ pool.vectors
    term_sums = term_sums + pool.term_sums(guessed)
    return fitted()


def _bearing_none(pool: Pool, no: Given) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The mean vector and terms of what bears no code: of all units, and of those that were only ever refused."""
    import numpy as np  # noqa: PLC0415

    refused = np.unique(no.units)
    shares = np.full((len(pool.vectors), 1), _ALL_COUNT / len(pool.vectors))
    shares[refused] += 1.0
    mean = (shares.T @ pool.vectors) / (_ALL_COUNT + len(refused))
    return mean, unit(pool.term_sums(shares))


def scatters_of(pool: Pool, yes: Given) -> dict[int, NDArray[np.float64]]:
    """How quotations differ from the mean of their code, summed over each part of the study: (d, d) by part."""
    import numpy as np  # noqa: PLC0415

    counts, sums = yes.sums(pool)
    means = (sums + _DEFINITION_COUNTS * pool.definitions) / (counts + _DEFINITION_COUNTS)[:, None]
    left = pool.vectors[yes.units] - means[yes.codes]
    of_parts = {part: left[yes.parts == part] for part in np.unique(yes.parts).tolist()}
    return {part: its.T @ its for part, its in of_parts.items()}


def spread_of(pool: Pool, yes: Given, scatter: NDArray[np.float64]) -> NDArray[np.float64]:
    """How quotations of one code vary, in multiples of the mean variance: (d, d); round while few are known."""
    import numpy as np  # noqa: PLC0415

    n, d = len(yes.units), pool.vectors.shape[1]
    if n <= len(pool.definitions):
        return np.eye(d)
    share = n / (_DECISIONS_FOR_HALF + n)
    spread: NDArray[np.float64] = share * scatter / (np.trace(scatter) / d) + (1 - share) * np.eye(d)
    return spread


def _away(sums: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the refused ones of each code push its mean away by: (c, …)."""
    return _REJECTED_COUNTS * sums / (_FEWEST_REJECTED + counts)[:, None]


def _variation(scores: NDArray[np.float64]) -> float:
    """How much scores vary over codes, in the mean over units; 1 where there is one code."""
    return float(scores.std(axis=1).mean()) or 1.0
