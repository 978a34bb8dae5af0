"""The page Search: hits in context, and all that are ticked coded at once; run without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.sitting import sit_before

from themes.project import Project
from themes.ui.opened import OPEN
from themes.ui.pages import search

TALK = (
    b"Interviewer: Did the board help?\n\nChair: The board came, <b>twice</b>. Then it went.\n\n"
    b"Interviewer: And then?\n\nChair: No board at all. [x](http://evil.example)\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", title="Study") as made:
        made.add_bytes("chair.txt", TALK)
        made.add_code("Board")
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _search() -> None:
    from themes.ui.pages import search  # noqa: PLC0415 - the script of a page of its own

    search.page()


def _found(words: str) -> AppTest:
    page = AppTest.from_function(_search, default_timeout=60).run()
    next(one for one in page.text_input if one.label == "Words").set_value(words)
    return _sound(page.run())


def _sound(page: AppTest) -> AppTest:
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def _texts(page: AppTest) -> list[str]:
    return [one.value for one in page.text]


def _choose(page: AppTest, project: Project) -> AppTest:
    box = next(one for one in page.selectbox if one.label == "Code all hits as")
    return _sound(box.set_value(project.codes()[0].id).run())


@pytest.mark.usefixtures("project")
def test_hits_stand_in_their_context_as_they_were_said():
    page = _found("board")

    assert [
        "Did the «board» help?",
        "The «board» came, <b>twice</b>. Then it went.",
        "No «board» at all. [x](http://evil.example)",
    ] == _texts(page)
    assert any("**3 hits** in 1 transcript, from 1 participant" in one.value for one in page.markdown)


@pytest.mark.usefixtures("project")
def test_nothing_found_says_what_to_do():
    assert any("Nothing found" in one.value for one in _found("zebra").markdown)


def test_what_is_ticked_is_coded_at_once_and_what_interviewers_say_is_not(project):
    page = _choose(_found("board"), project)
    assert [False, True, True] == [one.value for one in page.checkbox]

    page.checkbox[2].uncheck()
    _sound(page.run())
    _sound(next(one for one in page.button if one.label == "Code 1 hit").click().run())

    assert [("board", True)] == [(one.quotation.words, one.coding.unread) for one in project.codings()]
    assert "bears it already" in page.checkbox[1].label


def test_a_code_whose_name_or_path_is_written_otherwise_is_that_code():
    paths = {"b": "Board", "e": "Board > Engagement", "r": "Money > Engagement"}
    assert ["b", "e", "engagement", "Bord", None] == [
        search._known(written, paths) for written in (" BOARD ", "board > engagement", "engagement", "Bord", None)
    ]


def test_a_name_that_is_nearly_a_codes_makes_no_second_one_by_mistake(project):
    page = AppTest.from_function(_search, default_timeout=60).run()
    for asked in page.session_state[search._ASKED].values():
        asked.code = "Bord"  # as if it was typed: AppTest chooses among what is there
    next(one for one in page.text_input if one.label == "Words").set_value("board")
    _sound(page.run())
    assert any("“Bord” is not in the codebook" in one.value for one in page.markdown)
    assert any(one.label.endswith("with a new code") for one in page.button)

    _sound(next(one for one in page.button if one.label == "Board").click().run())
    _sound(next(one for one in page.button if one.label == "Code 2 hits").click().run())
    assert ["Board"] == [code.name for code in project.codes()]
    assert 2 == len(project.codings())


def test_the_sentence_of_each_hit_can_be_coded_instead(project):
    page = _choose(_found("board"), project)

    _sound(page.segmented_control[0].set_value("sentence").run())

    assert "«The ‹board› came, <b>twice</b>.» Then it went." in _texts(page)


@pytest.mark.usefixtures("project")
def test_words_of_one_sentence_stand_once_and_are_all_marked():
    assert ["The «‹board› came, <b>‹twice›»</b>. Then it went."] == _texts(_found("board twice"))
