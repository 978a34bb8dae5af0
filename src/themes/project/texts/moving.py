"""What stands on a transcript's words goes with them when the text is edited, or is listed as lost.

A correction, a corrected file and the replacement of names all come through here, so that nothing shifts silently::

    placement = Placement(was.text, edits)              # or Placement.between(was.text, text), or stand_in=True
    now = replace(was, text=placement.new, turns=turns_after(was.turns, placement))
    rearranged = moved(was, now, placement, standing(self._store, was))
    self._step("…", rearranged.changes, subject=was.id)

Quotations keep their ids, codes and memos; their words are those at their new place, which is the check.
What a person said they looked at stays.
A lost quotation goes with its codings and a ``Displaced`` fact of its id comes, all in the one step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from themes.anchor import Placement
from themes.model import (
    Asking,
    Belonging,
    Coding,
    Displaced,
    FrozenSuggestion,
    FrozenTranscript,
    Identifier,
    Member,
    Quotation,
    Review,
    Run,
    Settlement,
    Span,
    Suggestion,
    Transcript,
    Turn,
)
from themes.operations import Change, removed, revised
from themes.project.records import MovedQuotation
from themes.project.texts.fates import moved_quotations, near
from themes.store import Store
from themes.text import speaker_of

S = TypeVar("S", Quotation, Suggestion, FrozenSuggestion, Asking, Identifier, Displaced, Member)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All facts that point into one transcript; ``runs`` are all runs, as their members lie in many transcripts.

    Whoever does away with some of them otherwise leaves them out: ``replace(standing, identifiers=())``.
    """

    quotations: tuple[Quotation, ...] = ()
    codings: tuple[Coding, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    runs: tuple[Run, ...] = ()
    belongings: tuple[Belonging, ...] = ()
    askings: tuple[Asking, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    displaced: tuple[Displaced, ...] = ()
    reviews: tuple[Review, ...] = ()
    frozen: tuple[FrozenTranscript, ...] = ()
    settlements: tuple[Settlement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rearranged:
    """The changes of one step, the transcript's first, and what became of each quotation, in the old text's order.

    Several transcripts in one step: give the second the runs as the first left them, since a run changes in each.
    """

    changes: tuple[Change, ...]
    quotations: tuple[MovedQuotation, ...]
    runs: tuple[Run, ...]


def standing(store: Store, transcript: Transcript) -> Standing:
    """What points into a transcript now."""
    quotations = store.facts(Quotation, transcript_id=transcript.id)
    here = {quotation.id for quotation in quotations}
    return Standing(
        quotations=tuple(sorted(quotations, key=_in_text)),
        codings=tuple(coding for coding in store.facts(Coding) if coding.quotation_id in here) if here else (),
        suggestions=tuple(store.facts(Suggestion, transcript_id=transcript.id)),
        runs=tuple(store.facts(Run)),
        belongings=tuple(store.facts(Belonging, transcript_id=transcript.id)),
        askings=tuple(store.facts(Asking, transcript_id=transcript.id)),
        identifiers=tuple(store.facts(Identifier, transcript_id=transcript.id)),
        displaced=tuple(store.facts(Displaced, transcript_id=transcript.id)),
        reviews=tuple(store.facts(Review, id=transcript.id)),
        frozen=tuple(store.facts(FrozenTranscript, transcript_id=transcript.id)),
        settlements=tuple(store.facts(Settlement, transcript_id=transcript.id)),
    )


def moved(was: Transcript, now: Transcript, placement: Placement, standing: Standing) -> Rearranged:
    """The changes by which a transcript's text is edited and all that stands on it goes with its words.

    Args:
        was: The transcript as it is.
        now: The same with its new text, turns and speakers.
        placement: Where each range of ``was.text`` is in ``now.text``.
        standing: What points into it.

    Returns:
        The changes for one step, ``revised(was, now)`` the first, and what became of the quotations: the list to show
        to a person, with participants' words. Nothing else in it is for a person's eyes, and nothing for a log.
    """
    if (placement.old, placement.new) != (was.text, now.text):
        raise ValueError("The placement is of other texts.")
    quotations, fates = moved_quotations(standing.quotations, standing.codings, placement)
    runs = tuple(_run_moved(run, now, placement) for run in standing.runs)
    changes = [
        revised(was, now),
        *quotations,
        *_suggestions(standing, fates, placement),
        *map(revised, standing.runs, runs),
        *_placed(standing.belongings, placement),
        *_placed(standing.askings, placement),
        *_placed(standing.identifiers, placement),
        *_placed(standing.settlements, placement),
        *(revised(one, _spanned(one, near(one, placement))) for one in standing.displaced),
        *(revised(one, replace(one, sample=_sample_moved(one, placement))) for one in standing.reviews),
        *(revised(one, _frozen_moved(one, placement)) for one in standing.frozen),
    ]
    return Rearranged(
        changes=tuple(change for change in changes if change.was != change.now), quotations=tuple(fates), runs=runs
    )


def turns_after(turns: Sequence[Turn], placement: Placement) -> tuple[Turn, ...]:
    """The same turns in an edited text, as long as each edit lies within one turn; a turn may come out empty."""
    moved = ((turn, placement.start(turn.start), placement.end(turn.end)) for turn in turns)
    # ``replace`` takes most of the time of a correction in a survey of 48,000 answers.
    return tuple(
        turn if (start, end) == (turn.start, turn.end) else replace(turn, start=start, end=end)
        for turn, start, end in moved
    )


def _placed(
    facts: Sequence[Asking] | Sequence[Identifier] | Sequence[Belonging] | Sequence[Settlement], placement: Placement
) -> list[Change]:
    """How facts move that a person or machine can find again: one that lost its place goes."""
    changes: list[Change] = []
    for fact in facts:
        placed = placement.of(fact.start, fact.end)
        now = None if placed is None else replace(fact, start=placed.start, end=placed.end)
        changes.append(removed(fact) if now is None else revised(fact, now))
    return changes


def _suggestions(standing: Standing, fates: Sequence[MovedQuotation], placement: Placement) -> list[Change]:
    """How suggestions move; a lost one goes, but for one that a coding came of: that stays where the coding is."""
    spans = {fate.quotation_id: fate.at for fate in fates if fate.fate != "lost"}
    came_of = {
        coding.suggestion_id: spans[coding.quotation_id]
        for coding in standing.codings
        if coding.suggestion_id and coding.quotation_id in spans
    }
    changes: list[Change] = []
    for suggestion in standing.suggestions:
        placed = placement.of(suggestion.start, suggestion.end)
        at = came_of.get(suggestion.id) if placed is None else Span(start=placed.start, end=placed.end)
        changes.append(removed(suggestion) if at is None else revised(suggestion, _spanned(suggestion, at)))
    return changes


def _run_moved(run: Run, now: Transcript, placement: Placement) -> Run:
    """A run without the segments that are lost; the others at their new place, under who speaks there now."""
    members: list[Member] = []
    for member in run.members:
        if member.transcript_id != now.id:
            members.append(member)
            continue
        placed = placement.of(member.start, member.end)
        if placed is not None:
            speaker = speaker_of(now, placed.start, placed.end)
            case_id = speaker.case_id if speaker else None
            members.append(replace(member, start=placed.start, end=placed.end, case_id=case_id))
    return replace(run, members=tuple(members))


def _sample_moved(review: Review, placement: Placement) -> tuple[tuple[int, int], ...]:
    placed = (placement.of(start, end) for start, end in review.sample)
    return tuple((one.start, one.end) for one in placed if one is not None)


def _frozen_moved(frozen: FrozenTranscript, placement: Placement) -> FrozenTranscript:
    """What the machine suggested, at its new place; what lost its place was suggested for words that are gone."""
    placed = ((one, placement.of(one.start, one.end)) for one in frozen.suggestions)
    kept = tuple(_spanned(one, Span(start=at.start, end=at.end)) for one, at in placed if at is not None)
    return replace(frozen, suggestions=kept)


def _spanned(fact: S, at: Span) -> S:
    return replace(fact, start=at.start, end=at.end)


def _in_text(quotation: Quotation) -> tuple[int, int, str]:
    return quotation.start, quotation.end, quotation.id
