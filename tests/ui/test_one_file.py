"""A waiting file looked at closer, run without a browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.sitting import sit_before

from themes.project import Project
from themes.ui.opened import OPEN

TALK = b"Interviewer: What helped?\n\nChair: The board turned up.\n\nInterviewer: And then?\n\nChair: It listened.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    Project.create(path, coder="AB", title="Study").close()
    sit_before(path, monkeypatch)
    opened = OPEN.get(path)
    opened.start_preview([("chair.txt", TALK)])
    while not opened.previews():
        time.sleep(0.05)
    yield opened
    OPEN.close()


def _page() -> None:
    import streamlit as st  # noqa: PLC0415 - the script of a page of its own

    from themes.ui import session  # noqa: PLC0415
    from themes.ui.pages import waiting  # noqa: PLC0415

    for kind, words in session.said():
        (st.error if kind == "refused" else st.success)(words)
    waiting.show(session.project())


def _closer(project: Project) -> AppTest:
    page = AppTest.from_function(_page, default_timeout=60).run()
    page.selectbox[0].set_value(project.previews()[0].id).run()
    assert ["interviewer", "participant"] == [box.value for box in page.selectbox if box.label.endswith(" is")]
    return page


def test_who_speaks_can_be_set_right_before_the_file_is_taken_in(project: Project):
    page = _closer(project)
    page.selectbox[-1].select("interviewer").run()
    assert not page.exception
    seen = project.previews()[0].transcript
    assert seen is not None
    assert {"interviewer"} == {speaker.role for speaker in seen.speakers}


def test_a_change_to_a_file_that_another_tab_took_in_meanwhile_is_refused_in_words(project: Project):
    page = _closer(project)
    project.take_in([project.previews()[0].id])
    page.selectbox[-1].select("interviewer").run()
    assert not page.exception
    assert "no longer waits" in page.error[0].value
