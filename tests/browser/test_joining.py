"""A colleague's copy is joined on the page, what clashes is decided there, and one Undo takes back all of it."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from themes.project import Project

from .axe import broken
from .conftest import Server
from .whole_app import settled

LARGE_MB = 200
KEPT_MB = 100
"""Half of what a copy of that size would hold of the server's memory if it were not let go."""
OTHER = b"Interviewer: And you?\n\nCleo: We had no time and no money, but the team stayed."


@pytest.fixture
def copies(server: Server, tmp_path: Path) -> Path:
    """A colleague's copy: both took in one file, she in another layout, and each coded."""
    theirs = tmp_path / "hers.themes"
    shutil.copy(server.project, theirs)
    for place, coder, layout, words in (
        (server.project, "AB", "label before the words", "no time"),
        (theirs, "CD", "one voice", "Cleo"),
    ):
        with Project.open(place, coder=coder) as project:
            source = project.add_bytes("two.txt", OTHER, layout=layout)
            at = source.text.index(words)
            project.add_coding(source, at, at + len(words), "Board engagement")
    return theirs


@pytest.fixture
def page(one_context: BrowserContext, server: Server, copies: Path) -> Iterator[Page]:
    del copies
    opened = one_context.new_page()
    opened.goto(server.address.replace("/read", "/agreement"))
    settled(opened)
    yield opened
    opened.close()
    one_context.clear_cookies()


def test_a_copy_is_joined_and_one_undo_takes_back_all_of_it(page: Page, server: Server, copies: Path) -> None:
    page.get_by_role("radio", name="Join a copy").click()
    page.locator("input[type=file]").set_input_files(copies)
    expect(
        page.get_by_text("“two” was read in two layouts and is one transcript now, read by “label before the words”")
    ).to_be_visible()
    expect(page.get_by_text("1 quotation found no place")).to_be_visible()
    expect(page.get_by_text("The last step in the copy is by CD, ")).to_be_visible()
    expect(page.get_by_text("How the transcript “two” was read")).to_be_visible()
    settled(page)
    if folder := os.environ.get("THEMES_SCREENS"):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width in (1440, 390):
                page.set_viewport_size({"width": width, "height": 1000})
                settled(page)
                page.screenshot(path=Path(folder) / f"joining-{scheme}-{width}.png", full_page=True)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1440, "height": 900})
        settled(page)
    assert [] == broken(page)
    page.get_by_role("button", name="The second stands").click()
    expect(page.get_by_text("How the transcript “two” was read")).to_be_hidden()
    page.get_by_role("button", name="Undo: decide clash").click()
    expect(page.get_by_text("How the transcript “two” was read")).to_be_visible()
    page.get_by_role("button", name="Undo: join with “hers.themes”").click()
    expect(page.get_by_text("How the transcript “two” was read")).to_be_hidden()
    settled(page)
    with Project.open(server.project, read_only=True) as project:
        assert ["AB"] == [one.coder.name for one in project.codings()]
        assert ["label before the words"] == [one.layout for one in project.transcripts() if one.title == "two"]
    page.get_by_role("button", name="Redo: join with “hers.themes”").click()
    expect(page.get_by_text("How the transcript “two” was read")).to_be_visible()


def test_a_copy_of_200_mb_is_joined_on_the_page_and_its_memory_let_go(page: Page, server: Server, copies: Path) -> None:
    _grow(copies)
    page.get_by_role("radio", name="Join a copy").click()
    expect(page.get_by_text("Up to 300 MB here")).to_be_visible()
    expect(page.get_by_text(f"themes join {server.project} FILE")).to_be_visible()
    before = server.memory_mb()
    # By name: Playwright itself sends no more than 50 MB by value.
    page.locator("input[type=file]").set_input_files(copies)
    expect(page.get_by_text("5 more transcripts")).to_be_visible(timeout=120_000)
    settled(page)
    with Project.open(server.project, read_only=True) as project:
        assert 7 == len(project.transcripts())
    assert before + KEPT_MB > server.memory_mb()


def _grow(study: Path) -> None:
    """Take in interviews with pictures between their words, which do not pack."""
    with Project.open(study, coder="CD") as project:
        for nth in range(5):
            written, pictured = io.BytesIO(), io.BytesIO()
            made = docx.Document()
            made.add_paragraph(f"Interviewer: And number {nth}?")
            made.add_paragraph("Dee: They came every month.")
            made.save(written)
            with zipfile.ZipFile(written) as plain, zipfile.ZipFile(pictured, "w") as packed:
                for name in plain.namelist():
                    packed.writestr(name, plain.read(name))
                packed.writestr("word/media/image1.jpeg", os.urandom(LARGE_MB // 5 << 20))
            project.add_bytes(f"large {nth}.docx", pictured.getvalue())
    assert LARGE_MB << 20 <= study.stat().st_size
