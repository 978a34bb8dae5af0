"""Opening a project for a verb: to read, which works while another process writes, or to write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from themes import here

if TYPE_CHECKING:
    from themes.project import Project


@contextmanager
def to_read(project: str, *, coder: str | None = None) -> Iterator[Project]:
    """The project, opened for reading only."""
    from themes.project import Project  # noqa: PLC0415 - brings SQLAlchemy, which --help need not wait for

    with Project.open(place_of(project), coder=coder, read_only=True) as opened:
        _tell(opened)
        yield opened if coder is not None else _as_said_here(opened)


@contextmanager
def to_write(project: str, *, coder: str | None) -> Iterator[Project]:
    """The project, opened for writing, as a coder sees it; who that is is said where nobody named them."""
    from themes.project import Project  # noqa: PLC0415 - as above

    with Project.open(place_of(project), coder=coder) as opened:
        _tell(opened)
        if coder is not None:
            here.say(opened.path, study=opened.id, coder=opened.coder.id)
            yield opened
            return
        view, before = _as_said_here(opened), opened.last_seq()
        yield view
        if opened.last_seq() != before:
            click.echo(f"Done as {view.coder.name}; --coder NAME is for somebody else.", err=True)


def _as_said_here(project: Project) -> Project:
    """The project as whoever acted in it last on this computer, else as whoever acted in it last at all."""
    known = here.who(project.path, project.id)
    name = next((one.name for one in project.coders() if known is not None and one.id == known.coder), None)
    return project if name is None else project.as_coder(name)


def _tell(project: Project) -> None:
    """Say on standard error what there is to know of how the file was opened."""
    for notice in project.notices:
        click.echo(notice, err=True)


def place_of(project: str) -> Path:
    """The file that is meant: ``clp`` is ``clp.themes``."""
    place = Path(project)
    if place.suffix.casefold() == ".themes" or place.is_file():
        return place
    return place.with_name(f"{place.name}.themes")
