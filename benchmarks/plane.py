"""How true the map of segments is, beside scikit-learn's t-SNE: trustworthiness and neighbours kept, at k = 10.

python -m benchmarks.plane            prints what stands in the docstring of themes.discover.plane
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.manifold import TSNE, trustworthiness

from benchmarks import sets
from benchmarks.kept import encoder
from themes.discover.context import in_context
from themes.discover.neighbours import nearest
from themes.discover.plane import plane
from themes.discover.smoothing import set_apart
from themes.discover.wording import with_words

_K = 10
_LAST = 11  # of the usability interviews, by participant, on which constants were chosen


def compared(data: Path) -> list[tuple[str, NDArray[np.float32]]]:
    """The vectors in which a discovery compares segments: of P1 to P11, its first 500, and of twelve hours."""
    usability = [path for path in sets.files(data, "usability_odt") if int(path.stem.split("_")[0][1:]) <= _LAST]
    found = []
    for name, files in (("usability P1 to P11", usability), ("twelve hours", sets.files(data, *sets.HOURS))):
        segments, words = sets.segments_of(sets.transcripts(files))
        found.append((name, set_apart(in_context(segments, with_words(words, encoder().encode(words))))))
    return [(f"{found[0][0]}, the first", found[0][1][:500]), *found]


def kept(vectors: NDArray[np.float32], at: NDArray[np.floating]) -> float:
    """The share of each one's ten nearest that are among its ten nearest on the map."""
    near = nearest(vectors, k=_K).index
    apart = ((at[:, None] - at) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    on_map = np.argpartition(apart, _K, axis=1)[:, :_K]
    return float(
        np.mean([len({*one} & {*other}) / _K for one, other in zip(near.tolist(), on_map.tolist(), strict=True)])
    )


def main() -> None:
    """Print a line for each set and method."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    for name, vectors in compared(options.parse_args().data):
        for method, place in (("ours", plane), ("scikit-learn", TSNE(init="pca", random_state=1).fit_transform)):
            begun = time.process_time()
            at = place(vectors)
            seconds = time.process_time() - begun
            true = trustworthiness(vectors, at, n_neighbors=_K, metric="cosine")
            print(
                f"{name}, {len(vectors):,}: {method} {true:.3f}, {kept(vectors, at):.0%} kept, {seconds:.1f} s of CPU"
            )


if __name__ == "__main__":
    main()
