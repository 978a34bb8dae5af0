"""The report as a Word file that an evaluator hands in: headings, quotations with who said them, method, appendices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from themes.report.findings import DIRECTION_NAMES, DIRECTIONS, Defined, Findings, Section, Shown
from themes.report.word_parts import Writer, line, page_numbers
from themes.report.word_styles import ASKED, ATTRIBUTION, DIRECTION, HEARD, NOTE, QUOTATION, dress
from themes.report.wording import clock, counted, listed

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
    writer.heading("How this was done", 1)
    for paragraph in findings.method:
        writer.paragraph(paragraph)
    _appendices(writer, findings)
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
    rows = [
        [
            section.name,
            f"{section.heard.word} ({section.heard.participants.figure})".removeprefix("() ").strip()
            if section.heard.word
            else section.heard.participants.figure,
            section.heard.transcripts.figure,
            f"{section.n_quotations:,}",
            *(_number(section, valence) for valence in directions),
        ]
        for section in findings.sections
    ]
    others = [2.9, 2.5, 2.1, *[1.75] * len(directions)]
    writer.table(head, rows, [16 - sum(others), *others])
    writer.paragraph("Counts are explained under “How this was done”; the words for them in the appendix.", NOTE)
    writer.paragraph(findings.unread_sentence, HEARD)


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
    for code in section.codes:
        _definition(writer, code, alone=len(section.codes) == 1 and code.name == section.name)
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


def _definition(writer: Writer, code: Defined, *, alone: bool) -> None:
    """A code's name in bold and its definition; without the name where the heading has just said it."""
    definition = line(code.definition)
    if alone or not line(code.name):
        writer.paragraph(definition)
        return
    paragraph = writer.paragraph(code.path)
    if paragraph is not None:
        paragraph.runs[0].bold = True
        if definition:
            paragraph.add_run(f": {definition}")


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
    place = " at ".join(part for part in (line(quoted.title), clock(quoted.seconds)) if part)
    unread = "accepted in bulk, not yet read" if quoted.unread else ""
    writer.paragraph(". ".join(part for part in (f"{quoted.attribution} ({place})", unread) if part), ATTRIBUTION)


def _appendices(writer: Writer, findings: Findings) -> None:
    writer.heading("Appendix A: Codebook", 1)
    if findings.codebook:
        writer.paragraph(f"Version {findings.codebook_version}, {counted(len(findings.codebook), 'code')}.")
        rows = [
            [f"{code.path}{' (retired)' if code.retired else ''}", _rules(code), str(code.n_codings), str(code.n_cases)]
            for code in findings.codebook
        ]
        writer.table(["Code", "Definition and rules of use", "Codings", "Cases"], rows, [4, 8.8, 1.7, 1.5])
    else:
        writer.paragraph("The codebook is empty.")
    writer.heading("Appendix B: Words for quantities", 1)
    told = writer.paragraph("N is the number of participants who can be told apart.")
    if told is not None:
        told.paragraph_format.keep_with_next = True
    writer.table(["Word", "Used for"], list(findings.cut_offs), [4, 12])
    writer.heading("Appendix C: Cases", 1)
    _cases(writer, findings)
    coders = f", coded by {', '.join(findings.coders)}" if findings.coders else ""
    writer.paragraph(f"Written by {findings.program} from the project “{findings.study.title}”{coders}.", NOTE)


def _rules(code: Defined) -> list[str]:
    """Definition, when to use and when not, each a paragraph."""
    return [
        code.definition,
        f"Use when: {code.use_when}" if line(code.use_when) else "",
        f"Don't use when: {code.dont_use_when}" if line(code.dont_use_when) else "",
    ]


_MOST_COLUMNS = 6


def _cases(writer: Writer, findings: Findings) -> None:
    if not findings.cases:
        writer.paragraph("No case is known.")
        return
    filled = [nth for nth in range(len(findings.attributes)) if any(case.values[nth] for case in findings.cases)]
    told = [[findings.attributes[nth], *(case.values[nth] for case in findings.cases)] for nth in filled]
    if {case.kind for case in findings.cases} != {"participant"}:
        told.insert(0, ["Kind", *(case.kind for case in findings.cases)])
    columns = [
        ["Case", *(case.label for case in findings.cases)],
        *told[:_MOST_COLUMNS],
        ["Codings", *(str(case.n_codings) for case in findings.cases)],
    ]
    head, *rows = [list(row) for row in zip(*columns, strict=True)]
    writer.table(head, rows, _widths(columns))
    beyond = ", ".join(column[0] for column in told[_MOST_COLUMNS:])
    writer.paragraph(f"Further attributes are in the spreadsheet: {beyond}." if beyond else "", NOTE)
    withheld = ", ".join(findings.withheld)
    writer.paragraph(f"Not printed, since they name people: {withheld}." if withheld else "", NOTE)


def _widths(columns: Sequence[Sequence[str]], *, whole: float = 16.0) -> list[float]:
    """Widths in centimetres that share the page by the longest word of each column, so that few words are broken."""
    longest = [max(len(word) for cell in column for word in [*cell.split(), "....."]) for column in columns]
    return [whole * (length + 2) / sum(other + 2 for other in longest) for length in longest]


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
