"""What a reader sets is kept on this computer, and a damaged file costs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.sitting import made_here

from themes.project import Project
from themes.ui import outgoing, settings
from themes.ui.opened import OPEN
from themes.ui.settings import DATES, PALETTES, Settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("THEMES_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def sample(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    path = home / "sample.themes"
    with Project.create(path, coder="AB", title="Sample") as made:
        made.add_bytes("chair.txt", b"Interviewer: And the board?\n\nChair: We turned up.\n")
        made.add_code("Board", colour="#b91c1c")
    monkeypatch.setenv("THEMES_PROJECT", str(path))
    made_here(path)
    yield OPEN.get(path)
    OPEN.close()


def test_what_is_set_is_read_again(home: Path) -> None:
    del home
    said = Settings(dates="2026-11-22", size="Large", snaps=False, toured=True)
    settings.write(said)
    assert said == settings.read()


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"dates": "of old", "size": 7, "snaps": "no", "colours": []}'])
def test_what_is_not_known_is_as_usual(home: Path, kept: str) -> None:
    (home / "settings.json").write_text(kept, encoding="utf-8")
    assert Settings() == settings.read()


def test_each_way_of_a_date_writes_it_as_it_says() -> None:
    for name in DATES:
        assert name == Settings(dates=name).day(date(2026, 11, 22))


def test_a_column_of_dates_is_written_alike() -> None:
    assert ["D MMMM YYYY", "MMMM D, YYYY", "DD/MM/YYYY", "DD.MM.YYYY", "YYYY-MM-DD"] == [
        Settings(dates=name).column for name in DATES
    ]


def test_no_page_cuts_a_date_out_of_a_moment_instead_of_writing_it_as_set() -> None:
    pages = (Path(settings.__file__).parent / "pages").glob("*.py")
    assert [] == [page.name for page in pages if re.search(r"\.at\[", page.read_text(encoding="utf-8"))]


def test_codes_reach_the_surface_in_the_colours_that_are_set(sample: Project) -> None:
    source = sample.transcripts()[0]
    assert "#b91c1c" == outgoing.snapshot(sample, source)["codes"][0]["colour"]
    settings.write(replace(settings.read(), colours="Greys only"))
    assert PALETTES["Greys only"][0] == outgoing.snapshot(sample, source)["codes"][0]["colour"]


def _tour() -> None:
    from themes.ui import tour  # noqa: PLC0415 - the script of a page of its own

    tour.show("study")


def test_a_tour_that_was_skipped_stays_away(sample: Project) -> None:
    del sample
    page = AppTest.from_function(_tour, default_timeout=60).run()
    assert "1 of 5" in page.markdown[0].value
    page.button(key="tour next").click().run()
    assert "2 of 5" in page.markdown[0].value
    page.button(key="tour skip").click().run()
    assert [] == list(AppTest.from_function(_tour, default_timeout=60).run().markdown)


def test_the_last_step_of_the_tour_begins_a_study(sample: Project) -> None:
    del sample
    page = AppTest.from_function(_tour, default_timeout=60).run()
    for _ in range(4):
        page.button(key="tour next").click().run()
    page.button(key="tour own").click().run()
    assert not page.exception
    assert "Name of the study" in [field.label for field in page.text_input]


def test_a_study_of_ones_own_begins_without_a_tour(
    sample: Project, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del sample
    with Project.create(home / "own.themes", coder="AB"):
        pass
    monkeypatch.setattr(OPEN, "last", home / "own.themes")
    assert [] == list(AppTest.from_function(_tour, default_timeout=60).run().markdown)
