"""Taguette's own file: places, codes, coders, and files that were made to do harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.exchange.taguette_file import PAGE, TEXT, highlight, make

from themes.errors import BrokenFile, Refused
from themes.exchange import guarded_sqlite, taguette
from themes.exchange.html_text import text_of


def test_the_text_of_a_page_is_all_that_stands_outside_of_tags():
    assert TEXT == text_of(PAGE)


def test_places_count_bytes_and_become_code_points(tmp_path: Path):
    data = make(tmp_path / "t.sqlite3", [(*highlight("the board did"), [2])])
    (passage,) = taguette.read(data).passages
    assert "the board did" == TEXT[passage.start : passage.end]
    assert (("people", "board"),) == passage.codes


def test_a_place_that_does_not_hold_the_copied_words_is_mended_by_them_or_said(tmp_path: Path):
    start, end, snippet = highlight("Money came too")
    data = make(tmp_path / "t.sqlite3", [(start - 9, end - 9, snippet, [3]), (0, 4, "<p>never said</p>", [3])])
    found = taguette.read(data)
    assert ["Money came too"] == [passage.words for passage in found.passages]
    assert [(1, ("anna.odt: 2",))] == [(one.count, one.where) for one in found.not_brought]


def test_words_that_stand_several_times_are_mended_to_the_nearest_only(tmp_path: Path):
    page = "".join(f"<p>{'Yes' if nth % 10 == 0 else 'Then we went on.'}</p>\n" for nth in range(40))
    text = text_of(page)
    second = text.index("Yes", 1)
    data = make(
        tmp_path / "t.sqlite3", [(second + 1, second + 4, "<p>Yes</p>", [3]), (90, 93, "<p>Yes</p>", [3])], page=page
    )
    found = taguette.read(data)
    assert [second] == [passage.start for passage in found.passages]
    assert [1] == [one.count for one in found.not_brought]


def test_a_passage_without_a_code_is_said(tmp_path: Path):
    data = make(tmp_path / "t.sqlite3", [(*highlight("the board did"), [])])
    assert ["no code was given to the passage"] == [one.reason for one in taguette.read(data).not_brought]


def test_who_coded_is_read_from_the_log_but_for_the_desktops_nobody(tmp_path: Path):
    coded = [(*highlight("the board did"), [2])]
    assert ("",) == tuple(one.coder for one in taguette.read(make(tmp_path / "a.sqlite3", coded)).passages)
    data = make(tmp_path / "b.sqlite3", coded, login="remi")
    assert ("remi",) == taguette.read(data).coders


def test_a_dot_makes_a_child_only_where_there_is_a_parent():
    paths = taguette.paths_of(["a", "a.b", "a.b.c", "v1.2 works", "Dr. Lee", "x.one", "x.two"])
    assert [
        ("a",), ("a", "b"), ("a", "b", "c"), ("v1.2 works",), ("Dr. Lee",), ("x", "one"), ("x", "two"),
    ] == list(paths.values())  # fmt: skip


def test_several_studies_in_one_file_ask_which(tmp_path: Path):
    data = make(tmp_path / "t.sqlite3", [], extra="INSERT INTO projects VALUES (2, 'Other', '');")
    with pytest.raises(Refused, match="“Fictional”, “Other”"):
        taguette.read(data)
    assert 0 == len(taguette.read(data, study="other").texts)
    assert 1 == len(taguette.read(data, study="Fictional").texts)


@pytest.mark.parametrize(
    "extra",
    [
        "DROP TABLE documents; CREATE VIEW documents AS SELECT 1 AS id, 'x' AS name, 1 AS project_id, 'y' AS contents;",
        "DROP TABLE documents; CREATE VIRTUAL TABLE documents USING fts5(id, name, project_id, contents);",
        "DROP TABLE documents; CREATE TABLE documents (id, name, project_id, contents AS (hex(zeroblob(id))));",
        "DROP TABLE highlights;",
    ],
    ids=["view", "virtual", "generated", "missing"],
)
def test_only_plain_tables_are_read(tmp_path: Path, extra: str):
    with pytest.raises(BrokenFile, match="no table"):
        taguette.read(make(tmp_path / "t.sqlite3", [], extra=extra))


def test_nothing_but_reading_passes(tmp_path: Path):
    data = make(tmp_path / "t.sqlite3", [])
    with guarded_sqlite.opened(data) as tables:
        connection = tables._connection
        for statement in ("DELETE FROM users", "ATTACH ':memory:' AS x", "SELECT load_extension('x')", "PRAGMA a"):
            with pytest.raises(guarded_sqlite.sqlite3.DatabaseError):
                connection.execute(statement)


def test_values_of_other_types_are_no_words(tmp_path: Path):
    extra = "INSERT INTO highlights VALUES (9, 1, 'x', x'00', 7); INSERT INTO highlight_tags VALUES (9, 1);"
    found = taguette.read(make(tmp_path / "t.sqlite3", [], extra=extra))
    assert () == found.passages


def test_a_damaged_file_is_refused(tmp_path: Path):
    data = make(tmp_path / "t.sqlite3", [(*highlight("the board did"), [2])])
    for cut in (100, 4096, len(data) // 2):
        with pytest.raises(BrokenFile):
            taguette.read(data[:cut])
    spoilt = bytearray(data)
    spoilt[4096 : 4096 + 200] = b"\xff" * 200
    with pytest.raises(BrokenFile):
        taguette.read(bytes(spoilt))


def test_a_file_that_was_still_open_is_read_and_said(tmp_path: Path):
    data = bytearray(make(tmp_path / "t.sqlite3", [(*highlight("the board did"), [2])]))
    data[18:20] = b"\x02\x02"
    found = taguette.read(bytes(data))
    assert 1 == len(found.passages)
    assert "still open" in found.not_brought[0].reason


def test_the_real_file_gives_each_passage_the_words_that_it_covers(shared_data: Path):
    file = shared_data / "coded" / "usability_interviews" / "SERDIF_P2_ThematicAnalysis.sqlite3"
    found = taguette.read(file.read_bytes())
    assert (17, 1793, 22) == (len(found.texts), len(found.passages), len(found.codes))
    assert [("no code was given to the passage", 1)] == [(one.reason, one.count) for one in found.not_brought]
