"""Layers and suggestions as a researcher goes through them: by keys alone, in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from themes.model import Coding, Suggestion
from themes.project import Project

from .conftest import Server
from .whole_app import settled


@pytest.fixture
def study(tmp_path: Path, two_interviews: Path, running: Server) -> Path:
    path = tmp_path / "study.themes"
    shutil.copy(two_interviews, path)
    with Project.open(path) as project:
        code = project.add_code("Board", definition="The board turns up; it asks how things go.")
        for member in project.candidates()[0].members[:3]:
            project.add_coding(member.transcript_id, member.start, member.end, code)
    running.show(path)
    return path


@pytest.fixture
def page(one_context: BrowserContext, study: Path) -> Iterator[Page]:
    del study
    opened = one_context.new_page()
    yield opened
    opened.close()


def test_a_layer_is_chosen_and_kept_by_keys(page: Page, running: Server) -> None:
    page.goto(running.address.replace("/read", "/candidates"))
    settled(page)
    opener = page.locator("summary", has_text="Broader or finer than these")
    n_shown = int(opener.inner_text().split()[-1])
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("the candidates as they are shown")).to_be_visible(timeout=60_000)
    page.keyboard.press("b")
    expect(page.get_by_text(f"{n_shown - 1} groups, broader")).to_be_visible()
    page.keyboard.press("l")
    expect(page.get_by_text(f"0 of {n_shown - 1} decided")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("What changed since the discovery before")).to_contain_text("joined")


def test_suggestions_are_answered_by_keys_and_undone(page: Page, running: Server, study: Path) -> None:
    page.goto(running.address.replace("/read", "/suggestions"))
    settled(page)
    page.get_by_role("button", name="Suggest for").press("Enter")
    page.get_by_role("button", name=re.compile(r"^Board \(3 quotations\)")).press("Enter")
    expect(page.get_by_role("button", name="Suggest for: Board")).to_be_visible()
    settled(page)
    for key, said in (("n", "Not this, kept: Board."), ("y", "Accepted: Board."), ("z", "")):
        page.keyboard.press(key)
        if said:
            expect(page.get_by_text(said)).to_be_visible(timeout=60_000)
        settled(page)
    expect(page.get_by_role("button", name=re.compile("^Undo: reject suggestion"))).to_be_visible()
    with Project.open(study, read_only=True) as project:
        assert (3, 1) == (len(project._store.facts(Coding)), len(project._store.facts(Suggestion, outcome="rejected")))
