"""One code parted in two: its quotations are put left and right, side by side, and the right ones become a new code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from themes.model import Code
from themes.project import Project
from themes.ui import session
from themes.ui.components import built, told
from themes.ui.pages import code_tree

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def show(project: Project, code: Code) -> None:
    """Show the two sides; nothing is changed before "Split" is pressed."""
    coded = project.codings(code=code)
    if len(coded) < 2:  # noqa: PLR2004 - two sides
        st.markdown("A code with two quotations or more can be split.")
        return
    key = f"split {code.id}"

    def split() -> None:
        asked = _asked(told(key, "split"))
        if asked is not None and not project.has_step(asked["id"]):
            session.attempt(partial(_split, project, code, asked))

    built("split", '<div class="tx-host"></div>')(
        key=key,
        data={
            "code": code.id,
            "name": code.name,
            "readOnly": project.read_only,
            "quotations": [
                {
                    "id": one.coding.id,
                    "words": one.quotation.words,
                    "who": project.attribution(one.case.id if one.case else None),
                    "coder": one.coder.name,
                }
                for one in coded
            ],
        },
        on_split_change=split,
    )


def _split(project: Project, code: Code, asked: dict[str, Any]) -> None:
    new = project.split_code(code, asked["name"], asked["codings"], step_id=asked["id"])
    code_tree.choose(new.id, "Rules")
    session.say(f"“{new.name}” has {len(asked['codings'])} quotations. Say what it means; Undo takes the split back.")


def _asked(told: object) -> dict[str, Any] | None:
    """What is to be split off, read with distrust; None where it is not of the agreed form."""
    if not isinstance(told, Mapping):
        return None
    id_, name, codings = told.get("id"), told.get("name"), told.get("codings")
    sound = (
        isinstance(id_, str)
        and _UUID.fullmatch(id_) is not None
        and isinstance(name, str)
        and isinstance(codings, list)
        and all(isinstance(one, str) for one in codings)
    )
    return {"id": id_, "name": name, "codings": codings} if sound else None
