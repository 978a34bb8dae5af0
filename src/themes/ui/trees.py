"""The tree of codes, or of themes: what it is told, and what people did in it carried out.

Each message holds all that is not settled yet (frontend/src/tree/pending.ts), so that none is lost where one message
overtakes another; each thing done bears the id of its step, so that what comes twice is done once.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Literal, cast

import streamlit as st

from themes.project import Project
from themes.ui import session
from themes.ui.components import built, told

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOST = 500
_LONGEST_NAME = 200
_REMEMBERED = 300

Kind = Literal["move", "rename", "retire", "add"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row, as ``Item`` in frontend/src/tree/types.ts."""

    id: str
    parent: str | None
    name: str
    colour: str = ""
    pattern: str = "plain"
    count: str = ""
    counted: str = ""
    mark: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that was done in the tree, read with distrust; what it needs beyond its kind depends on that."""

    id: str
    kind: Kind
    items: tuple[str, ...] = ()
    name: str = ""
    under: str | None = None
    before: str | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What was opened in the tree: an item, what of it ("" for what is shown now), and which are chosen."""

    item: str
    view: str
    items: tuple[str, ...]


def tree(
    project: Project,
    items: Sequence[Item],
    *,
    key: str,
    noun: Literal["code", "theme"],
    chosen: str | None,
    acts: Sequence[str],
    carry_out: Callable[[Asked], object],
    on_opened: Callable[[Opened], None],
    levels: int | None = None,
) -> None:
    """Show a tree.

    Args:
        project: The open project.
        items: The rows, each parent before what stands under it.
        key: Streamlit's key; the same key keeps the tree alive over reruns.
        noun: What the rows are.
        chosen: The id of the one that is shown beside it.
        acts: What can be done beside moving and naming: "merge", "split", "colour", "retire", "remove".
        carry_out: Does one thing; a refusal is told at the top of the page.
        on_opened: Called with what was opened, before the page is drawn.
        levels: How many levels there may be.
    """

    def asked() -> None:
        for one in read(told(key, "asked")):
            if not project.has_step(one.id):
                session.attempt(partial(carry_out, one))
            _settle(key, one.id)

    def opened() -> None:
        said = told(key, "opened")
        if isinstance(said, Mapping) and isinstance(said.get("item"), str):
            ids = said.get("items")
            chosen_ids = tuple(id_ for id_ in ids if isinstance(id_, str)) if isinstance(ids, list) else ()
            on_opened(Opened(item=said["item"], view=str(said.get("view") or ""), items=chosen_ids))

    built("tree", '<div class="tt-host"></div>')(
        key=key,
        data={
            "items": [asdict(item) for item in items],
            "chosen": chosen,
            "readOnly": project.read_only,
            "noun": noun,
            "levels": levels,
            "acts": list(acts),
            "settled": list(_settled(key)),
            "at": time.time_ns() // 1_000_000,
        },
        on_asked_change=asked,
        on_opened_change=opened,
    )


def read(told: object) -> list[Asked]:
    """What was done, oldest first; what is not of the agreed form is passed over."""
    if not isinstance(told, Sequence) or len(told) > _MOST:
        return []
    return [asked for one in told if isinstance(one, Mapping) and (asked := _asked(one)) is not None]


def _asked(one: Mapping[str, Any]) -> Asked | None:
    ids = one.get("items", [one.get("item")])
    named = one.get("name", "")
    places = (one.get("under"), one.get("before"))
    sound = (
        one.get("kind") in ("move", "rename", "retire", "add")
        and isinstance(one.get("id"), str)
        and isinstance(ids, Sequence)
        and all(isinstance(id_, str) and _UUID.fullmatch(id_) for id_ in (one["id"], *ids))
        and all(place is None or isinstance(place, str) for place in places)
        and isinstance(named, str)
    )
    if not sound:
        return None
    return Asked(
        id=one["id"],
        kind=cast("Kind", one["kind"]),
        items=tuple(ids),
        name=" ".join(named.split())[:_LONGEST_NAME],
        under=places[0],
        before=places[1],
        retired=one.get("retired") is True,
    )


def _settled(key: str) -> list[str]:
    settled: list[str] = st.session_state.setdefault(f"{key} settled", [])
    return settled


def _settle(key: str, step_id: str) -> None:
    settled = _settled(key)
    if step_id not in settled:
        st.session_state[f"{key} settled"] = [*settled, step_id][-_REMEMBERED:]
