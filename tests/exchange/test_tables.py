"""Tables of other tools: Taguette's, ATLAS.ti's, and anybody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes.errors import NotFound, Refused, UnknownFormat
from themes.exchange.atlasti import part_codes
from themes.exchange.other_project import OtherProject
from themes.exchange.other_tools import read_table
from themes.read import read_table as rows_of


def read(text: str, **options: dict[str, list[str]]) -> OtherProject:
    """A comma-separated table, as the tools' modules get it."""
    return read_table("t.csv", *rows_of("t.csv", text.encode()), **options)


def test_rows_of_one_quotation_are_one_passage_with_all_its_codes():
    found = read("id,document,tag,content\n2,a.odt,x.one,Hello\n1,a.odt,x.two,Bye\n2,a.odt,x.two,Hello\n3,a.odt,,Hm\n")
    assert [("1", 1), ("2", 2)] == [(one.number, len(one.codes)) for one in found.passages]
    assert [("x", "one"), ("x", "two")] == [code.path for code in found.codes]
    assert [("no code was given to the passage", ("a.odt: 3",))] == [(o.reason, o.where) for o in found.not_brought]


def test_a_codebook_of_taguette_brings_definitions():
    found = read("tag,description,number of highlights\nBoard,Who decides,3\n")
    assert [(("Board",), "Who decides")] == [(code.path, code.definition) for code in found.codes]


def test_atlasti_is_read_with_a_mark_semicolons_and_headings_of_several_languages():
    text = (
        "\ufeffNumber;Reference;Text Content;Document;Codes;Number of Codes;Comment;Initial Position;Creator\n"
        "1:2;¶ 9;Later words;P1;T1. A, b: One;1;;9;Eve\n"
        "1:1;¶ 4;First words;P1;T1. A, b: One, T1. A, b: Two;2;note;4;Ann\n"
    )
    found = read(text)
    assert ["First words", "Later words"] == [one.words for one in found.passages]
    assert (("T1. A, b", "One"), ("T1. A, b", "Two")) == found.passages[0].codes
    assert ("Ann", "note") == (found.passages[0].coder, found.passages[0].memo)


def test_codes_with_commas_are_parted_by_their_number_or_not_at_all():
    assert [("a, b",), ("a, b", "c")] == part_codes([("a, b", 1), ("a, b, c", 2)])
    assert [None] == part_codes([("a, b, c", 2)])
    assert [("a", "b, c")] == part_codes([("a\nb, c", None)])


def test_all_codes_of_the_real_export_are_told_apart(shared_data: Path):
    file = shared_data / "coded" / "atlasti_export" / "20250914_quotation_export.csv"
    header, rows = rows_of(file.name, file.read_bytes())
    found = read_table(file.name, header, rows)
    counted = sum(int(row[header.index("Number of Codes")]) for row in rows)
    assert [("a code that only repeats the words of its one passage", 1)] == [
        (one.reason, one.count) for one in found.not_brought
    ]
    assert (394, counted - 1) == (len(found.passages), sum(len(one.codes) for one in found.passages))


def test_a_row_a_coding_becomes_a_turn_with_the_codes_of_each_coder():
    found = read("text,code,coder\nWe ran.,sport,A\nWe ran.,joy,A\nWe ran.,sport,B\nWe sat.,rest,B\n")
    assert ["We ran.", "We sat."] == [said.words for said in found.texts[0].said]
    assert [("A", 2), ("B", 1), ("B", 1)] == [(one.coder, len(one.codes)) for one in found.passages]


def test_words_said_twice_stay_two_turns():
    found = read("speaker,words,tags\nAB:,Why?,\nCD:,Because.,x\nAB:,Why?,\nCD:,Because.,x;y\n")
    assert ["AB", "CD", "AB", "CD"] == [said.voice for said in found.texts[0].said]
    assert [1, 2] == [len(one.codes) for one in found.passages]
    assert [("no code was given to the text", 2)] == [(one.reason, one.count) for one in found.not_brought]


def test_codes_stand_in_columns_in_one_cell_and_below_each_other():
    found = read(
        "ResponseId,Which factors did you consider?,Code 1,Code 2\nR_1,It was the cost of it,cost,cost->fees\n"
    )
    (passage,) = found.passages
    assert (("cost",), ("cost", "fees")) == passage.codes
    assert "R_1" == found.texts[0].said[0].voice
    several = read('text,codes\nOne two three,a\nFour five six,b\nSeven eight,"a, b"\nNine ten,"c, d"\n')
    assert [1, 1, 2, 1] == [len(one.codes) for one in several.passages]


def test_a_persons_word_for_a_column_counts_before_the_headings():
    text = "text,answer,code\nnot this,but that,x\n"
    found = read(text, columns={"text": ["Answer"], "memo": ["text"]})
    assert ["but that"] == [one.words for one in found.passages]
    assert "not this" == found.passages[0].memo
    with pytest.raises(NotFound):
        read(text, columns={"text": ["nowhere"]})
    with pytest.raises(Refused):
        read(text, columns={"colour": ["text"]})


def test_a_table_without_codes_is_refused():
    with pytest.raises(UnknownFormat, match="no column of codes"):
        read("Question,P1,P2\nQ1,2,4\n")
