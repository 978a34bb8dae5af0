"""One file that both copies took in, each for itself: known by its bytes, and one transcript from then on.

Of two ids the lesser stays, so that both copies come to the same whichever is joined to which. Where one copy has given
its own up already, in an earlier joining, the other follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from themes.joining.copies import Copy, JoinedStep, Key, key_of
from themes.model import Case, Fact, Summary, Transcript
from themes.model.matrix import cell_id
from themes.operations import Change
from themes.rules import SURVEY


def twins(ours: Copy, theirs: Copy) -> tuple[dict[str, str], dict[str, str]]:
    """The ids that become others in each copy: of transcripts of one file, and of the cases made for their speakers."""
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    for mine in _only_in(ours, theirs):
        alike = [one for one in _only_in(theirs, ours) if _file(one) == _file(mine)]
        yours = next((one for one in alike if len(alike) == 1 or one.title == mine.title), None)
        # The step by which one of them came is known to the other where they were joined before: it was given up there.
        if yours is None or not (_is_new(key_of(mine), ours) or _is_new(key_of(yours), theirs)):
            continue
        # The cases of the one that stays stay too, so that a later joining finds them together.
        together = [(mine.id, yours.id), *_cases_of(mine, ours, yours, theirs)]
        if _ours_stays(mine, ours, yours, theirs):
            second |= {b: a for a, b in together}
        else:
            first |= dict(together)
    return first | _cells(ours, first), second | _cells(theirs, second)


def with_ids(copy: Copy, ids: Mapping[str, str]) -> Copy:
    """A copy in which some things bear other ids."""
    if not ids:
        return copy
    return replace(
        copy,
        now={key_of(one): one for fact in copy.now.values() for one in (named(fact, ids),)},
        before={_key(key, ids): None if fact is None else named(fact, ids) for key, fact in copy.before.items()},
        edits={_key(key, ids): edit for key, edit in copy.edits.items()},
        gone_with={_key(key, ids): tuple(_key(one, ids) for one in gone) for key, gone in copy.gone_with.items()},
        unknown=frozenset(_key(key, ids) for key in copy.unknown),
    )


def steps_with_ids(steps: tuple[JoinedStep, ...], ids: Mapping[str, str]) -> tuple[JoinedStep, ...]:
    """Steps whose changes name the same things by other ids."""
    return tuple(replace(one, changes=tuple(changes_with_ids(one.changes, ids))) for one in steps) if ids else steps


def changes_with_ids(changes: Iterable[Change], ids: Mapping[str, str]) -> list[Change]:
    """Changes that name the same things by other ids."""
    if not ids:
        return list(changes)
    return [
        Change(
            was=None if change.was is None else named(change.was, ids),
            now=None if change.now is None else named(change.now, ids),
        )
        for change in changes
    ]


def named(fact: Fact, ids: Mapping[str, str]) -> Fact:
    """A fact with other ids for some things: its own, those that it refers to, and those in links."""
    return _named(fact, ids)  # type: ignore[no-any-return]


def _named(value: Any, ids: Mapping[str, str]) -> Any:  # noqa: ANN401 - a fact, or any value of a field of one
    if isinstance(value, str):
        return ids.get(value) or _in_links(value, ids)
    if isinstance(value, tuple):
        said = tuple(_named(one, ids) for one in value)
        return value if said == value else said
    if is_dataclass(value):
        # A transcript's words are nobody's id, and the turns of a survey are many.
        skipped = {"text", "turns"} if isinstance(value, Transcript) else set()
        changed = {
            field.name: now
            for field in fields(value)
            if field.name not in skipped
            and (now := _named(was := getattr(value, field.name), ids)) is not was
            and now != was
        }
        return replace(value, **changed) if changed else value  # type: ignore[type-var]
    return value


def _in_links(words: str, ids: Mapping[str, str]) -> str:
    if "[[" not in words:
        return words
    for was, now in ids.items():
        words = words.replace(was, now)
    return words


def _key(key: Key, ids: Mapping[str, str]) -> Key:
    return key[0], ids.get(key[1], key[1])


def _only_in(one: Copy, other: Copy) -> list[Transcript]:
    return [fact for key, fact in one.now.items() if isinstance(fact, Transcript) and key not in other.now]


def _file(transcript: Transcript) -> tuple[str, str]:
    """Its bytes and, of a survey's file, which holds several, the column; in whatever layout it was read."""
    return transcript.source_sha256, transcript.layout if transcript.format == SURVEY else ""


def _is_new(key: Key, copy: Copy) -> bool:
    return key in copy.before and copy.before[key] is None


def _ours_stays(mine: Transcript, ours: Copy, yours: Transcript, theirs: Copy) -> bool:
    """Which of two stays: the one that an earlier joining has settled on, else that of the lesser id."""
    if not _is_new(key_of(yours), theirs):
        return True
    return _is_new(key_of(mine), ours) and mine.id < yours.id


def _cells(copy: Copy, ids: Mapping[str, str]) -> dict[str, str]:
    """The ids of what is written in cells of the matrix follow from those of row and column."""
    written = [fact for fact in copy.now.values() if isinstance(fact, Summary)]
    return {one.id: cell_id(ids[one.row_id], one.column_id) for one in written if one.row_id in ids}


def _cases_of(mine: Transcript, ours: Copy, yours: Transcript, theirs: Copy) -> list[tuple[str, str]]:
    """The ids of the cases that each copy made for one speaker, under one label."""
    pairs = []
    voices = {one.label: one for one in yours.speakers}
    for one, other in ((one, voices[one.label]) for one in mine.speakers if one.label in voices):
        a, b = (copy.now.get(("case", who.case_id or "")) for copy, who in ((ours, one), (theirs, other)))
        if not isinstance(a, Case) or not isinstance(b, Case) or key_of(a) in theirs.now or key_of(b) in ours.now:
            continue
        if a.label.casefold() == b.label.casefold() or mine.layout != yours.layout:
            pairs.append((a.id, b.id))
    return list(dict.fromkeys(pairs))
