"""Codebooks as .qdc: a ``CodeBook`` of nested codes (REFI-QDA 1.5, section 4)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from themes.errors import BrokenFile
from themes.exchange import taguette
from themes.exchange.entry import Entry, path_of
from themes.exchange.other_project import HeldCode, Tally
from themes.exchange.refi import xml
from themes.exchange.refi.codes_in import codes_of
from themes.exchange.refi.codes_out import codebook
from themes.exchange.refi.found import Found
from themes.exchange.refi.read import TOOL, themes_of
from themes.model import Code

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SCHEMA = f"{NAMESPACE} http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd"


def read(name: str, data: bytes) -> list[Entry]:
    """The codes of a .qdc, in its order.

    Args:
        name: The file's name, for messages.
        data: Its bytes.

    Raises:
        RefusedFile: It is no sound codebook of REFI-QDA, or over a limit.
    """
    del name  # whoever asks puts it before the message
    return [_entry(code) for code in found_in(data).codes]


def found_in(data: bytes) -> Found:
    """All that a .qdc holds: codes, and sets of them as themes."""
    root = xml.parse(data)
    if root.tag != "CodeBook":
        raise BrokenFile("it holds no codebook of REFI-QDA. Export it again from the tool that made it.")
    tally = Tally()
    codes, paths = codes_of(root.find("Codes"), tally)
    origin = xml.said(root, "origin")
    if origin.startswith(taguette.TOOL):
        codes = _nested(codes)
    return Found(
        tool=f"{origin} ({TOOL})" if origin else TOOL,
        codes=tuple(codes),
        themes=tuple(themes_of(root, paths, tally, member="guid")),
        not_brought=tally.all(),
    )


def write(title: str, entries: Sequence[Entry]) -> str:
    """The text of a .qdc; GUIDs are made of the codes' paths, so that they are the same each time.

    Args:
        title: The codebook's title, which .qdc has no place for.
        entries: The codes, parents before children.
    """
    del title
    codes = [
        Code(
            id=_guid(entry.path),
            name=entry.name,
            definition=entry.definition,
            use_when=entry.use_when,
            dont_use_when=entry.dont_use_when,
            colour=entry.colour,
            parent_id=_guid(entry.parent) if entry.parent else None,
        )
        for entry in entries
    ]
    attributes = {
        "xmlns": NAMESPACE,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": _SCHEMA,
        "origin": "Themes",
    }
    return _HEAD + xml.tag("CodeBook", attributes, codebook(codes, Tally()))


def _nested(codes: Sequence[HeldCode]) -> list[HeldCode]:
    """Taguette's codes, which stand all at the top, below those that their names say; it writes no sets."""
    paths = taguette.paths_of(code.path[-1] for code in codes)
    heads = [HeldCode(path=path) for path in taguette.heads_of(paths.values())]
    return [*heads, *(replace(code, path=paths[code.path[-1]]) for code in codes)]


def _guid(path: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, path.casefold()))


def _entry(code: HeldCode) -> Entry:
    return Entry(
        name=code.path[-1],
        definition=code.definition,
        use_when=code.use_when,
        dont_use_when=code.dont_use_when,
        colour=code.colour,
        parent=path_of(*code.path[:-1]),
    )
