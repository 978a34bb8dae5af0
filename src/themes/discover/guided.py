"""What is known before segments are grouped: what people decided, and what stood in the discovery before.

Both vote beside how like each other segments are. Two that are thought to bear one code are as alike as that is
thought, and two that stood in one candidate are a little more so; where nothing is known, likeness alone decides. So
what people decided bends the picture without breaking it, and what was not there before joins what is nearest or makes
a group of its own. What was decided about a segment itself is kept to the letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from themes.discover.candidates import by_what_they_carry
from themes.discover.cluster import renumbered
from themes.discover.grouping import Grouped, regroup, weighed
from themes.discover.layers import how_many, plain_groups
from themes.discover.likeness import SAME
from themes.discover.sizes import LARGEST, limits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chosen on usability_interviews P1 to P11 and half of nhs_feedback (benchmarks/RESULTS.md): how many times as
# much as likeness what is thought of two segments counts, at most, and after how many decided segments a time more.
_MOST_VOTES, _SEGMENTS_A_VOTE = 8.0, 12
# The same for having stood in one candidate before: chosen by leaving out one of P1 to P11 in turn.
_STOOD_VOTES = 0.4
_STANDS_FOR = 0.5
"""A group stands for what its segments are thought to belong to with at least this probability, in the mean."""


DECIDED, STOOD = "segments that people decided on", "candidates of the discovery before that stood"
"""Parameters of a discovery that started from something: how many of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    """What is known of n segments, and of c groups that they may belong to: codes, and what people put together.

    ``draws`` (n, c): how probable it is that a segment belongs to a group; a row sums to at most 1, the rest is for
    what is new. ``known`` and ``refused``: pairs of segment and group that people decided. ``stood`` (n,): the group
    of each in the discovery before, -1 where it had none.
    """

    draws: NDArray[np.float64]
    known: Sequence[tuple[int, int]] = ()
    refused: Sequence[tuple[int, int]] = ()
    stood: NDArray[np.int64] | None = None

    @property
    def n_stood(self) -> int:
        """How many groups stood before."""
        return 0 if self.stood is None else int(self.stood.max(initial=-1)) + 1


def regrouped(grouped: Grouped, guidance: Guidance) -> tuple[Grouped, dict[int, int]]:
    """Groups once more, with what is known having its votes.

    Args:
        grouped: n segments, grouped without.
        guidance: What is known of them.

    Returns:
        The groups, and which of them stand for which known group.
    """
    before = grouped.prepared
    alike = voted(before.alike, compared=before.compared, guidance=guidance)
    # Votes leave pairs that nothing is known of as they were and weigh others: what was placed without them stays so.
    prepared = weighed(before, alike)
    wanted = n_groups_of(len(prepared.cases))
    # What stood before stands on: new segments may make more groups, not fewer.
    n_groups = max(guidance.n_stood, min(wanted, plain_groups(prepared.tree)))
    found = regroup(prepared, n_groups=n_groups)
    found = _those_not_compared(found, prepared.compared, guidance)
    together, stands = gathered(found, smooth=prepared.smooth, guidance=guidance)
    ordered = by_what_they_carry(renumbered(together), prepared.cases)
    place = dict(zip(together.tolist(), ordered.tolist(), strict=True))
    parameters = (
        *grouped.parameters,
        (DECIDED, len({segment for segment, _ in guidance.known})),
        ("codes and candidates put together to start from", guidance.draws.shape[1]),
        (STOOD, guidance.n_stood),
    )
    grouped = replace(grouped, found=ordered, prepared=prepared, parameters=parameters)
    return grouped, {place[number]: for_what for number, for_what in stands.items()}


def n_groups_of(n: int) -> int:
    """The number of groups that is aimed at for n segments."""
    bounds = limits(n)
    return how_many(n, at_least=bounds.at_least, at_most=bounds.at_most)


def _those_not_compared(found: NDArray[np.int64], compared: NDArray[np.int64], guidance: Guidance) -> NDArray[np.int64]:
    """In a study too large to compare every segment: the others go where most of what they stood with went."""
    import numpy as np  # noqa: PLC0415

    if guidance.stood is None or len(compared) == len(found):
        return found
    result = found.copy()
    others = np.ones(len(found), dtype=bool)
    others[compared] = False
    for number in range(guidance.n_stood):
        stood = guidance.stood == number
        went = found[stood & ~others]
        if (went >= 0).any():
            result[stood & others] = np.bincount(went[went >= 0]).argmax()
    return result


def settled(guidance: Guidance) -> NDArray[np.float64]:
    """What each segment is thought to belong to, once what was decided about it is certain; (n, c)."""
    import numpy as np  # noqa: PLC0415

    draws: NDArray[np.float64] = np.array(guidance.draws, dtype=np.float64)
    for segment, group in guidance.refused:
        draws[segment, group] = 0.0
    of_segment: dict[int, list[int]] = {}
    for segment, group in guidance.known:
        of_segment.setdefault(segment, []).append(group)
    for segment, groups in of_segment.items():
        draws[segment] = 0.0
        draws[segment, groups] = 1.0 / len(set(groups))
    return draws


