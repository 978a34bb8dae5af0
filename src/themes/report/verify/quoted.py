"""Which words of a manuscript are quotations, and how it attributes each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from themes.manuscript import QUOTATION_ANCHOR
from themes.report.verify.ground import Ground, folded
from themes.report.verify.outline import Standing
from themes.report.verify.words import alike, keys

_DOUBLE = re.compile(r'"([^"]+)"')
_SINGLE = re.compile(r"(?:^|(?<=[\s(—-]))'([^\s'](?:[^']|'(?=\w))*)'(?!\w)")
_CLOSING = re.compile(r"\s*[,.;:]?\s*\(([^()]{2,160}(?:\([^()]*\)[^()]*)?)\)")
_AT_END = re.compile(r"[\s,.;:]*(?:\(([^()]{2,160}(?:\([^()]*\)[^()]*)?)\)|\s[–—-]\s*([^–—]{2,120}))\s*\.?\s*$")
_REFERENCE = re.compile(
    r"\b(?:interview|focus group|workshop|survey answers|field note|document)s? \d+\b", re.IGNORECASE
)
_CITED = re.compile(r"\b(?:1[89]|20)\d\d\b")

FEWEST = 4
"""Words from which what stands in quotation marks within a sentence is taken for somebody's."""
_FEWEST_UNMARKED = 12
_TAKEN = 0.75
"""Share of a paragraph's words that must stand in runs in a transcript for it to be a quotation without marks."""
_LONGEST_ATTRIBUTION = 30
"""Words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoting:
    """A quotation in a manuscript: its words, how it is attributed (empty for not at all), and where.

    ``block`` says that it is a paragraph by itself; ``cited`` that a year stands beside it, as beside literature.
    """

    standing: Standing
    words: str
    attribution: str = ""
    block: bool = False
    cited: bool = False


def quotations(standing: Sequence[Standing], ground: Ground) -> list[Quoting]:
    """All quotations of a manuscript, in their order."""
    found: list[Quoting] = []
    names = frozenset(folded(one.passage.words) for one in standing if one.level)
    after: Sequence[Standing | None] = [*standing[1:], None]
    for one, following in zip(standing, after, strict=True):
        if one.level:
            continue
        quoted = _block(one, following, ground)
        if quoted is not None:
            found.append(quoted)
        elif not is_attribution(one, ground):
            found += _inline(one, ground, names)
    return _joined(found)


def is_attribution(standing: Standing, ground: Ground) -> bool:
    """Whether a passage says who said what stands before it."""
    if standing.level or standing.passage.table:
        return False
    words = standing.passage.words
    if standing.passage.style == "attribution":
        return True
    if len(words.split()) > _LONGEST_ATTRIBUTION or '"' in alike(words):
        return False
    return bool(_names_somebody(words.lstrip("–—-( "), ground, at_start=True))


def _names_somebody(words: str, ground: Ground, *, at_start: bool = False) -> bool:
    """Whether words are an attribution: a case's label or a transcript's reference with little beside."""
    line = f" {folded(words)} "
    labels = [f" {label} " for label in ground.labels.values()]
    if at_start:
        return any(line.startswith(label) for label in labels) or (
            _REFERENCE.search(words) is not None and words.rstrip().endswith((")", "read"))
        )
    if any(label in line for label in labels) or _REFERENCE.search(words):
        return True
    return any(f" {value} " in line for value in ground.every_value) or " interviewer " in line


def _block(one: Standing, following: Standing | None, ground: Ground) -> Quoting | None:
    """The quotation that a passage is, by its style, its bookmark, what follows it, or its words."""
    passage = one.passage
    anchored = any(name.startswith(QUOTATION_ANCHOR) for name in passage.anchors)
    styled = ("quot" in passage.style or passage.style == "citation") and not passage.table
    next_says = following.passage.words if following is not None and is_attribution(following, ground) else ""
    marked = _is_whole_in_marks(passage.words)
    if not (anchored or styled):
        if passage.table or is_attribution(one, ground) or not (next_says or _is_taken(passage.words, ground)):
            return None
        if '"' in alike(passage.words) and not marked and not _AT_END.search(alike(passage.words)):
            return None
    words, said = _parted(passage.words, ground)
    if not (anchored or styled or _is_whole_in_marks(words)) and '"' in alike(words):
        return None
    return Quoting(standing=one, words=_unmarked(words), attribution=said or next_says, block=True)


def _is_taken(words: str, ground: Ground) -> bool:
    said = keys(words)
    if folded(words) in ground.own_words:
        return False
    return len(said) >= _FEWEST_UNMARKED and ground.sources.share_taken(said) >= _TAKEN


def _parted(words: str, ground: Ground) -> tuple[str, str]:
    """A paragraph's quotation, and the attribution at its end, empty where there is none."""
    found = _AT_END.search(alike(words))
    if found is None:
        return words, ""
    said = words[found.start(1) : found.end(1)] if found[1] else words[found.start(2) : found.end(2)]
    if len(said.split()) > _LONGEST_ATTRIBUTION or not _names_somebody(said, ground):
        return words, ""
    # A participant's own last words may name a case: in a quotation whose whole stands somewhere, nothing is cut off.
    whole = ground.places(_unmarked(words))
    if whole and whole[0].laid is None:
        return words, ""
    return words[: found.start()], said


def _is_whole_in_marks(words: str) -> bool:
    said = alike(words).strip(" .,")
    return len(said) > 1 and said[0] == said[-1] == '"' and '"' not in said[1:-1]


def _unmarked(words: str) -> str:
    """A quotation without the marks around it."""
    bare = words.strip()
    said = alike(bare)
    if len(said) > 1 and said[0] in "\"'" and said[0] == said[-1].rstrip(".,") and said.count('"') in (0, 2):
        return bare[1:-1]
    return bare


def _inline(one: Standing, ground: Ground, names: frozenset[str]) -> Iterator[Quoting]:
    """Quotations in marks within a sentence; names of things and single words are none."""
    words = one.passage.words
    said = alike(words)
    own = ground.own_words
    double = list(_DOUBLE.finditer(said))
    for found in double or _SINGLE.finditer(said):
        inside = words[found.start(1) : found.end(1)]
        called = folded(inside)
        if len(keys(inside)) < FEWEST or called in names or any(called in told for told in own):
            continue
        closing = _CLOSING.match(said, found.end())
        beside = words[closing.start(1) : closing.end(1)] if closing else ""
        named = beside if beside and _names_somebody(beside, ground) else ""
        if not named:
            outside = _DOUBLE.sub(" ", said)
            labels = [
                case.label for case in ground.material.cases if f" {folded(case.label)} " in f" {folded(outside)} "
            ]
            named = labels[0] if len(labels) == 1 else ""
        yield Quoting(
            standing=one, words=inside, attribution=named, cited=bool(beside and not named and _CITED.search(beside))
        )


def _joined(found: list[Quoting]) -> list[Quoting]:
    """Paragraphs that follow each other and have one attribution at their end have it all."""
    made: list[Quoting] = []
    for one in reversed(found):
        later = made[-1] if made else None
        follows = later is not None and later.block and later.standing.nth == one.standing.nth + 1
        shares = one.block and not one.attribution and follows and later is not None
        made.append(replace(one, attribution=later.attribution) if shares and later is not None else one)
    return made[::-1]


def without_quotations(words: str) -> str:
    """A passage with what stands in quotation marks blanked, as long as before: what its author says."""
    said = alike(words)
    for marks in (_DOUBLE, _SINGLE):
        said = marks.sub(lambda found: " " * len(found[0]), said)
    return said
