"""Verbs on the map of segments: where each stands, and a code for those that somebody picked on it."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from themes.errors import Refused
from themes.model import Code, Member, Run, Segment, Transcript
from themes.operations import Change, added
from themes.project.base import whole
from themes.project.encoding import digest_of
from themes.project.layers import LayerVerbs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_PLACED = 10_000
"""Of more segments than this, so many are drawn: placing them takes seconds, and nobody sees more points apart."""

SIDE = 4000
"""Places are whole numbers from 0 to this, along the longer side."""

_KEPT = 4
_SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentMap:
    """Segments of a discovery with their places in the plane, like ones near each other.

    ``at`` holds (along, up) for each of ``members``, whole numbers in [0, ``SIDE``]; ``n_segments`` counts all of the
    discovery, ``n_changed`` those whose words were corrected since and that have no place.
    """

    run: Run
    members: tuple[Member, ...]
    at: tuple[tuple[int, int], ...]
    n_segments: int
    n_changed: int


class MapVerbs(LayerVerbs):
    """Look at a discovery as a map, and code what was picked there."""

    def segment_map(self, run: Run | None = None) -> SegmentMap | None:
        """The map of a discovery; None where there is none yet. Nothing is written.

        The first call for a discovery places its segments (2,000 in 1 to 2 seconds); later ones find them placed,
        also after segments were moved to other candidates: the map shows how alike they are, not where they belong.

        Args:
            run: The discovery; the latest where not given.
        """
        import numpy as np  # noqa: PLC0415 - not needed to open a project

        run = run or self.latest_run()
        if run is None:
            return None
        texts = {one.id: one.text for one in self._store.facts(Transcript)}
        words = [texts[one.transcript_id][one.start : one.end] for one in run.members]
        keys = [digest_of(one) for one in words]
        known = self._store.known_vectors(run.model, list(dict.fromkeys(keys)))
        chosen = [nth for nth, key in enumerate(keys) if key in known]
        n_changed = len(keys) - len(chosen)
        if len(chosen) > MOST_PLACED:
            drawn = np.random.default_rng(_SEED).permutation(len(chosen))[:MOST_PLACED]
            chosen = [chosen[nth] for nth in sorted(drawn.tolist())]
        members = tuple(run.members[nth] for nth in chosen)
        said = [words[nth] for nth in chosen]
        at = _placed(members, said, lambda: np.stack([known[keys[nth]] for nth in chosen])) if chosen else ()
        return SegmentMap(run=run, members=members, at=at, n_segments=len(keys), n_changed=n_changed)

    @whole
    def code_segments(
        self,
        segments: Iterable[Member],
        code: Code | str,
        *,
        anew: bool = False,
        step_id: str | None = None,
    ) -> int:
        """Give segments a code, each as a quotation, in one step; they are marked unread until somebody has read them.

        Args:
            segments: Which.
            code: The code; its name where it is made for them.
            anew: Make a code of that name.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Returns:
            How many codings are new: a segment that bears the code already is not given it twice.

        Raises:
            Refused: No segment was given, or the name is empty or taken.
        """
        if step_id and self.has_step(step_id):
            return 0
        picked = list(dict.fromkeys(segments))
        if not picked:
            raise Refused("No segment is picked. Nothing was changed.")
        changes: list[Change] = []
        if anew:
            name = code if isinstance(code, str) else code.name
            given = self._new_code(name)
        else:
            given = self.code(code)
        n_new = 0
        for one in picked:
            source = self._store.fact(Transcript, one.transcript_id)
            quotation = self._quotation_at(source, one.start, one.end, changes)
            n_before = len(changes)
            self._coding_of(quotation, given, changes, unread=True)
            n_new += len(changes) - n_before
        made = [added(given)] if anew else []
        self._step("code segments", [*made, *changes], subject=given.id, step_id=step_id)
        return n_new


_places: OrderedDict[str, tuple[tuple[int, int], ...]] = OrderedDict()
_placing = Lock()


def _placed(
    members: Sequence[Member], words: Sequence[str], vectors: Callable[[], NDArray[np.float32]]
) -> tuple[tuple[int, int], ...]:
    """The places of segments, kept for the discoveries that were looked at last; whoever comes second waits.

    Where they stand hangs on their words, on who says them and on what stands around them, not on their candidate.
    """
    about = "\n".join(
        f"{one.transcript_id} {one.start} {one.case_id} {digest_of(said)}"
        for one, said in zip(members, words, strict=True)
    )
    key = hashlib.sha256(about.encode()).hexdigest()
    with _placing:
        if key not in _places:
            _places[key] = _whole(_plane(members, words, vectors()))
            while len(_places) > _KEPT:
                _places.popitem(last=False)
        _places.move_to_end(key)
        return _places[key]


def _plane(members: Sequence[Member], words: Sequence[str], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Places by the likeness that a discovery itself compares: with words and context, without what all share."""
    from themes.discover.context import in_context  # noqa: PLC0415 - brings numpy
    from themes.discover.plane import plane  # noqa: PLC0415 - as above
    from themes.discover.smoothing import set_apart  # noqa: PLC0415 - as above
    from themes.discover.wording import with_words  # noqa: PLC0415 - as above

    segments = [
        Segment(transcript_id=one.transcript_id, start=one.start, end=one.end, turn=0, case_id=one.case_id)
        for one in members
    ]
    return plane(set_apart(in_context(segments, with_words(words, vectors))))


def _whole(at: NDArray[np.float32]) -> tuple[tuple[int, int], ...]:
    """Places as whole numbers from 0 to ``SIDE``, along and up."""
    low = at.min(axis=0)
    scale = SIDE / (float((at.max(axis=0) - low).max()) or 1.0)
    return tuple((int(along), int(up)) for along, up in ((at - low) * scale).round().tolist())
