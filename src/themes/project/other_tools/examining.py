"""What is wrong with another tool's file, asked of the child process that reads such files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from themes.errors import RefusedFile
from themes.project.texts.intake import bytes_of

if TYPE_CHECKING:
    from themes.exchange.refi.examined import Examined

REFI_SUFFIXES = (".qdpx", ".qdc")
"""What the names of REFI-QDA's projects and codebooks end in."""


def examine(path: str | Path, data: bytes | None = None) -> Examined:
    """What is wrong or doubtful about a .qdpx or .qdc of any tool; a file that cannot be read at all is a finding too.

    Args:
        path: The file, or its name where ``data`` holds its bytes.
        data: The bytes of an upload.
    """
    from themes.exchange.refi.examined import Examined, Finding  # noqa: PLC0415 - not needed to open a project
    from themes.read import fence  # noqa: PLC0415 - as above

    place = Path(path)
    content = bytes_of(place) if data is None else data
    try:
        return fence.ask("themes.exchange.refi.doctor:examine", Examined, content)
    except RefusedFile as error:
        what, _, remedy = str(error).partition(". ")
        finding = Finding(severity="wrong", what=f"it cannot be read: {what.rstrip('.')}", remedy=remedy)
        is_codebook = place.suffix.casefold() == ".qdc"
        return Examined(kind="codebook" if is_codebook else "project", findings=(finding,))
