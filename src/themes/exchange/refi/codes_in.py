"""Codes of a REFI-QDA codebook or project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from themes.errors import BrokenFile, FileTooLarge
from themes.exchange.entry import DEEPEST, MOST_CODES
from themes.exchange.other_project import CodePath, HeldCode, Tally
from themes.exchange.refi import blocks, xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ONE_NAME = "two codes of one name at one place came as one"
_ONE_GUID = "two codes have one GUID, so what refers to it means the first"
_NO_NAME = "(no name)"
HEADINGS = (blocks.USE_WHEN, blocks.DONT_USE_WHEN, blocks.TYPICAL, blocks.NOT_THIS)


def codes_of(codes: Element | None, tally: Tally) -> tuple[list[HeldCode], dict[str, CodePath]]:
    """The codes below a ``Codes`` element, each after its parent, and the path of each by its GUID.

    Raises:
        FileTooLarge: There are more than any codebook has.
        BrokenFile: They nest deeper than any does.
    """
    held: dict[tuple[str, ...], HeldCode] = {}
    paths: dict[str, CodePath] = {}
    waiting: list[tuple[Element, CodePath]] = [(code, ()) for code in reversed(list(xml.children(codes, "Code")))]
    while waiting:
        element, above = waiting.pop()
        path = (*above, xml.said(element, "name") or _NO_NAME)
        folded = tuple(name.casefold() for name in path)
        if folded in held:
            tally.add(_ONE_NAME, path[-1])
            path = held[folded].path
        else:
            held[folded] = _code(element, path)
        guid = xml.guid(element)
        if guid in paths and paths[guid] != path:
            tally.add(_ONE_GUID, path[-1])
        paths.setdefault(guid, path)
        if len(path) > DEEPEST:
            raise BrokenFile(f"its codes nest over {DEEPEST:,} levels deep. Export it again.")
        if len(held) > MOST_CODES:
            raise FileTooLarge(f"it has more than {MOST_CODES:,} codes. Export part of it.")
        waiting.extend((child, path) for child in reversed(list(xml.children(element, "Code"))))
    return list(held.values()), paths


def _code(element: Element, path: CodePath) -> HeldCode:
    return code_of(path, xml.child_text(element, "Description"), colour=xml.colour(element))


def code_of(path: CodePath, description: str, *, colour: str = "") -> HeldCode:
    """A code from a description that may hold its rules of use as well, each under its heading."""
    definition, headed = blocks.parted(description, HEADINGS)
    use_when, dont_use_when, typical, not_this = (headed.get(heading, []) for heading in HEADINGS)
    return HeldCode(
        path=path,
        definition=definition,
        use_when="\n\n".join(use_when),
        dont_use_when="\n\n".join(dont_use_when),
        typical=tuple(typical),
        not_this=tuple(not_this),
        colour=colour,
    )
