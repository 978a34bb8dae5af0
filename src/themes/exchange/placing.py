"""Where passages stand in a transcript: by their place in another text of it, or by their words alone.

Readers take speakers' labels and times out of the words, and tools differ in white space, quotation marks and dashes;
so a passage is looked for as it is, then without regard to those signs, then without labels, then by its letters.
One that stands at several places goes to the nth where it was coded n times, else between its neighbours, else nowhere:
a wrong place would be worse than a line in the report.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from themes.anchor import Placement
from themes.text import words

Match = Literal["exact", "loose"]

NOT_FOUND = "its words are not in the transcript"
SEVERAL = "its words stand at several places, and nothing says at which"
NO_WORDS = "it holds no words"

_QUOTES = str.maketrans(dict.fromkeys("‘’‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―", "-"))
_MOST_PLACES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a passage stands, half-open.

    ``match`` is loose where its words had to be looked for with less regard, or stand at several places.
    """

    start: int
    end: int
    match: Match


def place_by_text(spans: Sequence[tuple[int, int]], old: str, new: str, *, labels: Sequence[str]) -> list[Place | None]:
    """Where ranges of one text of a talk are in another: the same but for labels and times, or None.

    Args:
        spans: Half-open code points of ``old``.
        old: The text that they count in.
        new: The transcript's text.
        labels: How speakers are named in ``old``; their words, and numbers, may be missing in ``new``.
    """
    if old == new:
        return [Place(start=start, end=end, match="exact") for start, end in spans]
    placement = Placement.between(old, new)
    first_label = re.compile(rf"\s*(?:{'|'.join(map(re.escape, labels)) or '(?!)'})\s*:\s*", re.IGNORECASE)
    vocabulary = {word.casefold() for label in labels for word in words(label)}

    def there(start: int, end: int, *, match: Match) -> Place | None:
        placed = placement.of(start, end)
        if placed is None:
            return None
        was, now = words(old[start:end]), words(new[placed.start : placed.end])
        if was == now:
            return Place(start=placed.start, end=placed.end, match=match)
        return (
            Place(start=placed.start, end=placed.end, match="loose")
            if _only_labels_gone(was, now, vocabulary)
            else None
        )

    places: list[Place | None] = []
    for start, end in spans:
        place = there(start, end, match="exact")
        label = first_label.match(old, start, end - 1)
        # A label before a short answer is most of the range, which would count as lost with it.
        places.append(place or (there(label.end(), end, match="loose") if label else None))
    return places


def only_near(places: Sequence[Place | str], spans: Sequence[tuple[int, int]], old: str, new: str) -> list[Place | str]:
    """The places that were found by words alone, less those that are not where the range of the old text is now.

    Else a "yes" whose words were corrected since would be found at the next "yes".

    Args:
        places: Where passages stand in ``new``, or why not.
        spans: Where each stood, half-open code points of ``old``.
        old: The text that the spans count in.
        new: The transcript's text.
    """
    placement = Placement.between(old, new)
    kept: list[Place | str] = []
    for place, span in zip(places, spans, strict=True):
        about = placement.near(*span)
        is_there = isinstance(place, Place) and place.start < about.end and about.start < place.end
        kept.append(place if is_there or isinstance(place, str) else NOT_FOUND)
    return kept


def place_by_words(
    passages: Sequence[str], text: str, *, labels: Iterable[str], coders: Sequence[str] = ()
) -> list[Place | str]:
    """Where passages stand in a text, found by their words; else the reason why not.

    Args:
        passages: Their words, in the order in which they were coded.
        text: The transcript's text.
        labels: How its speakers are named.
        coders: Who coded each, where known: what two coded may be one place, so only one's are counted together.
    """
    ways = _ways(text, tuple(labels))
    found = [_found(passage, text, ways) for passage in passages]
    by_whom = coders or [""] * len(passages)
    twins: dict[tuple[str, tuple[tuple[int, int], ...]], list[int]] = {}
    places: list[Place | str] = []
    for nth, (at, match) in enumerate(found):
        if not at:
            places.append(NOT_FOUND if passages[nth].strip() else NO_WORDS)
            continue
        if len(at) > 1:
            twins.setdefault((by_whom[nth], tuple(at)), []).append(nth)
        places.append(Place(start=at[0][0], end=at[0][1], match=match) if len(at) == 1 else SEVERAL)
    sure = [nth for nth, (at, _) in enumerate(found) if len(at) == 1]
    for (_, spots), same in twins.items():
        for order, nth in enumerate(same):
            chosen = spots[order] if len(spots) == len(same) else _between(nth, spots, sure, found)
            if chosen is not None:
                places[nth] = Place(start=chosen[0], end=chosen[1], match="loose")
    return places


