"""Where disagreements were decided: a decision is known by its code and its place alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from themes.compare import Unit
from themes.model import Span, Transcript
from themes.project.compared import turns_of
from themes.report.whose import Settled

_OURS = uuid.UUID("0d5be9a0-9a43-5b0e-8d0c-1c3f6a9b7e21")
_BY_NAME = 5  # the version of a uuid that follows from what it is of; a memo that somebody writes has another
_UNITS: tuple[Unit, ...] = ("turn", "sentence", "segment")
"""Units that disagreements are shown by, the commonest first; of characters they are turns."""


def decision_id(code_id: str, transcript_id: str, unit: Span) -> str:
    """The id of the memo that holds what was decided: the same for the same code and place."""
    return str(uuid.uuid5(_OURS, f"{code_id}\n{transcript_id}\n{unit.start}\n{unit.end}"))


def is_decision(memo_id: str) -> bool:
    """Whether a memo of the consensus holds a decision, and is no note that somebody wrote under that name."""
    return uuid.UUID(memo_id).version == _BY_NAME


def places_of(decisions: Iterable[str], source: Transcript, code_ids: Iterable[str]) -> dict[str, Settled]:
    """The places of some decisions in a transcript, by the decision's id; one whose place has changed has none.

    Args:
        decisions: The ids of decisions in that transcript.
        source: The transcript, as it is now.
        code_ids: The codes that decisions were made on there.
    """
    wanted = set(decisions)
    codes = list(code_ids)
    found: dict[str, Settled] = {}
    for unit in _UNITS:
        if len(found) == len(wanted):
            break
        for span in _spans(source, unit):
            for code_id in codes:
                id_ = decision_id(code_id, source.id, span)
                if id_ in wanted:
                    found[id_] = Settled(transcript_id=source.id, code_id=code_id, start=span.start, end=span.end)
    return found


def _spans(source: Transcript, unit: Unit) -> Iterator[Span]:
    return (span for turn in turns_of(source, unit) for span in turn)
