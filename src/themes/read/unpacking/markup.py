"""XML of others, read without entities, external files or endless nesting."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from themes.errors import BrokenFile
from themes.model import Dropped

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEEPEST = 200
_LEFT_OUT = {
    "comments": "a remark about the words is not among the words",
    "footnotes": "a note about the words is not among the words",
    "deleted passages": "somebody deleted them with changes tracked",
    "hidden passages": "they are set not to be seen",
    "pictures": "they hold no words that can be read",
    "scripts, styles and titles": "they are the page's machinery",
    "menus": "they lead to other pages",
    "page headers and footers": "they repeat on every page and nobody spoke them",
    "tables of contents": "they repeat the headings",
}


def parse(data: bytes) -> Element:
    """The root of an XML part.

    Raises:
        BrokenFile: It is not well formed, declares entities, or nests too deeply.
    """
    from defusedxml import DefusedXmlException  # noqa: PLC0415
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BrokenFile("its inside is not sound. Open it in a word processor and save it again.") from error
    _refuse_deep(root)
    return root


def _refuse_deep(root: Element) -> None:
    """Refuse nesting that no word processor makes, before any recursion meets it."""
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return
    raise BrokenFile(f"its inside is nested more than {DEEPEST} deep. Save it as plain text and try again.")


def left_out(counts: Counter[str]) -> tuple[Dropped, ...]:
    """What a reader of word-processor files left out, as facts."""
    return tuple(Dropped(what=what, count=counts[what], why=why) for what, why in _LEFT_OUT.items() if counts[what])
