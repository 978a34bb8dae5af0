"""Facts from JSON: the way back from ``operations.body``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

from themes.model import Fact
from themes.operations import ENTITIES

GONE = ""
"""The body of a version that a release emptied: its digest still seals the log, and nothing is read from it."""

Reader = Callable[[Any], Any]


def fact_from(entity: str, body: str) -> Fact:
    """The fact whose canonical JSON is given.

    Args:
        entity: The kind of fact, a key of ``operations.ENTITIES``.
        body: What ``operations.body`` made of it; a field that is not in it, because it was written before the
            field came to be, takes its default.

    Returns:
        A fact equal to the one that was written.
    """
    return cast("Fact", reader_of(ENTITIES[entity])(json.loads(body)))


@cache
def reader_of(hint: Any) -> Reader:  # noqa: ANN401 - any annotation of a field
    """What turns parsed JSON into a value of the annotated type: tuples and facts where JSON has lists and objects."""
    if is_dataclass(hint):
        return _reader_of_fact(cast("type", hint))
    if get_origin(hint) is not tuple:
        return _as_it_is
    first, *others = get_args(hint)
    if others == [...]:
        return _reader_of_items(reader_of(first))
    return tuple


def _reader_of_fact(kind: type) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: reader_of(hints[field.name]) for field in fields(kind)}

    def read(value: dict[str, Any]) -> Any:  # noqa: ANN401 - a fact of that kind
        return kind(**{name: readers[name](held) for name, held in value.items() if name in readers})

    return read


def _reader_of_items(read_item: Reader) -> Reader:
    if read_item is _as_it_is:
        return tuple
    return lambda values: tuple(map(read_item, values))


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - text, numbers, None
    return value
