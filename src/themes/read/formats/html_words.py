"""Elements of HTML as tables: which part paragraphs, which are bold, which hold no talk."""

from __future__ import annotations

import re
from collections.abc import Mapping

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FLOW = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
form header hr html legend li main menu ol p pre search section summary table tbody td tfoot th thead title tr ul
"""
BLOCKS = HEADINGS | frozenset(_FLOW.split())
BOLD = frozenset(("b", "strong"))
VOID = frozenset(("img", "input", "meta", "link", "hr", "br", "wbr", "source", "track", "area", "base", "col", "embed"))

_ALWAYS: Mapping[str, str] = {
    **dict.fromkeys(("script", "style", "title", "noscript", "template"), "scripts, styles and titles"),
    **dict.fromkeys(("audio", "video", "iframe", "xml"), "scripts, styles and titles"),
    **dict.fromkeys(("nav", "button", "select"), "menus"),
    **dict.fromkeys(("img", "svg", "object", "embed", "canvas"), "pictures"),
    "del": "deleted passages",
}
# How Word and LibreOffice mark what is no talk. A footnote is counted where its mark stands, not where it is written.
_MARKED = (
    (re.compile(r"mso-(?:footnote|endnote)-id"), "footnotes"),
    (re.compile(r"mso-element:\s*(?:footnote|endnote|comment)"), "notes' own words"),
    (re.compile(r"mso-element:\s*(?:header|footer)"), "page headers and footers"),
    (re.compile(r"mso-list:\s*ignore"), "numbers of lists"),
    (re.compile(r"display:\s*none"), "hidden passages"),
)
_CLASSES = {"msocommentreference": "comments", "sdfootnoteanc": "footnotes", "sdendnoteanc": "footnotes"}
_NOTE_IDS = re.compile(r"sd(?:foot|end)note\d+$")


def left_out_by(tag: str, attributes: Mapping[str, str]) -> str:
    """Why an element is left out with all that is in it; "" where it is not."""
    if tag in _ALWAYS:
        return _ALWAYS[tag]
    style = attributes.get("style", "").casefold()
    for pattern, what in _MARKED if style else ():
        if pattern.search(style):
            return what
    if tag == "div" and _NOTE_IDS.match(attributes.get("id", "")):
        return "notes' own words"
    if tag == "div" and attributes.get("title") in {"header", "footer"}:
        return "page headers and footers"
    return _CLASSES.get(attributes.get("class", "").casefold(), "")
