"""Where codes, or themes, stand among their siblings after some were moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from themes.model import Code, Theme
from themes.operations import Change, revised

T = TypeVar("T", Code, Theme)


def placed(siblings: Sequence[T], moved: Sequence[T], *, parent_id: str | None, before: str | None) -> list[Change]:
    """The changes by which some come among siblings, who are counted anew from 0.

    Args:
        siblings: Those who stand there, in order; some of the moved may be among them.
        moved: Those who come, in order.
        parent_id: Under whom they come, None for the top.
        before: The id of the sibling before whom they come; last where it is None or not there.
    """
    ids = {one.id for one in moved}
    at = next((nth for nth, one in enumerate(siblings) if one.id == before), len(siblings))
    order: list[T] = [one for one in siblings[:at] if one.id not in ids]
    order.extend(moved)
    order.extend(one for one in siblings[at:] if one.id not in ids)
    return [revised(one, replace(one, parent_id=parent_id, position=nth)) for nth, one in enumerate(order)]
