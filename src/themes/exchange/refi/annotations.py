"""QualCoder's annotations of a text, brought into the standard's form before anything is read.

It writes a note on the text, and into the note a selection whose place is in the text: in the standard's words that
place would be in the note. As nothing is coded there, it can mean no more than where the note stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from themes.exchange.refi import xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def put_in_place(root: Element) -> None:
    """Move selections without codes from notes into the texts that refer to the notes, each with its note on it.

    Args:
        root: A project; it is changed.
    """
    notes = {xml.guid(note): note for note in xml.children(root.find("Notes"), "Note")}
    for text in xml.children(root.find("Sources"), "TextSource"):
        for reference in list(xml.children(text, "NoteRef")):
            note = notes.get(xml.guid(reference, "targetGUID"))
            held = [] if note is None else [one for one in xml.children(note, "PlainTextSelection") if not len(one)]
            if note is None or not held:
                continue
            text.remove(reference)
            for selection in held:
                note.remove(selection)
                selection.attrib.setdefault("creatingUser", note.get("creatingUser", ""))
                selection.append(reference)
                text.append(selection)
