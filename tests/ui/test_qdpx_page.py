"""Taking a study to another tool, and saying how positions of another tool's file count; run without a browser."""

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
        made.add_bytes("chair.txt", b"Interviewer: What helped?\n\nChair: The board turned up, twice.\n")
        made.add_coding("chair", 14, 33, made.add_code("Board"))
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _offer() -> None:
    from themes.ui import session  # noqa: PLC0415 - the script of a page of its own
    from themes.ui.pages import for_other_tools  # noqa: PLC0415

    for_other_tools._offer(session.project())


def _ask() -> None:
    from tests.exchange.refi.look_alikes import Tool, make  # noqa: PLC0415 - as above

    from themes.exchange.refi.read import found_in  # noqa: PLC0415
    from themes.ui import session  # noqa: PLC0415
    from themes.ui.pages import positions  # noqa: PLC0415

    counted = found_in(make(Tool("x", "x", mark=True), n_texts=1, n_passages=1).data).counted
    assert counted is not None
    session.st.text(str(positions.chosen(counted)))


def _run(page: object) -> AppTest:
    shown = AppTest.from_function(page, default_timeout=60).run()  # type: ignore[arg-type]
    assert [] == [one.value for one in (*shown.exception, *shown.error)]
    return shown


def test_what_the_format_cannot_hold_is_said_before_the_file_is_made(project: Project):
    project.describe(pseudonymised=True)
    shown = _run(_offer)
    assert "the file that a text was read from" in list(shown.dataframe[0].value["What"])
    assert not shown.get("download_button")[0].proto.disabled


def test_names_that_may_stand_hold_the_file_back_until_somebody_insists(project: Project):
    assert not project.study.pseudonymised
    shown = _run(_offer)
    assert shown.get("download_button")[0].proto.disabled
    shown.checkbox[0].check().run()
    assert not shown.get("download_button")[0].proto.disabled


def test_where_positions_are_not_sure_the_page_asks(project: Project):
    assert project.codings()
    shown = _run(_ask)
    assert "None" == shown.text[0].value
    shown.radio[0].set_value(shown.radio[0].options and "code points, mark, inclusive").run()
    assert "code points, mark, inclusive" == shown.text[0].value
