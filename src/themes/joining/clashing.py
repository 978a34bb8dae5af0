"""The clashes of one joining, each named so that it is the same whichever copy is joined to which."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from themes.joining.copies import Copy, Edit, Key
from themes.model import Clash, ClashKind, Fact, Transcript
from themes.operations import body

_OURS = uuid.UUID("6f0b9a3e-4f1c-5d0e-9a57-2d1b6a1c7e55")
_NEVER = Edit(at="", step_id="", coder_id="")


class Side(NamedTuple):
    """A fact in one copy: as it is, and as it was before that copy's own steps."""

    now: Fact | None
    was: Fact | None


class Clashes:
    """What is found, and who wrote what first.

    Args:
        ours: The one copy.
        theirs: The other.
    """

    def __init__(self, ours: Copy, theirs: Copy) -> None:
        """Begin with none."""
        self._ours, self._theirs = ours, theirs
        self._found: dict[str, Clash] = {}
        self._ours_first: set[str] = set()

    def found(self) -> list[Clash]:
        """The clashes in the order of their subjects."""
        return sorted(self._found.values(), key=lambda clash: (clash.entity, clash.subject_id, clash.id))

    def first_is_ours(self) -> frozenset[str]:
        """The ids of those whose first version is ours."""
        return frozenset(self._ours_first)

    def in_order(self, key: Key, ours: Side, theirs: Side) -> tuple[Side, Side]:
        """Our and their version of a fact, the one that was written first before the other."""
        return (ours, theirs) if self._we_were_first(key) else (theirs, ours)

    def edit(self, key: Key) -> Edit:
        """When and by whom a fact was touched in the copy that touched it first."""
        edits = [copy.edits[key] for copy in (self._ours, self._theirs) if key in copy.edits]
        return min(edits, default=_NEVER)

    def changed_in_both(self, key: Key, names: Iterable[str], first: Fact, second: Fact) -> None:
        """Two values of some fields that belong together."""
        fields = tuple(names)
        versions = _part(first, fields), _part(second, fields)
        self._add(_clash("changed in both", key, fields, versions, first), is_ours=self._we_were_first(key))

    def made_in_both(self, stays: Key, other: Key, names: Iterable[str], first: Fact, second: Fact) -> None:
        """Two values of some fields, of a thing that each copy made for itself and of which one stays."""
        fields = tuple(names)
        by, of_other = self.edit(stays), self.edit(other)
        clash = replace(
            _clash("changed in both", stays, fields, (_part(first, fields), _part(second, fields)), first),
            first_by=by.coder_id,
            second_by=of_other.coder_id,
            first_at=by.at,
            second_at=of_other.at,
        )
        self._keep(clash, is_ours=stays in self._ours.now)

    def removed_and_used(self, key: Key, fact: Fact, *, used_by_ours: bool) -> None:
        """One copy removed what the other used or changed; it stays until somebody decides."""
        self._add(_clash("removed and used", key, (), (body(fact), ""), fact), is_ours=used_by_ours)

    def same_name(self, first: Key, second: Key, fact: Fact) -> None:
        """Two things came by one name; the second bears another until somebody decides."""
        by, other = self.edit(first), self.edit(second)
        clash = Clash(
            id=_id("same name", first, (second[1],)),
            kind="same name",
            entity=first[0],
            subject_id=first[1],
            first=first[1],
            second=second[1],
            first_by=by.coder_id,
            second_by=other.coder_id,
            first_at=by.at,
            second_at=other.at,
            transcript_id=_place(fact),
        )
        self._keep(clash, is_ours=first in self._ours.now)

    def _add(self, made: Clash, *, is_ours: bool) -> None:
        """Keep a clash, with who wrote its two versions and when."""
        key = made.entity, made.subject_id
        first, second = (self._ours, self._theirs) if is_ours else (self._theirs, self._ours)
        by, other = first.edits.get(key, _NEVER), second.edits.get(key, _NEVER)
        told = replace(made, first_by=by.coder_id, second_by=other.coder_id, first_at=by.at, second_at=other.at)
        self._keep(told, is_ours=is_ours)

    def _keep(self, clash: Clash, *, is_ours: bool) -> None:
        self._found[clash.id] = clash
        if is_ours:
            self._ours_first.add(clash.id)

    def _we_were_first(self, key: Key) -> bool:
        ours, theirs = self._ours.edits.get(key, _NEVER), self._theirs.edits.get(key, _NEVER)
        return ours <= theirs


def _clash(kind: ClashKind, key: Key, names: tuple[str, ...], versions: tuple[str, str], fact: Fact) -> Clash:
    """A clash of which nobody knows yet who wrote its versions."""
    return Clash(
        id=_id(kind, key, names),
        kind=kind,
        entity=key[0],
        subject_id=key[1],
        first=versions[0],
        second=versions[1],
        first_by="",
        second_by="",
        first_at="",
        second_at="",
        transcript_id=_place(fact),
    )


def _id(kind: str, key: Key, names: tuple[str, ...]) -> str:
    return str(uuid.uuid5(_OURS, "\n".join((kind, *key, *names))))


def _part(fact: Fact, names: tuple[str, ...]) -> str:
    """Some fields of a fact as canonical JSON."""
    whole: dict[str, Any] = json.loads(body(fact))
    return json.dumps({name: whole[name] for name in names}, ensure_ascii=False, sort_keys=True)


def _place(fact: Fact) -> str | None:
    place = fact.id if isinstance(fact, Transcript) else getattr(fact, "transcript_id", None)
    return place if isinstance(place, str) else None
