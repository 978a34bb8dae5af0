"""What two copies made twice: one place quoted by one coder, one name for two things, a code under itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, cast

from themes.joining.clashing import Clashes
from themes.joining.copies import Key
from themes.joining.twins import named
from themes.model import Assignment, Code, Coder, Coding, Fact, Identifier, Memo, Quotation, Summary, Theme

Facts = dict[Key, Fact]

_NAMES = {
    "coder": "name",
    "attribute": "name",
    "case": "label",
    "transcript": "title",
    "guide question": "number",
    "code": "name",
    "theme": "name",
    "query": "name",
}
"""Kinds whose names may stand only once, and the field that holds the name."""


def doubles_joined(facts: Facts, clashes: Clashes) -> dict[str, str]:
    """Let what one coder did in both copies at one place be one: a quotation, its coding by a code, a look.

    The one with the lesser id stays, which is the same whichever copy is joined to which.

    Returns:
        The ids of what stays, by those of what went.
    """
    gone = _first_of_each(facts, "quotation", _place_quoted)
    for key, fact in list(facts.items()) if gone else ():
        if isinstance(fact, Coding | Memo | Summary | Theme):
            facts[key] = _each_once(named(fact, gone))
    gone |= _asked_where_they_differ(
        facts, "coding", lambda one: (one.quotation_id, one.code_id, one.coder_id), "valence", clashes
    )
    gone |= _first_of_each(facts, "identifier", lambda one: (one.transcript_id, one.start, one.end))
    gone |= _first_of_each(facts, "asking", lambda one: (one.question_id, one.transcript_id, one.start, one.end))
    gone |= _first_of_each(facts, "looked at", lambda one: (one.transcript_id, one.coder_id, one.code_id))
    for entity in ("reading", "assignment"):
        gone |= _first_of_each(facts, entity, lambda one: (one.transcript_id, one.coder_id))
    gone |= _decided_once(facts, clashes)
    gone |= _asked_where_they_differ(
        facts, "belonging", lambda one: (one.run_id, one.transcript_id, one.start, one.end), "candidate_id", clashes
    )
    return gone


def _each_once(fact: Fact) -> Fact:
    """A theme for which a quotation that both copies chose speaks once."""
    if not isinstance(fact, Theme):
        return fact
    for_ids, against_ids = (tuple(dict.fromkeys(ids)) for ids in (fact.for_ids, fact.against_ids))
    return replace(fact, for_ids=for_ids, against_ids=against_ids)


def _asked_where_they_differ(
    facts: Facts, entity: str, place: Callable[[Any], tuple[object, ...]], field: str, clashes: Clashes
) -> dict[str, str]:
    """Let what is at one place be one, and ask which value of a field is meant where both say another."""
    before = {key: fact for key, fact in facts.items() if key[0] == entity}
    gone = _first_of_each(facts, entity, place)
    for was, stays in gone.items():
        first, second = before[entity, stays], before[entity, was]
        said = getattr(first, field), getattr(second, field)
        if said[0] != said[1] and (entity != "coding" or None not in said):  # no direction is said by nobody
            clashes.made_in_both((entity, stays), (entity, was), (field,), first, second)
    return gone


def _decided_once(facts: Facts, clashes: Clashes) -> dict[str, str]:
    """Let what both copies decided on one disagreement be one decision, and ask which is meant where they differ."""
    gone = _first_of_each(facts, "settlement", lambda one: (one.code_id, one.transcript_id, one.start, one.end))
    for was, stays in gone.items():
        first, second = facts.get(("memo", stays)), facts.get(("memo", was))
        if isinstance(first, Memo) and isinstance(second, Memo):
            del facts["memo", was]
            if first.text != second.text:
                clashes.made_in_both(("memo", stays), ("memo", was), ("text",), first, second)
    return gone


def out_of_circles(facts: Facts, clashes: Clashes) -> None:
    """Where two moves together would put a code under itself, or a sub-theme under a sub-theme, it stands by itself."""
    for key in sorted(key for key, fact in facts.items() if isinstance(fact, Code)):
        walked, here = {key[1]}, cast("Code", facts[key]).parent_id
        while here is not None and here not in walked:
            walked.add(here)
            here = cast("Code", facts["code", here]).parent_id
        if here == key[1]:
            _by_itself(facts, key, clashes)
    for key in sorted(key for key, fact in facts.items() if isinstance(fact, Theme) and fact.parent_id):
        parent = facts.get(("theme", cast("Theme", facts[key]).parent_id or ""))
        if parent is None or cast("Theme", parent).parent_id is not None:
            _by_itself(facts, key, clashes)


def names_apart(facts: Facts, clashes: Clashes) -> None:
    """Give the later of two things of one name the name of its coder too, and ask which is meant."""
    coders = {fact.id: fact.name for fact in facts.values() if isinstance(fact, Coder)}
    for entity, field in _NAMES.items():
        keys = sorted((key for key in facts if key[0] == entity), key=lambda key: (clashes.edit(key), key))
        taken: dict[tuple[object, str], Key] = {}
        for key in keys:
            fact = facts[key]
            name, place = getattr(fact, field), fact.parent_id if isinstance(fact, Code) else None
            if not name:
                continue
            first = taken.setdefault((place, name.casefold()), key)
            if first != key:
                by = coders.get(clashes.edit(key).coder_id, "")
                free = _free(name, by, {said for where, said in taken if where == place})
                taken[place, free.casefold()] = key
                facts[key] = replace(cast("Any", fact), **{field: free})
                clashes.same_name(first, key, fact)


def _free(name: str, by: str, taken: Iterable[str]) -> str:
    known = set(taken)
    tries = [f"{name} ({by})"] if by else []
    tries += [f"{name} ({nth})" for nth in range(2, len(known) + 3)]
    return next(one for one in tries if one.casefold() not in known)


def _by_itself(facts: Facts, key: Key, clashes: Clashes) -> None:
    fact = cast("Code | Theme", facts[key])
    alone = replace(fact, parent_id=None)
    clashes.changed_in_both(key, ("parent_id",), alone, fact)
    facts[key] = alone


def _place_quoted(one: Quotation) -> tuple[object, ...]:
    return one.transcript_id, one.coder_id, one.start, one.end


def _first_of_each(facts: Facts, entity: str, place: Callable[[Any], tuple[object, ...]]) -> dict[str, str]:
    """Keep of the facts of a kind at one place that of the least id; what went, with what stays for it."""
    there: dict[tuple[object, ...], str] = {}
    gone: dict[str, str] = {}
    for key in sorted(key for key in facts if key[0] == entity):
        fact = facts[key]
        stays = there.setdefault(place(fact), key[1])
        if stays != key[1]:
            gone[key[1]] = stays
            kept = facts[entity, stays]
            if isinstance(kept, Coding) and isinstance(fact, Coding) and kept.valence is None:
                facts[entity, stays] = replace(kept, valence=fact.valence)
            if isinstance(kept, Assignment) and isinstance(fact, Assignment):
                facts[entity, stays] = replace(kept, done=kept.done or fact.done)
            if isinstance(kept, Identifier) and isinstance(fact, Identifier) and kept.state == "found":
                facts[entity, stays] = replace(fact, id=stays)
            del facts[key]
    return gone
