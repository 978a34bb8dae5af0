"""What a search for identifiers returns: where, of what kind and by what rule, never the words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from themes.model import IdentifierKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place whose words could tell who somebody is: a half-open range of code points, its kind, and why.

    ``why`` names the rule ("on the project's list", "NHS number, checksum right") and never holds the words.
    """

    start: int
    end: int
    kind: IdentifierKind
    why: str


def settled(layers: Iterable[Iterable[Found]]) -> list[Found]:
    """Findings of several detectors without overlaps.

    Args:
        layers: What each detector found, the most trusted detector first. Within one, the longer of two that overlap
            stands.

    Returns:
        Findings in the order of the text, no two of which overlap. One that reaches further than a more trusted one
        widens it, so that no word that either found stays open.
    """
    kept: list[Found] = []
    for layer in layers:
        for found in sorted(layer, key=lambda found: (found.start - found.end, found.start)):
            # Nothing in kept overlaps, so its ends are in order too.
            first = bisect_right(kept, found.start, key=lambda other: other.end)
            last = bisect_left(kept, found.end, key=lambda other: other.start)
            touching = kept[first:last]
            covered = sum(min(found.end, other.end) - max(found.start, other.start) for other in touching)
            if covered < found.end - found.start:
                kept[first:last] = [_wider(found, touching) if touching else found]
    return kept


def _wider(found: Found, touching: list[Found]) -> Found:
    """A finding that covers some others and one more; what it is called, the first of them says."""
    return Found(
        start=min(found.start, touching[0].start),
        end=max(found.end, touching[-1].end),
        kind=touching[0].kind,
        why=touching[0].why,
    )
