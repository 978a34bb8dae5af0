"""Two coders on short talks, whose agreement can be counted by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from themes import Project
from themes.compare import Valued, on_a_continuum
from themes.errors import Refused
from themes.project.counts.verbs import NOTES

# Twelve turns of the participant, a word of the coded things in each; the interviewer asks before each.
SAID = ["board", "board", "board", "money", "money", "time", "time", "time", "staff", "staff", "hope", "hope"]
TALK = "".join(f"Interviewer: And then?\n\nP1: It was the {word} of it. We all knew.\n\n" for word in SAID)


@pytest.fixture
def coded(empty: Project) -> Project:
    """Two talks; AB codes three turns of the first with Trust, CD two of these and another one."""
    for name in ("first.txt", "second.txt"):
        empty.add_bytes(name, f"{TALK}P1: End of {name}.\n".encode())
    empty.add_code("Trust")
    empty.add_code("Cost")
    other = empty.as_coder("CD")
    for view, turns in ((empty, (0, 1, 2)), (other, (1, 2, 3))):
        for turn in turns:
            give(view, "first", turn, "Trust")
        view.mark_looked_at("first")
    return empty


def give(view: Project, transcript: str, turn: int, code: str) -> None:
    """Code the first sentence of the participant's n-th turn."""
    source = view.transcript(transcript)
    spoken = [one for one in source.turns if source.speakers[one.speaker].role == "participant"][turn]
    view.add_coding(source, spoken.start, source.text.index(".", spoken.start) + 1, code)


def test_units_that_nobody_coded_are_in_the_frame(coded: Project):
    (row,) = coded.agreement().codes
    assert ("Trust", 12, (3, 3), 1) == (row.name, row.agreement.n_units, row.n_coded, row.n_transcripts)
    # Two of twelve turns apart: 1 - (24 - 1) (2 + 2) / (2 · 6 · 18), by Krippendorff (2011, section A).
    assert pytest.approx(1 - 23 * 4 / (2 * 6 * 18)) == row.agreement.value


def test_a_smaller_unit_says_another_number(coded: Project):
    (turns,), (sentences,) = (coded.agreement(unit=unit).codes for unit in ("turn", "sentence"))
    assert (12, 25) == (turns.agreement.n_units, sentences.agreement.n_units)
    assert (3, 3) == turns.n_coded == sentences.n_coded


def test_characters_are_counted_where_spans_differ_in_their_ends(coded: Project):
    source = coded.transcript("first")
    (row,) = coded.agreement(unit="character").codes
    spoken = [one for one in source.turns if source.speakers[one.speaker].role == "participant"]
    assert sum(one.end - one.start for one in spoken) == row.agreement.n_units
    lengths = [
        sum(one.quotation.end - one.quotation.start for one in coded.codings(coder=name)) for name in ("AB", "CD")
    ]
    assert tuple(lengths) == row.n_coded


def test_spans_as_they_were_placed_have_an_alpha_of_their_own(coded: Project):
    """The text is the participant's twelve turns end to end, and each coder's sentences are units on it."""
    (row,) = coded.agreement(unit="character").codes
    source = coded.transcript("first")
    turns = [one for one in source.turns if source.speakers[one.speaker].role == "participant"]
    begins = {turn.start: sum(other.end - other.start for other in turns[:nth]) for nth, turn in enumerate(turns)}
    units = [
        [
            Valued(
                start=begins[one.quotation.start],
                end=begins[one.quotation.start] + one.quotation.end - one.quotation.start,
                value="Trust",
            )
            for one in coded.codings(coder=name)
        ]
        for name in ("AB", "CD")
    ]
    expected = on_a_continuum(units, end=sum(turn.end - turn.start for turn in turns)).found
    assert pytest.approx(expected) == row.placed
    assert (None,) == tuple(one.placed for one in coded.agreement(unit="turn").codes)
    (row,) = coded.agreement(unit="quotation").codes
    assert pytest.approx(expected) == row.agreement.value
    assert ((3, 3), 6) == (row.n_coded, row.agreement.n_units)
    assert row.agreement.low < expected < row.agreement.high


