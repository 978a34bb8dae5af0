"""Others' files are read in a child process, under its parent's eyes: all of them, from bytes to finished facts.

A parser of others' formats may hang, swell or crash on a file that was made to do so, or merely broken; so may a rule
that looks for speakers in the words of a plain text. Here that costs a child: it is ended when it takes too long or too
much memory, and the next file gets a new one. It costs 0.4 s for the first file, and 2 ms for an hour of talk.
Windows has no limits that a process can be given, so the parent looks on by itself (psutil), everywhere alike.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import IO, TypeVar

from themes.errors import BrokenFile, FileTooLarge
from themes.read.fence import wire

_T = TypeVar("_T")
_MEGABYTE = 1024 * 1024
_LOOKS_EVERY_S = 0.05
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None
_STARTS_WITHIN_S = 120
# Memory that a child keeps after a large file goes back to the system with the child.
_REUSED_BELOW = 200 * _MEGABYTE
# What a Python needs of its surroundings to start; nothing else of them is a parser's business.
_NEEDED = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL", "HOME", "USERPROFILE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long one file may take, in seconds of wall time and of processor, and how much memory, in bytes."""

    seconds: int = 30
    memory: int = 512 * _MEGABYTE


def limits() -> Limits:
    """The limits in force; tests set ``THEMES_READ_SECONDS`` to wait less for what hangs."""
    return Limits(seconds=int(os.environ.get("THEMES_READ_SECONDS") or Limits().seconds))


def ask(work: str, answer: type[_T], data: bytes, /, **told: str | None) -> _T:
    """What the child makes of a file.

    Args:
        work: One of ``child.WORKS``, or another room's parser by module and function.
        answer: The type of the answer.
        data: The file.
        told: What else the work is told.

    Raises:
        RefusedFile: The file was refused, took too long, took too much memory, or its reader failed.
    """
    with _CHILD.lock:
        return wire.unpacked(_CHILD.ask(work, data, told, limits()), answer)


class _Child:
    """The parent's end: one child, started when it is first needed, and again after it was ended."""

    def __init__(self) -> None:
        self.lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self._owner = 0
        self._limits = Limits()

    def ask(self, work: str, data: bytes, told: Mapping[str, str | None], within: Limits) -> bytes:
        """The child's answer to one file."""
        if self._process is None or self._owner != os.getpid() or self._limits != within:
            self._start(within)
        process = self._process
        if process is None:  # for the type alone: it was started
            raise BrokenFile(_CRASHED)
        asked = json.dumps({"work": work, "told": told, "n_bytes": len(data)}).encode() + b"\n"
        # A thread of its own: a child that hangs does not empty the pipe, and writing to it would hang too.
        Thread(target=_write, args=(process.stdin, asked + data), daemon=True).start()
        try:
            answer = self._wait(process, within)
        except BaseException:  # Ctrl+C as well: what this child still says must not answer for the next file
            self.end()
            raise
        if _memory(process) > _REUSED_BELOW:
            self.end()
        return answer

    def end(self) -> None:
        """End the child, if this process has one."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what was still to be written to a child that is gone
                        pipe.close()

    def _start(self, within: Limits) -> None:
        self.end()
        settings = {name: os.environ[name] for name in _NEEDED if name in os.environ}
        settings["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(  # noqa: S603 - our own module, with two numbers of ours
            [sys.executable, "-m", "themes.read.fence.child", str(within.seconds), str(within.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a parser's complaints may hold words of the file
            env=settings,
        )
        self._owner, self._limits, self._answers = os.getpid(), within, SimpleQueue()
        Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()
        # It says that it is there, so that a slow machine's start does not count as the file's time.
        with suppress(Empty):
            self._answers.get(timeout=_STARTS_WITHIN_S)

    def _wait(self, process: subprocess.Popen[bytes], within: Limits) -> bytes:
        """The answer, once it is there and within the limits."""
        until = time.monotonic() + within.seconds
        while True:
            try:
                answer = self._answers.get(timeout=_LOOKS_EVERY_S)
            except Empty:
                if time.monotonic() > until:
                    raise _too_long(within) from None
                if _memory(process) > within.memory:
                    raise _too_much(within) from None
                continue
            if answer:
                return answer
            code = process.wait()
            if code == wire.OUT_OF_MEMORY:
                raise _too_much(within)
            raise _too_long(within) if code == _OUT_OF_TIME else BrokenFile(_CRASHED)


def _too_long(within: Limits) -> BrokenFile:
    return BrokenFile(
        f"reading it took more than {within.seconds} seconds, as no sound file does. "
        "Save it as plain text and try again."
    )


def _too_much(within: Limits) -> FileTooLarge:
    return FileTooLarge(
        f"reading it took more than {within.memory // _MEGABYTE} MB of memory, as no sound file does. "
        "Save it as plain text and try again."
    )


def _memory(process: subprocess.Popen[bytes]) -> int:
    """Bytes that the child has in memory; 0 where it has ended."""
    import psutil  # noqa: PLC0415 - 20 ms, and only where a file is fenced

    try:
        return int(psutil.Process(process.pid).memory_info().rss)
    except psutil.Error:
        return 0


def _write(pipe: IO[bytes] | None, data: bytes) -> None:
    if pipe is not None:
        with suppress(OSError, ValueError):  # the child was ended meanwhile: whoever waits for it is told
            pipe.write(data)
            pipe.flush()


def _listen(pipe: IO[bytes] | None, answers: SimpleQueue[bytes]) -> None:
    """Hand on each answer as it comes; empty bytes say that the child has ended."""
    while pipe is not None:
        try:
            head = json.loads(pipe.readline() or b"null")
            size = int(head["n_bytes"]) if isinstance(head, dict) else 0
            answer = pipe.read(size) if 0 < size <= wire.MOST_ANSWER else b""
        except (OSError, ValueError, KeyError):
            answer = b""
        answers.put(answer)
        if not answer:
            return


_CRASHED = "its reader broke down over it, as over no sound file. Save it as plain text and try again."
_CHILD = _Child()
atexit.register(_CHILD.end)
