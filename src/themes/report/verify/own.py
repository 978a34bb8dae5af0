"""Checking the sentences that Themes itself writes: those that stand in the file as they would now, but for figures.

A sentence of the file is known by its words, every figure as though it were alike; one that its author wrote otherwise
is the author's, and nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from themes.report.changed_figures import FigureChanged, figures_changed, figures_in, words_but_figures
from themes.report.checklists import ITEM
from themes.report.findings import Findings
from themes.report.lines import line
from themes.report.prose import parts
from themes.report.verify.facts import Mend
from themes.report.verify.figures import SENTENCE
from themes.report.verify.ground import Ground
from themes.report.verify.outline import Standing

_SHOWN = 160
"""Characters of a sentence that a mend shows."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How many sentences, how many figures in them, and what is to be mended."""

    n_sentences: int
    n_figures: int
    mends: tuple[Mend, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """A sentence of the file that is Themes' own, and as Themes would write it now."""

    standing: Standing
    here: str
    now: str

    @property
    def place(self) -> tuple[int, str]:
        """The number of its passage, and the sentence as it stands there."""
        return self.standing.nth, self.here


def own_sentences(standing: Sequence[Standing], skipped: frozenset[int], ground: Ground) -> list[Own]:
    """The sentences of a manuscript that are Themes' own and hold figures, each beside what is written now.

    Args:
        standing: The passages with where they stand.
        skipped: The numbers of passages that are quotations or their attributions.
        ground: The study.
    """
    known: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for section_id, sentence in _written(ground.findings):
        known.setdefault((section_id, words_but_figures(sentence)), []).append(sentence)
    found = []
    items: dict[tuple[int, int], str] = {}
    for one in standing:
        passage = one.passage
        if passage.table and not passage.column:
            items[passage.table, passage.row] = passage.words.strip()
        if one.nth in skipped or one.level:
            continue
        item = items.get((passage.table, passage.row), "")
        if passage.table and (item not in ground.findings.checklist or items.get((passage.table, 0)) != ITEM):
            continue
        for here in filter(figures_in, _sentences(one.passage.words)):
            words = words_but_figures(here)
            about = item if passage.table else one.section.id if one.section else ""
            there = known.get((about, words)) or (None if passage.table else known.get(("", words)))
            if there:
                found.append(Own(one, here, here if here in there else there[0]))
    return found


def compared(found: Iterable[Own], told: Collection[Mend]) -> Compared:
    """What of such sentences was compared, and where other figures stand.

    Args:
        found: The sentences.
        told: What is to be mended of figures already, which is not told twice.
    """
    known = {(mend.nth, figure) for mend in told for figure in figures_in(mend.found)}
    every = list(found)
    mends = []
    for one in every:
        changed = [
            figure
            for figure in figures_changed(one.here, one.now)
            if figure.was.replace(",", "") != figure.now.replace(",", "")
            and (one.standing.nth, figure.was) not in known
        ]
        mends += [_mend(one, changed)] if changed else []
    return Compared(
        n_sentences=len(every),
        n_figures=sum(len(figures_in(one.here)) for one in every),
        mends=tuple(mends),
    )


def _mend(found: Own, changed: Sequence[FigureChanged]) -> Mend:
    told = [f"{one.was} stands here, Themes writes {one.now} now{_noun(one)}" for one in changed]
    return found.standing.mend(
        "figure",
        "wrong",
        found=found.here if len(found.here) <= _SHOWN else f"{found.here[:_SHOWN].rstrip()}…",
        says=f"{'; '.join(told)}.",
        advice="Mend the figure, or see what changed since.",
    )


def _noun(changed: FigureChanged) -> str:
    return f" ({changed.noun})" if changed.noun else ""


def _written(findings: Findings) -> Iterator[tuple[str, str]]:
    """The sentences that Themes writes now, each with the id of its theme or code, or the number of its checklist item.

    The report's own have neither, but an empty id.
    """
    for part in parts(findings):
        if part.written is None:
            yield from _of(part.section.id if part.section else "", part.generated)
    for text in (findings.part_sentence, findings.watermark, findings.unread_sentence, findings.consent_sentence):
        yield from _of("", text)
    for item, text in findings.checklist.items():
        yield from _of(item, text)


def _of(section_id: str, text: str) -> Iterator[tuple[str, str]]:
    yield from ((section_id, sentence) for sentence in _sentences(text))


def _sentences(text: str) -> list[str]:
    return [one for one in SENTENCE.split(line(text)) if one]
