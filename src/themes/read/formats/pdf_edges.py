"""What stands around the words on the pages of a PDF: running heads, page numbers, numbers in the margin.

Nobody spoke them, and they would stand in the middle of sentences. A line at the edge of a page is taken for a running
head only where the same line, whatever its numbers, comes on most pages and stands apart from the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from themes.model import Dropped
from themes.read.formats.pdf_page import Page, Strip

_MOST_AT_EDGE = 4
_EDGE = 0.15
_APART = 1.3
_SHARE_OF_PAGES = 0.5
_FEW_NUMBERS = 4
_EXAMPLES = 3
_LONGEST_EXAMPLE = 60
_SAME_HEIGHT = 6.0
_NUMBER = re.compile(r"\d{1,4}")
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:page|p\.?|seite)?\s*\d{1,4}(?:\s*(?:/|of|von|\|)\s*\d{1,4})?[-–—\s|]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Framed:
    """The strips that hold the words, and what was left out around them."""

    strips: tuple[Strip, ...]
    dropped: tuple[Dropped, ...]


def without_edges(pages: Sequence[Page]) -> Framed:
    """The pages' strips without running heads, page numbers, and the numbers of lines or paragraphs in the margin."""
    margin = _in_margin([strip for page in pages for strip in page.strips])
    kept = [[strip for strip in page.strips if id(strip) not in margin] for page in pages]
    heads, numbers = _heads(pages, kept)
    gone = {id(strip) for strip in (*heads, *numbers)}
    n_outside = sum(page.n_outside for page in pages)
    found = (
        ("running heads", len(heads), "they repeat on the pages", heads),
        ("page numbers", len(numbers), "they count the pages", numbers),
        ("numbers in the margin", len(margin), "they count lines or paragraphs", ()),
        ("pieces outside the page", n_outside, "nobody sees them there", ()),
    )
    return Framed(
        strips=tuple(strip for held in kept for strip in held if id(strip) not in gone),
        dropped=tuple(
            Dropped(what=what, count=count, why=why, examples=_examples(strips))
            for what, count, why, strips in found
            if count
        ),
    )


def _examples(strips: Sequence[Strip]) -> tuple[str, ...]:
    """The first few different texts of some strips."""
    return tuple(dict.fromkeys(strip.text.strip()[:_LONGEST_EXAMPLE] for strip in strips))[:_EXAMPLES]


def _in_margin(strips: Sequence[Strip]) -> set[int]:
    """The strips that are numbers left (or right) of all words, counting up."""
    numbers = [strip for strip in strips if _NUMBER.fullmatch(strip.text.strip())]
    words = [strip for strip in strips if not _NUMBER.fullmatch(strip.text.strip())]
    if not words or len(numbers) < _FEW_NUMBERS:
        return set()
    # The widest strips are the words' own lines; a head at the edge may reach further.
    wide = sorted(words, key=lambda strip: strip.left - strip.right)[: max(len(words) // 2, 1)]
    left = min(strip.left for strip in wide)
    right = max(strip.right for strip in wide)
    outer = [strip for strip in numbers if strip.right <= left + 1 or strip.left >= right - 1]
    if len(outer) < _FEW_NUMBERS:
        return set()
    by_page: dict[int, list[Strip]] = {}
    for strip in outer:
        by_page.setdefault(strip.page, []).append(strip)
    counted = [strip for held in by_page.values() for strip in _counting(sorted(held, key=lambda strip: -strip.base))]
    return {id(strip) for strip in counted} if len(counted) >= _FEW_NUMBERS else set()


def _counting(held: Sequence[Strip]) -> Sequence[Strip]:
    """Numbers of one page from top to bottom, where they go up; none where they do not."""
    values = [int(strip.text) for strip in held]
    ups = sum(1 for one, after in pairwise(values) if after > one)
    return held if ups * 10 >= (len(values) - 1) * 9 else ()


def _heads(pages: Sequence[Page], kept: Sequence[Sequence[Strip]]) -> tuple[list[Strip], list[Strip]]:
    """Running heads and page numbers among the strips at the top and at the bottom of each page."""
    edges: list[list[tuple[Strip, str]]] = []
    for page, strips in zip(pages, kept, strict=True):
        edges.append([*_edge(strips, page.height, top=True), *_edge(strips, page.height, top=False)])
    n_pages = sum(1 for strips in kept if strips)
    seen: Counter[str] = Counter()
    for held in edges:
        seen.update({where for _strip, where in held})
    heads, numbers = [], []
    for number, held in enumerate(edges, start=1):
        for strip, where in held:
            if _PAGE_NUMBER.fullmatch(strip.text) and (seen[where] > 1 or _counts(strip.text, number, n_pages)):
                numbers.append(strip)
            elif seen[where] > 1 and seen[where] >= _SHARE_OF_PAGES * n_pages:
                heads.append(strip)
    return heads, numbers


def _counts(text: str, number: int, n_pages: int) -> bool:
    """Whether a number at the edge is that of its page: on a single page nothing repeats."""
    values = [int(one) for one in _NUMBER.findall(text)]
    return values[0] == number and (len(values) == 1 or values[1] == n_pages)


def _edge(strips: Sequence[Strip], height: float, *, top: bool) -> list[tuple[Strip, str]]:
    """The strips at one edge of a page that stand apart from its words, each with what would repeat of it.

    A page number needs no gap before the words, but a line of words does.
    """
    ordered = sorted(strips, key=lambda strip: -strip.base if top else strip.base)
    near = [strip for strip in ordered if _from_edge(strip, height, top=top) < _EDGE * height]
    end = 0
    for index, (one, after) in enumerate(pairwise(ordered[: len(near) + 1])):
        if abs(after.base - one.base) > _APART * _pitch(ordered):
            end = index + 1
        if index >= _MOST_AT_EDGE:
            break
    apart = near[:end]
    lone = [strip for strip in near[:_MOST_AT_EDGE] if strip not in apart and _PAGE_NUMBER.fullmatch(strip.text)]
    return [(strip, _where(strip, top=top)) for strip in (*apart, *lone)]


def _from_edge(strip: Strip, height: float, *, top: bool) -> float:
    return height - strip.base - strip.size if top else strip.base


def _pitch(ordered: Sequence[Strip]) -> float:
    """How far lines of the page usually stand from each other, in points: the smallest common distance."""
    steps = sorted(abs(one.base - after.base) for one, after in pairwise(ordered))
    held = [step for step in steps if step > 1]
    return held[len(held) // 4] if held else ordered[0].size


def _where(strip: Strip, *, top: bool) -> str:
    """What a running head has in common on all pages: its words without numbers, and its height on the page."""
    words = re.sub(r"\d+", "#", " ".join(strip.text.split())).casefold()
    return f"{'top' if top else 'bottom'} {round(strip.base / _SAME_HEIGHT)} {words}"
