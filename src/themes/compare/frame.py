"""From coders' spans to units: which unit of a text each coder gave a code, uncoded units included."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from themes.compare.clusters import Cluster
from themes.compare.continua import Valued
from themes.compare.placed import Stretch
from themes.compare.unitised import on_a_continuum
from themes.model import Span

Unit = Literal["turn", "sentence", "segment", "character", "quotation"]

UNITS: tuple[Unit, ...] = get_args(Unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One text as coders saw it, for one code or for several that count as one.

    Attributes:
        turns: The units of each turn, in order, none overlapping another.
        by_coder: Each coder's spans there, in any order; None for a coder who has not looked.
    """

    turns: tuple[tuple[Span, ...], ...]
    by_coder: tuple[tuple[Span, ...] | None, ...]


def units_coded(seen: Seen) -> list[Cluster]:
    """The units of each turn: True for a coder with a span that touches the unit, False for none, None not looked."""
    places = [None if spans is None else _Places(spans) for spans in seen.by_coder]
    given = [one for one in places if one]
    nothing = tuple(None if one is None else False for one in places)
    clusters = []
    for turn in seen.turns:
        # Most turns bear none of a code: of 60 codes on 1,200 turns, asking each unit took four times as long.
        if turn and any(one.reaches(turn[0].start, turn[-1].end) for one in given):
            said = Counter(tuple(None if one is None else one.touches(unit) for one in places) for unit in turn)
            clusters.append(Cluster(units=tuple(said.items())))
        else:
            clusters.append(Cluster(units=((nothing, len(turn)),) if turn else ()))
    return clusters


def characters_coded(seen: Seen) -> list[Cluster]:
    """The same for the characters of each turn, each a unit."""
    places = [None if spans is None else _Places(spans) for spans in seen.by_coder]
    clusters = []
    for turn in seen.turns:
        said: Counter[tuple[bool | None, ...]] = Counter()
        for stretch in turn:
            inner = {end for one in places if one is not None for end in one.ends_in(stretch)}
            for start, end in pairwise(sorted({stretch.start, stretch.end, *inner})):
                piece = Span(start=start, end=end)
                said[tuple(None if one is None else one.touches(piece) for one in places)] += end - start
        clusters.append(Cluster(units=tuple(said.items())))
    return clusters


def as_placed(texts: Iterable[Seen]) -> float | None:
    """Alpha of where coders placed their spans (|u-alpha, Krippendorff et al. 2016), however their ends differ.

    The turns of all texts are laid end to end; a text that one of the coders has not looked at is left out, as a
    continuum knows no missing values. Spans of one coder that overlap or meet are one.

    Returns:
        None where nobody placed any, or no text was looked at by all.
    """
    at = 0
    units: list[list[Valued]] = []
    for seen in texts:
        looked = [spans for spans in seen.by_coder if spans is not None]
        if len(looked) < len(seen.by_coder):
            continue
        units = units or [[] for _ in looked]
        places = [_Places(spans) for spans in looked]
        for stretch in (unit for turn in seen.turns for unit in turn):
            for own, one in zip(units, places, strict=True):
                for span in one.within(stretch):
                    by = at - stretch.start
                    own.append(Valued(start=span.start + by, end=span.end + by, value="given"))
            at += stretch.end - stretch.start
    return on_a_continuum(units, end=at).found if units and at else None


def stretches(seen: Seen) -> list[Stretch]:
    """Each turn with the spans of coders who all looked, those that overlap or meet being one."""
    places = [_Places(spans) for spans in seen.by_coder if spans is not None]
    return [
        Stretch(
            length=unit.end - unit.start,
            by_coder=tuple(
                tuple((span.start - unit.start, span.end - unit.start) for span in one.within(unit)) for one in places
            ),
        )
        for turn in seen.turns
        for unit in turn
    ]


def joined_within(spans: Iterable[Span], unit: Span) -> list[Span]:
    """What of some spans lies in a unit, those that overlap or meet being one."""
    return _Places(spans).within(unit)


def n_coded(clusters: Sequence[Cluster], coder: int) -> int:
    """How many units a coder gave the code."""
    return sum(often for cluster in clusters for said, often in cluster.units if said[coder])


def together(frames: Iterable[Sequence[Cluster]]) -> list[Cluster]:
    """The clusters of several codes on the same turns, each turn's decisions on all of them in one cluster."""
    return [
        Cluster(units=tuple(unit for cluster in turn for unit in cluster.units))
        for turn in zip(*frames, strict=True)
    ]  # fmt: skip


class _Places:
    """A coder's spans, joined where they overlap or meet, to be asked many times."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def touches(self, unit: Span) -> bool:
        """Whether a span shares a code point with the unit."""
        return self.reaches(unit.start, unit.end)

    def reaches(self, start: int, end: int) -> bool:
        """The same for what stands from one code point to another."""
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end

    def within(self, unit: Span) -> list[Span]:
        """What of the spans lies in the unit."""
        first = bisect_right(self._ends, unit.start)
        last = bisect_left(self._starts, unit.end)
        pairs = zip(self._starts[first:last], self._ends[first:last], strict=True)
        return [Span(start=max(start, unit.start), end=min(end, unit.end)) for start, end in pairs]

    def ends_in(self, unit: Span) -> list[int]:
        """Where spans begin or end within the unit."""
        return [
            place
            for places in (self._starts, self._ends)
            for place in places[bisect_left(places, unit.start) : bisect_right(places, unit.end)]
        ]
