"""What becomes of quotations and their codings when the text under them is edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from themes.anchor import Placement
from themes.model import Coding, Displaced, Quotation, Span
from themes.operations import Change, added, new_id, removed, revised
from themes.project.records import Fate, MovedQuotation

Key = tuple[str, int, int]


def moved_quotations(
    quotations: Sequence[Quotation], codings: Sequence[Coding], placement: Placement
) -> tuple[list[Change], list[MovedQuotation]]:
    """How a transcript's quotations and codings change as its text is edited, and what became of each quotation.

    Args:
        quotations: All quotations of one transcript, by all coders.
        codings: All codings of these.
        placement: Where each range of its text is in the new text.

    Returns:
        The changes, in an order that a project file takes, and one record for each quotation, in their order.
    """
    fates = _with_joined([_fate(one, placement) for one in quotations])
    moves = _in_turn(quotations, fates)
    fates = [replace(fate, into=moves.anew.get(fate.into or fate.quotation_id, fate.into)) for fate in fates]
    return [*_codings(codings, fates), *moves.changes, *_lost(quotations, codings, fates)], fates


def near(fact: Quotation | Displaced, placement: Placement) -> Span:
    """About where something was, in the new text."""
    found = placement.near(fact.start, fact.end)
    return Span(start=found.start, end=found.end)


def _fate(quotation: Quotation, placement: Placement) -> MovedQuotation:
    """What becomes of a quotation by itself."""
    placed = placement.of(quotation.start, quotation.end)
    fate: Fate = "lost"
    at = near(quotation, placement)
    if placed is not None:
        at = Span(start=placed.start, end=placed.end)
        stays = (at.start, at.end) == (quotation.start, quotation.end)
        fate = "changed" if placed.changed else "unmoved" if stays else "moved"
    return MovedQuotation(
        quotation_id=quotation.id,
        coder_id=quotation.coder_id,
        fate=fate,
        was=quotation.words,
        now="" if placed is None else placement.new[at.start : at.end],
        at=at,
    )


def _with_joined(fates: Sequence[MovedQuotation]) -> list[MovedQuotation]:
    """The same, but of a coder's quotations that fall onto one span the least changed takes the others in."""
    order: tuple[Fate, ...] = ("unmoved", "moved", "changed")
    taken: dict[Key, MovedQuotation] = {}
    for fate in sorted((one for one in fates if one.fate != "lost"), key=lambda one: order.index(one.fate)):
        taken.setdefault(_place(fate), fate)
    joined = []
    for fate in fates:
        holder = taken.get(_place(fate)) if fate.fate != "lost" else None
        is_joined = holder is not None and holder.quotation_id != fate.quotation_id
        joined.append(replace(fate, into=holder.quotation_id) if holder and is_joined else fate)
    return joined


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moves:
    """How quotations move or go; ``anew`` has the new id of each that had to come anew, by its old."""

    changes: tuple[Change, ...]
    anew: Mapping[str, str]


def _in_turn(quotations: Sequence[Quotation], fates: Sequence[MovedQuotation]) -> _Moves:
    """How quotations go that are lost or taken in, then how the others move, each when its place is free.

    The file lets no coder have two quotations of one span, not even for the moment between two rows.
    """
    fate_of = {fate.quotation_id: fate for fate in fates}
    stays = [one for one in quotations if fate_of[one.id].fate != "lost" and fate_of[one.id].into is None]
    moving = {one.id: (one, _at_its_place(one, fate_of[one.id])) for one in stays}
    changes = [removed(one) for one in quotations if one.id not in moving]
    holder = {_key(was): id_ for id_, (was, _) in moving.items()}
    anew: dict[str, str] = {}
    done: set[str] = set()
    for first in moving:
        chain, here = [], first
        while here not in done:  # whoever holds the place that this one goes to goes before it
            done.add(here)
            chain.append(here)
            here = holder.get(_key(moving[here][1]), here)
        if len(chain) > 1 and here == first:  # one to another's place and that to its: one of them comes anew
            was, now = moving[chain.pop()]
            anew[was.id] = new_id()
            changes += [removed(was), added(replace(now, id=anew[was.id]))]
        changes += [revised(*moving[id_]) for id_ in reversed(chain)]
    return _Moves(changes=tuple(changes), anew=anew)


def _codings(codings: Sequence[Coding], fates: Sequence[MovedQuotation]) -> list[Change]:
    """How codings go with lost quotations, or on to the quotation that took theirs in, unless it bears that code."""
    fate_of = {fate.quotation_id: fate for fate in fates}
    bears = {(one.quotation_id, one.code_id, one.coder_id) for one in codings}
    changes: list[Change] = []
    for coding in codings:
        fate = fate_of[coding.quotation_id]
        if fate.fate == "lost":
            changes.append(removed(coding))
        elif fate.into is not None:
            borne = (fate.into, coding.code_id, coding.coder_id)
            changes.append(
                removed(coding) if borne in bears else revised(coding, replace(coding, quotation_id=fate.into))
            )
            bears.add(borne)
    return changes


def _lost(quotations: Sequence[Quotation], codings: Sequence[Coding], fates: Sequence[MovedQuotation]) -> list[Change]:
    """How lost quotations are listed, with the codes that they bore."""
    codes: dict[str, list[str]] = {}
    for coding in codings:
        codes.setdefault(coding.quotation_id, []).append(coding.code_id)
    return [
        added(_displaced(quotation, fate.at, codes.get(quotation.id, ())))
        for quotation, fate in zip(quotations, fates, strict=True)
        if fate.fate == "lost"
    ]


def _displaced(quotation: Quotation, at: Span, code_ids: Iterable[str]) -> Displaced:
    return Displaced(
        id=quotation.id,
        transcript_id=quotation.transcript_id,
        coder_id=quotation.coder_id,
        start=at.start,
        end=at.end,
        words=quotation.words,
        code_ids=tuple(dict.fromkeys(code_ids)),
    )


def _key(quotation: Quotation) -> Key:
    return quotation.coder_id, quotation.start, quotation.end


def _place(fate: MovedQuotation) -> Key:
    return fate.coder_id, fate.at.start, fate.at.end


def _at_its_place(quotation: Quotation, fate: MovedQuotation) -> Quotation:
    return replace(quotation, start=fate.at.start, end=fate.at.end, words=fate.now)
