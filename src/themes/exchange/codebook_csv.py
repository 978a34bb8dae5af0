"""Codebooks as .csv: ours, Taguette's, and exports of other tools as far as their headers tell.

Ours has two columns for Taguette, which takes the path of a code from the one headed "tag" and what it means from
"description" (import_codebook.py of its version 1.5.2); read again they say nothing that the others do not.

A text that a spreadsheet would take for a formula (first character = + - @ or tab, also in full width) is written with
an apostrophe before it, and so is one with apostrophes before such a character; reading takes one apostrophe away
there, so that all texts come back as they were.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence

from themes.errors import BrokenFile
from themes.exchange.entry import LARGEST, Entry, path_of
from themes.exchange.refi import blocks
from themes.exchange.refi.codes_in import HEADINGS
from themes.exchange.taguette import heads_of, name_of, paths_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "code name", "code", "tag", "node", "codename", "label", "title"),
    "definition": ("definition", "description", "code description", "code memo", "memo", "comment", "code comment"),
    "use_when": ("use when", "use_when", "when to use", "inclusion criteria", "inclusion", "include", "use"),
    "dont_use_when": (
        "don't use when", "dont use when", "dont_use_when", "do not use when", "when not to use",
        "exclusion criteria", "exclusion", "exclude", "don't use",
    ),
    "colour": ("colour", "color", "code color", "code colour"),
    "parent": ("parent", "parent code", "parent name", "parent tag", "parent node"),
}  # fmt: skip
"""The names under which other tools keep each field, the likeliest first; compared without case and spaces."""

_HEADER = {
    "name": "code",
    "parent": "parent",
    "definition": "definition",
    "use_when": "use when",
    "dont_use_when": "don't use when",
    "colour": "colour",
}
_FOR_TAGUETTE = ("tag", "description")
_DANGEROUS = "[=+\\-@\t\r\n＝＋－＠]"  # full-width signs start formulas in East Asian Excel
_ESCAPE = re.compile(f"'*{_DANGEROUS}")
_ESCAPED = re.compile(f"''*{_DANGEROUS}")
_DELIMITERS = (",", ";", "\t")


def read(name: str, data: bytes) -> list[Entry]:
    """The entries of a .csv codebook, in its order.

    The delimiter is the one under which the header has most known columns.

    Args:
        name: The file's name, for messages.
        data: Its bytes: UTF-8 or UTF-16 with a mark, or else Windows-1252.

    Raises:
        BrokenFile: No column holds names, a row has no name, or the rows do not fit the header.
    """
    text = _decoded(data)
    csv.field_size_limit(LARGEST)
    delimiter = max(_DELIMITERS, key=lambda tried: len(_columns(next(iter(_rows(text, tried)), []))))
    table = _parsed(name, text, delimiter)
    columns = _columns(table[0]) if table else {}
    if "name" not in columns:
        raise BrokenFile(
            f"{name} has no column of names. Head it “name” or “code”, and the others “definition”, “use when”, "
            "“don't use when”, “colour”, “parent”. Nothing was imported."
        )
    entries = []
    for nth, row in enumerate(table[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if any(cell.strip() for cell in row[len(table[0]) :]):
            raise BrokenFile(f"{name}: row {nth} has more cells than the header. Nothing was imported.")
        entry = Entry(**{field: _taken(row[column]) if column < len(row) else "" for field, column in columns.items()})
        if not entry.name:
            raise BrokenFile(f"{name}: row {nth} has no name. Nothing was imported.")
        entries.append(entry)
    return _nested(entries) if _is_taguettes(table[0], columns) else entries


def write(entries: Sequence[Entry]) -> str:
    """The text of a .csv codebook, with a byte-order mark so that Excel reads it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow((*_HEADER.values(), *_FOR_TAGUETTE))
    names: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        names[entry.path.casefold()] = path = (*names.get(entry.parent.casefold(), ()), entry.name)
        told = blocks.joined(entry.definition, zip(HEADINGS, (entry.use_when, entry.dont_use_when), strict=False))
        cells = (*(getattr(entry, field) for field in _HEADER), name_of(path), told)
        writer.writerow(_given(cell) for cell in cells)
    return "\ufeff" + out.getvalue()


def _is_taguettes(header: Sequence[str], columns: Mapping[str, int]) -> bool:
    return header[columns["name"]].strip().casefold() == _FOR_TAGUETTE[0] and "parent" not in columns


def _nested(entries: Sequence[Entry]) -> list[Entry]:
    """Taguette's tags as codes below each other, with those that it has no tag for."""
    paths = paths_of(entry.name for entry in entries)
    nested = [Entry(name=head[-1], parent=path_of(*head[:-1])) for head in heads_of(paths.values())]
    for entry in entries:
        path = paths[entry.name]
        definition, headed = blocks.parted(entry.definition, HEADINGS[:2])
        use_when, dont_use_when = ("\n\n".join(headed.get(heading, ())) for heading in HEADINGS[:2])
        nested.append(
            Entry(
                name=path[-1],
                parent=path_of(*path[:-1]),
                definition=definition,
                use_when=use_when,
                dont_use_when=dont_use_when,
                colour=entry.colour,
            )
        )
    return nested


def _given(text: str) -> str:
    return f"'{text}" if _ESCAPE.match(text) else text


def _taken(text: str) -> str:
    return text[1:] if _ESCAPED.match(text) else text


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel on a British or American Windows writes as "CSV".
        return data.decode("cp1252", errors="replace")


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _parsed(name: str, text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(_rows(text, delimiter))
    except csv.Error as error:
        raise BrokenFile(f"{name} is not a readable table: {error}. Nothing was imported.") from error


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Which column holds which field."""
    folded = [" ".join(cell.replace("’", "'").replace("_", " ").split()).casefold() for cell in header]
    found: dict[str, int] = {}
    for field, names in COLUMNS.items():
        column = next((folded.index(known) for known in names if known in folded), None)
        if column is not None:
            found[field] = column
    return found
