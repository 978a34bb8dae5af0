"""The page Queries: built by rows or written, kept, shown as a table, and coded; run without a browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.sitting import sit_before

from themes.project import Project
from themes.ui.opened import OPEN

CHAIR = (
    b"Interviewer: Do you trust them?\n\nChair: I trust the regulator. <b>The rules</b> are clear.\n\n"
    b"Interviewer: Else?\n\nChair: Trust comes with money.\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", title="Study") as made:
        text = made.add_bytes("chair.txt", CHAIR)
        for code, words in (
            ("Trust", "I trust the regulator"),
            ("Regulation", "<b>The rules</b> are clear"),
            ("Trust", "Trust comes with money"),
            ("Finance", "money"),
        ):
            if code not in [one.name for one in made.codes()]:
                made.add_code(code)
            start = text.text.index(words)
            made.add_coding(text, start, start + len(words), code)
        made.set_value("P01", "role", "trust chair")
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _page() -> AppTest:
    return _sound(AppTest.from_function(_queries, default_timeout=60).run())


def _queries() -> None:
    from themes.ui.pages import queries  # noqa: PLC0415 - the script of a page of its own

    queries.page()


def _sound(page: AppTest) -> AppTest:
    assert [] == [one.value for one in page.exception]
    return page


def _box(page: AppTest, label: str):  # noqa: ANN202 - an element of AppTest's
    return next(one for one in page.selectbox if one.label == label)


def _field(page: AppTest):  # noqa: ANN202 - the same
    return next(one for one in page.text_input if one.label == "The query")


def _press(page: AppTest, label: str) -> AppTest:
    return _sound(next(one for one in page.button if one.label == label).click().run())


def _written(page: AppTest) -> str:
    return str(_field(page).value)


def _write(page: AppTest, query: str) -> AppTest:
    return _sound(_field(page).set_value(query).run())


def _told(page: AppTest) -> str:
    return "\n".join(one.value for one in page.markdown)


def test_rows_make_the_query_and_say_it(project: Project) -> None:
    ids = {code.name: code.id for code in project.codes()}
    page = _page()
    _sound(_box(page, "Code 1").set_value(ids["Trust"]).run())
    _press(page, "Add a code")
    _sound(_box(page, "How code 2 is joined").set_value("near").run())
    _sound(_box(page, "Code 2").set_value(ids["Regulation"]).run())
    _press(page, "Add a code")
    _sound(_box(page, "How code 3 is joined").set_value("not").run())
    _sound(_box(page, "Code 3").set_value(ids["Finance"]).run())
    assert "Trust near/2 turns Regulation not Finance" == _written(page)
    assert "**1 quotation** in 1 transcript, from 1 of 1 participant." in _told(page)
    _sound(next(one for one in page.number_input if one.label == "At most").set_value(0).run())
    assert "Trust near/0 turns Regulation not Finance" == _written(page)
    _press(page, "Take off")
    assert "Trust not Finance" == _written(page)


def test_a_reflexive_study_is_not_told_of_how_many_people_an_answer_is(project: Project) -> None:
    assert "**2 quotations** in 1 transcript, from 1 of 1 participant." in _told(_write(_page(), "Trust"))
    project.describe(method="reflexive")
    told = _told(_write(_page(), "Trust"))
    assert "**2 quotations** in 1 transcript." in told
    assert "Braun and Clarke 2019" in told


def test_a_written_query_fills_the_rows_and_what_they_cannot_say_is_told(project: Project) -> None:
    page = _write(_page(), "trust but not finance where role = trust chair")
    assert [code.id for code in project.codes() if code.name in ("Trust", "Finance")] == [
        _box(page, "Code 1").value,
        _box(page, "Code 2").value,
    ]
    assert "where role is trust chair" in _told(page)
    page = _write(page, "Trust not (Finance or Regulation)")
    assert "Rows cannot show this query" in _told(page)
    _press(page, "Begin anew with rows")
    assert "" == _written(page)


@pytest.mark.usefixtures("project")
def test_a_mistake_is_shown_at_its_place() -> None:
    page = _write(_page(), "Trust near Bord")
    assert ["There is no code “Bord”\\. A name with and\\, or\\, not or near in it stands in double quotes\\."] == [
        one.value for one in page.error
    ]
    assert ["Trust near »Bord«"] == [one.value for one in page.text]


def test_a_query_is_saved_and_chosen_again(project: Project) -> None:
    project.save_query("Rules", "Regulation or Finance", memo="For chapter 3")
    page = _page()
    _sound(_box(page, "Saved queries").set_value(project.saved_query("Rules").id).run())
    assert "Regulation or Finance" == _written(page)
    assert "For chapter 3" in [one.value for one in page.text]
    project.revise_code("Regulation", name="Rules and oversight")
    assert '"Rules and oversight" or Finance' == project.queries()[0].expression


def test_the_table_has_every_attribute_and_words_as_they_are(project: Project) -> None:
    del project
    table = _write(_page(), "Regulation").dataframe[0].value
    assert ["<b>The rules</b> are clear"] == list(table["Words"])
    assert ["trust chair"] == list(table["role"])
    assert {"Case", "Codes on it", "Valence", "Transcript", "Turn", "Coder", "Coded on", "Memo"} <= set(table.columns)


def test_all_that_is_found_is_coded_at_once(project: Project) -> None:
    page = _write(_page(), "Trust not Finance")
    _sound(_box(page, "Code all of them as").set_value(project.code("Regulation").id).run())
    assert "in one step that Undo takes back" in _told(page)
    _press(page, "Code 1 quotation")
    assert 2 == len(project.codings(code="Regulation"))


def test_the_page_answers_within_a_tenth_of_a_second_of_work(project: Project) -> None:
    project.query("Trust near Regulation")
    before = time.process_time()
    for _ in range(10):
        project.query("Trust near Regulation not Finance where role = trust chair")
    assert (time.process_time() - before) / 10 < 0.1


def test_a_button_takes_what_was_chosen_though_no_run_has_seen_it(project: Project) -> None:
    ids = {code.name: code.id for code in project.codes()}
    page = _page()
    _box(page, "Code 1").set_value(ids["Trust"])
    _press(page, "Add a code")
    _box(page, "How code 2 is joined").set_value("not")
    _box(page, "Code 2").set_value(ids["Regulation"])
    _press(page, "Add a code")
    assert "Trust not Regulation" == _written(page)
