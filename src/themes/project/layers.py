"""Verbs on the layers of a discovery: look at broader or finer candidates, and keep a layer.

Everything comes from the stored vectors: nothing is encoded again, and moving to another layer groups nothing anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from themes.errors import Refused
from themes.model import Run, Segment, Transcript
from themes.project.candidates import CandidateVerbs
from themes.project.discovery import Discovered
from themes.project.encoding import digest_of
from themes.project.records import Discovery

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from themes.discover import Grouped
    from themes.discover.hierarchy import Hierarchy
    from themes.discover.telling import Vocabulary

BROADEST, FINEST = 2, 60
"""Layers are offered between so few and so many groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerGroup:
    """A group of a layer: its segments and cases counted, and what it takes from which candidates that are shown.

    ``name`` is that of the candidate it takes most from; ``from_candidates``: ranks and counts of segments, most first;
    ``key_words`` tell it from all others.
    """

    name: str
    n_segments: int
    n_cases: int
    from_candidates: tuple[tuple[int, int], ...]
    key_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer, the group that carries most first, and between which numbers of groups there are others."""

    groups: tuple[LayerGroup, ...]
    broadest: int
    shown: int
    finest: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Material:
    """A run's segments with their words and vectors (n, d); equal by its run, so that it is prepared once.

    A run whose segments a person has moved is another than before.
    """

    run: Run
    segments: tuple[Segment, ...]
    words: tuple[str, ...]
    vectors: NDArray[np.float32]

    def __hash__(self) -> int:
        return hash(self.run.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Material) and other.run == self.run


class LayerVerbs(CandidateVerbs):
    """Broader and finer than what a discovery shows."""

    def layer(self, n_groups: int, *, run: Run | None = None) -> Layer:
        """The layer of about so many groups, in counts; nothing is written.

        The first call for a discovery prepares its hierarchy, in a few seconds; further ones take milliseconds.

        Args:
            n_groups: How many; the nearest layer that there is.
            run: Of which discovery; the latest where not given.

        Raises:
            Refused: There is no discovery, or its vectors are not stored any more.
        """
        from themes.discover.telling import telling  # noqa: PLC0415 - brings what names are made of

        material = self._material_of(run)
        run, layers = material.run, _hierarchy(material)
        names = {view.candidate.rank: view.name for view in self.candidates(run)}
        found = layers.at(n_groups).tolist()
        words = _vocabulary(material, self._labels())
        groups = []
        for number in range(max(found, default=-1) + 1):
            places = [place for place, at in enumerate(found) if at == number]
            members = [run.members[place] for place in places]
            taken = Counter(member.rank for member in members).most_common()
            groups.append(
                LayerGroup(
                    name=names.get(taken[0][0], ""),
                    n_segments=len(members),
                    n_cases=len({member.case_id for member in members if member.case_id}),
                    from_candidates=tuple(taken),
                    key_words=telling(words, places),
                )
            )
        groups.sort(key=lambda group: -group.n_segments * max(1, group.n_cases))
        return Layer(groups=tuple(groups), broadest=layers.broadest, shown=layers.shown, finest=layers.finest)

    def keep_layer(self, n_groups: int, *, run: Run | None = None) -> Discovery:
        """Make a layer the candidates that are shown: a discovery of its own, named anew, in one step.

        What was decided about candidates of the discovery before stays with them.

        Args, Raises: As ``layer`` has them.
        """
        from themes.discover import named  # noqa: PLC0415 - brings numpy
        from themes.discover.candidates import by_what_they_carry  # noqa: PLC0415 - as above

        material = self._material_of(run)
        run, layers, grouped = material.run, _hierarchy(material), _grouped(material)
        found = by_what_they_carry(layers.at(n_groups), grouped.prepared.cases)
        kept = tuple(pair for pair in run.parameters if pair[0] != _LAYER)
        proposal = named(
            material.segments,
            material.words,
            material.vectors,
            replace(grouped, found=found, parameters=(*kept, (_LAYER, str(int(found.max(initial=-1)) + 1)))),
            seed=run.seed,
            drop_words=self._labels(),
        )
        discovered = Discovered(
            model=run.model,
            parameters=proposal.parameters,
            members=proposal.members,
            candidates=proposal.candidates,
        )
        return self._keep_run(discovered, engine=run.engine, seed=run.seed)

    def _material_of(self, run: Run | None) -> _Material:
        """The segments of a run, the latest where none is given, with their words and their stored vectors."""
        import numpy as np  # noqa: PLC0415 - not needed to open a project

        run = run or self.latest_run()
        if run is None:
            raise Refused(_NONE)
        texts: Mapping[str, str] = {one.id: one.text for one in self._store.facts(Transcript)}
        words = tuple(texts[member.transcript_id][member.start : member.end] for member in run.members)
        keys = [digest_of(text) for text in words]
        known = self._store.known_vectors(run.model, list(dict.fromkeys(keys)))
        if not keys or not all(key in known for key in keys):
            raise Refused(_GONE)
        segments = tuple(
            Segment(transcript_id=one.transcript_id, start=one.start, end=one.end, turn=0, case_id=one.case_id)
            for one in run.members
        )
        return _Material(run=run, segments=segments, words=words, vectors=np.stack([known[key] for key in keys]))


@lru_cache(maxsize=2)
def _grouped(material: _Material) -> Grouped:
    from themes.discover import group  # noqa: PLC0415 - brings numpy

    return group(material.segments, material.words, material.vectors, seed=material.run.seed)


@lru_cache(maxsize=2)
def _hierarchy(material: _Material) -> Hierarchy:
    """The layers around the candidates of a run."""
    import numpy as np  # noqa: PLC0415

    from themes.discover.hierarchy import hierarchy_of  # noqa: PLC0415 - brings numpy

    ranks = np.array([member.rank - 1 for member in material.run.members], dtype=np.int64)
    return hierarchy_of(_grouped(material).prepared, ranks, broadest=BROADEST, finest=FINEST)


@lru_cache(maxsize=2)
def _vocabulary(material: _Material, dropped: frozenset[str]) -> Vocabulary:
    """The words of a run's segments, without those that must not name anything."""
    from themes.discover.telling import vocabulary  # noqa: PLC0415 - as above

    return vocabulary(material.words, dropped)


_LAYER = "layer of so many groups"
_NONE = "There is no discovery yet. Nothing was changed. Look for candidate themes first."
_GONE = (
    "The texts of this discovery were changed since, so its layers cannot be computed. Nothing was changed. "
    "Look for candidate themes again."
)
