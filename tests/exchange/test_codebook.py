"""Codebooks read, refused, and written so that they come back equal."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from themes.errors import BrokenFile, FileTooLarge, Refused, RefusedFile, UnknownFormat
from themes.exchange.codebook import read_codebook, write_codebook
from themes.exchange.entry import LARGEST, Entry

ROOT = Path(__file__).parents[2]

_NASTY = st.one_of(
    st.text(max_size=20),
    st.text("=+-@'\t\r\n,;\"\\ a\ufeff＝", max_size=8),
    st.sampled_from(["=1+1", "'=1", "''@x", '"""', "'''", "a\r\nb", "\\u0041", "\ud800", "\x00", "[[codes]]", "# no"]),
)


_NAMES = st.one_of(_NASTY, st.sampled_from(["A", "a", "B", "A > B", '"A" > B', "A\\B"]))


@st.composite
def codebooks(draw: st.DrawFn) -> list[Entry]:
    """Entries with parents before children; a name may come back anywhere but among its siblings."""
    entries: list[Entry] = []
    paths: list[str] = [""]
    for text in draw(st.lists(_NAMES, max_size=8)):
        entry = Entry(
            name=text,
            definition=draw(_NASTY),
            use_when=draw(_NASTY),
            dont_use_when=draw(_NASTY),
            colour=draw(st.sampled_from(["", "#1f5fa8", "#ABCDEF"])),
            parent=draw(st.sampled_from(paths)),
        )
        if entry.name and entry.path.casefold() not in {known.casefold() for known in paths}:
            entries.append(entry)
            paths.append(entry.path)
    return entries or [Entry(name="Access")]


@settings(max_examples=300, deadline=None)
@given(codebooks(), st.sampled_from(["book.toml", "book.csv"]), _NASTY)
def test_what_is_written_comes_back_equal(entries: list[Entry], name: str, title: str):
    assert entries == read_codebook(name, write_codebook(name, title, entries).encode())


@pytest.mark.parametrize("path", sorted((ROOT / "codebooks").glob("*.toml")), ids=lambda path: path.stem)
def test_the_starter_codebooks_are_read_whole(path: Path):
    entries = read_codebook(path.name, path.read_bytes())
    assert path.read_text(encoding="utf-8").count("[[codes]]") == len(entries)
    assert all(entry.definition and entry.use_when and entry.colour for entry in entries)


def test_a_formula_is_written_so_that_a_spreadsheet_shows_it_as_text():
    assert '"\'=HYPERLINK(1)"' in write_codebook("a.csv", "", [Entry(name="=HYPERLINK(1)")])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings_are_found(delimiter: str, encoding: str):
    text = f"Name{delimiter}Description{delimiter}Parent code\nCafé{delimiter}x, y; z\tq{delimiter}\n"
    text = text.replace("x, y; z\tq", '"x, y; z\tq"')
    assert [Entry(name="Café", definition="x, y; z\tq")] == read_codebook("a.csv", text.encode(encoding))


def test_taguettes_export_is_read():
    data = b"tag,description,number of highlights\r\nTrust,In people,12\r\nTime,,3\r\n"
    assert [Entry(name="Trust", definition="In people"), Entry(name="Time")] == read_codebook("t.csv", data)


def test_taguettes_dots_are_a_tree_and_a_head_that_is_no_tag_is_a_code_too():
    data = b"tag,description\r\npeople,All\r\npeople.board,\r\nv1.2 works,\r\nx.one,\r\nx.two,\r\n"
    qdc = (
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.5.2"><Codes>'
        + "".join(
            f'<Code guid="{nth}" name="{name}" isCodable="true"/>'
            for nth, name in enumerate(("people", "people.board", "v1.2 works", "x.one", "x.two"))
        )
        + "</Codes><Sets/></CodeBook>"
    )
    expected = ["people", "people > board", "v1.2 works", "x", "x > one", "x > two"]
    assert expected == sorted(entry.path for entry in read_codebook("t.csv", data))
    assert expected == sorted(entry.path for entry in read_codebook("t.qdc", qdc.encode()))


