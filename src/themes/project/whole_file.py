"""Writing a file that leaves the project: whole or not at all, in place of one of the same name."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from themes.errors import Refused


def written_whole(place: Path, write: Callable[[Path], object]) -> Path:
    """Write a file beside its place and move it there once it is whole.

    Args:
        place: Where; what is there is replaced.
        write: Writes the file at a path that it is given.

    Raises:
        Refused: The folder takes nothing, or what is there cannot be replaced; it was kept.
    """
    try:
        beside = tempfile.TemporaryDirectory(prefix=".themes-", dir=place.parent)
    except OSError as error:
        raise Refused(
            f"Nothing can be written to “{place.parent}” ({error.strerror}). Choose another folder."
        ) from error
    with beside as folder:
        made = Path(folder) / place.name
        write(made)
        try:
            made.replace(place)
        except OSError as error:
            raise Refused(
                f"“{place.name}” could not be replaced ({error.strerror}); it may be open in another program. "
                "The file there was kept. Close it and try again, or choose another name."
            ) from error
    return place


def checked_place(path: str | Path, suffixes: Sequence[str], *, what: str) -> Path:
    """The place of a file to write, refused where its suffix or its folder will not do.

    Args:
        path: As it was given.
        suffixes: The suffixes that can be written, with their dots.
        what: What is written, as a sentence begins ("A report is").
    """
    place = Path(path)
    if place.suffix.casefold() not in suffixes:
        raise Refused(f"{what} written as {' or '.join(suffixes)}, not as “{place.name}”. Nothing was written.")
    if not place.parent.is_dir():
        raise Refused(f"The folder “{place.parent}” is not there. Nothing was written; make it or choose another.")
    return place