def test_quotations_are_compared_where_all_of_the_coders_looked(coded: Project):
    third = coded.as_coder("EF")
    give(third, "second", 4, "Trust")
    (row,) = coded.agreement(unit="quotation", coders=["AB", "CD", "EF"]).codes
    assert (0, 2) == (row.n_transcripts, row.n_alone)
    assert "Nobody placed a quotation where all of them looked." == row.agreement.withheld
    (row,) = coded.agreement(unit="quotation", coders=["AB", "CD"]).codes
    assert (1, 0) == (row.n_transcripts, row.n_alone)


def test_quotations_whose_ends_differ_are_told_apart_behind_the_number(coded: Project):
    other = coded.as_coder("CD")
    mine = next(one for one in coded.codings(coder="AB") if one.quotation.start == coded.codings()[0].quotation.start)
    source = coded.transcript("first")
    give(other, "first", 0, "Trust")
    differ = [one for one in coded.units_behind(unit="quotation", code="Trust") if one.differ]
    assert 1 == len(differ)  # the third turn of CD's
    coded.add_coding(source, mine.quotation.start, mine.quotation.end + 8, "Trust")
    differ = [one for one in coded.units_behind(unit="quotation", code="Trust") if one.differ]
    assert [(True, True), (False, True)] == [one.said for one in differ]


def test_quotations_as_they_were_placed_have_alpha_alone(coded: Project):
    with pytest.raises(Refused, match="by alpha alone"):
        coded.agreement(unit="quotation", measure="kappa")


def test_a_transcript_that_one_coder_has_not_looked_at_is_left_out_and_counted(coded: Project):
    give(coded, "second", 5, "Trust")
    (row,) = coded.agreement().codes
    assert (1, 1, 12) == (row.n_transcripts, row.n_alone, row.agreement.n_units)
    coded.as_coder("CD").mark_looked_at("second")
    (row,) = coded.agreement().codes
    assert (2, 0, 24) == (row.n_transcripts, row.n_alone, row.agreement.n_units)


def test_giving_a_code_somewhere_is_having_looked_for_it_there(coded: Project):
    give(coded, "second", 5, "Cost")
    give(coded.as_coder("CD"), "second", 5, "Cost")
    rows = {row.name: row for row in coded.agreement().codes}
    assert (2, 1) == (rows["Cost"].n_transcripts, rows["Trust"].n_transcripts)
    assert ((1, 1), 24) == (rows["Cost"].n_coded, rows["Cost"].agreement.n_units)


def test_a_theme_is_found_where_any_of_its_codes_or_their_sub_codes_is(coded: Project):
    coded.add_code("Candour", parent="Trust")
    coded.add_theme("People said it", codes=["Trust"])
    for name in ("AB", "CD"):
        coded.as_coder(name).mark_looked_at("first")
    give(coded, "first", 3, "Candour")
    (row,) = coded.agreement().themes
    assert ("People said it", (4, 3)) == (row.name, row.n_coded)


def test_all_codes_together_are_a_decision_for_each_code_and_unit(coded: Project):
    give(coded, "first", 8, "Cost")
    compared = coded.agreement()
    assert (24, (4, 3)) == (compared.pooled.agreement.n_units, compared.pooled.n_coded)
    assert compared.pooled == coded.agreement(codes=["Cost", "Trust"]).pooled


def test_a_coding_of_an_interviewers_turn_is_told_as_not_compared(coded: Project):
    source = coded.transcript("first")
    coded.add_coding(source, source.turns[0].start, source.turns[0].end, "Trust")
    compared = coded.agreement()
    assert (1, (3, 3)) == (compared.n_outside, compared.codes[0].n_coded)


