"""The codes as a tree, with how often each was given and who it was heard from; and what is done in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial

import streamlit as st

from themes.colours import colour_of, sound
from themes.filters import Filter
from themes.model import Code
from themes.project import Project
from themes.project.codes.usage import CodeUsage
from themes.ui.plain import count
from themes.ui.trees import Asked, Item, Opened, tree

CHOSEN, VIEW, WANTS, CASE = "themes code", "code view", "themes code wants", "themes code case"
VIEWS = ("Rules", "Quotations", "Cases", "Older", "Split")
_ASKED = {"quotations": "Quotations", "older": "Older", "split": "Split"}
_DIALOGS = frozenset({"merge", "remove", "colour"})


def choose(code_id: str, view: str | None = None) -> None:
    """Show a code in full on the next run."""
    st.session_state[CHOSEN] = code_id
    st.session_state.pop(CASE, None)
    if view is not None:
        st.session_state[VIEW] = view


def chosen(codes: list[Code]) -> Code:
    """The code that is shown in full: the first where none is chosen."""
    wanted = st.session_state.get(CHOSEN)
    return next((code for code in codes if code.id == wanted), codes[0])


def wanted() -> tuple[str, tuple[str, ...]] | None:
    """The dialog that was asked for in the tree, with the codes that it is about; asked once, it is gone."""
    asked: tuple[str, tuple[str, ...]] | None = st.session_state.pop(WANTS, None)
    return asked


def show(project: Project, codes: list[Code], where: Filter, older: Mapping[str, Code]) -> None:
    """Show the tree.

    Args:
        project: The open project.
        codes: All codes, in order.
        where: Numbers count what passes this filter.
        older: The codings that were made under an older definition, by id.
    """
    used = project.usage(where=where)
    marks = Counter(now.id for now in older.values())
    tree(
        project,
        [_item(code, used.get(code.id), marks[code.id]) for code in codes],
        key=f"codes {project.id}",
        noun="code",
        chosen=chosen(codes).id if codes else None,
        acts=("merge", "split", "colour", "retire", "remove"),
        carry_out=partial(carry_out, project),
        on_opened=_open,
    )


def carry_out(project: Project, asked: Asked) -> None:
    """Do what was done in the tree, as one step."""
    if asked.kind == "move":
        project.move_codes(asked.items, under=asked.under, before=asked.before, step_id=asked.id)
    elif asked.kind == "rename":
        project.revise_code(asked.items[0], name=asked.name, step_id=asked.id)
    elif asked.kind == "retire":
        project.retire_codes(asked.items, retired=asked.retired, step_id=asked.id)
    else:
        project.add_code(asked.name, parent=asked.under, new_id=asked.items[0], step_id=asked.id)
        choose(asked.items[0], "Rules")


def _open(opened: Opened) -> None:
    if opened.view in _DIALOGS:
        st.session_state[WANTS] = (opened.view, opened.items)
    choose(opened.item, _ASKED.get(opened.view))


def counted(used: CodeUsage | None) -> tuple[str, str]:
    """How often something was given and who it was heard from: in short for a row, and in words."""
    if used is None:
        return "0", "no quotation"
    heard = used.participants
    if heard.of and not (used.n_quotations or heard.n_known):
        return "not looked at", "nobody has looked for it yet"
    short, told = f"{used.n_quotations:,}", count(used.n_quotations, "quotation")
    if heard.of:
        short += f" · {'≥ ' if heard.n and not heard.complete else ''}{heard.n} of {heard.of}"
        told += f", from {heard.figure} participants"
    return short, f"{told}: show them"


def _item(code: Code, used: CodeUsage | None, n_older: int) -> Item:
    colour = colour_of(code.colour)
    short, told = counted(used)
    return Item(
        id=code.id,
        parent=code.parent_id,
        name=code.name,
        colour=sound(code.colour),
        pattern=colour.pattern if colour else "plain",
        count=short,
        counted=told,
        mark=f"{n_older} older" if n_older else "",
        retired=code.retired,
    )
