"""Bringing seventeen interviews in by the page: dropped, looked at, one speaker set right, the case table attached."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from themes.project import Project

from .axe import AXE, broken
from .whole_app import WAITS_MS, app, log_of, settled, tracebacks_in


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("import")


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with Project.create(home / "study.themes", coder="AB", title="Usability") as project:
        path = project.path
    with app(home=home, project=path) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(WAITS_MS)
    expect.set_options(timeout=WAITS_MS)
    yield context.new_page()
    context.close()


def test_seventeen_files_come_in_with_a_speaker_set_right_and_their_case_table(
    address: str, home: Path, page: Page, shared_data: Path
) -> None:
    files = sorted((shared_data / "transcripts" / "usability_odt").glob("*.odt"))
    page.goto(address)
    settled(page)
    page.locator("input[type=file]").first.set_input_files(files)
    expect(page.get_by_role("heading", name="17 files read, not in the study yet")).to_be_visible()
    _nothing_for_axe(page)
    _make_interviewer_of_a_participant(page, files[0])
    page.get_by_role("button", name="Take in 17 transcripts").click()
    expect(page.get_by_role("heading", name=re.compile(r"^17 transcripts, [\d,]+ words$"))).to_be_visible()
    expect(page.get_by_text("not in the study yet")).to_have_count(0)
    page.get_by_test_id("stDataFrame").first.hover()
    expect(page.get_by_label("Search: The transcripts", exact=False)).to_be_visible()
    expect(page.get_by_label("Download as CSV", exact=False)).to_have_count(1)
    expect(page.get_by_label("Download as CSV", exact=False)).to_be_hidden()  # it knows neither consent nor release
    page.get_by_role("tab", name="Participants and sites").click()
    expect(page.get_by_text("Drop a case table")).to_be_visible()
    page.locator("input[type=file]").last.set_input_files(
        [{"name": "cases.csv", "mimeType": "text/csv", "buffer": _table(files)}]
    )
    expect(page.get_by_text("16 rows of the table found their case.")).to_be_visible()
    _nothing_for_axe(page)
    page.close()
    time.sleep(0.5)

    with Project.open(home / "study.themes", read_only=True) as project:
        assert 17 == len(project.transcripts())
        first = next(one for one in project.transcripts() if one.source_name == files[0].name)
        assert {"interviewer"} == {speaker.role for speaker in first.speakers}
        kinds = [case.kind for case in project.cases()]
        assert (16, 2) == (kinds.count("participant"), kinds.count("site"))
        assert {"role": "choice", "age": "number"} == {one.name: one.type for one in project.attributes()}
        assert 16 == len(project.links())
    assert [] == tracebacks_in(log_of(home))


def _make_interviewer_of_a_participant(page: Page, file: Path) -> None:
    _choose(page, page.get_by_role("combobox", name="Look closer at a file"), file.name)
    roles = page.get_by_role("combobox", name=re.compile(" is$"))
    expect(roles.last).to_be_visible()
    settled(page)
    for nth in range(roles.count()):
        _choose(page, roles.nth(nth), "interviewer")
        expect(roles.nth(nth)).to_have_value("interviewer")


def _choose(page: Page, box: Locator, option: str) -> None:
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # a list that opens while the page still scrolls closes again
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def _table(files: list[Path]) -> bytes:
    """A case table with a row for each file but the first, in which only interviewers speak now."""
    rows = [
        f"{file.name},{'Leeds' if nth % 2 else 'York'},{'nurse' if nth % 3 else 'clerk'},{30 + nth}"
        for nth, file in enumerate(files[1:])
    ]
    return "\n".join(["file,site,role,age", *rows]).encode()


def _nothing_for_axe(page: Page) -> None:
    if AXE.is_file():
        assert [] == broken(page)
