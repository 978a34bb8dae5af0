"""The report as a Word file that an evaluator hands in: contents, page numbers, properties around what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from themes.report.appendices import write_codebook_table
from themes.report.body import write_body, write_front
from themes.report.findings import Findings
from themes.report.lines import line
from themes.report.origin import origin
from themes.report.word_origin import write_properties
from themes.report.word_parts import Writer, page_numbers
from themes.report.word_styles import dress

if TYPE_CHECKING:
    from docx.document import Document


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
    write_front(writer, findings)
    writer.paragraph("Contents", "TOC Heading")
    after_contents = len(document.paragraphs)
    write_body(writer, findings)
    writer.contents(document.paragraphs[after_contents])
    document.save(str(path))


def write_codebook(findings: Findings, path: Path, *, at: datetime) -> None:
    """Write the codebook alone as .docx, as an appendix to a report.

    Args:
        findings: What the study found.
        path: The file to write.
        at: The moment of writing, for the file's properties.
    """
    from docx import Document  # noqa: PLC0415 - only who writes Word pays for it

    document = Document()
    dress(document)
    _properties(document, findings, at)
    _running(document, replace(findings, n_unreleased=0))
    writer = Writer(document)
    writer.paragraph(findings.study.title or "Codebook", "Title")
    write_codebook_table(writer, findings, heading="Codebook")
    document.save(str(path))


def _running(document: Document, findings: Findings) -> None:
    """The study's title at the head of each page but the first, page numbers at the foot of each."""
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.text = line(findings.study.title) or findings.heading
    if findings.watermark:
        header.text = f"{findings.watermark} {header.text}"
        section.first_page_header.paragraphs[0].text = findings.watermark
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
    write_properties(document, origin(findings))