def test_taguette_finds_paths_and_what_codes_mean_in_ours():
    entries = [
        Entry(name="People", definition="All.", use_when="They come.", dont_use_when="They go."),
        Entry(name="Board", definition="Of them.", parent="People"),
    ]
    rows = list(csv.DictReader(io.StringIO(write_codebook("a.csv", "", entries).removeprefix("\ufeff"))))
    # Taguette 1.5.2 takes the one column headed “tag”, “name” or “path”, and “description” (its import_codebook.py).
    assert [{"tag"}] * 2 == [{"tag", "name", "path"} & row.keys() for row in rows]
    assert ["People", "People.Board"] == [row["tag"] for row in rows]
    said = "All.\n\nUse when: They come.\n\nDo not use when: They go."
    assert [said, "Of them."] == [row["description"] for row in rows]
    back = "tag,description\r\n" + "".join(f'{row["tag"]},"{row["description"]}"\r\n' for row in rows)
    assert entries == read_codebook("back.csv", back.encode())


def test_taguettes_real_export_is_read(shared_data: Path):
    path = shared_data / "coded" / "usability_interviews" / "codebook_20220303_8.csv"
    entries = read_codebook(path.name, path.read_bytes())
    assert ("Moderator assist", "Home tab elements useful") == (entries[0].name, entries[1].name)


def test_a_parent_may_stand_after_its_child_and_be_a_path():
    rows = ["Color;Parent code;Code;Memo", "#ff0000;Governance\\Board;Turning up;They come", ";Governance;Board;"]
    data = "\n".join([*rows, ";;Governance;"])
    entries = read_codebook("m.csv", data.encode())
    assert [("Governance", ""), ("Board", "Governance"), ("Turning up", "Governance > Board")] == [
        (entry.name, entry.parent) for entry in entries
    ]
    assert entries[2].colour == "#ff0000"


def test_two_of_a_name_under_different_parents_are_kept_apart():
    data = b"code,parent\nA,\nB,\nAccess,A\nAccess,B\n"
    assert ["A", "B"] == [entry.parent for entry in read_codebook("a.csv", data) if entry.name == "Access"]


def test_a_name_that_nests_in_itself_goes_where_its_path_says_whatever_the_order():
    rows = ["C,A > A", "A,A", "D,A", "A,"]
    entries = read_codebook("a.csv", ("code,parent\n" + "\n".join(rows)).encode())
    assert [("A", ""), ("A", "A"), ("C", "A > A"), ("D", "A")] == [(entry.name, entry.parent) for entry in entries]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.csv", b"code,parent\nA,\na,\n", "two codes"),
        ("a.csv", b"code,parent\nA,B\n", "does not list"),
        ("a.csv", b"code,parent\nA,B\nB,A\n", "circle"),
        ("a.csv", b"code,parent\nA,A\n", "circle"),
        ("a.csv", b"colour,weight\nred,2\n", "no column of names"),
        ("a.csv", b"", "no column of names"),
        ("a.csv", b"code,definition\n", "holds no code"),
        ("a.csv", b"code,definition\n,what\n", "row 2 has no name"),
        ("a.csv", b"code,definition\nA,one,two\n", "more cells"),
        ("a.toml", b"name = ", "not valid TOML"),
        ("a.toml", b"name = 'x'", r"no \[\[codes\]\]"),
        ("a.toml", b"codes = 3", r"no \[\[codes\]\]"),
        ("a.toml", b"[[codes]]\nname = 3", "not a text"),
        ("a.toml", b"[[codes]]\ndefinition = 'x'", "has no name"),
        ("a.toml", b"[[codes]]\nname = '\xff'", "UTF-8"),
    ],
)
def test_a_broken_codebook_is_refused_in_words(name: str, data: bytes, told: str):
    with pytest.raises(BrokenFile, match=told) as refused:
        read_codebook(name, data)
    assert str(refused.value).endswith("Nothing was imported.")


def test_other_formats_and_huge_files_are_refused():
    with pytest.raises(UnknownFormat):
        read_codebook("a.docx", b"")
    with pytest.raises(FileTooLarge):
        read_codebook("a.csv", b"x" * (LARGEST + 1))
    with pytest.raises(Refused):
        write_codebook("a.docx", "", [])


def test_a_thousand_nested_codes_are_read_in_order_from_the_last_up():
    rows = [f"c{nth},{f'c{nth - 1}' if nth else ''}" for nth in reversed(range(1000))]
    entries = read_codebook("a.csv", ("code,parent\n" + "\n".join(rows)).encode())
    assert [f"c{nth}" for nth in range(1000)] == [entry.name for entry in entries]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a=" + b"[" * 20_000, "nests too deep"),
        (b"name\n" + b"\n".join(b"c%d" % n for n in range(5_001)), "limit 5,000"),
    ],
)
def test_what_no_codebook_is_like_is_refused(data: bytes, told: str):
    with pytest.raises(RefusedFile, match=told):
        read_codebook("a.toml" if data.startswith(b"a=") else "a.csv", data)
