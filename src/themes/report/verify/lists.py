"""Checking lists of themes: those that are missing, those that the project does not have, those of another name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from themes.report.findings import Section
from themes.report.verify.facts import Mend
from themes.report.verify.ground import Ground, folded
from themes.report.verify.outline import Standing

_SHARE_ALIKE = 0.5
"""Share of two names' words that must be the same for one to be the other renamed."""
_FEWEST = 2
_LONGEST_ITEM = 14
"""Words; what is longer is a sentence and no item of a list of names."""


@dataclass(frozen=True, slots=True)
class _List:
    """A list that names themes: its items, and where it begins."""

    what: str
    items: tuple[Standing, ...]


def check(standing: Sequence[Standing], ground: Ground) -> tuple[int, list[Mend]]:
    """How many lists of themes there are, and what is to be mended in them."""
    if not ground.main:
        return 0, []
    found = [*_tables(standing, ground), *_bullets(standing, ground), *_headings(standing, ground)]
    return len(found), [mend for one in found for mend in _mends(one, ground)]


def _mends(listed: _List, ground: Ground) -> Iterator[Mend]:
    named = {one.nth: ground.section(one.passage.words, one.passage.anchors) for one in listed.items}
    there = {section.id for section in named.values() if section is not None}
    wanted = [*ground.main]
    parts = {part.id: part for main in ground.main for part in main.parts}
    if there & parts.keys():
        wanted += parts.values()
    missing = {section.id: section for section in wanted if section.id not in there}
    for one in listed.items:
        section = named[one.nth]
        words = one.passage.words.strip()
        if section is not None:
            if folded(words) not in _spelled(section, words, ground):
                yield _renamed(one, section, ground)
            continue
        alike = max(missing.values(), key=lambda other: _likeness(words, other.name), default=None)
        if alike is not None and _likeness(words, alike.name) >= _SHARE_ALIKE:
            del missing[alike.id]
            yield _renamed(one, alike, ground)
            continue
        yield one.mend(
            "theme",
            "wrong",
            found=words,
            says=f"The project has no {ground.noun} of this name.",
            advice=f"Take it out of the {listed.what}, or make it a {ground.noun} of the project.",
        )
    for section in missing.values():
        yield listed.items[0].mend(
            "theme",
            "wrong",
            found=f"The {listed.what} that begins here does not name “{section.name}”.",
            says=f"It is a {ground.noun} of the project.",
            advice=f"Add it, or take the {ground.noun} out of the project.",
        )


def _spelled(section: Section, words: str, ground: Ground) -> set[str]:
    """The names by which an item is the section's own, with its number too."""
    return {folded(section.name), folded(words)} if ground.section(words) is section else {folded(section.name)}


def _renamed(one: Standing, section: Section, ground: Ground) -> Mend:
    return one.mend(
        "theme",
        "look",
        found=one.passage.words.strip(),
        says=f"In the project this {ground.noun} is called “{section.name}”.",
        advice="Call it the same in both.",
    )


def _likeness(one: str, other: str) -> float:
    mine, theirs = set(folded(one).split()), set(folded(other).split())
    return len(mine & theirs) / max(1, len(mine | theirs))


def _n_named(items: Sequence[Standing], ground: Ground) -> int:
    return sum(ground.section(one.passage.words, one.passage.anchors) is not None for one in items)


def _tables(standing: Sequence[Standing], ground: Ground) -> Iterator[_List]:
    """Tables whose first column names themes."""
    inside = [one for one in standing if one.passage.table and not one.passage.column]
    for _, cells in groupby(inside, key=lambda one: one.passage.table):
        column = list(cells)
        head = [one for one in column if not one.passage.row]
        said = folded(" ".join(one.passage.words for one in head))
        body = [one for one in column if one.passage.row]
        if said.startswith("code") and ground.noun == "theme":
            continue
        heads = (
            {
                folded(one.passage.words)
                for one in standing
                if one.passage.table == body[0].passage.table and not one.passage.row
            }
            if body
            else set()
        )
        if any(word.startswith("definition") for word in heads):
            continue  # the codebook, in which codes stand by their paths
        n_named = _n_named(body, ground)
        if n_named and (said in (ground.noun, f"{ground.noun}s") or _is_list(n_named, len(body))):
            yield _List("table", tuple(body))


def _bullets(standing: Sequence[Standing], ground: Ground) -> Iterator[_List]:
    """Paragraphs one after the other, most of which name a theme and nothing else."""
    run: list[Standing] = []
    for one in [*standing, None]:
        short = one is not None and not one.passage.table and not one.level and not one.passage.note
        if (
            one is not None
            and short
            and len(one.passage.words.split()) <= _LONGEST_ITEM
            and _may_continue(run, one, ground)
        ):
            run.append(one)
            continue
        trimmed = _trimmed(run)
        if _is_list(_n_named(trimmed, ground), len(trimmed)):
            yield _List("list", tuple(trimmed))
        run = [one] if one is not None and short and _is_item(one, ground) else []


def _may_continue(run: Sequence[Standing], one: Standing, ground: Ground) -> bool:
    return _is_item(one, ground) and (not run or run[-1].nth + 1 == one.nth)


def _is_item(one: Standing, ground: Ground) -> bool:
    return one.passage.listed or ground.section(one.passage.words) is not None


def _trimmed(run: Sequence[Standing]) -> list[Standing]:
    return [one for one in run if one.passage.words.strip()]


def _headings(standing: Sequence[Standing], ground: Ground) -> Iterator[_List]:
    """Headings of one level under one heading, most of which are themes; with the sub-themes under them."""
    headings = [one for one in standing if one.level]
    by_parent: dict[tuple[tuple[str, ...], int], list[Standing]] = {}
    for one in headings:
        by_parent.setdefault((one.path[:-1], one.level), []).append(one)
    main_ids = {section.id for section in ground.main}
    for (_, level), siblings in by_parent.items():
        own = [ground.section(one.passage.words, one.passage.anchors) for one in siblings]
        n_main = sum(section is not None and section.id in main_ids for section in own)
        if not n_main or (n_main < _FEWEST and len(ground.main) > 1) or 2 * n_main < len(siblings):
            continue
        first, last = siblings[0].nth, _end(siblings[-1], headings)
        below = [
            one
            for one in headings
            if first < one.nth < last
            and one.level > level
            and ground.section(one.passage.words, one.passage.anchors) is not None
        ]
        yield _List("part under headings", tuple(sorted([*siblings, *below], key=lambda one: one.nth)))


def _end(last: Standing, headings: Sequence[Standing]) -> int:
    """The number of the heading that ends a section."""
    after = [one.nth for one in headings if one.nth > last.nth and one.level <= last.level]
    return after[0] if after else headings[-1].nth + 1


def _is_list(n_named: int, n_items: int) -> bool:
    return n_named >= _FEWEST and 2 * n_named >= n_items
