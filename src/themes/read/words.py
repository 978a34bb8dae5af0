"""The bare words of a text file, for those who look for more in them than a transcript: codes written into the text."""

from __future__ import annotations

from pathlib import PureWindowsPath

from themes.errors import RefusedFile
from themes.read import fence
from themes.read.unpacking.encoding import decode

TEXTS = ("txt", "md", "markdown", "rock")
"""The endings of text files, which hold nothing but words."""


def read_words(name: str, data: bytes) -> str:
    """The canonical text of a text file.

    Args:
        name: The file's name.
        data: The file's bytes.

    Raises:
        RefusedFile: The bytes are no text, or too many.
    """
    called = PureWindowsPath(name).name
    try:
        return fence.ask("words", str, data)
    except RefusedFile as error:
        raise type(error)(f"{called} was not read: {error} Nothing was changed.") from error


def words_of(data: bytes) -> str:
    """As ``read_words``; called in the child that ``fence`` watches.

    Raises:
        RefusedFile: As ``read_words``.
    """
    text, _ = decode(data)
    return text
