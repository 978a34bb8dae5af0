"""The words of texts as sparse vectors: TF-IDF of words and pairs of words, without a matrix of zeros."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))+")

# They say nothing of what a text is about; "not", "too" and "only" stay, as judgements hang on them.
_STOP = frozenset(
    re.findall(
        r"\S+",
        """
        a about all an and are as at be been but by can could did do for from get got had has have he her him his if in
        is it its just me my of on or our out she so than that the their them then there they this to up was we were
        what when will with would you your i'm it's i've don't that's um uh yeah okay
        """,
    )
)
_SHORTEST_PLURAL = 4
_FEWEST_TEXTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """n texts as rows over V terms, each row of length 1.

    Attributes:
        names: The V terms: a word, or two words that stand side by side.
        rows, ids, weights: One entry a term of a text: which text, which term, with what weight.
        n: How many texts.
    """

    names: tuple[str, ...]
    rows: NDArray[np.intp]
    ids: NDArray[np.intp]
    weights: NDArray[np.float64]
    n: int

    def sums(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each code the sum of the texts by their shares.

        Args:
            shares: (n, c), how much of each text counts for each code.

        Returns:
            (c, V).
        """
        import numpy as np  # noqa: PLC0415

        counted = np.flatnonzero((shares != 0).any(axis=1).take(self.rows))
        rows, ids, weights = self.rows[counted], self.ids[counted], self.weights[counted]
        return np.stack(
            [
                np.bincount(ids, weights=weights * shares[rows, code], minlength=len(self.names))
                for code in range(shares.shape[1])
            ]
        ).astype(np.float64)  # of no terms at all, whole numbers would come back

    def products(self, means: NDArray[np.float64]) -> NDArray[np.float64]:
        """The inner product of each text with each code's terms.

        Args:
            means: (c, V).

        Returns:
            (n, c).
        """
        import numpy as np  # noqa: PLC0415

        return np.stack(
            [np.bincount(self.rows, weights=self.weights * mean[self.ids], minlength=self.n) for mean in means], axis=1
        ).astype(np.float64)

    def add_to(
        self, table: NDArray[np.float64], at: NDArray[np.intp], rows: NDArray[np.intp], *, times: float = 1.0
    ) -> None:
        """Add some texts to rows of a table, (m, V), each row at most once.

        Args:
            table: What is added to.
            at: (k,), to which of its rows.
            rows: (k,), which texts.
            times: By what they are multiplied.
        """
        import numpy as np  # noqa: PLC0415

        first = np.searchsorted(self.rows, rows)
        counts = np.searchsorted(self.rows, rows, side="right") - first
        begins = np.cumsum(counts) - counts
        entries = np.arange(counts.sum()) + np.repeat(first - begins, counts)
        table[np.repeat(at, counts), self.ids[entries]] += times * self.weights[entries]

    def of(self, row: int) -> list[tuple[int, float]]:
        """The terms of one text, as ids with their weights."""
        import numpy as np  # noqa: PLC0415

        first, last = np.searchsorted(self.rows, [row, row + 1]).tolist()
        return list(zip(self.ids[first:last].tolist(), self.weights[first:last].tolist(), strict=True))


def terms_in(text: str) -> set[str]:
    """The words of a text without those that say nothing, and pairs of neighbours among them.

    >>> sorted(terms_in("The maps are not clear"))
    ['clear', 'map', 'map not', 'not', 'not clear']
    """
    words = [_singular(word) for word in _WORD.findall(text.lower()) if word not in _STOP]
    return {*words, *(f"{first} {second}" for first, second in pairwise(words))}


def terms(texts: Sequence[str]) -> Terms:
    """TF-IDF rows of texts; terms that one text alone has are left out.

    A term counts once a text (spoken words repeat themselves), weighted by ln(n / number of texts that have it).
    """
    import numpy as np  # noqa: PLC0415

    found = [_terms_of(text) for text in texts]
    counts: dict[str, int] = {}
    for names in found:
        for name in names:
            counts[name] = counts.get(name, 0) + 1
    kept = {name: nth for nth, name in enumerate(sorted(name for name in counts if counts[name] >= _FEWEST_TEXTS))}
    rows = np.array([row for row, names in enumerate(found) for _ in _known(names, kept)], dtype=np.intp)
    ids = np.array([kept[name] for names in found for name in _known(names, kept)], dtype=np.intp)
    idf = np.log(len(texts) / np.array([counts[name] for name in kept], dtype=np.float64))
    weights = idf[ids] if len(ids) else np.zeros(0)
    lengths = np.sqrt(np.bincount(rows, weights=weights * weights, minlength=len(texts)))
    weights = weights / np.where(lengths > 0, lengths, 1.0)[rows]
    return Terms(names=tuple(kept), rows=rows, ids=ids, weights=weights, n=len(texts))


@lru_cache(maxsize=20_000)
def _terms_of(text: str) -> tuple[str, ...]:
    """As ``terms_in``, in order; kept, as each decision on a suggestion asks for those of all segments anew."""
    return tuple(sorted(terms_in(text)))


def _known(names: Iterable[str], kept: dict[str, int]) -> list[str]:
    return [name for name in names if name in kept]


def _singular(word: str) -> str:
    """The word without the s of a plural: "maps" and "map" are one term; "access" and "there's" stay."""
    ends = len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
    return word[:-1] if ends else word
