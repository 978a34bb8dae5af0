"""Facts from JSON that anybody may have written: each value must be of its field's type, or nothing is taken."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

_Taker = Callable[[Any], Any]


def fact_of(kind: type, value: object) -> Any:  # noqa: ANN401 - a fact of that kind
    """A fact from parsed JSON.

    Args:
        kind: The kind of fact.
        value: An object with its fields; one that is missing takes its default.

    Raises:
        ValueError: It is of another shape, or a value of another type.
    """
    return _taker(kind)(value)


@cache
def _taker(hint: Any) -> _Taker:  # noqa: ANN401 - an annotation of a field
    if is_dataclass(hint):
        return _of_fact(cast("type", hint))
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _of_tuple(inner)
    if origin is Literal:
        return lambda value: _one_of(value, inner)
    if origin in {Union, types.UnionType}:
        (one,) = (_taker(part) for part in inner if part is not types.NoneType)
        return lambda value: None if value is None else one(value)
    return lambda value: _held(value, hint)


def _of_fact(kind: type) -> _Taker:
    hints = get_type_hints(kind)
    takers = {field.name: _taker(hints[field.name]) for field in fields(kind)}
    needed = {field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING}

    def take(value: Any) -> Any:  # noqa: ANN401 - whatever stood there
        if not isinstance(value, dict) or not needed <= value.keys() <= takers.keys():
            raise ValueError
        return kind(**{name: takers[name](held) for name, held in value.items()})

    return take


def _of_tuple(inner: tuple[Any, ...]) -> _Taker:
    takers = [_taker(one) for one in inner if one is not ...]

    def take(value: Any) -> Any:  # noqa: ANN401 - as above
        if not isinstance(value, list):
            raise ValueError  # noqa: TRY004 - one error for whatever is wrong
        if ... in inner:
            return tuple(takers[0](one) for one in value)
        return tuple(take_one(one) for take_one, one in zip(takers, value, strict=True))

    return take


def _held(value: Any, kind: type) -> Any:  # noqa: ANN401 - as above
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise ValueError
    return value


def _one_of(value: Any, allowed: tuple[Any, ...]) -> Any:  # noqa: ANN401 - as above
    if value not in allowed:
        raise ValueError
    return value
