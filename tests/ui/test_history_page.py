"""The page History, by Streamlit's own way to run a page without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.sitting import sit_before

from themes.project import Project
from themes.ui.opened import OPEN


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", title="Study") as made:
        made.as_coder("CD").add_code("Money")
        for nth in range(25):
            made.add_code(f"Code {nth}")
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _history() -> None:
    from themes.ui.pages import history  # noqa: PLC0415 - the script of a page of its own

    history.page()


def _page() -> AppTest:
    page = AppTest.from_function(_history, default_timeout=60).run()
    assert [] == [one.value for one in page.exception]
    return page


def test_twenty_steps_are_undone_from_the_page(project: Project) -> None:
    page = _page()
    back = next(box for box in page.selectbox if box.label.startswith("Back until"))
    back.set_value(project.undoable_steps()[19][0].id).run()
    page.button(key="history undo").click().run()
    assert 6 == len(project.codes())
    assert page.dataframe[0].value["What"][0].startswith("undo: add code")


def test_steps_of_a_coder_are_found(project: Project) -> None:
    del project
    page = _page()
    next(box for box in page.selectbox if box.label == "Who").set_value("CD").run()
    assert ["add code “Money”"] == list(page.dataframe[0].value["What"])
