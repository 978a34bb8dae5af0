"""Which transcript Read and code shows, run without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.sitting import sit_before

from themes.project import Project
from themes.ui.opened import OPEN
from themes.ui.pages import read


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", title="Study") as made:
        for name in ("chair", "nurse"):
            made.add_bytes(f"{name}.txt", f"Interviewer: What helped?\n\nP: The {name} turned up.\n".encode())
        made.add_code("Board")
    sit_before(path, monkeypatch)
    yield OPEN.get(path)
    OPEN.close()


def _page() -> None:
    from themes.ui import session  # noqa: PLC0415 - the script of a page of its own
    from themes.ui.pages import read  # noqa: PLC0415

    opened = session.project()
    read._choose(opened, opened.transcripts())


def test_a_transcript_is_chosen_at_once_though_the_list_tells_of_codings_that_came_since(project: Project) -> None:
    page = AppTest.from_function(_page, default_timeout=60).run()
    chair, nurse = project.transcripts()
    for chosen, other in ((nurse, chair), (chair, nurse)):
        project.add_coding(other, other.turns[0].start, other.turns[0].end, "Board")
        shown = page.selectbox[0]
        page = shown.select(next(one for one in shown.options if one.startswith(chosen.title))).run()
        assert chosen.id == page.selectbox[0].value


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("02", "02"),
        ("Ward sister (not looked at)", "02"),
        ("Ward sister (2) (looked at, 5 codings)", "03"),
        ("Porter (not looked at)", None),
    ],
)
def test_a_line_of_the_list_as_it_was_before_a_restart_is_its_transcript(said: str, key: str | None) -> None:
    titles = {"01": "Chair", "02": "Ward sister", "03": "Ward sister (2)"}
    assert key == read.listed(said, titles)
