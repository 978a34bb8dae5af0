"""One fact that both copies touched, joined field by field."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from themes.joining.readings import READING
from themes.model import Fact, Transcript
from themes.operations import entity_of

_TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "transcript": (("text", "turns", "speakers"), ("source_name", "source_sha256", "format", "layout")),
    "quotation": (("start", "end", "words"),),
    "asking": (("start", "end"),),
    "identifier": (("start", "end"),),
    "settlement": (("start", "end"),),
    "suggestion": (("start", "end"),),
    "displaced": (("start", "end", "words"),),
    "decision": (("outcome", "into", "code_id"),),
    "review": (("state", "first_reader", "second_reader", "sample", "n_present", "n_found"),),
    "consent": (("use", "until"),),
    "run": (("members",),),
    "summary": (("text", "coder_id", "draft"),),
    "report text": (("text", "beneath", "coder_id"),),
}
"""Fields that make sense only with each other: they are one thing that is changed."""

_LISTS = frozenset({"code_ids", "for_ids", "against_ids", "typical", "not_this", "questions", "attribution"})
"""Fields that hold a list of things of which each can come and go by itself."""

_QUIET = {"position": min, "codebook_version": max, "at": max, "unread": min, "seconds": max, "similarity": max}
"""Fields that nobody needs to be asked about, with what takes one of two values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A fact as far as it could be joined, and the groups of fields of which both copies hold another value."""

    fact: Fact
    clashing: tuple[tuple[str, ...], ...]


def settled(before: tuple[Fact | None, Fact | None], first: Fact, second: Fact) -> Settled:
    """Join two versions of one fact.

    Args:
        before: What it was before the steps that made the first version, and the second.
        first: The version that stands where both changed the same.
        second: The other.
    """
    changed: dict[str, Any] = {}
    clashing = []
    for names in _groups(first, second):
        a, b = _values(first, names), _values(second, names)
        a0, b0 = (_values(one, names) if one is not None else None for one in before)
        if a == b:
            continue
        if names[0] in _QUIET and len(names) == 1:
            changed[names[0]] = _QUIET[names[0]](a[0], b[0])
        elif _is_moved_on(a0, a, b0, b):
            changed.update(zip(names, b, strict=True))
        elif not _is_moved_on(b0, b, a0, a):
            both = _both(names[0], a0, a, b0, b)
            if both is None:
                clashing.append(names)
            else:
                changed[names[0]] = both
    return Settled(fact=replace(first, **changed), clashing=tuple(clashing))


def _is_moved_on(a0: Any, a: Any, b0: Any, b: Any) -> bool:  # noqa: ANN401 - values of any field
    """Whether ``b`` is what became of ``a``: nobody changed ``a``, or ``b`` was changed from just that."""
    return bool((a == a0 and b != b0) or (a == b0 and b != a0))


def _both(name: str, a0: Any, a: Any, b0: Any, b: Any) -> Any:  # noqa: ANN401 - as above
    """What holds what each copy put in and lacks what each took out; None where one value is one value."""
    if name == "values":
        return _pairs(a0, a, b0, b)
    if name not in _LISTS:
        return None
    mine, theirs = a[0], b[0]
    was_mine, was_theirs = (a0 or ((),))[0], (b0 or ((),))[0]
    kept = [one for one in mine if one in theirs or one not in was_theirs]
    return (*kept, *(one for one in theirs if one not in mine and one not in was_mine))


def _pairs(a0: Any, a: Any, b0: Any, b: Any) -> Any:  # noqa: ANN401 - as above
    """What is known of a case, attribute by attribute; None where both say another thing of one."""
    mine, theirs = dict(a[0]), dict(b[0])
    was_mine, was_theirs = dict((a0 or ((),))[0]), dict((b0 or ((),))[0])
    known: dict[str, str] = {}
    for name in dict.fromkeys([*mine, *theirs]):
        one, other = mine.get(name), theirs.get(name)
        if one != other and one == was_mine.get(name):
            one = other
        elif one != other and other != was_theirs.get(name):
            return None
        if one is not None:
            known[name] = one
    return tuple(sorted(known.items()))


def _groups(first: Fact, second: Fact) -> list[tuple[str, ...]]:
    together = _TOGETHER.get(entity_of(first), ())
    if isinstance(first, Transcript) and isinstance(second, Transcript) and first.layout != second.layout:
        together = (READING,)
    inside = {name for names in together for name in names}
    return [*together, *((field.name,) for field in fields(first) if field.name not in inside | {"id"})]


def _values(fact: Fact, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(fact, name) for name in names)