def test_a_third_coder_is_compared_where_they_looked_and_cohens_kappa_asks_for_two(coded: Project):
    third = coded.as_coder("EF")
    give(third, "first", 1, "Trust")
    compared = coded.agreement(measure="conger")
    assert (("AB", "CD", "EF"), (3, 3, 1)) == (compared.coders, compared.codes[0].n_coded)
    with pytest.raises(Refused, match="compares two coders, and there are 3"):
        coded.agreement(measure="kappa")
    assert ("AB", "EF") == coded.agreement(measure="kappa", coders=["AB", "EF"]).coders


def test_reflexive_analysis_claims_no_agreement_and_is_refused_it_with_the_source(coded: Project):
    coded.describe(method="reflexive")
    with pytest.raises(Refused, match="Braun and Clarke 2019"):
        coded.agreement()


def test_one_coder_alone_is_refused(empty: Project):
    with pytest.raises(Refused, match="Nobody has coded here yet"):
        empty.agreement()
    empty.add_bytes("first.txt", TALK.encode())
    empty.mark_looked_at("first", codes=[empty.add_code("Trust")])
    with pytest.raises(Refused, match="Only AB has coded here so far"):
        empty.agreement()
    with pytest.raises(Refused, match="Only AB is chosen"):
        empty.agreement(coders=["AB"])


def test_behind_the_number_of_all_codes_stand_its_decisions(coded: Project):
    give(coded, "first", 4, "Cost")
    give(coded.as_coder("CD"), "first", 5, "Cost")
    pooled = coded.agreement().pooled.agreement
    units = coded.units_behind()
    assert pooled.n_units == len(units) == 24
    differ = [(coded.code(one.code_id).name, one.said) for one in units if one.differ]
    assert [("Cost", (False, True)), ("Cost", (True, False)), ("Trust", (False, True)), ("Trust", (True, False))] == (
        sorted(differ)
    )
    assert pytest.approx(len(differ) / len(units)) == pooled.seen


def test_comparing_writes_nothing(coded: Project):
    before = coded.last_seq()
    coded.agreement(unit="segment")
    assert before == coded.last_seq()


def test_kappa_is_as_counted_turn_by_turn(coded: Project):
    given = {"AB": {0, 1, 2, 5}, "CD": {0, 2, 3, 5, 7}}
    for name, turns in given.items():
        for turn in turns:
            give(coded.as_coder(name), "second", turn, "Cost")
    found = coded.agreement(measure="kappa", codes=["Cost"], coders=["AB", "CD"]).codes[0]
    in_second = 12
    n = in_second + 12  # both looked at the first and found nothing there
    same = (sum((nth in given["AB"]) == (nth in given["CD"]) for nth in range(in_second)) + 12) / n
    yes = [len(turns) / n for turns in given.values()]
    by_chance = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    assert (n, 2) == (found.agreement.n_units, found.n_transcripts)
    assert pytest.approx((same - by_chance) / (1 - by_chance)) == found.agreement.value


def test_a_study_made_twice_has_the_same_numbers_to_the_last_digit(tmp_path: Path):
    """An interval comes of draws in the order of the transcripts, whatever ids they were given."""
    told = []
    for nth in range(4):
        with Project.create(tmp_path / f"{nth}.themes", coder="AB") as project:
            other = project.as_coder("CD")
            for letter, mine, theirs in (("a", (0, 1, 2), (1, 2, 3)), ("b", (5, 6), (5,)), ("c", (9,), (2, 9))):
                project.add_bytes(f"{letter}.txt", f"{TALK}P1: End of {letter}.\n".encode())
                for view, turns in ((project, mine), (other, theirs)):
                    for code in ("Trust", "Cost"):
                        if code not in [one.name for one in project.codes()]:
                            project.add_code(code)
                        for turn in turns:
                            give(view, letter, turn + (code == "Cost"), code)
                    view.mark_looked_at(letter)
            pooled = project.agreement().pooled.agreement
            told.append((pooled.value, pooled.low, pooled.high))
    assert 1 == len(set(told)), told


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_a_row_says_value_unit_n_interval_and_who_coded_how_often(coded: Project, tmp_path: Path):
    give(coded, "first", 4, "Cost")
    pooled, trust, cost = rows_of(coded.write_agreement(tmp_path / "a.csv"))
    found = coded.agreement()
    assert [("Pooled", "all codes", "decision"), ("Trust", "code", "turn"), ("Cost", "code", "turn")] == [
        (row["What"], row["Kind"], row["Unit"]) for row in (pooled, trust, cost)
    ]
    row = found.codes[0]
    assert (round(row.agreement.value, 4), row.agreement.n_units) == (float(trust["Value"]), int(trust["Units (n)"]))
    assert tuple(round(end, 4) for end in row.agreement.interval) == (
        float(trust["95 % from"]),
        float(trust["95 % to"]),
    )
    assert ("3", "3", "Krippendorff's alpha, nominal") == (
        trust["Coded by AB (units)"],
        trust["Coded by CD (units)"],
        trust["Measure"],
    )


