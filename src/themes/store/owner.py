"""One process owns a project file; a lock beside the file names who.

SQLite before 3.51.3 can corrupt a file that two processes checkpoint, so a second process reads or is refused.
The system lets the lock go when its process ends, however it ends.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
import time
from contextlib import suppress
from pathlib import Path

from themes.errors import ProjectInUse, ReadOnlyProject
from themes.operations import now

_SECONDS_FOR_WHO_PASSES = 1.5
_SECONDS_BETWEEN = 0.02


class Owner:
    """This process's hold on a project file, from when it is made until ``release``.

    Args:
        path: The project file, whether it is there yet or not.
        passing: Hold it only to look at it at rest or to tidy up, without saying so: who comes meanwhile waits a
            moment instead of being refused.

    Raises:
        ProjectInUse: Another process, or another part of this one, holds it.
        ReadOnlyProject: No lock can be written beside it.
    """

    def __init__(self, path: Path, *, passing: bool = False) -> None:
        """Take the lock and say beside it who has it."""
        from filelock import FileLock  # noqa: PLC0415 - 30 ms that `themes --help` need not wait

        self._who = path.with_name(f"{path.name}.owner.json")
        # A thread may close what another opened.
        self._lock = FileLock(path.with_name(f"{path.name}.lock"), thread_local=False)
        self._acquire(path, until=time.monotonic() + (0 if passing else _SECONDS_FOR_WHO_PASSES))
        if passing:
            self._forget()  # what a killed owner said is not so any more
        else:
            with suppress(OSError):  # a full disk: that somebody has it is told without a name
                self._who.write_text(json.dumps(_myself()), encoding="utf-8")

    def release(self) -> None:
        """Let the file go."""
        self._forget()
        with suppress(OSError):  # its folder went
            self._lock.release()

    def _acquire(self, path: Path, *, until: float) -> None:
        from filelock import Timeout  # noqa: PLC0415 - as above

        while not self._lock.is_locked:
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                if self._who.exists() or time.monotonic() > until:
                    raise ProjectInUse(_in_words(path, self._who)) from None
                time.sleep(_SECONDS_BETWEEN)
            except OSError as error:
                raise ReadOnlyProject(
                    f"{path.name} cannot be opened for writing: its folder does not let this computer's user write "
                    "beside it. Open it for reading, or copy it to a folder of your own."
                ) from error

    def _forget(self) -> None:
        with suppress(OSError):  # somebody on Windows reads it just now
            self._who.unlink(missing_ok=True)


def _myself() -> dict[str, str | int]:
    return {"name": _login(), "host": socket.gethostname(), "pid": os.getpid(), "since": now()}


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "somebody"


def _in_words(path: Path, who: Path) -> str:
    advice = "Nothing was changed. Open it for reading, or close it there first."
    try:
        told = json.loads(who.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # being written just now
        return f"{path.name} is open in another window or program. {advice}"
    if told["host"] == socket.gethostname() and told["pid"] == os.getpid():
        return f"{path.name} is open in this program already. {advice}"
    return (
        f"{path.name} has been open since {told['since'][:16].replace('T', ' ')} UTC by {told['name']} "
        f"on {told['host']} (process {told['pid']}). {advice}"
    )
