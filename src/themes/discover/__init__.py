"""Candidate themes: clusters of segments with names from the words, never themes until a person decides.

segments ─group→ groups ─describe→ names ─stabilities→ candidates; what ``group`` does stands in ``grouping``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from themes.discover import grammar
from themes.discover.candidates import Proposal, Proposed, proposal, strengths
from themes.discover.context import case_of
from themes.discover.describe import closeness, describe
from themes.discover.grouping import Grouped, group
from themes.discover.guided import Guidance, n_groups_of, regrouped
from themes.discover.parting import Part, parted
from themes.discover.segments import cut
from themes.discover.steady import stabilities
from themes.errors import Refused
from themes.model import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "ENGINES",
    "FEWEST_SEGMENTS",
    "Grouped",
    "Guidance",
    "Part",
    "Proposal",
    "Proposed",
    "cut",
    "group",
    "n_groups_of",
    "named",
    "parted",
    "propose",
]

ENGINES = ("consensus", "bertopic")

FEWEST_SEGMENTS = 20
"""With fewer, a person reads them all sooner than a machine groups them well."""


def propose(
    segments: Sequence[Segment],
    words: Sequence[str],
    vectors: NDArray[np.float32],
    *,
    engine: str = "consensus",
    seed: int = 1,
    drop_words: frozenset[str] = frozenset(),
    guidance: Guidance | None = None,
    on_progress: Callable[[float, str], None] | None = None,
) -> Proposal:
    """Candidate themes for segments: the same input and seed give the same answer in any process.

    Args:
        segments: n segments, in any order.
        words: The words of each.
        vectors: (n, d), the vector of each, of length 1.
        engine: "consensus", or "bertopic" for BERTopic's own picture.
        seed: For whatever an engine draws at random.
        drop_words: Words that no name holds: people, places.
        guidance: What is known of the segments before they are grouped; the engine "consensus" takes it.
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
    # Grouping lets go of the GIL: spaCy loads beside it, which saves a second or two.
    with ThreadPoolExecutor(max_workers=1) as beside:
        loaded = beside.submit(grammar.load)
        grouped = group(
            segments, words, vectors, seed=seed, on_progress=lambda share, what: say(_GROUPED * share, what)
        )
        stands: dict[int, int] = {}
        if guidance is not None:
            grouped, stands = regrouped(grouped, guidance)
        loaded.result()
    proposed = named(
        segments,
        words,
        vectors,
        grouped,
        seed=seed,
        drop_words=drop_words,
        on_progress=lambda share, what: say(_GROUPED + share * (1 - _GROUPED), what),
    )
    say(1.0, "done")
    return proposed if not stands else replace(proposed, candidates=_standing(proposed.candidates, stands))


def _standing(candidates: Sequence[Proposed], stands: Mapping[int, int]) -> tuple[Proposed, ...]:
    """Candidates that say what they stand for: how steady these are was tried without, and says nothing of them."""
    return tuple(
        replace(one, stands_for=stands[one.rank - 1], stability=None) if one.rank - 1 in stands else one
        for one in candidates
    )


_GROUPED, _NAMED = 0.5, 0.8  # shares of the time of 2,000 to 48,000 segments: all, and what comes after grouping


def named(
    segments: Sequence[Segment],
    words: Sequence[str],
    vectors: NDArray[np.float32],
    grouped: Grouped,
    *,
    seed: int = 1,
    drop_words: frozenset[str] = frozenset(),
    on_progress: Callable[[float, str], None] | None = None,
) -> Proposal:
    """Groups as candidates: named, with typical members, and how steady each is.

    Args:
        segments: n segments.
        words: The words of each.
        vectors: (n, d), the vector of each, of length 1.
        grouped: The group of each.
        seed: For what is left out to see how steady a candidate is.
        drop_words: Words that no name holds.
        on_progress: Told the share done, in [0, 1], and what is being done.
    """
    say = on_progress or (lambda _share, _what: None)
    found, cases = grouped.found, grouped.prepared.cases
    say(0.0, "naming the groups")
    # Names are parsed on one core, most of the time; how steady groups are is tried on the others.
    with ThreadPoolExecutor(max_workers=1) as beside:
        steady = beside.submit(stabilities, segments, grouped.joined, found, seed=seed)
        described = describe(words, vectors, candidates=found, cases=cases, drop_words=drop_words)
        say(_NAMED, "trying how steady the groups are")
        return proposal(
            segments,
            found=found,
            strength=strengths(grouped.prepared.graph, found, closeness(grouped.prepared.vectors, found)),
            described=described,
            stability=steady.result(),
            parameters=grouped.parameters,
        )
