"""A participant withdraws on the page Names: what holds their words is shown, and the label is typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.sitting import sit_before

from themes.project import Project
from themes.ui.opened import OPEN

TALK = b"Interviewer: So?\n\nNurse: We wrote to them twice and heard nothing at all.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", title="Study") as made:
        made.add_bytes("nurse.txt", TALK)
        made.backup()
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _ask() -> None:
    from themes.ui import session  # noqa: PLC0415 - the script of a page of its own
    from themes.ui.pages import withdrawing  # noqa: PLC0415 - as above

    withdrawing.ask(session.project())


def _show() -> None:
    from themes.ui import session  # noqa: PLC0415 - as above
    from themes.ui.pages import withdrawing  # noqa: PLC0415 - as above

    withdrawing.show(session.project())


def _asked() -> AppTest:
    page = AppTest.from_function(_ask, default_timeout=60).run()
    page.selectbox[0].set_value("P01").run()
    assert [] == [one.value for one in (*page.exception, *page.error)]
    return page


def _said(page: AppTest) -> str:
    return " ".join(one.value for one in page.markdown)


@pytest.mark.usefixtures("project")
def test_what_holds_their_words_is_shown_before_anything_is_done():
    page = _asked()
    assert "P01 says " in _said(page)
    assert "Reports and exports that left Themes are not reached" in _said(page)
    assert 3 == len(page.dataframe)
    assert ["Delete 1 backup beside the study too"] == [one.label for one in page.checkbox]


def test_another_label_is_refused_and_the_right_one_takes_their_words_out(project: Project):
    page = _asked()
    page.text_input[1].set_value("P02").run()
    page.button[0].click().run()
    assert "not the label" in page.error[0].value
    assert [] == project.withdrawals()
    page.checkbox[0].check().run()
    page.text_input[1].set_value("P01").run()
    page.button[0].click().run()
    assert [] == [one.value for one in (*page.exception, *page.error)]
    assert ["P01"] == [one.label for one in project.withdrawals()]
    assert [] == project.backups_beside()


def test_who_withdrew_stands_on_the_page(project: Project):
    project.withdraw("P01", confirm="P01")
    page = AppTest.from_function(_show, default_timeout=60).run()
    assert "P01 withdrew on " in _said(page)
    assert "1 turn" in _said(page)


def test_backups_from_before_are_deleted_on_the_page(project: Project):
    project.withdraw("P01", confirm="P01")
    page = AppTest.from_function(_show, default_timeout=60).run()
    assert "Copies from before are still beside the study, with the words: study" in _said(page)
    next(one for one in page.button if one.label == "Delete 1 backup from before").click().run()
    assert [] == project.backups_beside()
