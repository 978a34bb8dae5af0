"""Segments into groups, without names: what ``propose`` does before anything is called something.

vectors ─with_words→ ─in_context→ ─set_apart→ ─nearest, shared→ graph ─smoothed→ ─likenesses→ ─unplaced→
─average_linkage→ tree ─layer→ ─settle→ groups
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from themes.discover.belonging import FIRM, MOST_UNPLACED, firmness, likest, unplaced
from themes.discover.candidates import by_what_they_carry
from themes.discover.cluster import renumbered
from themes.discover.context import NEIGHBOURS, OWN_CASE, WINDOW, case_of, in_context, unit
from themes.discover.layers import how_many, layer, plain_groups
from themes.discover.likeness import likenesses
from themes.discover.neighbours import Graph, Neighbours, nearest, rounded, shared
from themes.discover.sizes import LARGEST, Sizing, limits
from themes.discover.smoothing import principal, set_apart, smoothed
from themes.discover.tree import Tree, average_linkage
from themes.discover.wording import WORDS, with_words
from themes.model import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_COMPARED = 2500
"""Of more segments than this, so many are drawn; the others join the group whose centre is nearest."""

_MOST_NEIGHBOURS, _FEWEST_NEIGHBOURS = 10, 5

Say = Callable[[float, str], None]
"""Told the share done, in [0, 1], and what is being done."""

# Shares of the time of 2,000 to 48,000 segments.
_COMPARED = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """The group of each of n segments, ``found`` (n,), 0 carries most and -1 is unplaced; and what led to it.

    ``joined`` (n, d): the vectors with words beside them.
    """

    found: NDArray[np.int64]
    joined: NDArray[np.float32]
    prepared: Prepared
    parameters: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What is computed once and grouped at any number of groups.

    Args:
        cases: The case of each of n segments.
        vectors: (n, d) in context.
        smooth: (n, directions), what segments are compared in.
        near: Nearest neighbours.
        graph: Of shared neighbours.
        compared: (m,) ascending positions of the segments that are compared, every one with every other.
        alike: (m, m), how like each other they are.
        placed: (m,), which of them belong somewhere.
        tree: Of those that are placed.
        seed: Of whatever was drawn.
    """

    cases: tuple[str, ...]
    vectors: NDArray[np.float32]
    smooth: NDArray[np.float32]
    near: Neighbours
    graph: Graph
    compared: NDArray[np.int64]
    alike: NDArray[np.uint16]
    placed: NDArray[np.bool_]
    tree: Tree
    seed: int


def group(
    segments: Sequence[Segment],
    words: Sequence[str],
    vectors: NDArray[np.float32],
    *,
    seed: int = 1,
    on_progress: Say | None = None,
) -> Grouped:
    """The groups of segments: the same input and seed give the same answer in any process.

    Args:
        segments: n segments, in any order.
        words: The words of each.
        vectors: (n, d), the vector of each, of length 1.
        seed: For whatever is drawn at random.
        on_progress: Told how far it is.
    """
    say = on_progress or (lambda _share, _what: None)
    say(0.0, "comparing the words of the segments")
    joined = with_words(words, vectors)
    prepared = prepare(segments, joined, seed=seed, on_progress=say)
    return Grouped(
        found=regroup(prepared),
        joined=joined,
        prepared=prepared,
        parameters=(
            ("engine", "average linkage of vectors drawn towards those that share their neighbours"),
            ("segments compared", len(prepared.compared)),
            ("neighbours", prepared.near.index.shape[1]),
            ("weight of the words", WORDS),
            ("weight of the segments around", NEIGHBOURS),
            ("segments around, each side", WINDOW),
            ("share of the case's mean taken out", OWN_CASE),
            ("unplaced where its likest are less like it than", FIRM),
            ("likest", _likest(len(prepared.compared))),
            ("unplaced at most", MOST_UNPLACED),
            ("largest candidate at most", LARGEST),
        ),
    )


