"""Notes of a REFI-QDA project, and what each is on: by references, or by links, as NVivo joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from themes.exchange.held import Remark
from themes.exchange.other_project import Tally
from themes.exchange.refi import counting, xml
from themes.exchange.refi.people_in import moment
from themes.text import canonical

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from themes.exchange.refi.package import Package

NOTE_NAME = "Memo"
"""What our own notes are called, with a number; such a name says nothing that their words do not."""

_OWN_NAME = re.compile(rf"{NOTE_NAME} \d+")
_NO_WORDS = "a note whose words are not in the file as plain text"
_CODED_NOTE = "codes given within a note: memos are not coded here"
_WHICH_TEXT = "where a note stands: the file does not say in which text"
_LINK = "a link between things of which neither is a note, nor both cases"


class Notes:
    """The notes of a project by what they are on; what nothing is said to be noted on stays over.

    Args:
        root: The project.
        package: Where words may lie that are not in the project file.
        users: Names of users by GUID.
        labels: Labels of cases by GUID: links between them are no notes.
        tally: Counts what has no place here.
    """

    def __init__(
        self,
        root: Element,
        package: Package | None,
        *,
        users: Mapping[str, str],
        labels: Mapping[str, str],
        tally: Tally,
    ) -> None:
        """Read every note, and what links join it to."""
        self._notes: dict[str, Remark] = {}
        self._on: dict[str, list[str]] = {}
        self._used: set[str] = set()
        for nth, note in enumerate(xml.children(root.find("Notes"), "Note"), start=1):
            name = xml.said(note, "name")
            where = f"note {nth}"
            if next(note.iter("Coding"), None) is not None:
                tally.add(_CODED_NOTE, where)
            elif note.find("PlainTextSelection") is not None:
                tally.add(_WHICH_TEXT, where)
            words = _words(note, package)
            if not words and not xml.child_text(note, "Description"):
                tally.add(_NO_WORDS, where)
                continue
            words = words or xml.child_text(note, "Description")
            if name and not _OWN_NAME.fullmatch(name) and not words.startswith(name):
                words = f"{name}\n\n{words}"
            self._notes[xml.guid(note)] = Remark(
                text=words, coder=users.get(xml.guid(note, "creatingUser"), ""), at=moment(note)
            )
        for link in xml.children(root.find("Links"), "Link"):
            ends = (xml.guid(link, "originGUID"), xml.guid(link, "targetGUID"))
            noted = [end for end in ends if end in self._notes]
            if noted:
                self._on.setdefault(ends[1] if ends[0] == noted[0] else ends[0], []).append(noted[0])
            elif not all(end in labels for end in ends):
                tally.add(_LINK, xml.said(link, "name") or "link without a name")

    def on(self, element: Element, *references: str) -> list[Remark]:
        """The notes on an element: those that it refers to, and those that are linked to it."""
        named = [xml.guid(child, "targetGUID") for child in xml.children(element, *(references or ("NoteRef",)))]
        wanted = dict.fromkeys([*named, *self._on.get(xml.guid(element), [])])
        self._used.update(wanted)
        return [self._notes[guid] for guid in wanted if guid in self._notes]

    def over(self) -> Iterator[Remark]:
        """The notes that nothing was asked for with: notes on the study as a whole."""
        yield from (note for guid, note in self._notes.items() if guid not in self._used)


def _words(note: Element, package: Package | None) -> str:
    held = xml.child_text(note, "PlainTextContent")
    path = note.get("plainTextPath", "")
    entry = package.find(path) if package is not None and path and not held else None
    if package is None or entry is None:
        return held
    return canonical(counting.decoded(package.read(entry))[0]).strip()
