"""Project files by hand: a head, and what a test puts in."""

from __future__ import annotations

from tests.exchange.refi.look_alikes import packed

TEXT = "Who came?\n\nThe board came to the café, twice.\n\nNobody else did."


def guid(nth: int) -> str:
    """A GUID."""
    return f"00000000-0000-4000-8000-{nth:012}"


def package(inside: str, *, text: str = TEXT, origin: str = "MAXQDA 24", **files: bytes) -> bytes:
    """A .qdpx of which ``inside`` stands in the project, with one text, ``internal://t.txt``."""
    head = f'<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="A study" origin="{origin}">'
    return packed({"project.qde": f"{head}{inside}</Project>".encode(), "sources/t.txt": text.encode(), **files})


USERS = f'<Users><User guid="{guid(1)}" name="Eve"/></Users>'
CODES = (
    f'<CodeBook><Codes><Code guid="{guid(10)}" name="Board" isCodable="true"><Description>Who comes.</Description>'
    f'<NoteRef targetGUID="{guid(40)}"/><Code guid="{guid(11)}" name="Presence" isCodable="true" color="#ABC"/></Code>'
    "</Codes></CodeBook>"
)


def selection(words: str, *, inside: str = "", code: int | None = 11, text: str = TEXT, attributes: str = "") -> str:
    """A selection of some words of the text, with a code."""
    start, end = text.index(words), text.index(words) + len(words)
    coding = f'<Coding guid="{guid(21)}" creatingUser="{guid(1)}"><CodeRef targetGUID="{guid(code or 0)}"/></Coding>'
    return (
        f'<PlainTextSelection guid="{guid(20)}" startPosition="{start}" endPosition="{end}" {attributes}>'
        f"{inside}{coding if code else ''}</PlainTextSelection>"
    )


def source(inside: str, *, name: str = "Interview P07") -> str:
    """The text as a source."""
    return (
        f'<Sources><TextSource guid="{guid(30)}" name="{name}" plainTextPath="internal://T.TXT">{inside}</TextSource>'
        "</Sources>"
    )
