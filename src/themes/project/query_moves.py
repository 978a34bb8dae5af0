"""How queries that are kept follow what they name into what has taken it in: a merged code, a joined case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from themes.model import Query
from themes.operations import Change, revised


def followed(queries: Iterable[Query], into: Mapping[str, str]) -> list[Change]:
    """The changes by which queries name what took others in, by the ids of those that went."""
    changes = []
    for query in queries:
        expression = query.expression
        for gone, stays in into.items():
            expression = expression.replace(gone, stays)
        if expression != query.expression:
            changes.append(revised(query, replace(query, expression=expression)))
    return changes
