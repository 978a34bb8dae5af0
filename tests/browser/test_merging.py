"""A candidate theme is drawn onto another, which takes it in: by the mouse, in one step."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from themes.project import Project

from .conftest import Server
from .whole_app import settled


def test_a_card_drawn_onto_another_is_taken_in_by_it(
    one_context: BrowserContext, two_interviews: Path, tmp_path: Path, running: Server
) -> None:
    path = tmp_path / "study.themes"
    shutil.copy(two_interviews, path)
    running.show(path)
    page = one_context.new_page()
    page.goto(running.address.replace("/read", "/candidates"))
    settled(page)
    page.wait_for_selector(".tc-bar", state="attached")  # what carries cards has come
    second, first = (page.locator(f".st-key-candidate-{rank}").bounding_box() for rank in (2, 1))
    assert second is not None
    assert first is not None
    page.mouse.move(second["x"] + 60, second["y"] + 30)
    page.mouse.down()
    page.mouse.move(first["x"] + 80, first["y"] + 60, steps=5)
    expect(page.locator(".tc-said")).to_contain_text("takes in")
    page.mouse.up()
    expect(page.get_by_role("button", name="Undo: merge")).to_be_visible()
    with Project.open(path, read_only=True) as project:
        assert ["open", "merged"] == [view.decision.outcome for view in project.candidates()[:2]]
    page.close()
