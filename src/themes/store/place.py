"""Where a project file lies: on a disk that SQLite can trust, on a network share, or in a synchronised folder.

SQLite's write-ahead log needs memory shared by all who open the file, which no network share has
(https://www.sqlite.org/wal.html, section 1), and a program that synchronises copies file and log at different moments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_NETWORK = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "ncpfs", "webdav", "davfs", "9p", "drvfs",
        "vboxsf", "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.vmhgfs-fuse", "fuse.glusterfs",
        "glusterfs", "ceph", "fuse.ceph", "lustre", "afs", "coda", "osxfuse", "macfuse", "sshfs",
    }
)  # fmt: skip

# Each program by how its folder is called; CloudStorage is where macOS puts them all.
_SYNCHRONISED = {
    "OneDrive": re.compile(r"OneDrive( ?- .+)?$|SharePoint$", re.IGNORECASE),
    "Dropbox": re.compile(r"Dropbox( \(.+\))?$", re.IGNORECASE),
    "iCloud": re.compile(r"Mobile Documents$|iCloud ?Drive$|com~apple~CloudDocs$", re.IGNORECASE),
    "Google Drive": re.compile(r"Google ?Drive( \(.+\))?$|My Drive$|GoogleDrive-.+$", re.IGNORECASE),
    "Box": re.compile(r"Box( Sync)?$|Box-Box$", re.IGNORECASE),
    "Nextcloud": re.compile(r"Nextcloud\d*$|ownCloud\d*$", re.IGNORECASE),
    "a cloud's folder": re.compile(r"CloudStorage$|pCloud ?Drive$|Syncthing$|SynologyDrive$", re.IGNORECASE),
}
_MARKERS = {
    ".dropbox": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".SynologyWorkingDirectory": "Synology Drive",
}


def shared_as(path: Path) -> str | None:
    """What kind of shared place a file lies in, in words; None on a disk of this computer.

    >>> shared_as(Path("/Users/ab/Dropbox/clp.themes"))
    'a folder that Dropbox synchronises'
    """
    whole = path.absolute()
    program = _program(whole) or _marked(whole.resolve().parents)
    if program is not None:
        return f"a folder that {program} synchronises"
    if whole.drive.startswith("\\\\"):
        return "a network share"
    kind = _file_system(whole.resolve(), _mounts())
    return f"a network share ({kind})" if kind in _NETWORK else None


def _program(path: Path) -> str | None:
    for part in path.parent.parts:
        for program, pattern in _SYNCHRONISED.items():
            if pattern.match(part):
                return program
    return None


def _marked(folders: Iterable[Path]) -> str | None:
    for folder in folders:
        for marker, program in _MARKERS.items():
            if (folder / marker).exists():
                return program
    return None


def _mounts() -> list[tuple[Path, str]]:
    """Mount points and the kinds of their file systems; a drive that Windows calls remote counts as ``smb``."""
    import psutil  # noqa: PLC0415 - only when a file is opened

    return [
        (Path(mount.mountpoint), "smb" if "remote" in mount.opts.split(",") else mount.fstype.lower())
        for mount in psutil.disk_partitions(all=True)
    ]


def _file_system(path: Path, mounts: Iterable[tuple[Path, str]]) -> str:
    """The kind of the file system that a path lies on: that of the deepest mount point above it."""
    above = [(len(point.parts), nth, kind) for nth, (point, kind) in enumerate(mounts) if path.is_relative_to(point)]
    return max(above)[2] if above else ""
