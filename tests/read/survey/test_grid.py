"""What the columns of a survey grid are taken for: small fictional exports, and the real files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from themes.errors import BrokenFile, Refused, UnknownFormat
from themes.read.survey import ColumnAs, Grid, column_named, confirmed, read_grid

SAID = ("The half day a week made it happen.", "Nobody told us why.", "More time with the chair, please.", "")


def forms(n_rows: int = 40) -> list[list[str]]:
    """A fictional export of Microsoft Forms."""
    heads = ["ID", "Start time", "Email", "Your role", "How far do you agree?", "Years here", "Score", "What helped?"]
    scale = ("Agree", "Strongly agree", "Disagree", "Don't know")
    return [
        heads,
        *(
            [
                str(nth),
                f"11/{nth % 28 + 1}/24 9:{nth % 60:02d}:00",
                f"p{nth}@example.org",
                ("nurse", "doctor", "manager")[nth % 3],
                scale[nth % 4],
                str(nth % 31),
                str(nth % 6 + 1),
                f"{SAID[nth % 4]} {nth}" if nth % 4 < 3 else "",
            ]
            for nth in range(n_rows)
        ),
    ]


def as_csv(rows: list[list[str]], delimiter: str = ",") -> bytes:
    """Rows as the bytes of a delimited file."""
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter).writerows(rows)
    return held.getvalue().encode("utf-8-sig")


def kinds(grid: Grid) -> dict[str, str]:
    """What each column is taken for, by its heading."""
    return {column.heading: column.kind for column in grid.columns}


def test_each_column_is_taken_for_what_it_holds():
    assert {
        "ID": "identifier",
        "Start time": "left out",
        "Email": "left out",
        "Your role": "property",
        "How far do you agree?": "scale",
        "Years here": "property",
        "Score": "scale",
        "What helped?": "open question",
    } == kinds(read_grid("forms.csv", as_csv(forms())))


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_any_delimiter_gives_the_same_grid(delimiter: str):
    comma, other = read_grid("f.csv", as_csv(forms())), read_grid("f.tsv", as_csv(forms(), delimiter))
    assert (comma.columns, comma.rows) == (other.columns, other.rows)


def test_a_workbook_gives_the_same_columns():
    book = openpyxl.Workbook()
    for row in forms():
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    assert read_grid("f.csv", as_csv(forms())).columns == read_grid("f.xlsx", held.getvalue()).columns


def test_ratings_side_by_side_share_the_points_that_the_highest_needs():
    rows = [["id", "Easy", "Comments", "Quick"], *([f"P{n}", str(n % 3 + 1), "", str(n % 6 + 1)] for n in range(1, 30))]
    grid = read_grid("r.csv", as_csv(rows))
    assert [("1", "2", "3", "4", "5", "6", "7")] * 2 == [column.choices for column in grid.of_kind("scale")]


def test_items_on_one_scale_share_its_points():
    rows = [
        ["id", "One", "Two"],
        *([str(n), ("Agree", "Disagree")[n % 2], ("Agree", "Strongly agree")[n % 2]] for n in range(20)),
    ]
    grid = read_grid("r.csv", as_csv(rows))
    assert [("Disagree", "Agree", "Strongly agree")] * 2 == [column.choices for column in grid.of_kind("scale")]


def test_codes_beside_their_labels_order_them_and_are_left_out():
    bands = ("Band five", "Band six", "Band seven")
    rows = [["id", "Band (code)", "Band"], *([str(n), str(n % 3 + 1), bands[n % 3]] for n in range(30))]
    grid = read_grid("r.csv", as_csv(rows))
    assert {"id": "identifier", "Band (code)": "left out", "Band": "scale"} == kinds(grid)
    assert bands == column_named(grid, "Band").choices


def test_na_is_no_answer_where_the_file_writes_it_for_empty():
    rows = [["Qid", "Qwhy"], *([f"s{n}", "NA" if n % 3 else f"Because of reason {n}"] for n in range(30))]
    grid = read_grid("r.csv", as_csv(rows))
    assert (10, 20) == (grid.columns[1].n_answers, grid.dropped[1].count)


def test_na_is_an_answer_where_others_left_the_cell_empty():
    rows = [["Qid", "Qwhy"], *([f"s{n}", ("NA", "", f"Because of reason {n}")[n % 3]] for n in range(30))]
    assert 20 == read_grid("r.csv", as_csv(rows)).columns[1].n_answers


def test_what_a_person_says_of_a_column_holds():
    grid = confirmed(read_grid("f.csv", as_csv(forms())), {3: ColumnAs(kind="scale", choices=("nurse", "manager"))})
    assert ("scale", ("nurse", "manager", "doctor"), "as you said") == (
        grid.columns[3].kind,
        grid.columns[3].choices,
        grid.columns[3].why,
    )


def test_only_one_column_can_be_the_identifier():
    with pytest.raises(Refused, match="Only one column"):
        confirmed(read_grid("f.csv", as_csv(forms())), {3: ColumnAs(kind="identifier")})


@pytest.mark.parametrize(("name", "data", "kind"), [("x.csv", b"a,b\n", BrokenFile), ("x.pdf", b"%PDF", UnknownFormat)])
def test_what_holds_no_answers_is_refused(name: str, data: bytes, kind: type[Exception]):
    with pytest.raises(kind):
        read_grid(name, data)


def test_no_message_quotes_an_answer():
    rows = [["id", "Why?"], *([str(n), f"My name is Secret {n}"] for n in range(9))]
    grid = read_grid("f.csv", as_csv(rows))
    assert not any("Secret" in column.why for column in grid.columns)


# --- the real files ------------------------------------------------------------------------------


def real(shared_data: Path, name: str) -> Grid:
    """The grid of a real file."""
    path = shared_data / name
    return read_grid(path.name, path.read_bytes())


def n_of(grid: Grid) -> tuple[int, ...]:
    """How many columns are open questions, scales, properties, identifiers, left out."""
    return tuple(len(grid.of_kind(kind)) for kind in ("open question", "scale", "property", "identifier", "left out"))


def test_the_pssuq_sheet_is_19_ratings_of_1_to_7_with_19_comments(shared_data: Path):
    grid = real(shared_data, "coded/usability_interviews/SERDIF_PSSUQ_P2.csv")
    assert (17, (19, 19, 0, 1, 1)) == (len(grid.rows), n_of(grid))
    assert {("1", "2", "3", "4", "5", "6", "7")} == {column.choices for column in grid.of_kind("scale")}
    assert 90 == sum(column.n_answers for column in grid.of_kind("open question"))


def test_the_turned_pssuq_sheet_has_ten_respondents(shared_data: Path):
    grid = real(shared_data, "coded/usability_interviews/SERDIF_PSSUQ_P1.csv")
    assert (True, 10, (0, 19, 0, 1, 0)) == (grid.turned, len(grid.rows), n_of(grid))


def test_the_jupyter_survey_of_2015_is_read_right(shared_data: Path):
    grid = real(shared_data, "surveys/jupyter_2015/20160115235816-SurveyExport.csv")
    assert ("SurveyGizmo", 1706, (28, 4, 2, 0, 3)) == (grid.tool, len(grid.rows), n_of(grid))
    assert ("Less often than monthly", "Monthly", "Weekly", "Daily") == grid.columns[3].choices


def test_the_r_community_survey_is_read_right(shared_data: Path):
    grid = real(shared_data, "surveys/r_community/survey_English.tsv")
    by_name = {column.heading: column for column in grid.columns}
    opened = {"Qtitle", "Qlike_best", "Qlike_least", "Qnot_live_without", "Qcapability_missing", "Qchange_one_thing"}
    assert (3080, opened) == (len(grid.rows), {column.heading for column in grid.of_kind("open question")})
    assert 2440 == by_name["Qlike_best"].n_answers
    assert ("1", "2", "3", "4", "5") == by_name["Qr_enjoyment"].choices
    assert "Frequently" in by_name["Qunit_tests"].choices[3]
    assert ("number", "left out", "left out") == (
        by_name["Qyear_born"].type,
        by_name["blank_question"].kind,
        by_name["Qtime"].kind,
    )


def test_the_open_comments_are_one_question_with_47_800_answers(shared_data: Path):
    grid = real(shared_data, "surveys/open_comments.csv")
    assert (("text", 47_800), (1, 0, 3, 1, 0)) == (
        (grid.of_kind("open question")[0].heading, grid.of_kind("open question")[0].n_answers),
        n_of(grid),
    )


def test_several_choices_in_a_cell_are_told_from_one_of_few():
    cells = ["Excel", "Excel, R", "R", "Excel, Python, R", "Python, R", "Excel, Python"] * 3
    grid = read_grid("f.csv", as_csv([["ID", "Which tools?"], *([str(nth), cell] for nth, cell in enumerate(cells))]))
    assert "several choices in one cell" == grid.columns[1].why
