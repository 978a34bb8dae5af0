"""The worker process and the pipe between it and its owner.

The owner starts ``main`` in a Python of its own, sends one task down its standard input and reads messages from
its standard output; both are pickles between two processes of the same program and user.
Messages up: ("progress", (share, what)), ("known", (encoder, keys)) which waits for an answer, ("vectors", …),
("item", …) for a part of the result, ("result", …), ("failed", message).
The worker ends by itself when its owner is gone: its standard input closes.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import IO, Any

from themes.errors import JobError, RefusedFile, ThemesError

Message = tuple[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a worker is to do: the name of one of ``TASKS`` and its arguments, plain facts."""

    name: str
    arguments: dict[str, Any]


class Worker:
    """The owner's end: a running worker process; ``follower`` is the thread that takes its messages.

    Args:
        task: What it does.
    """

    def __init__(self, task: Task) -> None:
        """Start the process and hand it the task."""
        self.cancelled = False
        self.follower: Thread | None = None
        self._process = subprocess.Popen(
            [sys.executable, "-c", "from themes.project.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._task = task

    @property
    def pid(self) -> int:
        """The process's id, for a message to people and for tests that kill it."""
        return self._process.pid

    def messages(self) -> Iterator[Message]:
        """What the worker says, until its result.

        Raises:
            JobError: It was cancelled, failed, or its process died.
        """
        self.answer(self._task)
        while True:
            try:
                message: Message = pickle.load(_pipe(self._process.stdout))  # noqa: S301 - from our own child
            except (EOFError, pickle.UnpicklingError, OSError) as error:
                raise JobError(self._why_it_ended()) from error
            if message[0] == "failed":
                raise JobError(str(message[1]))
            yield message
            if message[0] == "result":
                return

    def answer(self, content: object) -> None:
        """Send something down to the worker."""
        pipe = _pipe(self._process.stdin)
        try:
            pipe.write(pickle.dumps(content))
            pipe.flush()
        except OSError as error:
            raise JobError(self._why_it_ended()) from error

    def cancel(self) -> None:
        """End the process now."""
        self.cancelled = True
        self._process.kill()

    def end(self) -> None:
        """Close the pipes, which ends the worker, and wait for it."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):  # what was still to be sent to a worker that is gone
                    pipe.close()
        self._process.wait()

    def _why_it_ended(self) -> str:
        if self.cancelled:
            return "Cancelled. Nothing half done was kept."
        code = self._process.wait()
        return f"The worker process ended unexpectedly (exit {code}). Nothing half done was kept; start it again."


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        message = "The worker has no pipe."
        raise JobError(message)
    return pipe


class _Owner:
    """The worker's end of the pipe."""

    def __init__(self, down: IO[bytes], up: IO[bytes]) -> None:
        self._down = down
        self._up = up

    def receive(self) -> Any:  # noqa: ANN401 - a task or an answer
        return pickle.load(self._down)  # noqa: S301 - from our own parent

    def send(self, kind: str, content: object) -> None:
        self._up.write(pickle.dumps((kind, content)))
        self._up.flush()

    def ask(self, kind: str, content: object) -> Any:  # noqa: ANN401 - the answer
        self.send(kind, content)
        return self.receive()


def _discover(owner: _Owner, **arguments: Any) -> object:  # noqa: ANN401 - discovery.discover's
    from themes.project.discovery import discover  # noqa: PLC0415 - only in this task

    return discover(
        known=lambda encoder, keys: owner.ask("known", (encoder, list(keys))),
        on_vectors=lambda encoder, keys, vectors: owner.send("vectors", (encoder, list(keys), vectors)),
        on_progress=lambda share, what: owner.send("progress", (share, what)),
        **arguments,
    )


def _read(owner: _Owner, *, files: Sequence[tuple[str, bytes]]) -> None:
    from themes import read  # noqa: PLC0415 - only in this task

    for nth, (name, data) in enumerate(files):
        owner.send("progress", (nth / len(files), f"reading {nth + 1} of {len(files)}: {read.printable(name)}"))
        try:
            owner.send("item", (nth, read.read(name, data), ""))
        except RefusedFile as error:  # what is wrong with one file, foreseen or not, keeps no other out
            owner.send("item", (nth, None, str(error)))


TASKS = {"discover": _discover, "read": _read}


def main() -> None:
    """Do one task for the process that started this one."""
    # What libraries print must not get between the messages.
    up, sys.stdout = sys.stdout.buffer, sys.stderr
    owner = _Owner(sys.stdin.buffer, up)
    task: Task = owner.receive()
    try:
        owner.send("result", TASKS[task.name](owner, **task.arguments))
    except ThemesError as error:
        owner.send("failed", str(error))
    except (BrokenPipeError, EOFError):
        return  # the owner is gone, and with it whoever wanted the result
    except Exception as error:  # noqa: BLE001 - the outermost edge of the process; its words may hold a participant's
        owner.send("failed", f"Something unexpected went wrong ({type(error).__name__}). Nothing half done was kept.")
