"""The matrix as a researcher writes in it: by keys alone, offline, and clean to axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from themes.memo_text import link_to
from themes.project import Project

from .axe import broken
from .conftest import WORDS, Server
from .whole_app import settled


@pytest.fixture
def study(tmp_path: Path, running: Server) -> Path:
    """One case, two themes, a quotation on the first."""
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", method="framework") as project:
        text = project.add_bytes("chair.txt", WORDS.encode())
        start = text.text.index("We turned up every month")
        project.add_theme("Boards turn up", codes=[project.add_code("Board")])
        project.add_theme("Money", codes=[project.add_code("Money")])
        project.add_coding(text, start, start + 12, "Board")
        project.mark_looked_at(text)
    running.show(path)
    return path


@pytest.fixture
def page(one_context: BrowserContext, study: Path, running: Server) -> Iterator[Page]:
    del study
    opened = one_context.new_page()
    opened.goto(f"http://127.0.0.1:{running.port}/matrix")
    settled(opened)
    opened.locator(".tx-cell").first.focus()
    yield opened
    opened.close()


def test_a_matrix_is_written_by_keys_kept_while_offline_and_saved_later(page: Page, study: Path) -> None:
    press, write = page.keyboard.press, page.keyboard.type
    cells, status = page.locator(".tx-cell"), page.locator(".tx-status")
    expect(page.locator(".tx-quotation")).to_have_count(1)
    press("Enter")
    write("They came ")
    press("Alt+Digit1")
    write(". Nobody asked.")
    press("Escape")
    expect(cells.first).to_contain_text("1 without a quotation")
    expect(status).to_have_text("Saved")
    press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    page.context.set_offline(True)
    press("Enter")
    write("Nothing was said.")
    press("Escape")
    expect(cells.nth(1)).to_contain_text("Nothing was said.")
    expect(status).to_have_text("Offline: 1 change kept on this computer")
    page.context.set_offline(False)
    expect(status).to_have_text("Saved", timeout=20_000)
    assert [] == broken(page)
    with Project.open(study, read_only=True) as project:
        quotation = project.codings()[0].quotation.id
        case = project.cases()[0]
        texts = [one.text for theme in project.themes() if (one := project.summary(case, theme))]
    assert [f"They came {link_to(quotation)}. Nobody asked.", "Nothing was said."] == texts
