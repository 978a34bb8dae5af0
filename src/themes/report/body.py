"""What a report says, from its summary to its appendices, written to any kind of file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from themes.manuscript import QUOTATION_ANCHOR, THEME_ANCHOR, anchor
from themes.report.appendices import write_appendices
from themes.report.findings import AGAINST, CELLS, DIRECTION_NAMES, DIRECTIONS, LOOSE, Findings, Section, Shown
from themes.report.lines import line
from themes.report.pages import Pages
from themes.report.prose import (
    DISCUSSION,
    INTRODUCTION,
    LIMITATIONS,
    SUMMARY,
    evidence_key,
    heard_key,
    method_key,
    said,
    text_key,
)
from themes.report.word_styles import ASKED, ATTRIBUTION, DIRECTION, HEARD, NOTE
from themes.report.wording import counted, listed

ASKS = "This theme has no statement yet. Write here, in a sentence or two, what it claims."


def write_front(out: Pages, findings: Findings) -> None:
    """The title, for whom, what to know before reading on, and the study's questions."""
    study = findings.study
    out.paragraph(study.title or findings.heading, "Title")
    out.paragraph(f"{findings.heading} with supporting quotations", "Subtitle")
    out.paragraph(f"For {study.commissioner}" if study.commissioner else "", "Subtitle")
    out.paragraph(study.notice, ASKED)
    out.paragraph(findings.watermark, ASKED)
    out.paragraph(findings.part_sentence, ASKED)
    if study.questions:
        out.paragraph("Questions", DIRECTION)
        for nth, question in enumerate(study.questions, start=1):
            out.paragraph(f"{nth}. {question}")


def write_body(out: Pages, findings: Findings) -> None:
    """The introduction, the summary, a part for each theme, how it was done, and the appendices."""
    _own(out, findings, INTRODUCTION, "Introduction")
    _summary(out, findings)
    out.heading(findings.heading, 1)
    for section in findings.sections:
        _section(out, findings, section, level=2)
    _loose(out, findings)
    _own(out, findings, DISCUSSION, "Discussion")
    out.heading("How this was done", 1)
    out.paragraph(findings.part_sentence)
    for name, generated in findings.method_parts:
        _prose(out, findings, method_key(name), generated)
    _own(out, findings, LIMITATIONS, "Limitations")
    write_appendices(out, findings)


def _own(out: Pages, findings: Findings, key: str, heading: str) -> None:
    """A part that only authors write, under a heading of its own; nothing where they wrote nothing."""
    if said(findings, key):
        out.heading(heading, 1)
        _prose(out, findings, key)


def _prose(
    out: Pages, findings: Findings, key: str, generated: str = "", *, style: str = "Normal", evidence: str = ""
) -> None:
    """The paragraphs of a part: its author's words, else what Themes writes."""
    for paragraph in said(findings, key, generated):
        out.paragraph(paragraph, style, evidence=evidence)


def _summary(out: Pages, findings: Findings) -> None:
    """The list of themes with their figures on one page."""
    out.heading("Summary", 1)
    _prose(out, findings, SUMMARY)
    if not findings.sections:
        out.paragraph("Nothing has been decided yet: the project has neither a theme nor a code.")
        return
    if findings.uncounted:
        _claims(out, findings)
    else:
        _figures(out, findings)
    out.paragraph(findings.unread_sentence, HEARD)
    out.paragraph(findings.consent_sentence, HEARD)


def _claims(out: Pages, findings: Findings) -> None:
    """What each theme claims, where the method tells of none how many say it."""
    sections = list(_with_parts(findings.sections))
    rows = [
        [one.name, one.statement or (one.codes[0].definition if len(one.codes) == 1 else "")] for one, _ in sections
    ]
    head = [findings.heading.removesuffix("s"), "What it claims" if findings.heading == "Themes" else "What it means"]
    out.table(head, rows, [5.6, 10.4], depths=[depth for _, depth in sections])


def _figures(out: Pages, findings: Findings) -> None:
    """How widely each theme was heard."""
    directions = [valence for valence in DIRECTIONS if valence and _said(findings, valence)]
    head = [
        findings.heading.removesuffix("s"), "Participants", "Transcripts", "Quotations",
        *(DIRECTION_NAMES[valence] for valence in directions),
    ]  # fmt: skip
    sections = list(_with_parts(findings.sections))
    rows = [
        [
            section.name,
            f"{section.heard.word} ({section.heard.participants.figure})"
            if section.heard.word
            else section.heard.participants.figure,
            section.heard.transcripts.figure,
            f"{section.n_quotations:,}",
            *(_number(section, valence) for valence in directions),
        ]
        for section, _ in sections
    ]
    others = [2.6, 2.5, 2.3, *[1.9] * len(directions)]
    out.table(head, rows, [16 - sum(others), *others], depths=[depth for _, depth in sections])
    out.paragraph("Counts are explained under “How this was done”; the words for them in the appendix.", NOTE)