def test_what_is_withheld_says_why_in_its_row(coded: Project, tmp_path: Path):
    give(coded, "second", 4, "Cost")
    (cost,) = (row for row in rows_of(coded.write_agreement(tmp_path / "a.csv")) if row["What"] == "Cost")
    # Both looked at the first talk and gave it nowhere there; only one looked at the second.
    assert ("", "", "", "12", "1") == tuple(
        cost[name] for name in ("Value", "95 % from", "95 % to", "Units (n)", "Transcripts left out")
    )
    assert "All values are the same, so that nothing tells agreement from chance." in cost["Note"]
    assert "1 transcript left out, which only one of them is known to have looked at for it." in cost["Note"]


def test_where_nobody_disagreed_no_interval_is_told_and_the_row_says_so(coded: Project, tmp_path: Path):
    for view in (coded, coded.as_coder("CD")):
        for turn in (4, 5, 6):
            give(view, "first", turn, "Cost")
    (cost,) = (row for row in rows_of(coded.write_agreement(tmp_path / "a.csv")) if row["What"] == "Cost")
    assert ("1.0000", "", "Nobody disagreed") == (cost["Value"], cost["95 % from"], cost["Note"][:16])


def test_a_spreadsheet_says_its_rule_and_no_name_in_it_is_a_formula(coded: Project, tmp_path: Path):
    coded.revise_code("Trust", name="=1+1")
    book = load_workbook(coded.write_agreement(tmp_path / "a.xlsx", unit="character"))
    assert ["Agreement", NOTES] == book.sheetnames
    sheet = book["Agreement"]
    assert ("=1+1", "s") == (sheet["A3"].value, sheet["A3"].data_type)
    assert isinstance(sheet["E3"].value, float)
    head = [cell.value for cell in sheet[1]]
    placed = sheet.cell(row=3, column=head.index("As placed (alpha of unitised texts)") + 1).value
    assert round(coded.agreement(unit="character").codes[0].placed, 4) == placed
    assert "Unit: character, each character, so that the ends of quotations count." in book[NOTES]["A2"].value
    assert "'=1+1" == rows_of(coded.write_agreement(tmp_path / "a.csv"))[1]["What"]


def test_what_the_machine_had_learnt_from_goes_with_its_numbers(coded: Project, tmp_path: Path):
    frozen = coded.freeze_suggestions(["second"])
    path = coded.write_agreement(tmp_path / "a.csv", coders=["AB", "machine"], sure=0.3)
    notice = path.read_text(encoding="utf-8-sig").splitlines()[0]
    assert "It is taken to give a code from a probability of 0.30 on." in notice
    assert frozen.told[0] in next(csv.reader([notice]))[0]


def test_what_cannot_be_compared_is_refused_and_nothing_is_written(coded: Project, tmp_path: Path):
    with pytest.raises(Refused, match="Nothing was compared"):
        coded.write_agreement(tmp_path / "a.csv", coders=["AB"])
    with pytest.raises(Refused, match=r"written as \.csv or \.xlsx"):
        coded.write_agreement(tmp_path / "a.txt")
    assert [] == [one for one in tmp_path.iterdir() if one.suffix in (".csv", ".txt")]