def voted(alike: NDArray[np.uint16], *, compared: NDArray[np.int64], guidance: Guidance) -> NDArray[np.uint16]:
    """How like each other segments are taken to be, once what is known has its votes.

    Args:
        alike: (m, m), how like each other every two are, at most ``SAME``.
        compared: (m,), which of the n segments these are.
        guidance: What is known of the n.

    Returns:
        (m, m), symmetric, of the same scale.
    """
    import numpy as np  # noqa: PLC0415

    result = alike.astype(np.float32) / SAME
    if guidance.stood is not None:
        stood = guidance.stood[compared]
        both = (stood[:, None] >= 0) & (stood[None, :] >= 0)
        same = stood[:, None] == stood[None, :]
        result = np.where(both, (result + _STOOD_VOTES * same) / (1 + _STOOD_VOTES), result)
    draws = settled(guidance)[compared].astype(np.float32)
    if draws.any():
        sure = np.minimum(draws.sum(axis=1), 1.0)
        share = draws / np.maximum(draws.sum(axis=1, keepdims=True), np.float32(1e-9))
        n_known = len({segment for segment, _ in guidance.known})
        # A vote counts by how sure it is that both belong to something known.
        votes = votes_after(n_known) * np.outer(sure, sure)
        result = (result + votes * (share @ share.T)) / (1 + votes)
    whole: NDArray[np.uint16] = np.round(result * SAME).astype(np.uint16)
    np.fill_diagonal(whole, SAME)
    return np.minimum(whole, whole.T)


def votes_after(n_known: int) -> float:
    """How many times as much as likeness what is thought counts, once so many segments were decided on.

    >>> [votes_after(n) for n in (6, 60, 600)]
    [1.0, 5.0, 8.0]
    """
    return min(_MOST_VOTES, max(1.0, n_known / _SEGMENTS_A_VOTE))


def gathered(
    found: NDArray[np.int64], *, smooth: NDArray[np.float32], guidance: Guidance
) -> tuple[NDArray[np.int64], dict[int, int]]:
    """Groups that stand for one and the same become one, and what was decided about a segment is kept.

    Args:
        found: (n,), the group of each segment, -1 unplaced.
        smooth: (n, directions), what segments are compared in.
        guidance: What is known.

    Returns:
        (n,) groups, their numbers as they were, and which of them stand for which known group.
    """
    import numpy as np  # noqa: PLC0415

    found = found.copy()
    draws = settled(guidance)
    stands: dict[int, int] = {}
    places: dict[int, list[int]] = {}
    decided = {(int(found[segment]), group) for segment, group in guidance.known}
    for number in np.unique(found[found >= 0]).tolist() if draws.shape[1] else ():
        mean = draws[found == number].mean(axis=0)
        for_what = int(mean.argmax())
        if mean[for_what] < _STANDS_FOR:
            continue
        # What a code draws beyond a readable size is shown in candidates of its own; what people put together is not.
        there = places.setdefault(for_what, [])
        most = len(found) if (number, for_what) in decided else LARGEST * len(found)
        fits = [one for one in there if int(np.isin(found, (one, number)).sum()) <= most]
        if fits:
            found[found == number] = fits[0]
        else:
            there.append(number)
            stands[number] = for_what
    _keep_what_was_decided(found, smooth, places, guidance)
    left = set(np.unique(found).tolist())
    return found, {number: for_what for number, for_what in stands.items() if number in left}


def _keep_what_was_decided(
    found: NDArray[np.int64], smooth: NDArray[np.float32], places: dict[int, list[int]], guidance: Guidance
) -> None:
    """Move decided segments where they were put, and refused ones away, in place; ``places``: groups by known group."""
    import numpy as np  # noqa: PLC0415

    not_there: dict[int, set[int]] = {}
    for segment, group in guidance.refused:
        not_there.setdefault(segment, set()).update(places.get(group, ()))
    there: dict[int, list[int]] = {}
    for segment, group in guidance.known:
        there.setdefault(segment, []).extend(places.get(group, ()))
    for segment, groups in there.items():
        if groups and found[segment] not in groups:
            found[segment] = groups[0]
    numbers = np.unique(found[found >= 0])
    centres = {int(number): smooth[found == number].mean(axis=0) for number in numbers}
    for segment, refused in not_there.items():
        if int(found[segment]) in refused and not there.get(segment):
            others = [number for number in centres if number not in refused]
            near = [float(smooth[segment] @ centres[number]) for number in others]
            found[segment] = others[int(np.argmax(near))] if others else -1