_Found = tuple[list[tuple[int, int]], Match]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to look at a text: folded, with the position in the text of each character that is left."""

    match: Match
    fold: Callable[[str], tuple[str, Sequence[int]]]
    folded: str
    positions: Sequence[int]


def _ways(text: str, labels: Sequence[str]) -> list[_Way]:
    label = re.compile("|".join(rf"(?<!\w){re.escape(one)}\s*:" for one in labels) or r"(?!)", re.IGNORECASE)

    def unlabelled(passage: str) -> tuple[str, Sequence[int]]:
        return _without_space(label.sub(lambda found: " " * len(found[0]), passage))

    folds: list[tuple[Match, Callable[[str], tuple[str, Sequence[int]]]]] = [
        ("exact", _as_it_is),
        ("loose", _without_space),
        ("loose", unlabelled),
        ("loose", _letters),
    ]
    return [_Way(match, fold, *fold(text)) for match, fold in folds]


def _found(passage: str, text: str, ways: Sequence[_Way]) -> _Found:
    """All places of a passage in the first way of looking that finds any."""
    for way in ways:
        wanted, _ = way.fold(passage.strip())
        at = _all_of(wanted, way.folded) if wanted else []
        if at:
            last = len(wanted) - 1
            places = [(way.positions[start], way.positions[start + last] + 1) for start in at]
            return [place for place in places if _parted(text, *place)] or places, way.match
    return [], "exact"


def _parted(text: str, start: int, end: int) -> bool:
    """Whether a range begins and ends where words do: "no" is not meant in "know"."""
    begins = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    return begins and (end == len(text) or not (text[end - 1].isalnum() and text[end].isalnum()))


def _all_of(wanted: str, folded: str) -> list[int]:
    at: list[int] = []
    start = folded.find(wanted)
    while start >= 0 and len(at) < _MOST_PLACES:
        at.append(start)
        start = folded.find(wanted, start + len(wanted))
    return at


def _between(
    nth: int, at: Sequence[tuple[int, int]], sure: Sequence[int], found: Sequence[_Found]
) -> tuple[int, int] | None:
    """The one place that lies between the places of the passages that were coded just before and just after."""
    before, after = bisect_left(sure, nth), bisect_right(sure, nth)
    first = found[sure[before - 1]][0][0][0] if before else -1
    last = found[sure[after]][0][0][0] if after < len(sure) else None
    within = [place for place in at if first <= place[0] and (last is None or place[0] <= last)]
    return within[0] if len(within) == 1 and (before or last is not None) else None


def _only_labels_gone(was: Sequence[str], now: Sequence[str], vocabulary: set[str]) -> bool:
    """Whether the new words are the old ones in order, less words of labels and numbers."""
    waiting = iter(now)
    wanted = next(waiting, None)
    for word in was:
        if word == wanted:
            wanted = next(waiting, None)
        elif word.casefold() not in vocabulary and not word.isdecimal():
            return False
    return wanted is None and bool(now)


def _as_it_is(text: str) -> tuple[str, Sequence[int]]:
    return text, range(len(text))


def _without_space(text: str) -> tuple[str, Sequence[int]]:
    signs = text.translate(_QUOTES)
    positions = [at for at, sign in enumerate(signs) if not sign.isspace()]
    return "".join(signs[at] for at in positions), positions


def _letters(text: str) -> tuple[str, Sequence[int]]:
    positions = [at for at, sign in enumerate(text) if sign.isalnum()]
    # One character for one: some letters fold to two.
    return "".join(folded if len(folded := text[at].casefold()) == 1 else text[at] for at in positions), positions
