"""Tables as .xlsx, part by part (ECMA-376 part 1, section 18): openpyxl took 3.3 s for 10,000 codings, this 0.5 s.

Every text is written as an inline string, so that none is ever taken for a formula; numbers are numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from themes.report.tables import Cell, Table, is_too_small, write_csv
from themes.text import canonical

LONGEST = 32_767
"""Characters that a cell can hold (Excel specifications and limits)."""

CUT = " … [cut here: a cell holds no more; the whole is in the project]"

# Excel reads _x0041_ in a file as "A" (ECMA-376 part 1, 22.9.2.19), so a participant's own _x0041_ is escaped.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LETTERS = 26
_QUICK = 3  # of 9: as fast as none, and within a tenth of the smallest

_PLAIN = 2  # the style of cells; that of fractions with n digits after the point is n after it
_MOST_DECIMALS = 4
_FIRST_FORMAT = 164  # below are Excel's own (ECMA-376 part 1, 18.8.30)
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="{_MOST_DECIMALS}">'
    + "".join(
        f'<numFmt numFmtId="{_FIRST_FORMAT + nth}" formatCode="0.{"0" * (nth + 1)}"/>' for nth in range(_MOST_DECIMALS)
    )
    + '</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEEF2F6"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    f'<cellXfs count="{3 + _MOST_DECIMALS}"><xf/>'
    '<xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    + "".join(
        f'<xf numFmtId="{_FIRST_FORMAT + nth}" applyNumberFormat="1" applyAlignment="1">'
        '<alignment vertical="top" wrapText="1"/></xf>'
        for nth in range(_MOST_DECIMALS)
    )
    + "</cellXfs>"
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def write_workbook(tables: Sequence[Table], path: Path, *, title: str, creator: str) -> None:
    """Write tables as .xlsx, a sheet each, with frozen heads, filters and wrapped words.

    Args:
        tables: At least one; their titles are the sheets' names, of 31 characters at most.
        path: The file to write.
        title: The file's property.
        creator: The file's property.
    """
    numbers = range(1, len(tables) + 1)
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=_QUICK) as book:
        for name, part in (
            ("[Content_Types].xml", _content_types(numbers)),
            ("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml"), ("core", "docProps/core.xml")])),
            ("docProps/core.xml", _properties(title, creator)),
            ("xl/workbook.xml", _workbook(tables)),
            (
                "xl/_rels/workbook.xml.rels",
                _relations(
                    [*(("worksheet", f"worksheets/sheet{nth}.xml") for nth in numbers), ("styles", "styles.xml")]
                ),
            ),
            ("xl/styles.xml", _STYLES),
        ):
            book.writestr(name, _HEAD + part)
        for nth, table in zip(numbers, tables, strict=True):
            book.writestr(f"xl/worksheets/sheet{nth}.xml", _HEAD + "".join(_sheet(table)))


def write_table(table: Table, path: Path, *, notice: str = "") -> None:
    """Write one table by the file's suffix, .csv or .xlsx.

    Args:
        table: What.
        path: The file to write.
        notice: What is to be known of it: a row above the head of .csv, a sheet after the table's in .xlsx.
    """
    if path.suffix.casefold() == ".csv":
        write_csv(table, path, notice=notice)
    else:
        notes = [Table(title="Read first", head=("Read first",), rows=((notice,),), widths=(110,))] if notice else []
        write_workbook([table, *notes], path, title=table.title, creator="")


def _sheet(table: Table) -> Iterator[str]:
    columns = [_column(nth) for nth in range(len(table.head))]
    # The words stay in sight beside what is said of them; a table of one column has no other.
    split = 1 if len(table.head) > 1 else 0
    pane = f'xSplit="{split}" ' if split else ""
    corner = f"{columns[split]}2"
    where = "bottomRight" if split else "bottomLeft"
    yield (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        f'<pane {pane}ySplit="1" topLeftCell="{corner}" activePane="{where}" state="frozen"/></sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15"/><cols>'
    )
    for nth, width in enumerate(table.widths, start=1):
        yield f'<col min="{nth}" max="{nth}" width="{width:g}" customWidth="1"/>'
    yield "</cols><sheetData>"
    yield _row(1, table.head, columns, style=1)
    for nth, row in enumerate(table.rows, start=2):
        yield _row(nth, row, columns, style=_PLAIN, decimals=table.decimals)
    yield f'</sheetData><autoFilter ref="A1:{columns[-1]}{len(table.rows) + 1}"/></worksheet>'


def _row(
    nth: int, row: Sequence[Cell], columns: Sequence[str], *, style: int, decimals: Sequence[int | None] = ()
) -> str:
    cells = [
        f'<c r="{column}{nth}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escape(cell_text(cell))}</t></is></c>'
        if isinstance(cell, str)
        else f'<c r="{column}{nth}" s="{style + _format(cell, after)}"><v>{cell}</v></c>'
        for column, cell, after in zip(columns, row, decimals or [None] * len(row), strict=True)
        if cell is not None and cell != ""
    ]
    return f'<row r="{nth}">{"".join(cells)}</row>'


def _format(cell: Cell, decimals: int | None) -> int:
    """How far after the plain style the one of a number stands: 0 for whole ones, and what is too small for digits."""
    if decimals is None or not isinstance(cell, float) or is_too_small(cell, decimals):
        return 0
    return min(decimals, _MOST_DECIMALS)


def cell_text(text: str) -> str:
    """The text as a cell can hold it; what is longer is cut, and says so."""
    escaped = _ESCAPE.sub("_x005F_", canonical(text))
    return escaped if len(escaped) <= LONGEST else escaped[: LONGEST - len(CUT)] + CUT


def _column(nth: int) -> str:
    """The letters of a column from 0: A, B, …, Z, AA."""
    letters = ""
    nth += 1
    while nth:
        nth, rest = divmod(nth - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def _content_types(numbers: range) -> str:
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{nth}.xml" ContentType="{_TYPES}.worksheet+xml"/>' for nth in numbers
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>{sheets}'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(told: Sequence[tuple[str, str]]) -> str:
    lines = [
        f'<Relationship Id="rId{nth}" Type="{_kind(kind)}" Target="{target}"/>'
        for nth, (kind, target) in enumerate(told, start=1)
    ]
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _kind(kind: str) -> str:
    return f"{_PACKAGE}/relationships/metadata/core-properties" if kind == "core" else f"{_OFFICE}/{kind}"


def _workbook(tables: Sequence[Table]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(table.title, {chr(34): "&quot;"})}" sheetId="{nth}" r:id="rId{nth}"/>'
        for nth, table in enumerate(tables, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _properties(title: str, creator: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(canonical(title))}</dc:title><dc:creator>{escape(canonical(creator))}</dc:creator>"
        "</cp:coreProperties>"
    )