def prepare(
    segments: Sequence[Segment],
    vectors: NDArray[np.float32],
    *,
    seed: int = 1,
    most_compared: int = MOST_COMPARED,
    on_progress: Say | None = None,
) -> Prepared:
    """Everything that does not depend on how many groups are wanted.

    Args:
        segments: n segments, in any order.
        vectors: (n, d), the vector of each with its words, of length 1.
        seed: For whatever is drawn at random.
        most_compared: Of more segments than this, so many are drawn.
        on_progress: Told how far it is.
    """
    import numpy as np  # noqa: PLC0415

    say = on_progress or (lambda _share, _what: None)
    n = len(segments)
    k = max(_FEWEST_NEIGHBOURS, min(_MOST_NEIGHBOURS, round(n**0.5)))
    in_place = in_context(segments, vectors)
    say(_COMPARED / 4, f"comparing {n:,} segments with each other")
    apart = set_apart(in_place)
    near = nearest(apart, k=k)
    graph = shared(near, k=k)
    smooth = principal(smoothed(apart, graph))
    compared = np.arange(n)
    if n > most_compared:
        compared = np.sort(np.random.default_rng(seed).permutation(n)[:most_compared])
    say(_COMPARED, "joining segments that are alike")
    alike = likenesses(smooth[compared])
    placed = ~_nowhere(alike)
    return Prepared(
        cases=tuple(case_of(segment) for segment in segments),
        vectors=in_place,
        smooth=smooth,
        near=near,
        graph=graph,
        compared=compared,
        alike=alike,
        placed=placed,
        tree=average_linkage(_among(alike, placed)),
        seed=seed,
    )


def weighed(prepared: Prepared, alike: NDArray[np.uint16]) -> Prepared:
    """The same with other likenesses; what was placed stays so.

    Args:
        prepared: Of m segments that are compared.
        alike: (m, m), how like each other they are taken to be.
    """
    placed = prepared.placed | ~_nowhere(alike)
    return replace(prepared, alike=alike, placed=placed, tree=average_linkage(_among(alike, placed)))


def regroup(prepared: Prepared, *, n_groups: int | None = None) -> NDArray[np.int64]:
    """The groups at one layer, in sizes that people can read.

    Args:
        prepared: Of n segments.
        n_groups: About how many; by the number of segments where not given.

    Returns:
        (n,), 0 carries most, -1 unplaced.
    """
    import numpy as np  # noqa: PLC0415

    n = len(prepared.cases)
    bounds = limits(n)
    wanted = n_groups or min(_wanted(n), plain_groups(prepared.tree))
    smallest = max(2, bounds.smallest * len(prepared.compared) // n)
    found = np.full(len(prepared.compared), -1, dtype=np.int64)
    alike = _among(prepared.alike, prepared.placed)
    found[prepared.placed] = layer(prepared.tree, alike, n_groups=wanted, smallest=smallest)
    found = _everywhere(prepared, found)
    sizing = Sizing(prepared.graph, vectors=prepared.vectors, cases=prepared.cases, found=found, seed=prepared.seed)
    return by_what_they_carry(sizing.settle(bounds), prepared.cases)


def _wanted(n: int) -> int:
    bounds = limits(n)
    return how_many(n, at_least=bounds.at_least, at_most=bounds.at_most)


def _likest(n: int) -> int:
    return likest(n, n_groups=_wanted(n))


def _nowhere(alike: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Which of m segments belong nowhere, by how like others they are; (m,)."""
    return unplaced(firmness(alike, others=_likest(len(alike))))


def _among(alike: NDArray[np.uint16], placed: NDArray[np.bool_]) -> NDArray[np.uint16]:
    """How like each other those are that are placed."""
    return alike[placed][:, placed]


def _everywhere(prepared: Prepared, found: NDArray[np.int64]) -> NDArray[np.int64]:
    """The group of every segment from that of those that were compared, -1 where it belongs to none; (n,).

    Whoever was not compared has the group whose centre is nearest, and none where that is far: nearer to no centre than
    as great a share of all as of those that were compared belongs to none.
    """
    import numpy as np  # noqa: PLC0415

    if len(prepared.compared) == len(prepared.cases):
        return renumbered(found)
    whole = rounded(prepared.smooth)
    sums = np.stack([whole[prepared.compared[found == number]].sum(axis=0) for number in range(int(found.max()) + 1)])
    likeness = whole @ rounded(unit(sums.astype(np.float64)).astype(np.float32)).T
    everywhere: NDArray[np.int64] = likeness.argmax(axis=1)
    nearness = likeness.max(axis=1).astype(np.float64)
    others = np.setdiff1d(np.arange(len(whole)), prepared.compared)
    far = others[unplaced(nearness[others], below=np.inf, at_most=float((found < 0).mean()))]
    everywhere[prepared.compared] = found
    everywhere[far] = -1
    return renumbered(everywhere)
