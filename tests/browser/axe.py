"""What axe-core finds against WCAG 2.2 A and AA on a page that stands still."""

from __future__ import annotations

from playwright.sync_api import Page

from .whole_app import ROOT, still

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_LOOKS = 3


def broken(page: Page) -> list[tuple[str, str]]:
    """Each rule that is broken with the element that breaks it.

    What is broken is so at every look. A run that begins while axe looks, as when a job in the background is done, dims
    the whole page until it ends: then every word has too little contrast, for half a second.
    """
    found: list[tuple[str, str]] = []
    for _ in range(_LOOKS):
        still(page)
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("rules => axe.run(document, {runOnly: rules})", _RULES)
        found = [(one["id"], node["html"][:160]) for one in result["violations"] for node in one["nodes"]]
        if not found:
            break
    return found
