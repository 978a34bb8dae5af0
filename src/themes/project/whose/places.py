"""Where disagreements were decided: a decision is known by its code and its place alone."""

from __future__ import annotations

import uuid

from themes.model import Span

_OURS = uuid.UUID("0d5be9a0-9a43-5b0e-8d0c-1c3f6a9b7e21")
CONSENSUS_ID = str(uuid.uuid5(_OURS, "Consensus"))
"""The same in two copies, so that what is decided in both is of one coder once they are joined."""
_BY_NAME = 5  # the version of a uuid that follows from what it is of; a memo that somebody writes has another


def decision_id(code_id: str, transcript_id: str, unit: Span) -> str:
    """The id of the memo that holds what was decided: the same for the same code and place."""
    return str(uuid.uuid5(_OURS, f"{code_id}\n{transcript_id}\n{unit.start}\n{unit.end}"))


def is_decision(memo_id: str) -> bool:
    """Whether a memo of the consensus holds a decision, and is no note that somebody wrote under that name."""
    return uuid.UUID(memo_id).version == _BY_NAME
