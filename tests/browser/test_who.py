"""Who opens a copy of a study elsewhere, or in another browser, is asked who they are before anything is kept."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from themes.project import Project

from .axe import broken
from .conftest import WORDS
from .test_together import CHOOSE
from .whole_app import app, settled

BAND = ".st-key-themes-who"


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """A study that AB made and coded on a computer of their own, as its file came here."""
    path = tmp_path / "from a colleague" / "ward.themes"
    path.parent.mkdir()
    with Project.create(path, coder="AB", title="Ward review") as project:
        said = project.add_bytes("chair.txt", WORDS.encode())
        at = said.text.index("the money stopped")
        project.add_coding(said, at, at + 17, project.add_code("Money"))
    return path


def _home(tmp_path: Path, name: str) -> Path:
    made = tmp_path / name
    made.mkdir()
    return made


@contextmanager
def _sitting(browser: Browser) -> Iterator[Page]:
    """A browser of its own, as another person or another computer has one."""
    context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    yield context.new_page()
    context.close()


def _go(page: Page, address: str, name: str = "") -> None:
    page.goto(f"{address}/{name}")
    settled(page)
    if name == "read":
        page.wait_for_selector(".th-body")
        expect(page.locator(".th-status")).to_have_text("Saved")


def _is(page: Page, who: str) -> None:
    expect(page.get_by_role("button", name=f"You are {who}", exact=True)).to_be_visible()
    expect(page.locator(BAND)).to_have_count(0)


def _code(page: Page) -> None:
    """Give the chair's first words the first code, by keys alone."""
    page.evaluate(CHOOSE, [1, 0, 9])
    page.keyboard.press("1")


def _codings(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return sorted(one.coder.name for one in project.codings())


def _screens(page: Page, name: str) -> None:
    if folder := os.environ.get("THEMES_SCREENS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_who_opens_a_copy_on_another_computer_is_asked_before_anything_is_coded(
    browser: Browser, tmp_path: Path, theirs: Path
) -> None:
    with app(home=_home(tmp_path, "home"), project=theirs, made=False) as address, _sitting(browser) as page:
        _go(page, address)
        band = page.locator(BAND)
        expect(band.get_by_role("button", name=re.compile(r"^I am AB \(1 coding, last here "))).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("^You are"))).to_have_count(0)
        assert [] == broken(page)
        _screens(page, "who")
        _go(page, address, "read")
        expect(page.locator(".th-mark")).to_have_count(1)  # it can be read
        _code(page)
        asked = page.get_by_role("dialog", name="Who are you here?")
        expect(asked).to_be_visible()
        assert [] == broken(page)
        assert ["AB"] == _codings(theirs)
        asked.get_by_label("Somebody else: initials or a name").fill("CD")
        asked.get_by_role("button", name="Go on as this coder").click()
        _is(page, "CD")
        expect(page.locator(".th-status")).to_have_text("Saved")
        _code(page)
        expect(page.locator(".th-message")).to_have_text("Coded “Money”")
        expect(page.locator(".th-status")).to_have_text("Saved")
        assert ["AB", "CD"] == _codings(theirs)
        page.reload()
        _is(page, "CD")


def test_each_browser_is_asked_once_and_stays_who_it_said(browser: Browser, tmp_path: Path, theirs: Path) -> None:
    home = _home(tmp_path, "home")
    with _sitting(browser) as one, _sitting(browser) as two:
        with app(home=home, project=theirs, made=False) as address:
            for page, who in ((one, "AB"), (two, "CD")):
                _go(page, address, "matrix")  # on whichever page somebody begins
                band = page.locator(BAND)
                if who == "AB":
                    band.get_by_role("button", name=re.compile("^I am AB")).click()
                else:
                    band.get_by_label("Somebody else: initials or a name").fill(who)
                    band.get_by_role("button", name="Go on as this coder").click()
                _is(page, who)
        with app(home=home, project=theirs, made=False) as address:  # the next day, on another port
            for page, who in ((one, "AB"), (two, "CD")):
                _go(page, address)
                _is(page, who)


