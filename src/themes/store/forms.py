"""How each kind of fact lies in tables, as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any, get_origin, get_type_hints

from sqlalchemy import Table

from themes.model import Fact, FrozenSuggestion, Member, Speaker, Turn
from themes.operations import ENTITIES
from themes.store import schema
from themes.store.bodies import Reader, reader_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A field of a fact whose items are rows of their own.

    ``owner`` is the column that names the fact, ``columns`` hold the item; ``take`` gives an item's values in that
    order and ``make`` the item from them.
    """

    field: str
    table: Table
    owner: str
    columns: tuple[str, ...]
    take: Callable[[Any], tuple[Any, ...]]
    make: Callable[[tuple[Any, ...]], Any]

    def rows(self, fact: Fact) -> list[tuple[Any, ...]]:
        """The rows of one fact's items: its id, their position from 0, the item's values."""
        items = enumerate(getattr(fact, self.field))
        return [(fact.id, position, *self.take(item)) for position, item in items]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How one kind of fact lies in tables.

    ``lists`` are the fields kept as JSON with what reads them back, ``flags`` those kept as 0 and 1; ``order`` names
    the columns of the natural order, ``numbered`` the field whose numbers count as numbers ("P2" before "P10").
    """

    entity: str
    kind: type
    table: Table
    columns: tuple[str, ...]
    lists: dict[str, Reader]
    flags: frozenset[str]
    parts: tuple[Part, ...]
    order: tuple[str, ...]
    numbered: str | None

    @property
    def stored(self) -> tuple[str, ...]:
        """The names of the values of a row."""
        return (*self.columns, "digest")

    def values(self, fact: Fact, digest: str) -> tuple[Any, ...]:
        """The fact's own row, its digest last."""
        values = [getattr(fact, name) for name in self.columns]
        for index, name in enumerate(self.columns):
            if name in self.lists:
                values[index] = json.dumps(values[index], ensure_ascii=False, default=_fields)
        return (*values, digest)

    def fact(self, row: Sequence[Any], items: dict[str, tuple[Any, ...]]) -> Any:  # noqa: ANN401 - a fact of the kind
        """The fact from its row, in the order of ``columns``, and the items of its parts."""
        values = dict(zip(self.columns, row, strict=True))
        for name, read in self.lists.items():
            values[name] = read(json.loads(values[name]))
        for name in self.flags:
            values[name] = bool(values[name])
        return self.kind(**values, **items)


@cache
def forms() -> dict[str, Form]:
    """The form of every kind of fact, by its name in ``operations.ENTITIES`` and in that order."""
    return {entity: _form(entity, kind) for entity, kind in ENTITIES.items()}


def form_of(kind: type[Any]) -> Form:
    """The form of a kind of fact."""
    return forms()[_NAMES[kind]]


def _form(entity: str, kind: type) -> Form:
    hints = get_type_hints(kind)
    parts = _PARTS.get(entity, ())
    apart = {part.field for part in parts}
    columns = tuple(field.name for field in fields(kind) if field.name not in apart)
    return Form(
        entity=entity,
        kind=kind,
        table=schema.metadata.tables[entity.replace(" ", "_")],
        columns=columns,
        lists={name: reader_of(hints[name]) for name in columns if get_origin(hints[name]) is tuple},
        flags=frozenset(name for name in columns if hints[name] is bool),
        parts=parts,
        order=_ORDER.get(entity, ()),
        numbered=_NUMBERED.get(entity),
    )


def _part_of_facts(field: str, table: Table, owner: str, kind: type) -> Part:
    names = tuple(each.name for each in fields(kind))
    return Part(
        field=field,
        table=table,
        owner=owner,
        columns=names,
        take=attrgetter(*names),
        make=_maker(kind, names),
    )


def _maker(kind: type, names: Sequence[str]) -> Callable[[tuple[Any, ...]], Any]:
    """What makes a frozen item with slots from its values, in the order of its fields.

    Straight into the slots: through ``__init__`` the 141,000 items of 47,800 answers took more than twice as long.
    """
    if hasattr(kind, "__post_init__"):
        raise TypeError("An item that looks at its own values is made by calling its class.")
    new = object.__new__
    put = tuple(getattr(kind, name).__set__ for name in names)

    def make(values: tuple[Any, ...]) -> Any:  # noqa: ANN401 - an item of the kind
        item: Any = new(kind)
        for into, value in zip(put, values, strict=True):
            into(item, value)
        return item

    return make


def _fields(item: Any) -> dict[str, Any]:  # noqa: ANN401 - a frozen fact inside a list, such as Dropped
    return {field.name: getattr(item, field.name) for field in fields(item)}


_PARTS = {
    "case": (
        Part(
            field="values",
            table=schema.case_value,
            owner="case_id",
            columns=("attribute_id", "value"),
            take=tuple,
            make=tuple,
        ),
    ),
    "transcript": (
        _part_of_facts("speakers", schema.speaker, "transcript_id", Speaker),
        _part_of_facts("turns", schema.turn, "transcript_id", Turn),
    ),
    "run": (_part_of_facts("members", schema.segment, "run_id", Member),),
    "frozen transcript": (_part_of_facts("suggestions", schema.frozen_suggestion, "frozen_id", FrozenSuggestion),),
    "theme": (
        Part(
            field="code_ids",
            table=schema.theme_code,
            owner="theme_id",
            columns=("code_id",),
            take=lambda code_id: (code_id,),
            make=lambda values: values[0],
        ),
    ),
}

_ORDER = {
    "attribute": ("position", "name"),
    "guide question": ("position",),
    "asking": ("transcript_id", "start"),
    "identifier": ("transcript_id", "start", "end"),
    "displaced": ("transcript_id", "start"),
    "code": ("position",),
    "quotation": ("transcript_id", "start", "end"),
    "run": ("at",),
    "candidate": ("run_id", "rank"),
    "belonging": ("run_id", "transcript_id", "start"),
    "coding": ("at",),
    "theme": ("position",),
    "memo": ("at",),
    "settlement": ("transcript_id", "start"),
    "summary": ("row_id", "column_id"),
    "report text": ("part",),
    "frozen set": ("at",),
    "query": ("name",),
    "withdrawal": ("at",),
}

_NAMES = {kind: entity for entity, kind in ENTITIES.items()}
_NUMBERED = {"case": "label", "transcript": "title"}
