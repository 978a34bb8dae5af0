"""Two open files as two copies of one study, or why they are not."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from themes.anchor import Placement
from themes.errors import Refused
from themes.joining import Copy, Gone, JoinedStep, Key
from themes.joining.twins import steps_with_ids
from themes.model import (
    Asking,
    Belonging,
    Coding,
    Displaced,
    Fact,
    FrozenTranscript,
    Identifier,
    Memo,
    Quotation,
    Review,
    Run,
    Settlement,
    Study,
    Suggestion,
    Transcript,
)
from themes.operations import ENTITIES, Change, Step, entity_of
from themes.project.memo_moves import followed
from themes.project.study import AGAIN
from themes.project.texts.moving import Standing, moved
from themes.store import RELEASES, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """Both copies, and the steps, oldest first, that only the other has.

    ``again`` are the ids of those that our log has as well, because a joining that brought them was undone.
    """

    ours: Copy
    theirs: Copy
    steps: tuple[JoinedStep, ...]
    again: frozenset[str]


def both(ours: Store, theirs: Store) -> Copies:
    """What each of two files has that the other has not.

    Raises:
        Refused: They are no copies of one study, or names were replaced in one of them since they parted.
    """
    refuse_others(ours, theirs)
    known, also = (_standing_steps(store) for store in (ours, theirs))
    mine, yours = _own_steps(ours, known, also), _own_steps(theirs, also, known)
    again = frozenset(one.step.id for one in yours if ours.has_step(one.step.id))
    return Copies(ours=_copy(ours, mine), theirs=_copy(theirs, yours), steps=yours, again=again)


def refuse_others(ours: Store, theirs: Store) -> None:
    """Refuse what is no copy of one study, and what names were replaced in.

    Raises:
        Refused: It is not, or they were since the two parted.
    """
    here, there = ours.facts(Study)[0], theirs.facts(Study)[0]
    if here.id != there.id:
        raise Refused(
            f"{theirs.path.name} is another study, “{there.title}”, no copy of “{here.title}”. Nothing was joined. "
            "Only copies of one file can be joined: copy the file, and let each person work on their own."
        )
    known, also = (_standing_steps(store) for store in (ours, theirs))
    if not known.keys() & also.keys():
        raise Refused(f"{theirs.path.name} shares no step with this project's log. Nothing was joined.")
    for store, own, other in ((ours, known, also), (theirs, also, known)):
        if any(step.verb in RELEASES for id_, step in own.items() if id_ not in other):
            raise Refused(
                f"Names were taken out of {store.path.name} after the copies had parted, and the other still holds "
                "them. Nothing was joined. Join the backup that was made before the release, and release then."
            )


def carried(facts: Mapping[Key, Fact], was: Transcript, now: Transcript) -> dict[Key, Fact]:
    """All that stands on a transcript at its place in other words of it, as after a correction."""
    placement = Placement.between(was.text, now.text)
    changes = moved(was, now, placement, _standing(facts.values(), was))
    into = {one.quotation_id: one.into for one in changes.quotations if one.into}
    memos = [fact for fact in facts.values() if isinstance(fact, Memo)] if into else []
    result = dict(facts)
    for change in (*changes.changes, *(followed(memos, "quotation", into) if into else ())):
        key = change.entity, change.fact.id
        if change.now is None:
            result.pop(key, None)
        else:
            result[key] = change.now
    return result


def _standing(facts: Iterable[Fact], transcript: Transcript) -> Standing:
    # What a copy held before its own steps is of several moments, where some came by an earlier joining: a place that
    # these words do not have was found on later ones, and stays.
    here = [
        fact
        for fact in facts
        if getattr(fact, "transcript_id", None) == transcript.id and getattr(fact, "end", 0) <= len(transcript.text)
    ]
    quotations = sorted(
        (one for one in here if isinstance(one, Quotation)), key=lambda one: (one.start, one.end, one.id)
    )
    ids = {one.id for one in quotations}
    return Standing(
        quotations=tuple(quotations),
        codings=tuple(one for one in facts if isinstance(one, Coding) and one.quotation_id in ids),
        suggestions=tuple(one for one in here if isinstance(one, Suggestion)),
        runs=tuple(one for one in facts if isinstance(one, Run)),
        belongings=tuple(one for one in here if isinstance(one, Belonging)),
        askings=tuple(one for one in here if isinstance(one, Asking)),
        identifiers=tuple(one for one in here if isinstance(one, Identifier)),
        displaced=tuple(one for one in here if isinstance(one, Displaced)),
        reviews=tuple(one for one in facts if isinstance(one, Review) and one.id == transcript.id),
        frozen=tuple(one for one in here if isinstance(one, FrozenTranscript)),
        settlements=tuple(one for one in here if isinstance(one, Settlement)),
    )


def _standing_steps(store: Store) -> dict[str, Step]:
    """The steps of a file, oldest first, as if what came with a joining that is undone had never come."""
    away = store.past.steps_away()
    joinings = {one.step_id for one in store.past.joinings()}
    steps = (one.step for one in reversed(store.steps()))
    # Undo and redo of a joining, and what it did again, are of this file alone: its steps stand or are away.
    return {
        step.id: step for step in steps if step.id not in away and step.undoes not in joinings and step.verb != AGAIN
    }


def _own_steps(store: Store, steps: Mapping[str, Step], known: Container[str]) -> tuple[JoinedStep, ...]:
    """The steps of a file that another has not, oldest first."""
    own = [step for id_, step in steps.items() if id_ not in known]
    return tuple(_left_of(store, step) for step in own)


def _left_of(store: Store, step: Step) -> JoinedStep:
    """A step with what it changed, but for what left the file as somebody withdrew."""
    changes, gone = store.left_of(step.id)
    return JoinedStep(
        step=step,
        changes=tuple(changes),
        gone=tuple(Gone(key=(entity, id_), came=came, went=went) for entity, id_, came, went in gone),
    )


def _copy(store: Store, own: tuple[JoinedStep, ...]) -> Copy:
    return Copy.of(every_fact(store), own)


def every_fact(store: Store) -> list[Fact]:
    """All that stands in a file."""
    found: list[Fact] = []
    for kind in ENTITIES.values():
        found.extend(store.facts(kind))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What is to be written so that our copy holds what stands.

    Attributes:
        again: What their steps change that our log has already, together.
        steps: Their other steps, each with what it changes here.
        rest: What is then still to be done for what stands to stand.
    """

    again: list[Change]
    steps: list[tuple[Step, list[Change]]]
    rest: list[Change]


