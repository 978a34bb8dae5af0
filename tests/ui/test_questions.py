"""The page Questions and the filter in force, by Streamlit's own way to run a page without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.sitting import sit_before

from themes.filters import as_filter
from themes.project import Project
from themes.ui.opened import OPEN

WORDS = (
    "Interviewer: How was the board involved in it?\n\nChair: We turned up every month.\n\n"
    "Interviewer: And what about the money?\n\nChair: None came.\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", title="Study") as made:
        made.add_bytes("chair.txt", WORDS.encode())
        made.set_value("P01", "role", "chair")
        made.add_bytes("nurse.txt", WORDS.replace("Chair", "Nurse").replace("None came", "A kettle").encode())
        made.set_value("P02", "role", "nurse")
        made.read_guide("guide.txt", b"1. How has the board been involved?\n2. What about money?\n")
        made.ask_here("chair", 0, "1")
        made.ask_here("nurse", 0, "1")
        made.ask_here("chair", 2, "2")
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _questions() -> None:
    from themes.ui.pages import questions  # noqa: PLC0415 - the script of a page of its own

    questions.page()


def _codebook() -> None:
    from themes.ui.pages import codebook  # noqa: PLC0415 - as above

    codebook.page()


def _run(page: str = "questions") -> AppTest:
    shown = AppTest.from_function({"questions": _questions, "codebook": _codebook}[page], default_timeout=60).run()
    assert [] == [one.value for one in (*shown.exception, *shown.error)]
    return shown


def _words(page: AppTest) -> list[str]:
    return [one.value for one in page.text]


def test_all_answers_to_a_question_stand_on_one_page(project: Project) -> None:
    del project
    assert ["We turned up every month.", "We turned up every month.\nA kettle."] == _words(_run())


def test_a_question_is_chosen_from_the_guide(project: Project) -> None:
    page = _run()
    page.button(key=f"ask {project.question('2').id}").click().run()
    assert ["None came."] == _words(page)


def test_one_press_shows_only_this_question_on_every_page(project: Project) -> None:
    page = _run()
    page.button(key="only this question").click().run()
    assert "**Showing only:** question 1." in [one.value for one in page.markdown]
    page.button(key="clear filter").click().run()
    assert not any("Showing only" in one.value for one in page.markdown)
    del project


def test_a_filter_that_means_nothing_any_more_is_taken_off_and_said(project: Project) -> None:
    page = _run()
    page.session_state["themes filter"] = {str(project.path): as_filter("role = porter")}
    page.run()
    assert 1 == len(page.warning)
    assert {} != page.session_state["themes filter"]
    assert not page.session_state["themes filter"][str(project.path)]


def test_the_codebook_counts_what_passes(project: Project) -> None:
    project.add_code("Board")
    project.add_coding("chair", project.transcript("chair").text.index("We"), 48, "Board")
    page = _run("codebook")
    assert '"count": "1 \\u00b7' in page.get("bidi_component")[0].proto.json
    page.session_state["themes filter"] = {str(project.path): as_filter("role = nurse")}
    page.run()
    assert '"count": "not looked at"' in page.get("bidi_component")[0].proto.json


def test_what_is_proposed_is_confirmed_at_once(project: Project) -> None:
    project.match_questions()
    page = _run()
    page.button(key="confirm all").click().run()
    assert {"confirmed"} == {one.state for one in project.askings()}


def test_a_guide_is_asked_for_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bare.themes"
    Project.create(path, coder="AB").close()
    sit_before(path, monkeypatch)
    page = _run()
    assert any("topic guide" in one.value for one in page.markdown)
    OPEN.close()


def _questions_or_not() -> None:
    import streamlit as st  # noqa: PLC0415 - the script of a page of its own

    from themes.ui.pages import questions  # noqa: PLC0415

    if not st.session_state.get("elsewhere"):
        questions.page()


def test_what_is_typed_of_a_questions_wording_outlives_leaving_the_page_until_it_is_saved(project: Project) -> None:
    page = AppTest.from_function(_questions_or_not, default_timeout=60).run()
    page.session_state["question view"] = "Wording"
    page.run().text_area[0].set_value("How was the  board involved?").run()
    for elsewhere in (True, False):
        page.session_state["elsewhere"] = elsewhere
        page.run()
    page.session_state["question view"] = "Wording"
    page.run()
    assert ["How was the  board involved?"] == [one.value for one in page.text_area]
    assert "How has the board been involved?" == project.guide()[0].text
    next(one for one in page.button if one.label == "Save").click().run()
    assert [] == [one.value for one in (*page.exception, *page.error)]
    assert "How was the board involved?" == project.guide()[0].text
    assert "Not saved yet." not in [one.value for one in page.markdown]
