"""The projects that this process has open: one process owns a file, and all its browser sessions share it."""

from __future__ import annotations

import atexit
import hashlib
import threading
from functools import partial
from pathlib import Path

from themes.errors import NewerProject, NotFound, ProjectInUse, ReadOnlyProject, ThemesError
from themes.kept_copies import kept_copy
from themes.project import Project
from themes.ui.bell import BELL


class OpenProjects:
    """Open projects by their files; thread-safe, as each page's run is a thread of its own."""

    def __init__(self) -> None:
        """Start with none."""
        self._lock = threading.Lock()
        self._projects: dict[Path, Project] = {}
        self._notices: dict[Path, str] = {}
        self._in_use: set[Path] = set()
        self._outgrown: list[Project] = []
        self.last: Path | None = None
        """What somebody chose last in this process: a new tab, whose address names no study, goes on there."""

    def get(self, path: Path) -> Project:
        """The project of that file, opened where it is not yet; only for reading where it cannot be written.

        Raises:
            NotAProject: The file is missing, damaged or something else.
        """
        place = path.expanduser().resolve()
        with self._lock:
            project = self._projects.get(place)
            if project is None:
                project = self._open(place)
                self._hold(place, project)
            elif place in self._in_use:
                project = self._take_over(place, project)
            return project

    def create(self, path: Path, *, coder: str, title: str, method: str) -> Project:
        """Make a project file and hold it open.

        Raises:
            ProjectExists: There is a file already.
        """
        place = path.expanduser().resolve()
        with self._lock:
            project = Project.create(place, coder=coder, title=title, method=method)
            self._hold(place, project)
            return project

    def resolve(self, handle: str) -> Project:
        """The open project of that handle, for the routes.

        Raises:
            NotFound: None is open under it.
        """
        with self._lock:
            for place, project in self._projects.items():
                if handle_of(place) == handle:
                    return project
        message = "This study is no longer open. Nothing was lost; open its page again."
        raise NotFound(message)

    def places(self) -> list[Path]:
        """The files of the projects that are open."""
        with self._lock:
            return list(self._projects)

    def title(self, path: Path) -> str:
        """What the study in a file is called, whether it is open or not; empty where the file does not say."""
        place = path.expanduser().resolve()
        with self._lock:
            project = self._projects.get(place)
        return project.study.title if project is not None else Project.title_of(place)

    def notice(self, path: Path) -> str:
        """Why the project can only be read; empty where it can be changed."""
        return self._notices.get(path.expanduser().resolve(), "")

    def close(self) -> None:
        """Let all files go; jobs that run are ended."""
        with self._lock:
            while self._projects:
                _, project = self._projects.popitem()
                project.close()
            while self._outgrown:
                self._outgrown.pop().close()
            self._notices.clear()
            self._in_use.clear()

    def _open(self, place: Path) -> Project:
        if kept_copy(place) is not None:
            return Project.open(place, read_only=True)  # the shell says so
        try:
            return Project.open(place)
        except (ProjectInUse, NewerProject, ReadOnlyProject) as error:
            project = Project.open(place, read_only=True)
            self._notices[place] = f"{error} It is shown for reading only."
            if isinstance(error, ProjectInUse):
                self._in_use.add(place)
            return project

    def _take_over(self, place: Path, reading: Project) -> Project:
        """The project for writing once whoever had it open has closed it; until then as it is."""
        try:
            project = Project.open(place)
        except ThemesError:
            return reading
        self._outgrown.append(reading)  # another page's run may be reading through it just now
        self._in_use.discard(place)
        self._notices.pop(place, None)
        self._hold(place, project)
        return project

    def _hold(self, place: Path, project: Project) -> None:
        if not self._projects:
            atexit.register(self.close)  # a second registration closes what is closed: nothing
        self._projects[place] = project
        project.on_step(partial(BELL.ring, handle_of(place)))


def handle_of(path: Path) -> str:
    """What the routes call an open project.

    Not its id: that is shared by its copies, and a coding must never land in another copy than the one on the page.
    """
    return hashlib.sha256(str(path.expanduser().resolve()).encode()).hexdigest()[:32]


OPEN = OpenProjects()
"""All open projects of this process."""
