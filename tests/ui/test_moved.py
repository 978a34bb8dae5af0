"""The page tells what a correction moved, and gives what it lost a place again, run without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button
from tests.sitting import sit_before

from themes.project import Project
from themes.ui.opened import OPEN

BEFORE = (
    b"Interviewer: What helped?\n\nChair: The bord turned up. They asked and they listened. Nobody spoke of money.\n"
)
AFTER = b"Interviewer: What helped?\n\nChair: Well. The board turned up. They asked and they listened. We saw none.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", title="Study") as made:
        text = made.add_bytes("chair.txt", BEFORE).text
        for words in ("The bord turned up.", "They asked and they listened.", "Nobody spoke of money."):
            start = text.index(words)
            code = made.add_code(words.split()[1])
            made.add_coding("chair", start, start + len(words), code)
        made.replace_transcript("chair", "chair.txt", data=AFTER)
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _page() -> None:
    from themes.ui import session  # noqa: PLC0415 - the script of a page of its own
    from themes.ui.pages import moved  # noqa: PLC0415

    moved.show(session.project())


def _pressed(page: AppTest, label: str) -> Button:
    return next(one for one in page.button if one.label == label).click()


@pytest.mark.usefixtures("project")
def test_each_quotation_is_told_with_its_words_before_and_after():
    page = AppTest.from_function(_page, default_timeout=60).run()
    assert not page.exception
    rows = page.dataframe[0].value.to_dict("records")
    assert ["other words now", "same words, moved", "lost its place"] == [row["What became of it"] for row in rows]
    assert "The board turned up." == rows[0]["Its words are"]
    assert ["was: “Nobody spoke of money.”", "chair · spoke"] == [one.value for one in page.text][:2]


def test_a_lost_quotation_gets_a_place_with_its_code(project: Project):
    page = AppTest.from_function(_page, default_timeout=60).run()
    page.text_input[0].set_value("We saw none.")
    _pressed(page, "Place it").run()
    assert not page.exception
    assert [] == project.displaced()
    assert ["We saw none."] == [one.quotation.words for one in project.codings() if one.code.name == "spoke"]


def test_a_place_that_is_offered_is_taken_by_one_press(project: Project):
    page = AppTest.from_function(_page, default_timeout=60).run()
    offered = [one.value.removeprefix("now: “").removesuffix("”") for one in page.text if one.value.startswith("now")]
    _pressed(page, "Place it here").run()
    assert not page.exception
    assert [offered[0]] == [one.quotation.words for one in project.codings() if one.code.name == "spoke"]


def test_words_that_do_not_stand_there_change_nothing(project: Project):
    page = AppTest.from_function(_page, default_timeout=60).run()
    page.text_input[0].set_value("We had plenty.")
    _pressed(page, "Place it").run()
    assert not page.exception
    assert 1 == len(project.displaced())
