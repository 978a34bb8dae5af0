"""Which facts a fact needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from themes.joining.copies import Key
from themes.model import Case, Clash, Consent, Decision, Fact, Review, Run, Theme, Transcript
from themes.operations import entity_of

_NAMED = {
    "transcript_id": "transcript",
    "quotation_id": "quotation",
    "code_id": "code",
    "coder_id": "coder",
    "candidate_id": "candidate",
    "suggestion_id": "suggestion",
    "run_id": "run",
    "case_id": "case",
    "other_id": "case",
    "question_id": "guide question",
    "theme_id": "theme",
    "frozen_id": "frozen set",
    "into": "candidate",
    "first_reader": "coder",
    "second_reader": "coder",
}
_OWNERS: dict[type, str] = {Consent: "case", Review: "transcript", Decision: "candidate"}
"""Kinds whose id is that of what they are about."""


def needed(fact: Fact) -> Iterator[Key]:
    """The kind and id of each fact without which this one cannot stand; a clash outlives its subject."""
    if isinstance(fact, Clash):
        return
    for name in (field.name for field in fields(fact)):
        value = getattr(fact, name)
        if name == "parent_id" and value is not None:
            yield entity_of(fact), value
        elif name in _NAMED and value is not None:
            yield _NAMED[name], value
    if type(fact) in _OWNERS:
        yield _OWNERS[type(fact)], fact.id
    if isinstance(fact, Theme):
        yield from (("code", code_id) for code_id in fact.code_ids)
    if isinstance(fact, Transcript):
        yield from (("case", one.case_id) for one in fact.speakers if one.case_id)
    if isinstance(fact, Case):
        yield from (("attribute", attribute_id) for attribute_id, _ in fact.values)
    if isinstance(fact, Run):
        yield from {("transcript", one.transcript_id) for one in fact.members}
        yield from {("case", one.case_id) for one in fact.members if one.case_id}
