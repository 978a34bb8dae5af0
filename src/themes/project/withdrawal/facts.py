"""A study's facts as they become while a person is taken out of them, and what was changed for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from themes.model import Fact
from themes.operations import Change

F = TypeVar("F", bound=Fact)


class Facts:
    """All facts of a study, kind by kind, to be put and dropped; what they were stays known.

    Args:
        facts: As they are.
    """

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Begin with all as it is."""
        self._now: dict[type, dict[str, Fact]] = {}
        for one in facts:
            self._now.setdefault(type(one), {})[one.id] = one
        self._was = {kind: dict(by_id) for kind, by_id in self._now.items()}
        self._touched: dict[tuple[type, str], None] = {}

    def all(self, kind: type[F]) -> list[F]:
        """Those of a kind, as they are by now."""
        return [one for one in self._now.get(kind, {}).values() if isinstance(one, kind)]

    def on(self, kind: type[F], transcript_id: str) -> tuple[F, ...]:
        """Those of a kind that lie on a transcript, as they are by now."""
        return tuple(one for one in self.all(kind) if getattr(one, "transcript_id", "") == transcript_id)

    def was(self, kind: type[F]) -> dict[str, F]:
        """Those of a kind by id, as they were."""
        return {id_: one for id_, one in self._was.get(kind, {}).items() if isinstance(one, kind)}

    def gone(self, kind: type[F]) -> list[F]:
        """Those of a kind that went, as they were."""
        return [one for id_, one in self.was(kind).items() if id_ not in self._now.get(kind, {})]

    def ids_gone(self) -> set[str]:
        """The ids of all that went."""
        return {id_ for kind, by_id in self._was.items() for id_ in by_id.keys() - self._now[kind].keys()}

    def put(self, fact: Fact) -> None:
        """Put a fact in the place of the one of its id, or beside the others."""
        here = self._now.setdefault(type(fact), {})
        if here.get(fact.id) != fact:
            here[fact.id] = fact
            self._touched.setdefault((type(fact), fact.id))

    def drop(self, facts: Iterable[Fact]) -> None:
        """Do away with facts; with one that is not here any more nothing is done."""
        for one in list(facts):
            if self._now.get(type(one), {}).pop(one.id, None) is not None:
                self._touched.setdefault((type(one), one.id))

    def apply(self, change: Change) -> None:
        """Do what a change says."""
        if change.now is None:
            self.drop([change.fact])
        else:
            self.put(change.now)

    def changes(self) -> tuple[Change, ...]:
        """A change for each fact that came, went or became another, in the order in which they were first touched."""
        both = ((self._was.get(kind, {}).get(id_), self._now[kind].get(id_)) for kind, id_ in self._touched)
        return tuple(Change(was=was, now=now) for was, now in both if was != now)
