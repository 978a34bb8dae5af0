"""Where each passage of a manuscript stands: under which headings, and under which theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from themes.manuscript import Manuscript, Passage
from themes.report.findings import Section
from themes.report.verify.facts import About, Mend, Severity
from themes.report.verify.ground import Ground

_CONTENTS = ("toc", "contents", "table of contents", "index")
_RUNNING = 80
"""Characters of a passage that a mend shows."""
_LOST_LEVEL = 2
"""The level of a theme's heading whose style was lost, where nothing says better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A passage with where it stands.

    ``nth`` counts from 1; ``path`` are the headings above it, the nearest last; ``section`` is the theme under which
    it stands; ``level`` is its own where it is a heading, of a lost style too.
    """

    nth: int
    passage: Passage
    path: tuple[str, ...]
    section: Section | None
    level: int

    def mend(self, about: About, severity: Severity, *, found: str, says: str, advice: str) -> Mend:
        """Something to be mended here."""
        words = " ".join(self.passage.words.split())
        return Mend(
            about=about,
            severity=severity,
            heading=self.path[-1] if self.path else "",
            nth=self.nth,
            passage=words if len(words) <= _RUNNING else f"{words[:_RUNNING].rstrip()}…",
            found=found,
            says=says,
            advice=advice,
        )


def standings(manuscript: Manuscript, ground: Ground) -> Iterator[Standing]:
    """Each passage but the table of contents, with where it stands."""
    above: list[tuple[int, str, Section | None]] = []
    usual = _LOST_LEVEL
    passages = [one for one in enumerate(manuscript.passages, start=1) if not one[1].style.startswith(_CONTENTS)]
    for at, (nth, passage) in enumerate(passages):
        level = passage.level
        after = passages[at + 1][1] if at + 1 < len(passages) else None
        before = passages[at - 1][1] if at else None
        if not level and _is_lost_heading(passage, before, after, ground):
            level = usual
        if level:
            named = ground.section(passage.words, passage.anchors)
            above = [one for one in above if one[0] < level]
            above.append((level, passage.words, named))
            usual = level if named is not None else usual
        yield Standing(
            nth=nth,
            passage=passage,
            path=tuple(words for _, words, _ in above),
            section=next((section for _, _, section in reversed(above) if section is not None), None),
            level=level,
        )


def _is_lost_heading(passage: Passage, before: Passage | None, after: Passage | None, ground: Ground) -> bool:
    """Whether text is a theme's name that stands alone, and not in a list of such."""
    if passage.table or passage.listed or passage.note or not _is_name(passage, ground):
        return False
    return not any(one is not None and not one.level and _is_name(one, ground) for one in (before, after))


def _is_name(passage: Passage, ground: Ground) -> bool:
    return ground.section(passage.words) is not None
