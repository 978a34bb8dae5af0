"""What the coding surface sends: operations, read with distrust, each carried out as one step of the project.

Mirrors ``Operation`` in frontend/src/reader/types.ts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from themes.errors import Refused
from themes.model import Coding, Transcript, Valence
from themes.project import Project
from themes.text import canonical

MOST_OPERATIONS = 500
_MOST_IDS = 20_000
_LONGEST_NAME = 200
_LAST_POSITION = 2**31
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Fields = Mapping[str, object]


class Unreadable(ValueError):
    """An operation is not of the agreed form; ``operation_id`` says which, None where even that cannot be told."""

    def __init__(self, message: str, operation_id: str | None = None) -> None:
        """Hold the words and the operation's id."""
        super().__init__(message)
        self.operation_id = operation_id


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveCode:
    """Give a span a code, under ids that the surface chose."""

    id: str
    coding: str
    quotation: str
    start: int
    end: int
    code: str
    valence: Valence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCodes:
    """Take codings back, all in one step."""

    id: str
    codings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetValence:
    """Say a coding's direction, or None for none."""

    id: str
    coding: str
    valence: Valence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveEnds:
    """Move the ends of a quotation."""

    id: str
    quotation: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCode:
    """Add a code under an id that the surface chose."""

    id: str
    code: str
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRead:
    """Mark codings that were accepted in bulk as read."""

    id: str
    codings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkLookedAt:
    """Say that codes were looked for in the transcript: all where ``codes`` is None."""

    id: str
    codes: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Undo or redo; ``step`` is what the surface takes to be the step in question, None where it does not know."""

    id: str
    kind: Literal["undo", "redo"]
    step: str | None


Incoming = GiveCode | TakeCodes | SetValence | MoveEnds | NewCode | MarkRead | MarkLookedAt | Turn


def read(body: object) -> list[Incoming]:
    """The operations in a request's JSON.

    Raises:
        Unreadable: Something in it is not of the agreed form; none of it is to be carried out.
    """
    if not isinstance(body, list) or len(body) > MOST_OPERATIONS:
        raise Unreadable(f"A list of at most {MOST_OPERATIONS} operations is needed.")
    return [_read_one(item) for item in body]


def _read_one(item: object) -> Incoming:
    if not isinstance(item, dict):
        raise Unreadable("An operation is an object with an id and a kind.")
    operation_id = _uuid(item.get("id"), "id")
    reader = _READERS.get(str(item.get("kind")))
    if reader is None:
        raise Unreadable("No such kind of operation is known.", operation_id)
    form, fields = reader
    extra = set(item) - {"id", "kind", *fields}
    if extra or len(item) != len(fields) + 2:
        raise Unreadable(f"This kind of operation has the fields {', '.join(fields)}.", operation_id)
    try:
        read_fields = {name: check(item[name], name) for name, check in fields.items()}
    except Unreadable as error:
        raise Unreadable(str(error), operation_id) from error
    return form(id=operation_id, **({"kind": item["kind"]} if form is Turn else {}), **read_fields)


def _uuid(value: object, name: str) -> str:
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise Unreadable(f"“{name}” must be a UUID in lower case.")
    return value


def _uuid_or_none(value: object, name: str) -> str | None:
    return None if value is None else _uuid(value, name)


def _uuids(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not 0 < len(value) <= _MOST_IDS:
        raise Unreadable(f"“{name}” must be a list of 1 to {_MOST_IDS} UUIDs.")
    return tuple(dict.fromkeys(_uuid(one, name) for one in value))


def _uuids_or_none(value: object, name: str) -> tuple[str, ...] | None:
    return None if value is None else _uuids(value, name)


def _position(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LAST_POSITION:
        raise Unreadable(f"“{name}” must be a position in code points: a whole number from 0.")
    return value


def _valence(value: object, name: str) -> Valence | None:
    if value is not None and value not in get_args(Valence):
        raise Unreadable(f"“{name}” must be null or one of {', '.join(get_args(Valence))}.")
    return cast("Valence | None", value)


def _name(value: object, name: str) -> str:
    if not isinstance(value, str) or not 0 < len(value.strip()) <= _LONGEST_NAME:
        raise Unreadable(f"“{name}” must be text of 1 to {_LONGEST_NAME} characters.")
    return " ".join(canonical(value).split())


_Check = Callable[[object, str], object]
_SPAN: dict[str, _Check] = {"start": _position, "end": _position}
_READERS: dict[str, tuple[Callable[..., Incoming], dict[str, _Check]]] = {
    "code": (GiveCode, {"coding": _uuid, "quotation": _uuid, **_SPAN, "code": _uuid, "valence": _valence}),
    "uncode": (TakeCodes, {"codings": _uuids}),
    "valence": (SetValence, {"coding": _uuid, "valence": _valence}),
    "ends": (MoveEnds, {"quotation": _uuid, **_SPAN}),
    "new code": (NewCode, {"code": _uuid, "name": _name, "parent": _uuid_or_none}),
    "read": (MarkRead, {"codings": _uuids}),
    "looked": (MarkLookedAt, {"codes": _uuids_or_none}),
    "undo": (Turn, {"step": _uuid_or_none}),
    "redo": (Turn, {"step": _uuid_or_none}),
}


def carry_out(project: Project, transcript: Transcript, operation: Incoming) -> Coding | str | None:
    """Carry out one operation as one step; an operation that the log has already is done.

    Args:
        project: As the operation's coder sees it.
        transcript: The open transcript.
        operation: What to do.

    Returns:
        The coding that stands where a code was given, words to be said where something was undone or redone.

    Raises:
        ThemesError: It cannot be done; nothing was changed.
    """
    if project.has_step(operation.id):
        return None
    key = operation.id
    match operation:
        case GiveCode(start=start, end=end, code=code, valence=valence):
            return project.add_coding(
                transcript,
                start,
                end,
                code,
                valence=valence,
                coding_id=operation.coding,
                quotation_id=operation.quotation,
                step_id=key,
            )
        case TakeCodes(codings=codings):
            project.remove_codings(codings, step_id=key)
        case SetValence(coding=coding, valence=valence):
            project.revise_coding(coding, valence=valence, step_id=key)
        case MoveEnds(quotation=quotation, start=start, end=end):
            project.move_quotation(quotation, start, end, step_id=key)
        case NewCode(code=code, name=name, parent=parent):
            project.add_code(name, parent=parent, new_id=code, step_id=key)
        case MarkRead(codings=codings):
            project.mark_read(codings, step_id=key)
        case MarkLookedAt(codes=codes):
            project.mark_looked_at(transcript, codes, step_id=key)
        case Turn():
            return _turn(project, operation)
    return None


def _turn(project: Project, turn: Turn) -> str:
    """Undo or redo, but only what the surface meant: another window may have done more meanwhile."""
    if turn.step is not None and not project.has_step(turn.step):
        return ""  # that step changed nothing and so was never written
    meant = project.undoable() if turn.kind == "undo" else project.redoable()
    if meant is None:
        return f"Nothing to {turn.kind}."
    if turn.step is not None and meant.id != turn.step:
        raise Refused("Something else was done since, in another window. Nothing was changed; look again.")
    if turn.kind == "undo":
        project.undo(step_id=turn.id)
        return f"Undone: {meant.verb}"
    project.redo(step_id=turn.id)
    return f"Done again: {meant.verb}"
