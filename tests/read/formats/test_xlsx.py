"""Workbooks: what openpyxl raises is a broken file, what we raise over its cells is not."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from themes.errors import BrokenFile
from themes.read.formats import xlsx
from themes.read.unpacking.archive import Archive


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, held = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(held)
    return held.getvalue()


def with_part(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with other bytes in one of its parts."""
    held, archive = io.BytesIO(), Archive(data)
    assert old in archive.read(part)
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.names:
            content = archive.read(name)
            made.writestr(name, content.replace(old, new) if name == part else content)
    return held.getvalue()


def test_rows_are_read_as_a_person_sees_them():
    assert [[["Chair", "Yes", "3"], ["", "2.5"]]] == xlsx.read_sheets(workbook(("Chair", "Yes ", 3.0), (None, 2.5)))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b"<sheets>", b"<sheets"),
        ("xl/worksheets/sheet1.xml", b"</row>", b""),
        ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="A1e308"'),
        ("xl/_rels/workbook.xml.rels", b"rId1", b"rId77"),
    ],
)
def test_a_workbook_that_is_not_sound_is_refused_in_words(part: str, old: bytes, new: bytes):
    with pytest.raises(BrokenFile, match="it cannot be opened as a workbook"):
        xlsx.read_sheets(with_part(workbook(("Chair", "Yes")), part, old, new))


def test_an_error_of_ours_over_a_cell_is_not_called_a_broken_workbook(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(xlsx, "_written", lambda cell: cell.missing)
    with pytest.raises(AttributeError):
        xlsx.read_sheets(workbook(("Chair", "Yes")))
