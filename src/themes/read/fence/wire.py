"""What goes between the parent and the child that reads, as plain JSON: nothing that comes back can run.

down: a head line {"work": "transcript", "told": {"name": …}, "n_bytes": 1234}, then that many bytes of a file
up:   a head line {"n_bytes": 5678}, then that many bytes of an answer: {"found": …}, a fact as a list of its fields,
      {"refused": "BrokenFile", "why": …} or {"unexpected": "KeyError in themes.read.whole, line 73"}

The parent says what type of answer it expects, and takes no other.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from themes import errors
from themes.errors import BrokenFile, FileTooLarge, RefusedFile

OUT_OF_MEMORY = 3
"""How the child ends when it may have no more memory."""

MOST_ANSWER = 100 * 1024 * 1024
"""Bytes of an answer: what the parent takes into memory at most."""

_REFUSALS = ("RefusedFile", "UnknownFormat", "SurveyAnswers", "BrokenFile", "FileTooLarge")
_T = TypeVar("_T")
_Taker = Callable[[Any], Any]


def packed(found: object) -> bytes:
    """What was found in a file, as bytes.

    Raises:
        FileTooLarge: It is more than the parent takes.
    """
    # ensure_ascii would make twelve bytes of four. Surrogates are refused or replaced by the readers.
    answer = json.dumps({"found": _plain(found)}, ensure_ascii=False).encode("utf-8", errors="replace")
    if len(answer) > MOST_ANSWER:
        raise FileTooLarge("it holds more than can be taken in at once. Split it and add the parts.")
    return answer


def refused(error: Exception) -> bytes:
    """A refusal, or the kind and place of what went wrong: an unforeseen message may hold a participant's words."""
    name = type(error).__name__
    meant = isinstance(error, RefusedFile) and name in _REFUSALS
    told = {"refused": name, "why": str(error)} if meant else {"unexpected": errors.unforeseen(error)}
    return json.dumps(told).encode()


def unpacked(answer: bytes, kind: type[_T]) -> _T:
    """What the child found.

    Args:
        answer: What it sent.
        kind: What was asked for: a fact, or a tuple or list of such.

    Raises:
        RefusedFile: It refused the file, failed over it, or gave an answer of another kind.
    """
    try:
        told = json.loads(answer)
        if "found" in told:
            found: _T = _taker(cast("Any", kind))(told["found"])
            return found
        refusal, why, unexpected = told.get("refused"), str(told.get("why", "")), str(told.get("unexpected", ""))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenFile(_GARBLED) from error
    if refusal in _REFUSALS:
        kind_of_refusal: type[RefusedFile] = getattr(errors, refusal)
        raise kind_of_refusal(why)
    raise BrokenFile(
        f"something unexpected went wrong as it was read ({unexpected}). "
        "Save it as plain text and try again, and report this."
    )


_GARBLED = "its reader gave an answer that cannot be understood. Save it as plain text and try again."


def _plain(value: Any) -> Any:  # noqa: ANN401 - a fact, or a field of one
    """A fact as a list of its fields: a long interview has thousands, and their names would be most of the bytes."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple):
        # A survey's cells are most of what goes up: those that are words already are not asked again.
        return [one if type(one) is str else _plain(one) for one in value]
    kind: Any = type(value)
    return [_plain(getattr(value, name)) for name in _names(kind)]


@lru_cache
def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a fact's type
    return tuple(field.name for field in fields(kind))


@lru_cache
def _taker(kind: Any) -> _Taker:  # noqa: ANN401 - a type, or one in brackets
    """What makes a value of a type from plain JSON, and raises TypeError or ValueError at any other."""
    origin, inner = get_origin(kind), get_args(kind)
    fact: Any = kind
    if is_dataclass(fact):
        hints, names = get_type_hints(kind), _names(kind)
        takers = [_taker(hints[name]) for name in names]
        return lambda value: kind(
            **{name: take(one) for name, take, one in zip(names, takers, _held(value, list), strict=True)}
        )
    if origin in {list, tuple}:
        gather = origin
        if inner[0] is str:
            return lambda value: gather(_words(value))
        take = _taker(inner[0])
        return lambda value: gather(map(take, _held(value, list)))
    if origin in {Union, types.UnionType}:
        (one,) = (_taker(part) for part in inner if part is not types.NoneType)
        return lambda value: None if value is None else one(value)
    if origin is Literal:
        return lambda value: _one_of(value, inner)
    number = (int, float) if kind is float else kind
    return lambda value: _held(value, number)


def _held(value: Any, kind: Any) -> Any:  # noqa: ANN401 - whatever came back
    if not isinstance(value, kind):
        raise TypeError
    return value


def _words(value: object) -> list[str]:
    """A list of words, looked at in one go: a survey has 240,000 cells."""
    words: list[str] = _held(value, list)
    if not set(map(type, words)) <= {str}:
        raise TypeError
    return words


def _one_of(value: object, allowed: tuple[object, ...]) -> object:
    if value not in allowed:
        raise ValueError
    return value
