"""The table of transcripts and what is said below it, run without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.sitting import sit_before

from themes.project import Project
from themes.ui.opened import OPEN

ONE_VOICE = "The board turned up each month. It listened, and it came again."


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    Project.create(path, coder="AB", title="Study").close()
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _page() -> None:
    from themes.ui import session  # noqa: PLC0415 - the script of a page of its own
    from themes.ui.pages import discovery, transcripts  # noqa: PLC0415

    transcripts.show(session.project())
    discovery.show(session.project())


def test_what_holds_of_many_transcripts_is_said_once(project: Project):
    for name in ("north", "south", "east"):
        project.add_bytes(f"{name}.txt", f"{ONE_VOICE} {name}.".encode())
    page = AppTest.from_function(_page, default_timeout=60).run()
    assert not page.exception
    (told,) = (one.value for one in page.warning)
    assert "Speaker labels not found; shown as one voice. 3 transcripts: east, north, south." == told.replace("\\", "")


def test_the_table_counts_what_coders_gave_and_not_what_settles_it(project: Project):
    talk = project.add_bytes("north.txt", b"Interviewer: What helped?\n\nChair: The board turned up.\n")
    project.add_coding(talk, talk.turns[1].start, talk.turns[1].end, project.add_code("Board"))
    for view in (project, project.as_coder("CD")):
        view.mark_looked_at(talk)
    project.adjudicate(project.disagreements()[0], "first", reason="They came.")
    assert 2 == len(project.codings())
    page = AppTest.from_function(_page, default_timeout=60).run()
    assert not page.exception
    assert ["1 coding"] == list(page.dataframe[0].value["State"])


def test_while_candidates_are_looked_for_the_page_says_so_where_the_button_was_pressed(project: Project):
    project.add_bytes("north.txt", ONE_VOICE.encode())
    page = AppTest.from_function(_page, default_timeout=60).run()
    page.button(key="themes discover").click().run()
    assert not page.exception
    assert any("how far it is stands at the top" in one.value for one in page.markdown)
    assert page.button(key="themes discover").disabled
