"""What can be done to a study, as facts, and the inverse of each.

Whatever people do is a *step* ("accept candidate"), made of *changes*: a fact comes, is revised, or goes.
A change is kept in the log as an *operation*: which fact, the digest of what it was and of what it is now, and the
ids and spans in it, never a participant's words, a name or a definition.
Those live in versioned rows found by digest, so that an operation can be turned round (undo), replayed, and joined
with another copy's.

    change   = (was: Fact | None, now: Fact | None)
    inverse  = (now, was)
    digest   = SHA-256 of the fact's canonical JSON, 32 hexadecimal digits
    chain    = SHA-256 of (hash of the operation before, this operation)
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from themes.errors import StaleChange
from themes.model import (
    Asking,
    Assignment,
    Attribute,
    Belonging,
    Candidate,
    Case,
    CaseLink,
    Clash,
    Code,
    Coder,
    Coding,
    Consent,
    Decision,
    Displaced,
    Fact,
    FrozenSet,
    FrozenTranscript,
    GuideQuestion,
    Identifier,
    LookedAt,
    Memo,
    Query,
    Quotation,
    Reading,
    ReportText,
    Review,
    Run,
    Settlement,
    Study,
    Suggestion,
    Summary,
    Theme,
    Transcript,
    Withdrawal,
)

ENTITIES: dict[str, type] = {
    "study": Study,
    "coder": Coder,
    "attribute": Attribute,
    "case": Case,
    "case link": CaseLink,
    "consent": Consent,
    "transcript": Transcript,
    "guide question": GuideQuestion,
    "asking": Asking,
    "identifier": Identifier,
    "review": Review,
    "code": Code,
    "quotation": Quotation,
    "run": Run,
    "candidate": Candidate,
    "decision": Decision,
    "belonging": Belonging,
    "suggestion": Suggestion,
    "coding": Coding,
    "displaced": Displaced,
    "looked at": LookedAt,
    "reading": Reading,
    "theme": Theme,
    "memo": Memo,
    "settlement": Settlement,
    "summary": Summary,
    "clash": Clash,
    "assignment": Assignment,
    "report text": ReportText,
    "frozen set": FrozenSet,
    "frozen transcript": FrozenTranscript,
    "query": Query,
    "withdrawal": Withdrawal,
}
"""The kinds of fact in an order in which each refers only to itself or to those before it."""

_NAMES = {fact_type: name for name, fact_type in ENTITIES.items()}

# What an operation may tell of a fact: ids, spans and choices from fixed lists; never free words.
_TOLD = frozenset(
    {
        "transcript_id", "quotation_id", "code_id", "coder_id", "candidate_id", "suggestion_id", "run_id", "case_id",
        "other_id", "parent_id", "code_ids", "for_ids", "against_ids", "into", "about", "about_id", "start", "end",
        "rank", "how", "valence", "outcome", "unread", "retired", "codebook_version", "engine", "model", "seed",
        "method", "kind", "type", "n_segments", "n_cases", "question_id", "state", "use", "until", "first_reader",
        "second_reader", "row", "row_id", "column", "column_id", "draft", "done", "part", "unit", "frozen_id",
        "n_codings",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact comes (``was`` is None), is revised, or goes (``now`` is None)."""

    was: Fact | None
    now: Fact | None

    @property
    def fact(self) -> Fact:
        """The fact as it is after the change, or as it was where it goes."""
        fact = self.now if self.now is not None else self.was
        if fact is None:
            message = "A change needs a fact that comes or goes."
            raise ValueError(message)
        return fact

    @property
    def entity(self) -> str:
        """The kind of fact, a key of ``ENTITIES``."""
        return entity_of(self.fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A change as the log keeps it.

    ``was`` and ``now`` are digests of the fact before and after, None where it was or is absent.
    """

    id: str
    entity: str
    entity_id: str
    was: str | None
    now: str | None
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one person did at once, under a name that people read ("accept candidate").

    ``undoes`` is the step that this one takes back; ``subject`` is the id of the thing it was done to.
    """

    id: str
    verb: str
    coder_id: str
    at: str
    subject: str = ""
    undoes: str | None = None


def added(fact: Fact) -> Change:
    """The change by which a fact comes."""
    return Change(was=None, now=fact)


def revised(was: Fact, now: Fact) -> Change:
    """The change from one state of a fact to the next; both must bear the same id and kind."""
    if (type(was), was.id) != (type(now), now.id):
        message = f"A revision keeps the kind and the id: {type(was).__name__} {was.id}, {type(now).__name__} {now.id}."
        raise ValueError(message)
    return Change(was=was, now=now)


def removed(fact: Fact) -> Change:
    """The change by which a fact goes."""
    return Change(was=fact, now=None)


def inverse(changes: Iterable[Change]) -> list[Change]:
    """The changes that take the given ones back, last first."""
    return [Change(was=change.now, now=change.was) for change in reversed(list(changes))]


def entity_of(fact: Fact) -> str:
    """The kind of a fact, a key of ``ENTITIES``."""
    return _NAMES[type(fact)]


def new_id() -> str:
    """A fresh random UUID as text."""
    return str(uuid.uuid4())


def new_ids(count: int) -> list[str]:
    """Fresh random UUIDs in ascending order: thousands of rows then come where their indexes end, twice as fast."""
    # As ``uuid4`` makes them (RFC 9562, section 5.4), from random digits drawn at once: a third of its time.
    drawn = os.urandom(_DIGITS // 2 * count).hex()
    return sorted(_written(drawn[at : at + _DIGITS]) for at in range(0, _DIGITS * count, _DIGITS))


def _written(digits: str) -> str:
    """A UUID of version 4 from 32 random hexadecimal digits, six bits of which say the version."""
    variant = "89ab"[int(digits[16], 16) % 4]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"


def now() -> str:
    """This moment in UTC, to the millisecond: ``2026-11-22T09:30:00.000Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def body(fact: Fact) -> str:
    """The canonical JSON of a fact: sorted keys, no spaces, every field."""
    return _BODY.encode(fact)


def digest(body_of_fact: str) -> str:
    """The first 32 hexadecimal digits of the SHA-256 of a canonical body."""
    return hashlib.sha256(body_of_fact.encode()).hexdigest()[:32]


def told(fact: Fact) -> str:
    """The ids, spans and fixed choices of a fact as JSON: what the log itself may hold of it."""
    kind: Any = type(fact)
    names = _told_of(kind)
    return _told(names, *(getattr(fact, name) for name in names))


def chain(previous: str, step: Step, operation: Operation) -> str:
    """The hash of an operation in the log: it covers the operation, its step and the hash before.

    Args:
        previous: Hash of the operation before, 64 hexadecimal digits; empty for the first.
        step: The step that the operation belongs to.
        operation: The operation itself.

    Returns:
        64 hexadecimal digits.
    """
    return chain_of(step)(previous, operation)


def chain_of(step: Step) -> Callable[[str, Operation], str]:
    """``chain`` for many operations of one step, whose JSON is then made once."""
    of_step = _LOG.encode(step)

    def chained(previous: str, operation: Operation) -> str:
        return hashlib.sha256(f'["{previous}",{of_step},{_operation(operation)}]'.encode()).hexdigest()

    return chained


def apply(facts: Mapping[tuple[str, str], Fact], changes: Iterable[Change]) -> dict[tuple[str, str], Fact]:
    """The facts after the changes; the given mapping stays as it is.

    The reference for what the store does in SQL, and for tests.

    Args:
        facts: Facts by (kind, id).
        changes: In the order in which they were made.

    Returns:
        A new mapping by (kind, id).

    Raises:
        StaleChange: A fact is not what the change says that it was.
    """
    result = dict(facts)
    for change in changes:
        key = (change.entity, change.fact.id)
        if result.get(key) != change.was:
            message = f"The {change.entity} has changed since it was read. Nothing was changed; look at it again."
            raise StaleChange(message)
        if change.now is None:
            del result[key]
        else:
            result[key] = change.now
    return result


def _shallow(fact: Any) -> dict[str, object]:  # noqa: ANN401 - any frozen value, also one inside a fact
    kind: Any = type(fact)
    names, values = _fields_of(kind)
    return dict(zip(names, values(fact), strict=True))


def _operation(operation: Operation) -> str:
    """What ``_LOG`` makes of an operation, written out: the encoder took a third of a survey's time in the log."""
    was = "null" if operation.was is None else _quoted(operation.was)
    now = "null" if operation.now is None else _quoted(operation.now)
    return (
        f'{{"entity":{_quoted(operation.entity)},"entity_id":{_quoted(operation.entity_id)},"id":{_quoted(operation.id)},'
        f'"now":{now},"told":{_quoted(operation.told)},"was":{was}}}'
    )


@cache
def _fields_of(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[object, ...]]]:
    """The names of a kind's fields, two or more, and what takes their values."""
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)


@cache
def _told_of(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name in _TOLD)


@lru_cache(maxsize=256, typed=True)
def _told(names: tuple[str, ...], *values: object) -> str:
    """What is told of a fact; of 48,000 respondents the same is told."""
    return _LOG.encode(dict(zip(names, values, strict=True)))


# Fact by fact through ``default``: ``asdict`` copies everything first and took three quarters of a step's time.
# Facts hold no circles, which the encoder need not look for.
_BODY = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"), default=_shallow
)
_DIGITS = 32
_quoted = json.encoder.encode_basestring_ascii
_LOG = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_shallow)
