"""No page breaks WCAG 2.2 A or AA in what axe-core can see, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from themes.project import Project

from .whole_app import PAGES, ROOT, app, settled

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Iterator[str]:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in frontend/")
    home = tmp_path_factory.mktemp("accessible")
    path = home / "study.themes"
    with Project.create(path, coder="AB") as project:
        for file in sorted((corpus / "interviews").iterdir())[:4]:
            project.add(file)
        project.add_case_table(corpus / "cases.csv")
        project.discover()
        project.accept(1, name="First", theme=True)
        project.reject(2)
        project.add_code("Under it", parent="First")
    with app(home=home, project=path) as running:
        yield running


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, name: str, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/{name}")
    settled(page)
    page.wait_for_timeout(800)  # animations have ended: what fades in has too little contrast on its way
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    context.close()
    broken = [(one["id"], node["html"][:160]) for one in found["violations"] for node in one["nodes"]]
    assert [] == broken
