"""Tables of an interview: a row a turn, from .csv, .tsv and .xlsx; Whisper's table; a table of one column."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from themes.errors import FileTooLarge, SurveyAnswers, UnknownFormat
from themes.model import Dropped
from themes.read.formats.captions import cue_lines
from themes.read.layouts import tabular
from themes.read.source import KEPT_AS_FACTS, Format, Line, Source
from themes.read.survey.recognise import looks_like_survey
from themes.read.unpacking.delimited import delimiter_of, regular, split_rows
from themes.read.unpacking.encoding import decode
from themes.text import count_words

MOST_COLUMNS = 1_000
_WHOLE = re.compile(r"\d{1,9}")
_CODED = {"code", "codes", "tag", "tags", "coder"}
_THOUSAND = 1000
_HEADINGS_WITHIN = 20
_REGULAR = 0.5
_SENTENCE = 3


def read(data: bytes) -> Source:
    """The rows of a delimited text, a line each.

    Raises:
        BrokenFile: Its rows cannot be told apart.
        UnknownFormat: It is a table of something else than an interview.
    """
    text, notices = decode(data)
    delimiter = delimiter_of(text)
    if 0 < regular(text, delimiter) < _REGULAR:
        # Lines of talk that somebody named .csv: its commas part no cells.
        return Source(lines=_one_column([(row,) for row in text.split("\n")]), notices=notices)
    rows = split_rows(text, delimiter)
    return rows_source([[html.unescape(cell).strip() for cell in row] for row in rows], notices=notices)


def rows_source(
    rows: Sequence[Sequence[str]], *, notices: tuple[str, ...] = (), dropped: tuple[Dropped, ...] = ()
) -> Source:
    """Rows of cells as lines, in whatever of the three shapes they have.

    Raises:
        UnknownFormat: They are a survey's answers, or quotations coded in another tool.
        FileTooLarge: They have more columns than any interview.
    """
    width = max(map(len, rows), default=0)
    if width > MOST_COLUMNS:
        raise FileTooLarge(f"it has over {MOST_COLUMNS:,} columns. Delete those that are not needed and try again.")
    held = [tuple(row) for row in rows]
    filled = [row for row in held if any(row)]
    if not filled:
        return Source(lines=(), notices=notices, dropped=dropped)
    if max(sum(1 for cell in row if cell) for row in filled) == 1:
        return Source(lines=_one_column(held), notices=notices, dropped=dropped)
    captions = _captions(filled)
    if captions:
        times = Dropped(what="cue times", count=len(filled) - 1, why=KEPT_AS_FACTS)
        header = Dropped(what="header lines", count=1, why="they describe the file")
        return Source(lines=captions, notices=notices, dropped=(*dropped, header, times), cues=True)
    _refuse_others(filled)
    padded = [row + ("",) * (width - len(row)) for row in filled]
    lines = [Line(text="\t".join(row), paragraph=number, cells=row) for number, row in enumerate(padded)]
    source = Source(lines=tuple(lines), notices=notices, dropped=dropped)
    if tabular.rows(source) is None or not _reads_like_talk(padded):
        raise UnknownFormat(
            "it is a table, and no column of speakers and of words was found in it. Head them Speaker and Words "
            "(and Time, where there is one), and add it again."
        )
    return source


def _one_column(rows: Sequence[tuple[str, ...]]) -> tuple[Line, ...]:
    """A column of text: its rows are lines as a typist's are, an empty row parts paragraphs."""
    return tuple(
        Line(text=part.strip(), paragraph=paragraph)
        for paragraph, row in enumerate(rows)
        for part in next(filter(None, row), "").split("\n")
        if part.strip()
    )


def _captions(rows: Sequence[tuple[str, ...]]) -> tuple[Line, ...]:
    """Whisper's table: ``start``, ``end`` in thousandths of a second, perhaps ``speaker``, and ``text``."""
    header = [cell.casefold() for cell in rows[0]]
    if not {"start", "end", "text"} <= set(header) or len(rows) == 1:
        return ()
    start, end, text = (header.index(name) for name in ("start", "end", "text"))
    speaker = header.index("speaker") if "speaker" in header else -1
    lines: list[Line] = []
    for number, row in enumerate(rows[1:]):
        if len(row) <= max(start, end, text) or not (_WHOLE.fullmatch(row[start]) and _WHOLE.fullmatch(row[end])):
            return ()
        times = int(row[start]) / _THOUSAND, int(row[end]) / _THOUSAND
        voice = row[speaker] or None if 0 <= speaker < len(row) else None
        lines.extend(cue_lines(*times, [row[text]], number, speaker=voice))
    return tuple(lines)


def _refuse_others(rows: Sequence[tuple[str, ...]]) -> None:
    """Refuse what is a table and no interview, with where to take it."""
    if any(tabular.named_columns(row) for row in rows[:_HEADINGS_WITHIN]):
        return
    header = rows[0]
    if {cell.casefold().rstrip("0123456789 ") for cell in header} & _CODED:
        raise UnknownFormat(
            "it looks like codings exported from another tool. Bring it in as another tool's export: "
            "on the page Study, or by themes bring-in."
        )
    if looks_like_survey(header, rows[1:]):
        raise SurveyAnswers(
            "it looks like a table of survey answers, a row a respondent. Add it as a survey: on the page "
            "Survey, or by themes survey."
        )


def _reads_like_talk(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether a column heads the speakers, or the fullest column has sentences: ratings and places are no words."""
    if any(tabular.named_columns(row) for row in rows[:_HEADINGS_WITHIN]):
        return True
    return max(sum(count_words(cell) for cell in column) for column in zip(*rows, strict=True)) >= _SENTENCE * len(rows)


def _recognise(_data: bytes) -> bool:
    """Never: no bytes say that they are a table."""
    return False


CSV = Format(name="csv", title="Table (CSV)", suffixes=(".csv",), recognise=_recognise, read=read)
TSV = Format(name="tsv", title="Table (tabs)", suffixes=(".tsv", ".tab"), recognise=_recognise, read=read)
