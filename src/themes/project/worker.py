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
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from themes.errors import JobError, RefusedFile, SurveyAnswers, ThemesError, unforeseen

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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


class _OwnerGone(Exception):
    """The process that started this one has ended, and with it whoever wanted the result."""


class _Owner:
    """The worker's end of the pipe.

    Raises:
        _OwnerGone: By each method, where the other end is closed.
    """

    def __init__(self, down: IO[bytes], up: IO[bytes]) -> None:
        self._down = down
        self._up = up
        self._told = ("", 0.0)

    def receive(self) -> Any:  # noqa: ANN401 - a task or an answer
        try:
            return pickle.load(self._down)  # noqa: S301 - from our own parent
        except EOFError as error:
            raise _OwnerGone from error

    def send(self, kind: str, content: object) -> None:
        message = pickle.dumps((kind, content))
        try:
            self._up.write(message)
            self._up.flush()
        except BrokenPipeError as error:
            raise _OwnerGone from error

    def tell(self, share: float, what: str) -> None:
        """Say how far it is; of one kind of work at most five times a second, as the owner writes each into the file.

        Encoding 42,000 segments told it 10,000 times, and each was a write that a coding had to wait for.
        """
        doing, at = what.partition(" ")[0], time.monotonic()
        if doing != self._told[0] or at - self._told[1] >= _TOLD_EVERY_S:
            self._told = doing, at
            self.send("progress", (share, what))

    def ask(self, kind: str, content: object) -> Any:  # noqa: ANN401 - the answer
        self.send(kind, content)
        return self.receive()


Packed = tuple[list[str], "NDArray[np.float16] | None"]


def packed(known: Mapping[str, NDArray[np.float32]]) -> Packed:
    """Stored vectors by their keys as what goes through the pipe: keys and one array (n, d).

    One by one, 42,000 vectors took half a gigabyte on their way. The store keeps float16, so nothing is lost.
    """
    import numpy as np  # noqa: PLC0415 - not needed to open a project

    return list(known), np.stack(list(known.values())).astype(np.float16) if known else None


def _unpacked(answer: Packed) -> dict[str, NDArray[np.float32]]:
    keys, together = answer
    return {} if together is None else dict(zip(keys, together.astype("float32"), strict=True))


def _discover(owner: _Owner, **arguments: Any) -> object:  # noqa: ANN401 - discovery.discover's
    from themes.project.discovery import discover  # noqa: PLC0415 - only in this task

    return discover(
        known=lambda encoder, keys: _unpacked(owner.ask("known", (encoder, list(keys)))),
        on_vectors=lambda encoder, keys, vectors: owner.send("vectors", (encoder, list(keys), vectors)),
        on_progress=owner.tell,
        **arguments,
    )


def _match(owner: _Owner, **arguments: Any) -> object:  # noqa: ANN401 - matching.match's
    from themes.project.questions.matching import match  # noqa: PLC0415 - only in this task

    return match(
        known=lambda encoder, keys: _unpacked(owner.ask("known", (encoder, list(keys)))),
        on_vectors=lambda encoder, keys, vectors: owner.send("vectors", (encoder, list(keys), vectors)),
        on_progress=owner.tell,
        **arguments,
    )


def _read(owner: _Owner, *, files: Sequence[tuple[str, bytes]]) -> None:
    from themes import read  # noqa: PLC0415 - only in this task

    for nth, (name, data) in enumerate(files):
        owner.tell(nth / len(files), f"reading {nth + 1} of {len(files)}: {read.printable(name)}")
        try:
            owner.send("item", (nth, read.read(name, data), "", False))
        except RefusedFile as error:  # what is wrong with one file, foreseen or not, keeps no other out
            owner.send("item", (nth, None, str(error), isinstance(error, SurveyAnswers)))


def _identify(owner: _Owner, *, texts: Sequence[tuple[str, str, str]], names: Any) -> None:  # noqa: ANN401 - a NameList
    from themes.project.names.finding import found_in  # noqa: PLC0415 - only in this task

    for found in found_in(texts, names, on_progress=owner.tell):
        owner.send("item", found)


TASKS: dict[str, Callable[..., object]] = {"discover": _discover, "identify": _identify, "match": _match, "read": _read}


def main() -> None:
    """Do one task for the process that started this one."""
    # What libraries print must not get between the messages.
    up, sys.stdout = sys.stdout.buffer, sys.stderr
    _let_others_first()
    serve(sys.stdin.buffer, up)


def _let_others_first() -> None:
    """Who codes meanwhile comes first: a coding took 150 ms to be committed beside an encoder of equal rank."""
    import psutil  # noqa: PLC0415 - only in this process

    psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if psutil.WINDOWS else _BEHIND)


def serve(down: IO[bytes], up: IO[bytes]) -> None:
    """Do the one task that comes down and say how it ended; an owner who is gone meanwhile is told nothing.

    Args:
        down: Where the task comes from, and answers to what is asked.
        up: Where messages go.
    """
    owner = _Owner(down, up)
    with suppress(_OwnerGone):
        _do(owner.receive(), owner)


def _do(task: Task, owner: _Owner) -> None:
    try:
        owner.send("result", TASKS[task.name](owner, **task.arguments))
    except _OwnerGone:
        raise
    except ThemesError as error:
        owner.send("failed", str(error))
    except MemoryError:
        owner.send("failed", _NO_MEMORY)
    except Exception as error:  # noqa: BLE001 - the outermost edge of the process; its words may hold a participant's
        owner.send("failed", _UNFORESEEN.format(unforeseen(error)))


_TOLD_EVERY_S = 0.2
_BEHIND = 10  # of 19
_NO_MEMORY = "There is not enough memory. Nothing half done was kept. Close other programs and start it again."
_UNFORESEEN = "Something unexpected went wrong ({}). Nothing half done was kept. Start it again, and report this."
