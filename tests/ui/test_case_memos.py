"""Memos on participants: how many there are on each, read and written under the table; run without a browser."""

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
        made.add_bytes("talk.txt", b"Interviewer: Well?\n\nChair: We turned up.\n\nNurse: They did, twice.\n")
        made.add_memo("Speaks for the board.", about=made.case("P02"))
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _people() -> None:
    from themes.ui import session  # noqa: PLC0415 - the script of a page of its own
    from themes.ui.pages import people  # noqa: PLC0415

    people.show(session.project())


def test_memos_on_a_participant_are_counted_and_shown_where_they_are_chosen(project: Project):
    page = AppTest.from_function(_people, default_timeout=60).run()
    box = next(one for one in page.selectbox if one.label.startswith("Memos on one of them"))
    assert ["P02 (1 memo)", "P01"] == box.options
    assert [] == list(page.text)

    page = box.set_value(project.case("P02").id).run()
    assert [] == [one.value for one in (*page.exception, *page.error)]
    assert ["Speaks for the board."] == [one.value for one in page.text]
