"""The child that reads what anybody may have made: ``python -m themes.read.fence.child``, started by ``parent``.

It reads one file after the other from its standard input and answers on its standard output (see ``wire``).
It ends when its parent does: its input closes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from types import MappingProxyType
from typing import IO

from themes.read import guide, manuscript, whole, words
from themes.read.fence import wire
from themes.read.survey import grid, table

WORKS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "transcript": whole.transcript,
        "previews": whole.previews,
        "rows": table.rows_of,
        "guide": guide.guide_of,
        "grid": grid.grid_of,
        "words": words.words_of,
        "manuscript": manuscript.manuscript_of,
    }
)
"""What a parent may ask for: each takes the bytes of a file, and by name what else it is told.

Parsers of other rooms, which this one does not know, are asked for by module and function: ``themes.room:function``.
"""

_HEADROOM = 4
"""Address space is much more than memory in use: libraries are mapped whole. The parent watches memory itself."""


def main() -> None:
    """Serve until the input closes."""
    down, up = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what libraries print must not get between the answers
    _limit(int(sys.argv[1]), int(sys.argv[2]))
    _say(up, b"here")
    while head := down.readline():
        asked = json.loads(head)
        _more_time(int(sys.argv[1]))
        _say(up, _answer(asked["work"], down.read(asked["n_bytes"]), asked["told"]))


def _say(up: IO[bytes], answer: bytes) -> None:
    up.write(json.dumps({"n_bytes": len(answer)}).encode() + b"\n" + answer)
    up.flush()


def _answer(work: str, data: bytes, told: Mapping[str, str | None]) -> bytes:
    try:
        return wire.packed(_work(work)(data, **told))
    except MemoryError:
        sys.exit(wire.OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - the outermost edge of the process
        return wire.refused(error)


def _work(name: str) -> Callable[..., object]:
    """The work of a name; only the parent says it, never a file."""
    module, sign, function = name.partition(":")
    return getattr(import_module(module), function) if sign else WORKS[name]


def _limit(seconds: int, memory: int) -> None:
    """What the system itself can hold back: address space, files written, files open. Windows has none of these."""
    try:
        import resource  # noqa: PLC0415 - Unix only
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, _HEADROOM * memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS knows some of these by name only
            resource.setrlimit(what, (most, most))
    _more_time(seconds)


def _more_time(seconds: int) -> None:
    """Let this process use so many seconds of processor from now on."""
    try:
        import resource  # noqa: PLC0415 - Unix only
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + seconds + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
