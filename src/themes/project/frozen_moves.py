"""What the machine had suggested goes along where codes are merged; of a code that is removed it stays as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from themes.model import FrozenSet, FrozenTranscript
from themes.operations import Change, revised


def followed(
    sets: Iterable[FrozenSet], transcripts: Iterable[FrozenTranscript], into: Mapping[str, str]
) -> list[Change]:
    """The changes by which frozen suggestions name the codes that others were merged into.

    Args:
        sets: All of the study.
        transcripts: All of the study.
        into: The ids of the codes that stand for those that go.
    """
    changes: list[Change] = []
    for known in sets:
        code_ids = tuple(dict.fromkeys(into.get(one, one) for one in known.code_ids))
        changes.append(revised(known, replace(known, code_ids=code_ids)))
    for frozen in transcripts:
        renamed = tuple(replace(one, code_id=into.get(one.code_id, one.code_id)) for one in frozen.suggestions)
        changes.append(revised(frozen, replace(frozen, suggestions=renamed)))
    return [change for change in changes if change.was != change.now]
