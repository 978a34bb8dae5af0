"""What the colours of the map of segments stand for: candidates, codes, cases, or the values of an attribute."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from themes.colours import COLOURS, sound
from themes.model import Member
from themes.project import CandidateView, Project

MOST = 36
"""Of more values than this the commonest have colours: more nobody can tell apart."""

CANDIDATE, CODE, CASE = "candidate", "code", "case"

Coded = Mapping[int, Sequence[int]]
"""The codes of the segments that bear any: places in the codebook, by the segment's place on the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """What the colours stand for: (name, ``#rrggbb``) of each group, and the group of each segment, -1 for none."""

    by: str
    groups: tuple[tuple[str, str], ...]
    of: tuple[int, ...]
    named: bool


def choices(project: Project) -> dict[str, str]:
    """What the map can be coloured by, as people read it."""
    attributes = {f"attribute {one.name}": one.name for one in project.attributes()}
    return {CANDIDATE: "Candidate theme", CODE: "Code", CASE: "Case", **attributes}


def grouped(
    project: Project, by: str, members: Sequence[Member], views: Sequence[CandidateView], coded: Coded
) -> Groups:
    """The group of each segment of the map.

    Args:
        project: The open project.
        by: A key of ``choices``.
        members: The segments of the map.
        views: The candidates of its discovery.
        coded: As ``codes_of`` gives it.
    """
    label = choices(project)[by]
    if by == CANDIDATE:
        return _named(label, [(view.name, "") for view in views], placed(members, views), named=True)
    if by == CODE:
        codes = project.codes()
        first = [min(coded[at]) if at in coded else -1 for at in range(len(members))]
        return _named(label, [(code.name, sound(code.colour)) for code in codes], first, named=True)
    labels = {case.id: case.label for case in project.cases()}
    if by == CASE:
        said = [labels.get(one.case_id or "", "") for one in members]
    else:
        known = project.values_of_all()
        said = [known.get(one.case_id or "", {}).get(label, "") for one in members]
    order = _order(project, label, said)
    number = {value: nth for nth, value in enumerate(order)}
    return _named(label, [(value, "") for value in order], [number.get(value, -1) for value in said], named=False)


def placed(members: Sequence[Member], views: Sequence[CandidateView]) -> list[int]:
    """The candidate of each segment, as its place among the views; those merged into another are in that one."""
    of: dict[tuple[str, int, int], int] = {}
    for nth, view in enumerate(views):
        if view.decision.outcome != "merged":
            of |= {(one.transcript_id, one.start, one.end): nth for one in view.members}
    return [of.get((one.transcript_id, one.start, one.end), -1) for one in members]


def codes_of(project: Project, members: Sequence[Member]) -> dict[int, list[int]]:
    """The codes of the segments that bear any: half of the segment, or half of a quotation, lies in both."""
    number = {code.id: nth for nth, code in enumerate(project.codes())}
    there: dict[str, list[tuple[int, int, int]]] = {}
    for at, one in enumerate(members):
        there.setdefault(one.transcript_id, []).append((one.start, one.end, at))
    for spans in there.values():
        spans.sort()
    coded: dict[int, set[int]] = {}
    for given in project.codings():
        quotation = given.quotation
        spans = there.get(quotation.transcript_id, [])
        first = max(0, bisect_left(spans, (quotation.start, 0, 0)) - 1)
        for start, end, at in spans[first:]:
            if start >= quotation.end:
                break
            shared = min(end, quotation.end) - max(start, quotation.start)
            if 2 * shared >= min(end - start, quotation.end - quotation.start) and given.code.id in number:
                coded.setdefault(at, set()).add(number[given.code.id])
    return {at: sorted(codes) for at, codes in coded.items()}


def _named(by: str, groups: Sequence[tuple[str, str]], of: Sequence[int], *, named: bool) -> Groups:
    """Groups with a colour each, the commonest where there are too many; one that nothing is in is left out."""
    counts = Counter(group for group in of if group >= 0)
    kept = sorted(sorted(counts, key=lambda group: (-counts[group], group))[:MOST])
    number = {group: nth for nth, group in enumerate(kept)}
    colours = [groups[group][1] or COLOURS[nth % len(COLOURS)].value for nth, group in enumerate(kept)]
    return Groups(
        by=by,
        groups=tuple((groups[group][0], colour) for group, colour in zip(kept, colours, strict=True)),
        of=tuple(number.get(group, -1) for group in of),
        named=named,
    )


def _order(project: Project, attribute: str, said: Sequence[str]) -> list[str]:
    """The values that are there, in the order of the attribute's choices, else as people write them."""
    there = {value for value in said if value}
    listed = next((one.choices for one in project.attributes() if one.name == attribute), ())
    chosen = [value for value in listed if value in there]
    return [*chosen, *sorted(there.difference(chosen), key=_natural)]


def _natural(value: str) -> tuple[float, str]:
    digits = "".join(sign for sign in value if sign.isdigit())
    return (float(digits) if digits else 0.0, value.casefold())
