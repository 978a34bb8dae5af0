"""Candidate themes: clusters of segments with names from the words, never themes until a person decides.

segments ─in_context→ vectors ─nearest→ neighbours ─shared→ graph ─communities→ ─settle→ candidates ─describe→ names
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from themes.discover import grammar
from themes.discover.candidates import Proposal, Proposed, by_what_they_carry, proposal, strengths
from themes.discover.cluster import MOST_UNPLACED, NEAR, communities, unplaced
from themes.discover.context import NEIGHBOURS, OWN_CASE, case_of, in_context
from themes.discover.describe import closeness, describe
from themes.discover.neighbours import nearest, shared
from themes.discover.segments import cut
from themes.discover.sizes import LARGEST, Sizing, limits
from themes.errors import Refused
from themes.model import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ENGINES", "FEWEST_SEGMENTS", "Proposal", "Proposed", "cut", "propose"]

ENGINES = ("leiden", "bertopic")

FEWEST_SEGMENTS = 20
"""With fewer, a person reads them all sooner than a machine groups them well."""

_MOST_NEIGHBOURS, _FEWEST_NEIGHBOURS = 15, 5


def propose(
    segments: Sequence[Segment],
    words: Sequence[str],
    vectors: NDArray[np.float32],
    *,
    engine: str = "leiden",
    seed: int = 1,
    drop_words: frozenset[str] = frozenset(),
    on_progress: Callable[[float, str], None] | None = None,
) -> Proposal:
    """Candidate themes for segments: the same input and seed give the same answer in any process.

    Args:
        segments: n segments, in any order.
        words: The words of each.
        vectors: (n, d), the vector of each, of length 1.
        engine: "leiden", or "bertopic" for BERTopic's own picture.
        seed: For whatever an engine draws at random.
        drop_words: Words that no name holds: people, places.
        on_progress: Called with the share done, in [0, 1], and what is being done.

    Returns:
        Candidates, ordered by what they carry, and one member a segment.

    Raises:
        Refused: There are too few segments, or no such engine.
        MissingExtra: The engine is not installed.
        ValueError: The three do not have the same length.
    """
    if not len(segments) == len(words) == len(vectors):
        raise ValueError(f"{len(segments)} segments, {len(words)} texts, {len(vectors)} vectors: one each is needed.")
    if engine not in ENGINES:
        raise Refused(f"There is no engine {engine!r}; there are {' and '.join(ENGINES)}. Nothing was changed.")
    if len(segments) < FEWEST_SEGMENTS:
        there_are = "There is 1 segment" if len(segments) == 1 else f"There are {len(segments)} segments"
        raise Refused(
            f"{there_are}; at least {FEWEST_SEGMENTS} are needed to look for candidate themes. Nothing was changed. "
            "Add transcripts, or check on the page of each transcript who the interviewer is: "
            "interviewers' turns are left out.",
        )
    say = on_progress or (lambda _share, _what: None)
    cases = [case_of(segment) for segment in segments]
    if engine == "bertopic":
        from themes.discover.bertopic_engine import topics  # noqa: PLC0415 - an extra, and seconds to import

        return topics(segments, words, vectors, cases=cases, seed=seed, drop_words=drop_words, say=say)

    say(0.0, "comparing segments")
    k = max(_FEWEST_NEIGHBOURS, min(_MOST_NEIGHBOURS, round(len(segments) ** 0.5)))
    in_place = in_context(segments, vectors)
    near = nearest(in_place, k=k)
    graph = shared(near, k=k)
    say(0.1, "grouping them")
    bounds = limits(len(segments))
    # Leiden lets go of the GIL: spaCy loads beside it, which saves a second or two.
    with ThreadPoolExecutor(max_workers=1) as beside:
        loaded = beside.submit(grammar.load)
        found, resolution = communities(
            graph,
            seed=seed,
            at_least=bounds.at_least,
            at_most=bounds.at_most,
            smallest=bounds.smallest,
        )
        loaded.result()
    found[unplaced(near)] = -1
    found = Sizing(graph, vectors=in_place, cases=cases, found=found, seed=seed).settle(bounds)
    found = by_what_they_carry(found, cases)
    say(0.4, "naming the groups")
    described = describe(words, vectors, candidates=found, cases=cases, drop_words=drop_words)
    say(1.0, "done")
    return proposal(
        segments,
        found=found,
        strength=strengths(graph, found, closeness(in_place, found)),
        described=described,
        parameters=(
            ("engine", "Leiden on shared nearest neighbours (graspologic-native)"),
            ("neighbours", k),
            ("resolution", resolution),
            ("weight of the segments beside", NEIGHBOURS),
            ("share of the case's mean taken out", OWN_CASE),
            ("unplaced below a mean cosine of", NEAR),
            ("unplaced at most", MOST_UNPLACED),
            ("largest candidate at most", LARGEST),
        ),
    )
