"""How others group the same segments: BERTopic as shipped, with its outliers reduced, with KMeans; TF-IDF with NMF.

BERTopic is its own class at its own defaults, given our vectors in place of its encoder's, with UMAP seeded: without a
seed it gave 3 to 16 topics from run to run on one study, so a seed is kind to it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from benchmarks import kept

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Groups = NDArray[np.int64]

T = TypeVar("T")


class Grouping(NamedTuple):
    """The group of each segment, -1 for an outlier, and the seconds that it took, by the wall and of the processor."""

    groups: Groups
    seconds: float
    processor_seconds: float


Found = dict[str, Grouping]
"""By the peer's name."""

PEERS = ("bertopic", "bertopic_reduced", "bertopic_kmeans", "tfidf_nmf")


def how_many(n: int) -> int:
    """The number of groups for those who must be told one: as many as a person could name, 8 at 150, 14 at 500."""
    return max(2, min(50, round(math.sqrt(n) / 1.6)))


def installed() -> bool:
    """Whether BERTopic and what it stands on are there."""
    return all(find_spec(name) is not None for name in ("bertopic", "umap", "hdbscan"))


def peers(words: Sequence[str], vectors: NDArray[np.float32], *, seed: int) -> Found:
    """What each peer finds; of BERTopic nothing where it is not installed.

    Args:
        words: The words of n segments.
        vectors: (n, d), the vector of each.
        seed: For UMAP, KMeans and NMF.
    """
    import numpy as np  # noqa: PLC0415

    def computed() -> dict[str, Any]:
        found = {**(bertopics(words, vectors, seed=seed) if installed() else {}), **tfidf_nmf(words, seed=seed)}
        return {name: [groups.tolist(), *taken] for name, (groups, *taken) in found.items()}

    of = [*_versions(), str(seed).encode(), vectors.tobytes(), *(text.encode() for text in words)]
    held = kept.once("peers", of, computed)
    return {
        name: Grouping(np.array(groups, dtype=np.int64), seconds, processor)
        for name, (groups, seconds, processor) in held.items()
    }


def bertopics(words: Sequence[str], vectors: NDArray[np.float32], *, seed: int) -> Found:
    """BERTopic's three variants; see ``peers``. Their UMAP is the same, so it is computed once and counted for each."""
    import numpy as np  # noqa: PLC0415
    from bertopic import BERTopic  # noqa: PLC0415
    from sklearn.cluster import KMeans  # noqa: PLC0415

    _warm_up()
    texts = list(words)
    flat, *of_flat = _timed(lambda: _umap(seed).fit_transform(vectors))
    shipped = BERTopic(umap_model=_Flat(flat))
    topics, *of_topics = _timed(lambda: shipped.fit_transform(texts, vectors)[0])
    reduced, *more = _timed(lambda: _reduced(shipped, texts, topics))
    means = BERTopic(umap_model=_Flat(flat), hdbscan_model=KMeans(how_many(len(texts)), n_init=10, random_state=seed))
    of_means, *taken = _timed(lambda: means.fit_transform(texts, vectors)[0])

    def grouping(found: Sequence[int], *times: Sequence[float]) -> Grouping:
        wall, processor = (sum(column) for column in zip(of_flat, *times, strict=True))
        return Grouping(np.asarray(found, dtype=np.int64), wall, processor)

    return {
        "bertopic": grouping(topics, of_topics),
        "bertopic_reduced": grouping(reduced, of_topics, more),
        "bertopic_kmeans": grouping(of_means, taken),
    }


def tfidf_nmf(words: Sequence[str], *, seed: int) -> Found:
    """Words weighed by TF-IDF, factored by NMF, each segment in the factor that weighs most."""
    import warnings  # noqa: PLC0415

    import numpy as np  # noqa: PLC0415
    from sklearn.decomposition import NMF  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    def factored() -> Groups:
        counts = TfidfVectorizer(stop_words="english", min_df=2, sublinear_tf=True).fit_transform(words)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            weights = NMF(how_many(len(words)), init="nndsvda", random_state=seed, max_iter=300).fit_transform(counts)
        return np.where(weights.max(axis=1) > 0, weights.argmax(axis=1), -1).astype(np.int64)

    return {"tfidf_nmf": Grouping(*_timed(factored))}


def _reduced(model: object, texts: list[str], topics: list[int]) -> list[int]:
    """The topics with each outlier in its nearest; as they are where there is none, or nothing but outliers."""
    if -1 not in topics or len(set(topics)) == 1:
        return topics
    reduced: list[int] = model.reduce_outliers(texts, topics)  # type: ignore[attr-defined]
    return reduced


def _umap(seed: int) -> Any:  # noqa: ANN401 - umap tells no types
    """BERTopic's own UMAP, but for the seed."""
    from umap import UMAP  # noqa: PLC0415

    return UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", low_memory=False, random_state=seed)


class _Flat:
    """UMAP's answer for the vectors that BERTopic is about to ask about."""

    def __init__(self, flat: NDArray[np.float32]) -> None:
        self._flat = flat

    def fit(self, _vectors: object, y: object = None) -> _Flat:
        """Nothing is left to do, whatever ``y``."""
        del y
        return self

    def transform(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """The answer."""
        assert len(vectors) == len(self._flat), "these are other vectors"
        return self._flat


@cache
def _warm_up() -> None:
    """The first UMAP of a process compiles for ten seconds, which would be held against it."""
    import numpy as np  # noqa: PLC0415

    _umap(1).fit_transform(np.random.default_rng(1).normal(size=(200, 384)).astype(np.float32))


@cache
def _versions() -> tuple[bytes, ...]:
    return tuple(
        f"{name} {version(name)}".encode()
        for name in ("bertopic", "umap-learn", "hdbscan", "scikit-learn", "numpy")
        if installed() or name in {"scikit-learn", "numpy"}
    )


def _timed(work: Callable[[], T]) -> tuple[T, float, float]:
    """What some work gives, with its seconds by the wall and of the processor."""
    began, processor = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - began, time.process_time() - processor