def _with_parts(sections: Sequence[Section], depth: int = 0) -> Iterator[tuple[Section, int]]:
    """Each section, its parts after it, with how deep it stands."""
    for section in sections:
        yield section, depth
        yield from _with_parts(section.parts, depth + 1)


def _said(findings: Findings, valence: str) -> bool:
    return any(direction.valence == valence for section in findings.sections for direction in section.directions)


def _number(section: Section, valence: str) -> str:
    return str(next((said.n_quotations for said in section.directions if said.valence == valence), 0))


def _section(out: Pages, findings: Findings, section: Section, *, level: int) -> None:
    out.heading(section.name, level, anchor=anchor(THEME_ANCHOR, section.id))
    if section.asks_for_statement:
        out.paragraph(ASKS, ASKED)
    evidence = _evidence(section)
    out.paragraph(section.statement, evidence=evidence)
    if section.central_idea:
        out.paragraph(f"Central idea: {line(section.central_idea)}", evidence=evidence)
    if section.counted:
        _prose(out, findings, heard_key(section), section.heard.sentence, style=HEARD, evidence=evidence)
    _prose(out, findings, text_key(section), evidence=evidence)
    _definitions(out, section)
    _prose(out, findings, evidence_key(section), section.evidence_sentence)
    _shown(out, section)
    _cells(out, section)
    if section.against:
        out.paragraph(AGAINST, DIRECTION)
        for quoted in section.against:
            _quotation(out, quoted)
    if section.nothing_found:
        out.paragraph(f"Looked for and not found in {listed(section.nothing_found)}.")
    for part in section.parts:
        _section(out, findings, part, level=level + 1)


def _shown(out: Pages, section: Section) -> None:
    """The section's quotations, direction by direction."""
    with_directions = any(direction.valence for direction in section.directions)
    for direction in section.directions:
        shown = [quoted for quoted in section.quotations if quoted.direction == direction.valence]
        if with_directions and shown:
            counts = f": {counted(direction.n_quotations, 'quotation')} from {_people(direction.n_participants)}"
            out.paragraph(f"{DIRECTION_NAMES[direction.valence]}{counts * section.counted}", DIRECTION)
        for quoted in shown:
            _quotation(out, quoted)


def _cells(out: Pages, section: Section) -> None:
    """The section's column of the framework matrix, and the quotations of its cells that do not stand above."""
    if not section.cells:
        return
    out.paragraph(CELLS, DIRECTION)
    out.cells(("Case", "Summary, with the numbers of its quotations"), [(one.row, one.parts) for one in section.cells])
    for quoted in section.of_cells:
        _quotation(out, quoted)


def _people(count: int) -> str:
    return counted(count, "participant")


def _definitions(out: Pages, section: Section) -> None:
    """The codes that carry a section with their definitions; not the name that the heading has just said."""
    if len(section.codes) == 1 and section.codes[0].name == section.name:
        out.paragraph(section.codes[0].definition)
        return
    for code in section.codes:
        if definition := line(code.definition):
            out.defined(line(code.path) or "–", definition)
    undefined = [code.path for code in section.codes if not line(code.definition)]
    if undefined:
        out.paragraph(f"Carried by {listed(undefined)} (no definition yet).")


def _loose(out: Pages, findings: Findings) -> None:
    """The codes that no theme carries: they were given all the same, and a reader should know."""
    if not findings.loose:
        return
    out.heading(LOOSE, 1)
    if findings.uncounted:
        out.table(["Code"], [[code.path] for code in findings.loose], [16])
        return
    rows = [[code.path, code.heard.participants.figure, f"{code.n_quotations:,}"] for code in findings.loose]
    out.table(["Code", "Participants", "Quotations"], rows, [9.8, 3.6, 2.6])
    out.paragraph("Each code is counted by itself, without its sub-codes.", NOTE)


def _quotation(out: Pages, quoted: Shown) -> None:
    out.quotation(quoted.words, anchor=anchor(QUOTATION_ANCHOR, quoted.quotation_id), number=quoted.number)
    unread = "accepted in bulk, not yet read" if quoted.unread else ""
    told = [f"{quoted.attribution} ({quoted.place})", unread]
    number = f" [{quoted.number}]" if quoted.number else ""
    out.paragraph(", ".join(part for part in told if part) + number, ATTRIBUTION)


_MOST_PLACES = 12


def _evidence(section: Section) -> str:
    """Where the quotations behind what is said of a section stand, those that are shown first."""
    places = list(dict.fromkeys(f"{shown.place} ({shown.start}–{shown.end})" for shown in section.quotations))
    if not places:
        return ""
    n_more = section.n_quotations - len(places[:_MOST_PLACES])
    more = f"; {n_more:,} more in the spreadsheet" if n_more > 0 else ""
    return f"Evidence: {'; '.join(places[:_MOST_PLACES])}{more}."
