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
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from themes.errors import StaleChange
from themes.model import (
    Attribute,
    Candidate,
    Case,
    CaseLink,
    Code,
    Coder,
    Coding,
    Decision,
    Fact,
    LookedAt,
    Memo,
    Quotation,
    Run,
    Study,
    Suggestion,
    Theme,
    Transcript,
)

ENTITIES: dict[str, type] = {
    "study": Study,
    "coder": Coder,
    "attribute": Attribute,
    "case": Case,
    "case link": CaseLink,
    "transcript": Transcript,
    "code": Code,
    "quotation": Quotation,
    "run": Run,
    "candidate": Candidate,
    "decision": Decision,
    "suggestion": Suggestion,
    "coding": Coding,
    "looked at": LookedAt,
    "theme": Theme,
    "memo": Memo,
}
"""The kinds of fact in an order in which each refers only to itself or to those before it."""

_NAMES = {fact_type: name for name, fact_type in ENTITIES.items()}

# What an operation may tell of a fact: ids, spans and choices from fixed lists; never free words.
_TOLD = frozenset(
    {
        "transcript_id", "quotation_id", "code_id", "coder_id", "candidate_id", "suggestion_id", "run_id", "case_id",
        "other_id", "parent_id", "code_ids", "into", "about", "about_id", "start", "end", "rank", "how", "valence",
        "outcome", "unread", "retired", "codebook_version", "engine", "model", "seed", "method", "kind", "type",
        "n_segments", "n_cases",
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
    kept = {key: value for key, value in _shallow(fact).items() if key in _TOLD}
    return _LOG.encode(kept)


def chain(previous: str, step: Step, operation: Operation) -> str:
    """The hash of an operation in the log: it covers the operation, its step and the hash before.

    Args:
        previous: Hash of the operation before, 64 hexadecimal digits; empty for the first.
        step: The step that the operation belongs to.
        operation: The operation itself.

    Returns:
        64 hexadecimal digits.
    """
    return hashlib.sha256(_LOG.encode([previous, step, operation]).encode()).hexdigest()


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
    return {name: getattr(fact, name) for name in fact.__dataclass_fields__}


# Fact by fact through ``default``: ``asdict`` copies everything first and took three quarters of a step's time.
_BODY = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_shallow)
_LOG = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_shallow)
