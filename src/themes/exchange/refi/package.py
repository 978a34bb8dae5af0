"""The package of a .qdpx: a zip file that anybody may have made, with one project file and the sources beside it.

Tools name the project file, the folder of sources and the sources themselves as they like (shared/notes/refi-qda.md),
so they are looked for without regard to case, folder and how their path is written. Sound and pictures are never
unpacked: only what is asked for is, and its bytes are counted while they come.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from themes.errors import BrokenFile
from themes.zipped import MEGABYTE, Limits, Refusals, Zipped, names_in

MOST_BYTES = 1024 * 1024 * 1024
"""Bytes of a package: sound and pictures come along in it."""

_SCHEME = re.compile(r"^[a-z]{2,12}://+", re.IGNORECASE)
_SYSTEMS_OWN = ("__macosx/", "._")
_AGAIN = "Export it again from the tool that made it."
_LIMITS = Limits(entries=20_000, part=50 * MEGABYTE, whole=200 * MEGABYTE, ratio=200)
_REFUSALS = Refusals(
    no_zip=f"it is no zip file, or is cut short. {_AGAIN}",
    damaged=f"a part of it is damaged or cut short. {_AGAIN}",
    locked="it is protected by a password. Export it without one and try again.",
    packing=f"it is packed in a way that the standard does not know. {_AGAIN}",
    outside="it names places outside itself, as no tool does. Do not open it elsewhere.",
    too_many=f"it holds {{n}} files (limit {_LIMITS.entries:,}). {_AGAIN}",
    too_large=(
        f"it unpacks to more than a study can need (limits: {_LIMITS.part // MEGABYTE} MB for a text, "
        f"{_LIMITS.whole // MEGABYTE} MB for all, {_LIMITS.ratio} times the packed size). {_AGAIN}"
    ),
)


def is_package(data: bytes) -> bool:
    """Whether the bytes may be a .qdpx: a zip file with a .qde in it."""
    return data.startswith(b"PK") and any(name.casefold().endswith(".qde") for name in names_in(data))


class Package:
    """An open .qdpx.

    Args:
        data: The file.

    Raises:
        BrokenFile: It is no zip file, names a place outside itself, or has no project file or several.
        FileTooLarge: It has too many entries.
    """

    def __init__(self, data: bytes) -> None:
        """Look at the table of entries, and unpack nothing."""
        self._zip = Zipped(data, limits=_LIMITS, refusals=_REFUSALS)
        self._sizes = self._zip.sizes
        self._by_base: dict[str, list[str]] = {}
        for name in self._sizes:
            self._by_base.setdefault(_base(name), []).append(name)
        projects = [name for name in self._sizes if _is_project(name)]
        if len(projects) != 1:
            how_many = "no project file (.qde)" if not projects else f"{len(projects)} project files (.qde)"
            raise BrokenFile(f"it holds {how_many}, where a .qdpx has one. {_AGAIN}")
        self.project = projects[0]

    @property
    def sources(self) -> list[str]:
        """The names of all entries but the project file and what a system adds of its own, in the file's order."""
        others = (name for name in self._sizes if name != self.project and not _is_systems(name))
        return [name for name in others if self._sizes[name]]

    def find(self, path: str) -> str | None:
        """The entry that a path in the project file means; None where the package does not hold it.

        Args:
            path: ``internal://GUID.txt``, ``relative:///…``, or a bare name.
        """
        bare = _SCHEME.sub("", path.strip()).lstrip("/\\")
        for wanted in dict.fromkeys((bare, unquote(bare))):
            if wanted in self._sizes:
                return wanted
            held = self._by_base.get(_base(wanted), [])
            # In a folder of sources before elsewhere: a preview may bear the same name.
            best = sorted(held, key=lambda name: "sources" not in name.casefold().split("/")[:-1])
            if best:
                return best[0]
        return None

    def size(self, name: str) -> int:
        """Bytes of an entry, as the table of entries says."""
        return self._sizes[name]

    def read(self, name: str) -> bytes:
        """One entry, its bytes counted while they are unpacked: what the table says of sizes may be a lie.

        Raises:
            BrokenFile: The entry is damaged or protected.
            FileTooLarge: It unpacks to more than the limits.
        """
        return self._zip.read(name)


def stem(path: str) -> str:
    """The name of a file without folder and ending, in small letters: the GUID of what lies in it."""
    return _base(path).rpartition(".")[0]


def _base(name: str) -> str:
    return re.split(r"[\\/]", name)[-1].casefold()


def _is_project(name: str) -> bool:
    return name.casefold().endswith(".qde") and not _is_systems(name)


def _is_systems(name: str) -> bool:
    folded = name.casefold()
    return folded.startswith(_SYSTEMS_OWN[0]) or _base(name).startswith(_SYSTEMS_OWN[1])