def test_neither_the_coder_nor_the_words_of_who_codes_apart_show_before_it_is_said(
    browser: Browser, tmp_path: Path, theirs: Path
) -> None:
    with Project.open(theirs, coder="AB") as project:
        project.as_coder("CD")
        project.assign(["chair"], ["AB", "CD"])
    with app(home=_home(tmp_path, "home"), project=theirs, made=False) as address, _sitting(browser) as page:
        _go(page, address, "read")
        expect(page.locator(".th-mark")).to_have_count(0)
        page.locator(BAND).get_by_role("button", name=re.compile("^I am AB")).click()
        _is(page, "AB")
        expect(page.locator(".th-mark")).to_have_count(1)


def test_who_makes_a_study_here_is_never_asked_and_a_copy_that_they_download_asks_elsewhere(
    browser: Browser, tmp_path: Path
) -> None:
    mine, home = tmp_path / "mine.themes", _home(tmp_path, "home")
    said = tmp_path / "chair.txt"
    said.write_text(WORDS, encoding="utf-8")
    for words in (("new", str(mine), "--coder", "EF"), ("add", str(mine), str(said))):
        subprocess.run(
            [sys.executable, "-m", "themes", *words], check=True, env={**os.environ, "THEMES_HOME": str(home)}
        )
    with app(home=home, project=mine, made=False) as address:
        for _ in range(2):  # whichever browser
            with _sitting(browser) as page:
                _go(page, address)
                _is(page, "EF")
                page.get_by_role("tab", name="About the study").click()
                expect(page.get_by_text(str(mine), exact=True)).to_be_visible()
                with page.expect_download() as download:
                    page.get_by_role("button", name="Download a copy for a colleague").click()
                expect(page.get_by_text(f"Downloaded as {download.value.suggested_filename}.")).to_be_visible()
                assert [] == broken(page)
                copy = tmp_path / download.value.suggested_filename
                download.value.save_as(copy)
    assert re.fullmatch(r"mine copy \d{4}-\d{2}-\d{2}\.themes", copy.name)
    with Project.open(copy, read_only=True) as project:
        assert ([], ["chair"]) == (project.check(), [one.title for one in project.transcripts()])
    with app(home=_home(tmp_path, "elsewhere"), project=copy, made=False) as address, _sitting(browser) as page:
        _go(page, address, "agreement")
        expect(page.locator(BAND)).to_be_visible()


def test_a_backup_is_listed_apart_named_in_the_bar_and_gone_on_from_in_a_copy(
    browser: Browser, tmp_path: Path, theirs: Path
) -> None:
    home = _home(tmp_path, "home")
    kept = theirs.with_name("ward (before joining 2026-11-23 053500).themes")
    shutil.copy(theirs, kept)
    shutil.copy(theirs, home / "ward again.themes")
    with app(home=home, project=theirs) as address, _sitting(browser) as page:
        _go(page, address)
        expect(page.locator(".st-key-themes-bar").get_by_text("Ward review ward.themes")).to_be_visible()
        page.get_by_role("button", name="Open another").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("button", name="Ward review (ward again.themes)", exact=True)).to_be_visible()
        expect(dialog.get_by_role("button", name=re.compile("backup before joining"))).to_be_hidden()
        dialog.get_by_text("1 backup").click()
        dialog.get_by_role("button", name=re.compile("^Ward review: backup before joining, 23 November 2026, ")).click()
        bar = page.locator(".st-key-themes-bar")
        expect(bar.get_by_text(re.compile("backup before joining, 23 November 2026, "))).to_be_visible()
        expect(bar.get_by_text("Read only")).to_be_visible()
        settled(page)
        assert [] == broken(page)
        page.get_by_role("button", name="Go on in a copy of it").click()
        expect(bar.get_by_text("ward from backup before joining.themes")).to_be_visible()
        _is(page, "AB")
        _go(page, address, "read")
        _code(page)
        expect(page.locator(".th-message")).to_have_text("Coded “Money”")
        expect(page.locator(".th-status")).to_have_text("Saved")
        assert ["AB"] == _codings(kept)
        assert ["AB", "AB"] == _codings(home / "ward from backup before joining.themes")