def taken_over(copies: Copies, stands: Mapping[Key, Fact], study: Study, *, other_ids: Mapping[str, str]) -> TakenOver:
    """Their steps as changes to our copy, and what is then still to be done for what stands to stand.

    A step whose change finds another state here than it found there leaves that state as it is, and what stands
    comes with the last; the log knows the step all the same, so that it is not asked for again. ``other_ids`` are the
    ids that their things bear here, where both took in the same file.
    """
    now = dict(copies.ours.now)
    theirs = steps_with_ids(copies.steps, other_ids)
    again = [change for one in theirs if one.step.id in copies.again for change in _taken_over(one, now)]
    steps = [
        (one.step, _taken_over(one, now) or [idle(now["study", study.id])])
        for one in theirs
        if one.step.id not in copies.again
    ]
    rest = [
        Change(was=now.get(key), now=stands.get(key))
        for key in sorted(now.keys() | stands.keys())
        if now.get(key) != stands.get(key)
    ]
    return TakenOver(again=[change for change in again if change.was != change.now], steps=steps, rest=rest)


def _taken_over(one: JoinedStep, now: dict[Key, Fact]) -> list[Change]:
    """What a step of theirs changes in our facts, which become what they then are."""
    changes = []
    for change in one.changes:
        key = entity_of(change.fact), change.fact.id
        here = now.get(key)
        if here == change.was:
            changes.append(change)
            _put(now, key, change.now)
        elif here is not None:
            changes.append(idle(here))
    return changes


def idle(fact: Fact) -> Change:
    """The change of a step that changes nothing here, as the log takes no step without one."""
    return Change(was=fact, now=fact)


def _put(facts: dict[Key, Fact], key: Key, fact: Fact | None) -> None:
    if fact is None:
        facts.pop(key, None)
    else:
        facts[key] = fact
