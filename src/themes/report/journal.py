"""Memos as a file of their own: by day, each with what it is on, who wrote it, and the quotations that it links to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from themes.report.findings import watermark
from themes.report.lines import line
from themes.report.word_parts import Writer, page_numbers
from themes.report.word_styles import ASKED, ATTRIBUTION, HEARD, QUOTATION, dress

_TITLE = "Memos"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation that a memo links to, as it may leave the project; ``number`` stands for it in the memo's text."""

    number: int
    words: str
    attribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One memo: its moment in local time, who wrote it, what it is on ("On the code “Board”"), and what it says."""

    at: datetime
    coder: str
    on: str
    text: str
    quoted: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Memos, oldest first; names may still stand in ``n_unreleased`` transcripts that they quote."""

    title: str
    entries: tuple[Entry, ...]
    n_unreleased: int = 0

    @property
    def watermark(self) -> str:
        """What stands on top of what should not be passed on yet; empty where it may be."""
        return watermark(self.n_unreleased)


def write_word(journal: Journal, path: Path, *, at: datetime) -> None:
    """Write memos as .docx.

    Args:
        journal: The memos.
        path: The file to write.
        at: The moment of writing, for the file's properties.
    """
    from docx import Document  # noqa: PLC0415 - only who writes Word pays for it

    document = Document()
    dress(document)
    properties = document.core_properties
    properties.title = f"{line(journal.title)[:200]}: {_TITLE.lower()}"
    properties.author = properties.last_modified_by = ", ".join(_coders(journal.entries))[:255]
    properties.language, properties.comments = "en-GB", ""
    properties.created = properties.modified = at
    section = document.sections[0]
    section.header.paragraphs[0].text = f"{journal.watermark} {line(journal.title)}".strip()
    section.first_page_header.paragraphs[0].text = journal.watermark
    for footer in (section.footer, section.first_page_footer):
        page_numbers(footer.paragraphs[0])
    writer = Writer(document)
    writer.paragraph(journal.title, "Title")
    writer.paragraph(_TITLE, "Subtitle")
    writer.paragraph(journal.watermark, ASKED)
    for day, entries in _by_day(journal.entries):
        writer.heading(day, 2)
        for entry in entries:
            _write(writer, entry)
    document.save(str(path))


def as_text(journal: Journal) -> str:
    """Memos as plain text, line feeds at the ends of lines."""
    lines = [line(journal.title), _TITLE, *([journal.watermark] if journal.watermark else [])]
    for day, entries in _by_day(journal.entries):
        lines += ["", day, "=" * len(day)]
        for entry in entries:
            lines += ["", f"{_head(entry)}", entry.text]
            lines += [f"    [{one.number}] {_quoted(one)} ({one.attribution})" for one in entry.quoted]
    return "\n".join([*lines, ""])


def _write(writer: Writer, entry: Entry) -> None:
    writer.paragraph(_head(entry), HEARD)
    for paragraph in entry.text.split("\n"):
        writer.paragraph(paragraph)
    for one in entry.quoted:
        writer.verbatim(f"[{one.number}] {one.words}", QUOTATION)
        writer.paragraph(one.attribution, ATTRIBUTION)


def _head(entry: Entry) -> str:
    return f"{entry.at:%H:%M}, {line(entry.coder)}. {line(entry.on)}"


def _quoted(one: Quoted) -> str:
    return f"“{line(one.words)}”"


def _by_day(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """Days as "3 March 2026", each with its memos."""
    for day, found in groupby(entries, key=lambda entry: entry.at.date()):
        yield f"{day.day} {day:%B %Y}", list(found)


def _coders(entries: Iterable[Entry]) -> list[str]:
    return list(dict.fromkeys(line(entry.coder) for entry in entries))
