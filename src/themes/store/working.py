"""A local copy to work in while the project lies where SQLite cannot be trusted; written back when it is closed."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from themes.errors import SharedPlace
from themes.store import backup, engine
from themes.store.names import beside


class WorkingCopy:
    """The copy of one original, kept in this user's data folder until the original holds all that was done.

    Args:
        original: The project as its user knows it, on a share or in a synchronised folder.
        place: What kind of place that is, in words.
    """

    def __init__(self, original: Path, place: str) -> None:
        """Find where the copy lies, or will."""
        name = hashlib.sha256(str(original.absolute()).encode()).hexdigest()[:16]
        self._folder = _copies() / name
        self._original = original
        self._place = place
        self.file = self._folder / original.name

    def take(self) -> str:
        """Copy the original here, or go on with what a crash left here; says in words what was done."""
        told, back = self._said()
        if self.file.exists():
            there = _sha256(self._original)
            if there in self._state():
                self._note(taken=there)
                return f"{told}it holds what you did before Themes was interrupted, and {back}"
            saved = self._save_beside()
            self._copy()
            return f"{told}{back} What you did before Themes was interrupted is beside it as {saved.name}."
        self._copy()
        return told + back

    def told(self) -> str:
        """Where the work goes on, in words."""
        return "".join(self._said())

    def begin(self) -> None:
        """Make room for a project that is new; what a crash left of an earlier one of that name goes beside it."""
        if self.file.exists():
            self._save_beside()
        self._clear()
        self._folder.mkdir(parents=True)
        self._note(taken="")

    def publish(self) -> None:
        """Write the copy back in the original's place, whole or not at all.

        Raises:
            SharedPlace: The original was changed meanwhile, or cannot be written; the work is kept, and it says where.
        """
        taken, publishing = self._state()
        there = _sha256(self._original) if self._original.exists() else None
        if there is not None and there == _sha256(self.file):
            return
        if there is not None and there not in {taken, publishing}:
            saved = self._save_beside()
            self._clear()
            raise SharedPlace(
                f"{self._original.name} was changed by somebody else while you worked. Theirs stays as it is; "
                f"your work is beside it as {saved.name}. Open both and decide which to keep."
            )
        try:
            self._write_back(taken if there is None else there)
        except OSError as error:
            raise SharedPlace(
                f"{self._original.name} could not be written back to {self._place}: {error.strerror}. Your work is "
                "kept on this computer and goes on from there when you open the project again."
            ) from error

    def discard(self) -> None:
        """Delete the copy: the original holds all of it."""
        self._clear()

    def _write_back(self, taken: str) -> None:
        ready = backup.copy(self.file, self._folder / "publishing")
        expected = _sha256(ready)
        part = self._original.with_name(f".{self._original.name}.part")
        shutil.copyfile(ready, part)
        if _sha256(part) != expected:  # a share may drop what it said it wrote
            raise OSError(errno.EIO, "the copy there is not what was written")
        # Noted first: after a crash between here and the end, the original is known as our own.
        self._note(taken=taken, publishing=expected)
        backup.put_in_place(part, self._original)
        self._note(taken=expected)

    def _copy(self) -> None:
        self._clear()
        self._folder.mkdir(parents=True)
        for suffix in engine.SUFFIXES_OF_SQLITE:
            left = self._original.with_name(self._original.name + suffix)
            if left.exists() and suffix != "-shm":
                shutil.copyfile(left, self.file.with_name(self.file.name + suffix))
        part = self.file.with_name("taking")
        shutil.copyfile(self._original, part)
        self._note(taken=_sha256(part))
        part.replace(self.file)

    def _said(self) -> tuple[str, str]:
        return (
            f"{self._original.name} lies in {self._place}. You work in a copy on this computer; ",
            "it is written back when you close the project.",
        )

    def _save_beside(self) -> Path:
        return backup.copy(self.file, beside(self._original, "your copy"))

    def _state(self) -> tuple[str, str]:
        told = json.loads((self._folder / "state.json").read_text(encoding="utf-8"))
        return told["taken"], told["publishing"]

    def _note(self, *, taken: str, publishing: str = "") -> None:
        state = {"original": str(self._original.absolute()), "taken": taken, "publishing": publishing}
        part = self._folder / "state.part"
        part.write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
        part.replace(self._folder / "state.json")

    def _clear(self) -> None:
        if self._folder.exists():
            shutil.rmtree(self._folder)


def left_behind(path: Path, file: Path) -> Iterator[str]:
    """Where work on this study lies that a crash kept from going back, as its file has another name since; in words.

    Args:
        path: The project that is opened.
        file: Where the work on it goes on.
    """
    if not _copies().is_dir():
        return
    for noted in sorted(_copies().glob("*/state.json")):
        original = Path(json.loads(noted.read_text(encoding="utf-8"))["original"])
        copy = noted.with_name(original.name)
        if original != path and not original.exists() and copy.exists() and _same_study(copy, file):
            yield (
                f"This study was called {original.name} when Themes was interrupted. What was done in it then was "
                f"never written back; it is kept on this computer as {copy}. Open both and decide which to keep."
            )


def _copies() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415 - only when a file is opened

    return user_data_path("themes", appauthor=False) / "working copies"


def _same_study(copy: Path, file: Path) -> bool:
    study = _study(copy)
    return study is not None and study == _study(file)


def _study(file: Path) -> str | None:
    """The id of the study in a file; None where it cannot be told."""
    try:
        with closing(engine.connect(file, read_only=True)) as reading:
            found = reading.execute("SELECT id FROM study").fetchone()
    except sqlite3.DatabaseError:
        return None
    return None if found is None else str(found[0])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
