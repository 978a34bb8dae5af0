"""Verbs on queries that are kept under a name."""

from __future__ import annotations

from dataclasses import replace

from themes.errors import NotUnderstood, Refused
from themes.filters import Ground
from themes.model import Coder, Query
from themes.operations import added, new_id, now, removed, revised
from themes.project.base import one_moment, whole
from themes.project.queries.asking import AskingQueryVerbs
from themes.project.queries.records import QueryView
from themes.queries import Expression, Facts, find, read
from themes.queries.ids import kept, named
from themes.text import canonical

LONGEST_NAME, LONGEST_MEMO = 200, 5_000
"""Characters."""


class KeepingQueryVerbs(AskingQueryVerbs):
    """Keep queries, and find them again."""

    @whole
    def save_query(
        self, name: str, expression: str | Expression, *, memo: str = "", step_id: str | None = None
    ) -> Query:
        """Keep a query under a name; it outlives the renaming and merging of what it names.

        Raises:
            NotUnderstood: It cannot be read, or names what the study does not have; nothing was kept.
            Refused: The name is empty, too long or another query's.
        """
        query = Query(
            id=new_id(),
            name=_checked(name, LONGEST_NAME),
            expression=self._kept(expression),
            coder_id=self._coder.id,
            memo=_checked(memo, LONGEST_MEMO),
            at=now(),
        )
        self._step("save query", [added(query)], subject=query.id, step_id=step_id)
        return query

    @whole
    def change_query(
        self,
        query: Query | str,
        *,
        name: str | None = None,
        expression: str | Expression | None = None,
        memo: str | None = None,
        step_id: str | None = None,
    ) -> Query:
        """Change a query that is kept: what is given; a query called otherwise stays the same query.

        Raises:
            NotUnderstood: As in ``save_query``; nothing was changed.
            Refused: As in ``save_query``.
        """
        was = self.saved_query(query)
        changed = replace(
            was,
            name=was.name if name is None else _checked(name, LONGEST_NAME),
            expression=was.expression if expression is None else self._kept(expression),
            memo=was.memo if memo is None else _checked(memo, LONGEST_MEMO),
        )
        self._step("change query", [revised(was, changed)], subject=was.id, step_id=step_id)
        return changed

    @whole
    def remove_query(self, query: Query | str, *, step_id: str | None = None) -> None:
        """Take a query away; undo brings it back."""
        was = self.saved_query(query)
        self._step("remove query", [removed(was)], subject=was.id, step_id=step_id)

    def saved_query(self, key: Query | str) -> Query:
        """The query of that id or name."""
        return self._pick(Query, key, names=lambda query: (query.name,), what="saved query")

    @one_moment
    def queries(self) -> list[QueryView]:
        """The queries that are kept, by name, each with the names that what it asks for has now."""
        saved = self._store.facts(Query)
        if not saved:
            return []
        ground = self._query_ground()
        coders = {coder.id: coder for coder in self._store.facts(Coder)}
        return [
            _view(query, ground, coders[query.coder_id]) for query in sorted(saved, key=lambda one: one.name.casefold())
        ]

    def _kept(self, expression: str | Expression) -> str:
        """A query with ids in it, refused where it asks for what is not there."""
        ground = self._query_ground()
        asked = kept(read(expression) if isinstance(expression, str) else expression, ground)
        find(named(asked, ground), Facts(ground=ground))
        return str(asked)


def _view(query: Query, ground: Ground, coder: Coder) -> QueryView:
    lost = ""
    try:
        asked = named(read(query.expression), ground)
    except NotUnderstood as error:  # an id in it may have given way to something else outside this program
        return QueryView(query=query, expression=query.expression, coder=coder, lost=str(error))
    try:
        find(asked, Facts(ground=replace(ground, codings=(), quotations=())))
    except NotUnderstood as error:
        lost = str(error)
    return QueryView(query=query, expression=str(asked), coder=coder, lost=lost)


def _checked(words: str, most: int) -> str:
    said = canonical(words).strip()
    if len(said) > most:
        raise Refused(f"That is {len(said):,} characters long, and {most:,} are the most. Nothing was changed.")
    return said
