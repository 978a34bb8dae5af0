"""Checking what an author wrote on the page, before a file is made of it: figures, quotations, consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from themes.manuscript import THEME_ANCHOR, Manuscript, Passage, anchor
from themes.report.findings import Findings, Section
from themes.report.prose import paragraphs, parts
from themes.report.verify.facts import Mend
from themes.report.verify.ground import Ground
from themes.report.verify.whole import check_report

_ABOUT = frozenset({"figure", "words", "attribution", "consent", "release"})
"""What can be wrong with one part alone; that all themes are named is asked of the whole report."""


def check_written(findings: Findings, ground: Ground) -> Iterator[tuple[str, Mend]]:
    """What is to be mended in what authors wrote: parts of the report's text, and what themes claim.

    Args:
        findings: What the study found, with what authors wrote.
        ground: The study as it is today.

    Yields:
        What the text is called, and what is wrong.
    """
    written = [(part.title, part.section, part.text) for part in parts(findings) if part.written is not None]
    for title, section, text in (*_claims(findings.sections), *written):
        for mend in check_report(_as_manuscript(title, section, text), ground).mends:
            if mend.about in _ABOUT:
                yield title, mend


def _claims(sections: Iterable[Section]) -> Iterator[tuple[str, Section, str]]:
    for section in sections:
        yield f"{section.name}: statement", section, section.statement
        yield f"{section.name}: central idea", section, section.central_idea
        yield from _claims(section.parts)


def _as_manuscript(title: str, section: Section | None, text: str) -> Manuscript:
    """A text as it stands in a report: under the heading of its theme, or under its own."""
    heading = (
        Passage(words=title, level=1)
        if section is None
        else Passage(words=section.name, level=2, anchors=(anchor(THEME_ANCHOR, section.id),))
    )
    return Manuscript(passages=(heading, *(Passage(words=words) for words in paragraphs(text))))
