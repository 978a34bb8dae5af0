"""Screenshots of every page, to be looked at: light and dark, on a wide screen and on a telephone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from .whole_app import PAGES, still

SIZES = {"1440": (1440, 1000), "390": (390, 844)}


def take_screens(page: Page, address: str, folder: Path) -> None:
    """Write ``page-width-scheme.png`` of every page into a folder, and of the reading surface with a passage open."""
    folder.mkdir(parents=True, exist_ok=True)
    for width, (wide, high) in SIZES.items():
        page.set_viewport_size({"width": wide, "height": high})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            for name in PAGES:
                page.goto(
                    f"{address}/" if name == PAGES[0] else f"{address}/{name}"
                )  # the first has no address of its own
                still(page)
                if name == "read":
                    page.wait_for_selector(".th-status[data-state=saved]")
                page.wait_for_timeout(500)  # pictures and tables are drawn after the run has ended
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png")
                if name == "read":
                    page.keyboard.press("n")
                    page.screenshot(path=folder / f"{name}-open-{width}-{scheme}.png")
    page.emulate_media(color_scheme="light")
