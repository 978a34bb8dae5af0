"""Whether a step that edits a text takes along all that stands on it: undoing a correction may leave later work behind.

A verb takes everything along by construction (``project/moving.py``).
Undo and redo bring back the changes of a step as they were, and know nothing of what others did on the text since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from themes.model import Fact, Transcript
from themes.operations import Change
from themes.project.texts.moving import Standing


def edited(changes: Iterable[Change]) -> list[tuple[Transcript, Transcript]]:
    """The transcripts whose text some changes edit, as they were and as they become."""
    pairs = ((change.was, change.now) for change in changes)
    return [
        (was, now)
        for was, now in pairs
        if isinstance(was, Transcript) and isinstance(now, Transcript) and was.text != now.text
    ]


def leaves_behind(was: Transcript, now: Transcript, standing: Standing, changes: Sequence[Change]) -> bool:
    """Whether other words come to stand where something points that the changes leave as it is.

    Args:
        was: The transcript before the step.
        now: The transcript after it.
        standing: What points into it before the step.
        changes: All changes of the step.
    """
    taken_along = {(type(change.fact), change.fact.id) for change in changes}
    return any(
        was.text[start:end] != now.text[start:end]
        for fact, start, end in _places(was.id, standing)
        if (type(fact), fact.id) not in taken_along
    )


def _places(transcript_id: str, standing: Standing) -> Iterator[tuple[Fact, int, int]]:
    for kind in (
        standing.quotations,
        standing.suggestions,
        standing.belongings,
        standing.askings,
        standing.identifiers,
        standing.settlements,
    ):
        for fact in kind:
            yield fact, fact.start, fact.end
    for run in standing.runs:
        for member in run.members:
            if member.transcript_id == transcript_id:
                yield run, member.start, member.end
    for review in standing.reviews:
        for start, end in review.sample:
            yield review, start, end
