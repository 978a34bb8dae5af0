"""The XML of REFI-QDA files, read with distrust and without regard to namespaces, which tools write in five ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from themes.errors import BrokenFile, FileTooLarge
from themes.text import canonical

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DEEPEST = 400
"""Levels of elements: codes nest in each other."""

NAMESPACE = "{themes}namespace"
"""The attribute of a parsed root that says which namespace it was in."""

_LONGEST_VALUE = 1_000_000
_MOST_ELEMENTS = 2_000_000
_NAMESPACE = re.compile(r"^\{[^}]*\}")
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")
_SHORT_COLOUR = re.compile(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])")


def parse(data: bytes) -> Element:
    """The root of an XML file, its elements by their local names.

    Raises:
        BrokenFile: It is not well formed, declares entities or a document type, or nests too deeply.
        FileTooLarge: It has more elements, or a longer attribute, than any study.
    """
    from defusedxml import DefusedXmlException  # noqa: PLC0415 - only who reads such a file pays for it
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415 - as above

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        message = "its XML declares entities, as no tool's does. Do not open it elsewhere."
        raise BrokenFile(message) from error
    except ParseError as error:
        line, column = error.position
        message = f"its XML is not well formed (line {line:,}, column {column:,}). Export it again."
        raise BrokenFile(message) from error
    except (ValueError, LookupError) as error:
        raise BrokenFile("its XML is in an encoding that cannot be read. Export it again.") from error
    _look_over(root)
    return root


def _look_over(root: Element) -> None:
    """Strip namespaces; refuse what nests, swells or counts more than any tool writes."""
    found = _NAMESPACE.match(str(root.tag))
    root.set(NAMESPACE, found[0][1:-1] if found else "")
    level, n_elements = [root], 0
    for _ in range(DEEPEST):
        n_elements += len(level)
        below: list[Element] = []
        for element in level:
            element.tag = _NAMESPACE.sub("", str(element.tag))
            if any(len(value) > _LONGEST_VALUE for value in element.attrib.values()):
                raise FileTooLarge("an attribute in its XML is over 1 MB long, as no tool's is. Export it again.")
            below.extend(element)
        if n_elements > _MOST_ELEMENTS:
            raise FileTooLarge(f"its XML has more than {_MOST_ELEMENTS:,} elements. Export part of it.")
        level = below
        if not level:
            return
    raise BrokenFile(f"its XML nests more than {DEEPEST} deep, as no codebook does. Export it again.")


def children(parent: Element | None, *names: str) -> Iterator[Element]:
    """The children of an element that bear one of some names, or none where there is no such element."""
    if parent is not None:
        for child in parent:
            if child.tag in names:
                yield child


def child_text(parent: Element, name: str) -> str:
    """The text of a child, canonical and without space at its ends; empty where there is none."""
    found = parent.find(name)
    return "" if found is None else canonical("".join(found.itertext())).strip()


def said(element: Element, name: str) -> str:
    """An attribute as words on one line; empty where it is not there."""
    return " ".join(canonical(element.get(name, "")).split())


def guid(element: Element, name: str = "guid") -> str:
    """A GUID as tools mean it: upper or lower, in braces or bare, or whatever else stands there."""
    return element.get(name, "").strip().strip("{}").strip().lower()


def target(element: Element, name: str) -> str:
    """The GUID that a child reference points to; empty where there is none."""
    found = element.find(name)
    return "" if found is None else guid(found, "targetGUID")


def colour(element: Element) -> str:
    """The colour of an element as ``#rrggbb``; empty where it has none, or none that can be read."""
    written = element.get("color", "").strip()
    whole, short = _COLOUR.fullmatch(written), _SHORT_COLOUR.fullmatch(written)
    if whole:
        return f"#{whole[1].lower()}"
    return "#" + "".join(digit * 2 for digit in short.groups()).lower() if short else ""


def tag(name: str, attributes: Mapping[str, str | None], *inside: str) -> str:
    """An element as text; attributes without a value are left out."""
    written = "".join(f" {key}={quoteattr(canonical(value))}" for key, value in attributes.items() if value)
    return f"<{name}{written}>{''.join(inside)}</{name}>" if any(inside) else f"<{name}{written}/>"


def text(name: str, words: str) -> str:
    """An element that holds words; nothing where there are none."""
    return f"<{name}>{escape(canonical(words))}</{name}>" if words else ""
