"""Opening a project for a verb: to read, which works while another process writes, or to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from themes.project import Project


@contextmanager
def to_read(project: str, *, coder: str | None = None) -> Iterator[Project]:
    """The project, opened for reading only."""
    from themes.project import Project  # noqa: PLC0415 - brings SQLAlchemy, which --help need not wait for

    with Project.open(place_of(project), coder=coder, read_only=True) as opened:
        yield opened


@contextmanager
def to_write(project: str, *, coder: str | None) -> Iterator[Project]:
    """The project, opened for writing, as a coder sees it."""
    from themes.project import Project  # noqa: PLC0415 - as above

    with Project.open(place_of(project), coder=coder) as opened:
        yield opened


def place_of(project: str) -> Path:
    """The file that is meant: ``clp`` is ``clp.themes``."""
    place = Path(project)
    if place.suffix.casefold() == ".themes" or place.is_file():
        return place
    return place.with_name(f"{place.name}.themes")
