"""Claims that rest on little or nothing: told to the author before anybody else says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from themes.report.findings import Findings, Section
from themes.report.prose import parts
from themes.report.wording import counted, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A claim and why it is doubtful; ``section`` is the theme's or code's name, empty for the report as a whole."""

    section: str
    why: str


def doubtful(findings: Findings) -> list[Doubtful]:
    """What a careful reader would ask about a report, in its order."""
    found = list(_of(findings.sections))
    if findings.singled_out:
        found.append(
            Doubtful(
                section="",
                why=f"{counted(len(findings.singled_out), 'attribution')} fit one participant alone, who could be "
                f"known by it: {listed(findings.singled_out)}. Choose fewer attributes on the page Report, under “What "
                "the words mean, and what stands beside a quotation”.",
            )
        )
    if findings.over_quoted:
        found.append(
            Doubtful(
                section="",
                why=f"Quoted more than twice their equal share: {listed(findings.over_quoted)}. "
                "Choose other quotations on the page Themes.",
            )
        )
    return found


def overtaken(findings: Findings) -> list[Doubtful]:
    """The parts that an author wrote, and beneath which what Themes writes has changed since."""
    return [
        Doubtful(
            section=part.title,
            why=f"You wrote over it when Themes wrote: “{part.written.beneath}” It now writes: “{part.generated}”"
            + (f" What changed: {part.changed_sentence}" if part.changed_sentence else ""),
        )
        for part in parts(findings)
        if part.written is not None and part.moved_on
    ]


def _of(sections: Sequence[Section]) -> Iterator[Doubtful]:
    for section in sections:
        yield from (Doubtful(section=section.name, why=why) for why in _why(section))
        yield from _of(section.parts)


def _why(section: Section) -> Iterator[str]:
    if section.statement and not section.n_quotations:
        yield "It claims something, and no quotation supports it."
    elif section.central_idea and not section.n_quotations:
        yield "It has a central idea, and no quotation supports it."
    elif section.statement and section.n_unread == section.n_quotations:
        yield "All of its quotations were accepted in bulk, and nobody has read them yet."
    if section.statement and section.n_quotations > 1 and section.heard.participants.n == 1:
        yield "It claims something, and all of its quotations are from one participant."
