"""Clashes in words, and the changes by which a decision on one is carried out: pure functions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from themes.joining import Key
from themes.joining.references import needed
from themes.model import Clash, Code, Coding, Decision, Fact, Theme, Transcript
from themes.operations import Change, body, removed, revised
from themes.project.joining.records import ClashView, Version
from themes.report.wording import counted
from themes.store import fact_from

_NAMES = ("name", "label", "title", "number", "text", "words")
_LONGEST = 60
_FIELDS = {"dont_use_when": "don't use when", "code_id": "code", "parent_id": "place in the tree", "start": "ends"}
_ONE = frozenset({"code", "case"})
"""Kinds of which two of one name can be made one."""


def in_words(clash: Clash, facts: Mapping[Key, Fact], names: Mapping[str, str], others: Mapping[str, str]) -> ClashView:
    """A clash as a person is asked about it.

    Args:
        clash: The clash.
        facts: What stands, by kind and id.
        names: Coders' names by id.
        others: Names of codes, themes and cases by id, to be said instead of ids.
    """
    subject = facts.get((clash.entity, clash.subject_id))
    called = f"the {_kind(clash.entity)}{_named(subject, clash.entity)}"
    first, second = _said(clash.first, others), _said(clash.second, others)
    if _is_reading(clash):
        what, choices = f"how {called} was read", ("The first stands", "The second stands")
        first, second = _layout_said(clash.first), _layout_said(clash.second)
    elif clash.kind == "changed in both":
        what, choices = f"{_fields_of(clash)} of {called}", ("The first stands", "The second stands")
    elif clash.kind == "removed and used":
        what, first, second = f"{called}, removed in one copy and used in the other", "It stays", ""
        choices = ("It stays", "It goes, with what was done with it")
    else:
        other = facts.get((clash.entity, clash.second))
        what = f"{called}, which each copy made for itself"
        first, second = _name_of(subject), _name_of(other)
        choices = ("They are one", "They are two, and keep these names")
    return ClashView(
        clash=clash,
        what=what,
        first=Version(words=first, coder=names.get(clash.first_by, ""), at=clash.first_at),
        second=Version(words=second, coder=names.get(clash.second_by, ""), at=clash.second_at),
        choices=(choices[0] if clash.kind != "same name" or can_be_one(clash) else None, choices[1]),
    )


def can_be_one(clash: Clash) -> bool:
    """Whether two things of that kind and of one name can be made one."""
    return clash.entity in _ONE


def second_version(clash: Clash, subject: Fact) -> Fact:
    """The subject of a clash with the fields of its second version."""
    return fact_from(clash.entity, json.dumps({**json.loads(body(subject)), **json.loads(clash.second)}))


def gone_with(key: Key, facts: Mapping[Key, Fact]) -> list[Change]:
    """The changes by which a fact goes, and all that cannot stand without it."""
    gone, changes = {key}, []
    waiting = [key]
    while waiting:
        one = waiting.pop()
        for other, fact in facts.items():
            if other in gone or one not in set(needed(fact)):
                continue
            without = _without(fact, one)
            if without is not None:
                changes.append(revised(fact, without))
            else:
                gone.add(other)
                waiting.append(other)
        bare = _bare(gone, facts) - gone
        gone |= bare
        waiting.extend(bare)
    return [*(change for change in changes if _key(change) not in gone), *(removed(facts[one]) for one in sorted(gone))]


def _key(change: Change) -> Key:
    return change.entity, change.fact.id


def _bare(gone: set[Key], facts: Mapping[Key, Fact]) -> set[Key]:
    """Quotations that bore a code and bear none any more."""
    bore = {fact.quotation_id for key in gone if isinstance(fact := facts[key], Coding)}
    bear = {fact.quotation_id for key, fact in facts.items() if isinstance(fact, Coding) and key not in gone}
    return {("quotation", id_) for id_ in bore - bear if ("quotation", id_) in facts}


def _without(fact: Fact, key: Key) -> Fact | None:
    """A fact without what it only mentions; None where it cannot stand without it."""
    if isinstance(fact, Theme) and key[1] in fact.code_ids:
        return replace(fact, code_ids=tuple(id_ for id_ in fact.code_ids if id_ != key[1]))
    if isinstance(fact, Code | Theme) and fact.parent_id == key[1]:
        return replace(fact, parent_id=None)
    if isinstance(fact, Decision) and fact.code_id == key[1]:
        return replace(fact, outcome="open", code_id=None)
    if isinstance(fact, Coding) and key[0] in {"suggestion", "candidate"}:
        return replace(fact, suggestion_id=None, candidate_id=None, how="by hand")
    if isinstance(fact, Transcript) and key[0] == "case":
        speakers = tuple(replace(one, case_id=None) if one.case_id == key[1] else one for one in fact.speakers)
        return replace(fact, speakers=speakers)
    return None


def _is_reading(clash: Clash) -> bool:
    """Whether what clashes is how each copy read one file."""
    is_of_fields = clash.entity == "transcript" and clash.kind == "changed in both"
    return is_of_fields and {"layout", "turns"} <= set(json.loads(clash.first))


def _layout_said(version: str) -> str:
    """What tells one reading of a file from another, without its words."""
    values = json.loads(version)
    return f"{values['layout']}: {counted(len(values['turns']), 'turn')}, {counted(len(values['speakers']), 'voice')}"


def _fields_of(clash: Clash) -> str:
    names = list(json.loads(clash.first))
    if "text" in names and clash.entity == "transcript":
        return "the words"
    if "start" in names:
        return "the ends"
    return "the " + " and ".join(_FIELDS.get(name, name.replace("_", " ")) for name in names)


def _kind(entity: str) -> str:
    return {
        "decision": "decision on a candidate theme",
        "run": "discovery",
        "summary": "cell of the matrix",
        "report text": "text of the report",
        "belonging": "place of a segment",
    }.get(entity, entity)


def _named(fact: Fact | None, entity: str) -> str:
    nameless = {"memo", "quotation", "displaced", "summary", "report text"}
    name = "" if fact is None or entity in nameless else _name_of(fact)
    return f" “{name}”" if name else ""


def _name_of(fact: Fact | None) -> str:
    name = next((str(getattr(fact, name)) for name in _NAMES if getattr(fact, name, "")), "")
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _said(version: str, others: Mapping[str, str]) -> str:
    """The values of a version in words: of a passage its words, of ids what they name."""
    try:
        values: Any = json.loads(version)
    except ValueError:
        return version
    if not isinstance(values, dict):
        return version
    if "words" in values:
        return str(values["words"])
    if "text" in values:
        return str(values["text"])
    return "; ".join(filter(None, (_value(value, others) for value in values.values())))


def _value(value: Any, others: Mapping[str, str]) -> str:  # noqa: ANN401 - a value of any field, from JSON
    if isinstance(value, list):
        return ", ".join(filter(None, (_value(one, others) for one in value)))
    if value is None:
        return "none"
    return others.get(str(value), str(value))
