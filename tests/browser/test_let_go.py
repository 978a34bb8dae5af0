"""What is pressed while a link is followed, when Streamlit has let go of the page's state, is done and no error.

Link and press come in one turn of the browser, as they do on a busy computer where a page stays in sight for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from themes.sample import build

from .whole_app import app, log_of, settled, tracebacks_in

_ELSEWHERE = """pressed => {
  [...document.querySelectorAll("[data-testid=stTopNavLink]")].find(one => one.textContent.includes("Journal")).click();
  pressed.click();
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("let go")
    build(home / "study.themes", coder="AB", with_candidates=True)
    with app(home=home, project=home / "study.themes") as running:
        yield running
    assert [] == tracebacks_in(log_of(home))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def _row(page: Page) -> tuple[Locator, Locator]:
    row = page.locator(".tt-row:not([aria-current]) .tt-name").nth(1)
    return row, page.get_by_test_id("stHeading").get_by_text(row.inner_text(), exact=True)


def _number(page: Page) -> tuple[Locator, Locator]:
    return page.locator(".tu-press").first, page.get_by_role("dialog")


def _on_the_map(page: Page) -> tuple[Locator, Locator]:
    page.get_by_text("Map", exact=True).click()
    page.locator(".tm-table tbody input").first.check()
    settled(page)
    return page.locator(".tm-bar button").first, page.get_by_role("dialog")


def _in_the_matrix(page: Page) -> tuple[Locator, Locator]:
    page.locator(".tx-cell").filter(has_text="quotation").first.click()
    return page.get_by_role("button", name="Read it there").first, page.locator(".th-status[data-state=saved]")


@pytest.mark.parametrize(
    ("name", "ready"),
    [("codebook", _row), ("counts", _number), ("candidates", _on_the_map), ("matrix", _in_the_matrix)],
)
def test_what_is_pressed_while_a_link_is_followed_is_done(
    page: Page, address: str, name: str, ready: Callable[[Page], tuple[Locator, Locator]]
) -> None:
    page.goto(f"{address}/{name}")
    settled(page)
    pressed, done = ready(page)
    pressed.wait_for()
    pressed.evaluate(_ELSEWHERE)
    expect(done).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
