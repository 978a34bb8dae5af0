"""What the coding surface sends: operations, read with distrust; ``themes.ui.acting`` carries them out.

Mirrors ``Operation`` in frontend/src/reader/types.ts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from themes.model import Valence
from themes.project.memos import LONGEST
from themes.text import canonical
from themes.ui import proposed

MOST_OPERATIONS = 500
_MOST_IDS = 20_000
_LONGEST_NAME = 200
_LAST_POSITION = 2**31
_VERSION = re.compile(r"[0-9a-f]{16}")
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
    """Give a span of a text, by its version, a code, under ids that the surface chose."""

    id: str
    coding: str
    quotation: str
    start: int
    end: int
    text: str
    code: str
    valence: Valence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveNewCode:
    """Give a span a code that is made for it, in one step, all ids chosen by the surface."""

    id: str
    coding: str
    quotation: str
    start: int
    end: int
    text: str
    code: str
    name: str


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
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteMemo:
    """Write a memo on a quotation, under an id that the surface chose."""

    id: str
    memo: str
    quotation: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMemo:
    """Write a memo anew, or take it away where ``words`` is None; ``was`` is what its writer saw it say."""

    id: str
    memo: str
    quotation: str
    was: str
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRead:
    """Mark codings that were accepted in bulk as read."""

    id: str
    codings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmCodings:
    """Say of codings that were made under an older definition that they hold under the one of now."""

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


Coded = GiveCode | GiveNewCode | proposed.Accept
"""What gives words a code, under ids of the surface."""

Incoming = (
    Coded
    | TakeCodes
    | SetValence
    | MoveEnds
    | WriteMemo
    | ChangeMemo
    | MarkRead
    | ConfirmCodings
    | MarkLookedAt
    | Turn
    | proposed.Reject
)


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
    except ValueError as error:
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


def _version(value: object, name: str) -> str:
    if not isinstance(value, str) or not _VERSION.fullmatch(value):
        raise Unreadable(f"“{name}” must be the version of the text, as it was told with it.")
    return value


def _valence(value: object, name: str) -> Valence | None:
    if value is not None and value not in get_args(Valence):
        raise Unreadable(f"“{name}” must be null or one of {', '.join(get_args(Valence))}.")
    return cast("Valence | None", value)


def _name(value: object, name: str) -> str:
    if not isinstance(value, str) or not 0 < len(value.strip()) <= _LONGEST_NAME:
        raise Unreadable(f"“{name}” must be text of 1 to {_LONGEST_NAME} characters.")
    return " ".join(canonical(value).split())


def _memo(value: object, name: str) -> str:
    if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST:
        raise Unreadable(f"“{name}” must be text of 1 to {LONGEST} characters.")
    return value


def _memo_or_none(value: object, name: str) -> str | None:
    return None if value is None else _memo(value, name)


_Check = Callable[[object, str], object]
_SPAN: dict[str, _Check] = {"start": _position, "end": _position, "text": _version}
_SUGGESTED: dict[str, _Check] = {"suggestion": _uuid, **_SPAN, "code": _uuid, **proposed.FIELDS}
_READERS: dict[str, tuple[Callable[..., Incoming], dict[str, _Check]]] = {
    "code": (GiveCode, {"coding": _uuid, "quotation": _uuid, **_SPAN, "code": _uuid, "valence": _valence}),
    "uncode": (TakeCodes, {"codings": _uuids}),
    "valence": (SetValence, {"coding": _uuid, "valence": _valence}),
    "ends": (MoveEnds, {"quotation": _uuid, **_SPAN}),
    "code anew": (GiveNewCode, {"coding": _uuid, "quotation": _uuid, **_SPAN, "code": _uuid, "name": _name}),
    "memo": (WriteMemo, {"memo": _uuid, "quotation": _uuid, "words": _memo}),
    "change memo": (ChangeMemo, {"memo": _uuid, "quotation": _uuid, "was": _memo, "words": _memo_or_none}),
    "read": (MarkRead, {"codings": _uuids}),
    "confirm": (ConfirmCodings, {"codings": _uuids}),
    "looked": (MarkLookedAt, {"codes": _uuids_or_none}),
    "accept": (proposed.Accept, {"coding": _uuid, "quotation": _uuid, **_SUGGESTED}),
    "reject": (proposed.Reject, _SUGGESTED),
    "undo": (Turn, {"step": _uuid_or_none}),
    "redo": (Turn, {"step": _uuid_or_none}),
}
