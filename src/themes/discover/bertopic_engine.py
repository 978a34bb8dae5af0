"""BERTopic's own picture through the same facts, for those who must cite it.

Its defaults as shipped (Grootendorst 2022; min_topic_size 10), on vectors that are there already, with UMAP seeded so
that a run can be repeated. Its outliers are unplaced; no rule of ours holds number or size.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from themes.discover.candidates import Proposal, by_what_they_carry, proposal
from themes.discover.describe import N_KEY_WORDS, N_PHRASES, describe
from themes.errors import MissingExtra
from themes.model import Segment
from themes.text import words as words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NAMED_BY = 4


def topics(
    segments: Sequence[Segment],
    words: Sequence[str],
    vectors: NDArray[np.float32],
    *,
    cases: Sequence[str],
    seed: int,
    drop_words: frozenset[str],
    say: Callable[[float, str], None],
) -> Proposal:
    """The topics that BERTopic finds, as candidates.

    Args:
        segments: n segments.
        words: The words of each.
        vectors: (n, d), the vector of each.
        cases: The case of each.
        seed: For UMAP.
        drop_words: Words that no name holds.
        say: Called with the share done and what is being done.

    Raises:
        MissingExtra: BERTopic is not installed.
    """
    if find_spec("bertopic") is None or find_spec("umap") is None:
        raise MissingExtra(
            "BERTopic is not installed. Nothing was changed. Install it with: pip install 'themes[topics]', "
            "or use the engine that comes with Themes (consensus).",
        )
    import numpy as np  # noqa: PLC0415

    say(0.0, "loading BERTopic")
    from bertopic import BERTopic  # noqa: PLC0415
    from umap import UMAP  # noqa: PLC0415

    # BERTopic's own UMAP, but for the seed: without one it gave 3 to 16 topics from run to run on one study.
    reducer = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", low_memory=False, random_state=seed)
    model = BERTopic(umap_model=reducer)
    say(0.3, "grouping them")
    numbers, likelihood = model.fit_transform(list(words), np.asarray(vectors, dtype=np.float32))
    own = np.array(numbers, dtype=np.int64)
    found = by_what_they_carry(own, cases)
    say(0.8, "naming the groups")
    dropped = {word.lower() for given in drop_words for word in words_of(given)}
    described = []
    for rank, one in enumerate(describe(words, vectors, candidates=found, cases=cases, drop_words=drop_words)):
        topic = int(own[np.flatnonzero(found == rank)[0]])
        weighed = model.get_topic(topic)
        # Its own words, but for those that no name may hold: people, places.
        key_words = tuple(word for word, weight in weighed if word and weight > 0 and word not in dropped)[:N_KEY_WORDS]
        described.append(
            replace(
                one,
                name=", ".join(key_words[:_NAMED_BY]) or one.name,
                phrases=key_words[:N_PHRASES] or one.phrases,
                key_words=key_words or one.key_words,
            )
        )
    say(1.0, "done")
    strength = np.where(found >= 0, np.clip(np.asarray(likelihood, dtype=np.float64), 0.0, 1.0), 0.0).round(4)
    return proposal(
        segments,
        found=found,
        strength=strength,
        described=described,
        parameters=(("engine", "BERTopic as shipped, UMAP seeded"), ("min_topic_size", 10)),
    )
