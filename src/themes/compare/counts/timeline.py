"""Where codes stand along one transcript: by turn, and by time where the turns that bear them have times."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from themes.compare.counts.passage import Passage
from themes.model import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A quotation of a code along a transcript.

    Attributes:
        code_id: The code.
        passage: The quotation.
        first_turn: The first turn that it touches, from 1.
        last_turn: The last one.
        from_seconds: When the first turn starts; None where that is not known.
        to_seconds: When the last turn ends: its own end, else the next turn's start, else the recording's end.
    """

    code_id: str
    passage: Passage
    first_turn: int
    last_turn: int
    from_seconds: float | None
    to_seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Stretches of codes along a transcript of ``n_turns``; ``seconds`` is where the last turn ends, if known."""

    stretches: tuple[Stretch, ...]
    n_turns: int
    seconds: float | None

    @property
    def has_times(self) -> bool:
        """Whether each stretch can stand on a line of time."""
        return self.seconds is not None and all(
            one.from_seconds is not None and one.to_seconds is not None for one in self.stretches
        )


def timeline(
    quoted: Mapping[str, Iterable[Passage]], turns: Sequence[Turn], *, seconds: float | None = None
) -> Timeline:
    """Where the quotations of some codes stand along one transcript.

    Args:
        quoted: By code id, quotations of that transcript.
        turns: Its turns, in order.
        seconds: The recording's length, where known.
    """
    starts = [turn.start for turn in turns]
    ends = _ends(turns, seconds)
    found = []
    for code_id, passages in quoted.items():
        for passage in passages:
            first = max(0, bisect_right(starts, passage.start) - 1)
            if turns[first].end <= passage.start and first + 1 < len(turns):
                first += 1
            last = max(first, bisect_right(starts, passage.end - 1) - 1)
            found.append(
                Stretch(
                    code_id=code_id,
                    passage=passage,
                    first_turn=first + 1,
                    last_turn=last + 1,
                    from_seconds=turns[first].start_seconds,
                    to_seconds=ends[last],
                )
            )
    known = [one for one in ends if one is not None]
    return Timeline(
        stretches=tuple(sorted(found, key=lambda one: one.passage)),
        n_turns=len(turns),
        seconds=max(known) if known else None,
    )


def _ends(turns: Sequence[Turn], seconds: float | None) -> list[float | None]:
    """When each turn ends: by its own time, else by the next one's start, else by the recording's length."""
    ends: list[float | None] = []
    following = seconds
    for turn in reversed(turns):
        own = turn.end_seconds if turn.end_seconds is not None else following
        # A length that the file tells too short would have the last turn end before it starts.
        ends.append(own if own is None or turn.start_seconds is None else max(own, turn.start_seconds))
        following = turn.start_seconds
    return ends[::-1]
