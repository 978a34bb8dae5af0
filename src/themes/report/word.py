"""The report as a Word file that an evaluator hands in: headings, quotations with who said them, method, appendices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from themes.report.findings import DIRECTION_NAMES, DIRECTIONS, LOOSE, Findings, Section, Shown
from themes.report.word_appendices import write_appendices
from themes.report.word_parts import Writer, line, page_numbers
from themes.report.word_styles import ASKED, ATTRIBUTION, DIRECTION, HEARD, NOTE, QUOTATION, dress
from themes.report.wording import counted, listed

if TYPE_CHECKING:
    from docx.document import Document

ASKS = "This theme has no statement yet. Write here, in a sentence or two, what it claims."


def write_word(findings: Findings, path: Path, *, at: datetime) -> None:
    """Write the report as .docx.

    Args:
        findings: What the study found.
        path: The file to write.
        at: The moment of writing, for the file's properties.
    """
    from docx import Document  # noqa: PLC0415 - only who writes Word pays for it

    document = Document()
    dress(document)
    _properties(document, findings, at)
    _running(document, findings)
    writer = Writer(document)
    _front(writer, findings)
    after_contents = len(document.paragraphs)
    _summary(writer, findings)
    writer.heading(findings.heading, 1)
    for section in findings.sections:
        _section(writer, section, level=2)
    _loose(writer, findings)
    writer.heading("How this was done", 1)
    for paragraph in findings.method:
        writer.paragraph(paragraph)
    write_appendices(writer, findings)
    writer.contents(document.paragraphs[after_contents])
    document.save(str(path))


def _front(writer: Writer, findings: Findings) -> None:
    study = findings.study
    writer.paragraph(study.title or findings.heading, "Title")
    writer.paragraph(f"{findings.heading} with supporting quotations", "Subtitle")
    writer.paragraph(f"For {study.commissioner}" if study.commissioner else "", "Subtitle")
    writer.paragraph(study.notice, ASKED)
    if study.questions:
        writer.paragraph("Questions", DIRECTION)
        for nth, question in enumerate(study.questions, start=1):
            writer.paragraph(f"{nth}. {question}")
    writer.paragraph("Contents", "TOC Heading")


def _summary(writer: Writer, findings: Findings) -> None:
    """The list of themes with their figures on one page."""
    writer.heading("Summary", 1)
    if not findings.sections:
        writer.paragraph("Nothing has been decided yet: the project has neither a theme nor a code.")
        return
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
    others = [2.9, 2.9, 2.0, *[1.75] * len(directions)]
    writer.table(head, rows, [16 - sum(others), *others], depths=[depth for _, depth in sections])
    writer.paragraph("Counts are explained under “How this was done”; the words for them in the appendix.", NOTE)
    writer.paragraph(findings.unread_sentence, HEARD)


def _with_parts(sections: Sequence[Section], depth: int = 0) -> Iterator[tuple[Section, int]]:
    """Each section, its parts after it, with how deep it stands."""
    for section in sections:
        yield section, depth
        yield from _with_parts(section.parts, depth + 1)


def _said(findings: Findings, valence: str) -> bool:
    return any(direction.valence == valence for section in findings.sections for direction in section.directions)


def _number(section: Section, valence: str) -> str:
    return str(next((said.n_quotations for said in section.directions if said.valence == valence), 0))


def _section(writer: Writer, section: Section, *, level: int) -> None:
    writer.heading(section.name, level)
    if section.asks_for_statement:
        writer.paragraph(ASKS, ASKED)
    writer.paragraph(section.statement)
    writer.paragraph(section.heard.sentence, HEARD)
    _definitions(writer, section)
    writer.paragraph(_notes(section))
    with_directions = any(direction.valence for direction in section.directions)
    for direction in section.directions:
        shown = [quoted for quoted in section.quotations if quoted.direction == direction.valence]
        if with_directions and shown:
            counts = f"{counted(direction.n_quotations, 'quotation')} from {_people(direction.n_participants)}"
            writer.paragraph(f"{DIRECTION_NAMES[direction.valence]}: {counts}", DIRECTION)
        for quoted in shown:
            _quotation(writer, quoted)
    for part in section.parts:
        _section(writer, part, level=level + 1)


def _people(count: int) -> str:
    return counted(count, "participant")


def _definitions(writer: Writer, section: Section) -> None:
    """The codes that carry a section with their definitions; not the name that the heading has just said."""
    if len(section.codes) == 1 and section.codes[0].name == section.name:
        writer.paragraph(section.codes[0].definition)
        return
    for code in section.codes:
        if definition := line(code.definition):
            paragraph = writer.paragraph(line(code.path) or "–")
            if paragraph is not None:
                paragraph.runs[0].bold = True
                paragraph.add_run(f": {definition}")
    undefined = [code.path for code in section.codes if not line(code.definition)]
    if undefined:
        writer.paragraph(f"Carried by {listed(undefined)} (no definition yet).")


def _loose(writer: Writer, findings: Findings) -> None:
    """The codes that no theme carries: they were given all the same, and a reader should know."""
    if not findings.loose:
        return
    writer.heading(LOOSE, 1)
    rows = [[code.path, code.heard.participants.figure, f"{code.n_quotations:,}"] for code in findings.loose]
    writer.table(["Code", "Participants", "Quotations"], rows, [10, 3.6, 2.4])
    writer.paragraph("Each code is counted by itself, without its sub-codes.", NOTE)


def _notes(section: Section) -> str:
    """How much evidence there is, how much is shown, and what to know of it."""
    if not section.n_quotations:
        return "No quotation supports it yet."
    shown = len(section.quotations)
    sub = " with its parts" if section.parts else ""
    names = {**DIRECTION_NAMES, None: "without a direction"}
    said = [f"{one.n_quotations:,} {names[one.valence].lower()}" for one in section.directions]
    ways = f" ({listed(said)})" if any(one.valence for one in section.directions) else ""
    sentences = [
        f"{counted(section.n_quotations, 'quotation')}{sub}{ways}, of which {shown} stand{'s' * (shown == 1)} here."
    ]
    if section.n_unknown:
        whose = "a voice that is no known participant's"
        sentences.append(f"{section.n_unknown:,} of them {'is' if section.n_unknown == 1 else 'are'} by {whose}.")
    return " ".join([*sentences, section.unread_sentence])


def _quotation(writer: Writer, quoted: Shown) -> None:
    writer.verbatim(quoted.words, QUOTATION)
    unread = "accepted in bulk, not yet read" if quoted.unread else ""
    told = [f"{quoted.attribution} ({quoted.place})", unread]
    writer.paragraph(", ".join(part for part in told if part), ATTRIBUTION)


def _running(document: Document, findings: Findings) -> None:
    """The study's title at the head of each page but the first, page numbers at the foot of each."""
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.text = line(findings.study.title) or findings.heading
    for footer in (section.footer, section.first_page_footer):
        page_numbers(footer.paragraphs[0])


def _properties(document: Document, findings: Findings, at: datetime) -> None:
    properties = document.core_properties
    properties.title = line(findings.study.title)[:255]
    properties.subject = f"{findings.heading} with supporting quotations"
    properties.author = properties.last_modified_by = ", ".join(findings.coders)[:255]
    properties.language = "en-GB"
    properties.keywords = properties.category = ""
    properties.comments = f"Written by {findings.program}"
    properties.created = properties.modified = at
    properties.revision = 1
