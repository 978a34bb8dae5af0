"""What a codebook was at each of its versions, and what changed between two: pure functions on its log.

A version is a step that changed a code; version 0 is the empty codebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from themes.model import Code
from themes.operations import Step
from themes.store import LoggedOperation

Codes = Mapping[str, Code]
What = Literal["name", "definition", "use when", "don't use when", "typical", "not this"]
Kind = Literal["new", "gone", "changed"]
Reason = Literal["its rules are others now", "it was retired", "it has other sub-codes now"]
RULES: tuple[tuple[What, str], ...] = (
    ("definition", "definition"),
    ("use when", "use_when"),
    ("don't use when", "dont_use_when"),
)
"""What says when a code is used: a coding made under others was made under an older definition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookVersion:
    """The codebook as a step left it; ``codes`` by id."""

    number: int
    step: Step
    codes: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """Words of a code that are others now."""

    what: What
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChange:
    """What became of one code between two versions.

    ``path`` is its own now, or as it was where it is gone; ``notes`` are sentences on what is no text: where it
    stands, whether it is retired, its colour.
    """

    kind: Kind
    path: str
    rewritten: tuple[Rewritten, ...] = ()
    notes: tuple[str, ...] = ()


def versions(logged: Iterable[LoggedOperation]) -> list[CodebookVersion]:
    """The versions of a codebook, oldest first.

    Args:
        logged: The operations on codes, in the log's order. A state that left the file at a release cannot be told;
            the code then stands as it stood before.
    """
    told: list[CodebookVersion] = []
    codes: dict[str, Code] = {}
    for _, together in groupby(logged, key=lambda one: one.step.id):
        operations = list(together)
        for one in operations:
            if one.operation.now is None:
                codes.pop(one.operation.entity_id, None)
            elif isinstance(one.fact, Code):
                codes[one.operation.entity_id] = one.fact
        told.append(CodebookVersion(number=len(told) + 1, step=operations[0].step, codes=dict(codes)))
    return told


def rules_of(code: Code) -> tuple[str, ...]:
    """The words that say when a code is used."""
    return tuple(getattr(code, field).strip() for _, field in RULES)


def code_at(history: Sequence[CodebookVersion], code_id: str, version: int) -> Code | None:
    """A code as it was at a version; as it came where it is younger, as what was made with it was made by it."""
    before = next((one.codes[code_id] for one in reversed(history[:version]) if code_id in one.codes), None)
    return before or next((one.codes[code_id] for one in history[version:] if code_id in one.codes), None)


def touched(history: Sequence[CodebookVersion], code_id: str, version: int) -> tuple[Reason, ...]:
    """What the versions after one changed about a code, so that what was coded by that one is looked at again.

    Args:
        history: The versions, oldest first.
        code_id: The code; it stands in the last version.
        version: The number of the version that was coded by.
    """
    if not history or code_id not in history[-1].codes:
        return ()
    now = history[-1].codes
    was = code_at(history, code_id, version)
    if was is None:
        return ()
    then = history[version - 1].codes if 0 < version <= len(history) else {}
    below = {id_ for id_, code in now.items() if code.parent_id == code_id}
    below_then = {id_ for id_, code in then.items() if code.parent_id == code_id}
    # A code that is younger than the version came with what stood below it then.
    came = below - below_then if code_id in then else frozenset()
    told: tuple[tuple[bool, Reason], ...] = (
        (rules_of(was) != rules_of(now[code_id]), "its rules are others now"),
        (now[code_id].retired and not was.retired, "it was retired"),
        (bool(came), "it has other sub-codes now"),
    )
    return tuple(reason for holds, reason in told if holds)


def between(older: Codes, newer: Codes) -> list[CodeChange]:
    """What changed between two states of a codebook: what came, what is other, what went, each by path."""
    came = [CodeChange(kind="new", path=path_in(newer, id_), rewritten=_texts(None, newer[id_]))
            for id_ in newer if id_ not in older]  # fmt: skip
    went = [CodeChange(kind="gone", path=path_in(older, id_)) for id_ in older if id_ not in newer]
    other = []
    for id_, now in newer.items():
        was = older.get(id_)
        if was is None:
            continue
        rewritten, notes = _texts(was, now), _notes(was, now, older, newer)
        if rewritten or notes:
            other.append(CodeChange(kind="changed", path=path_in(newer, id_), rewritten=rewritten, notes=notes))
    return [one for part in (came, other, went) for one in sorted(part, key=lambda one: one.path.casefold())]


def path_in(codes: Codes, code_id: str) -> str:
    """The names from the top of the tree down to a code's own."""
    names: list[str] = []
    above: str | None = code_id
    while above is not None and above in codes and len(names) <= len(codes):
        names.insert(0, codes[above].name)
        above = codes[above].parent_id
    return " > ".join(names)


def _texts(was: Code | None, now: Code) -> tuple[Rewritten, ...]:
    pairs: list[tuple[What, str, str]] = [] if was is None else [("name", was.name, now.name)]
    pairs += [(what, getattr(was, field) if was else "", getattr(now, field)) for what, field in RULES]
    pairs += [("typical", "\n".join(was.typical) if was else "", "\n".join(now.typical))]
    pairs += [("not this", "\n".join(was.not_this) if was else "", "\n".join(now.not_this))]
    return tuple(Rewritten(what=what, was=before, now=after) for what, before, after in pairs if before != after)


def _notes(was: Code, now: Code, older: Codes, newer: Codes) -> tuple[str, ...]:
    notes = []
    if was.parent_id != now.parent_id:
        stood, stands = (path_in(codes, code.parent_id) if code.parent_id else ""
                         for codes, code in ((older, was), (newer, now)))  # fmt: skip
        notes.append(f"moved from {_place(stood)} to {_place(stands)}")
    elif was.position != now.position:
        notes.append("stands elsewhere among its siblings")
    if was.retired != now.retired:
        notes.append("retired" if now.retired else "brought back into use")
    if was.colour != now.colour:
        notes.append("has another colour")
    return tuple(notes)


def _place(path: str) -> str:
    return f"under “{path}”" if path else "the top"
