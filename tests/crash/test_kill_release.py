"""A process that releases is killed: the file is unreleased or released, never between, and names never stay behind."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from themes import Project

N_KILLS = 5
NAMES = ("Zanquinde Uqnazrax", "Brivosquith", "Keltumora Vale NHS Trust")
FILLER = "And we went on like that for the whole of the winter, because nobody had told us to stop. " * 40

CHILD = """
import sys
from themes import Project

with Project.open(sys.argv[1]) as project:
    print("go", flush=True)
    project.release()
    print("done", flush=True)
"""


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with the names accepted, and how it looks before its release."""
    path = tmp_path_factory.mktemp("release") / "study.themes"
    turns = [f"{NAMES[0]}: It was {name} who began it. {FILLER}" for name in NAMES for _ in range(8)]
    with Project.create(path, coder="AB") as project:
        transcript = project.add_bytes(f"{NAMES[0]}.txt", "\n\n".join(["Interviewer: Who?", *turns]).encode())
        code = project.add_code("Beginning")
        for name in NAMES:
            start = transcript.text.index(f"It was {name}")
            project.add_coding(transcript, start, start + 60, code)
        for name in NAMES:
            start = transcript.text.index(name)
            one = project.add_identifier(transcript, start, start + len(name))
            project.accept_identifier(one, everywhere=True)
    return path


def _names_in(folder: Path) -> set[str]:
    held = b"".join(path.read_bytes() for path in folder.iterdir() if path.suffix != ".key").lower()
    return {name for name in NAMES if name.lower().encode() in held}


def test_five_kills_during_release_leave_it_unreleased_or_released_whole(reviewed: Path, tmp_path: Path) -> None:
    moments = random.Random(20261122)  # noqa: S311 - moments, not secrets
    took = 0.6
    states = []
    for nth in range(N_KILLS):
        folder = tmp_path / str(nth)
        shutil.copytree(reviewed.parent, folder)
        path = folder / reviewed.name
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path)],
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "go\n"
        began = time.monotonic()
        if nth:  # the first one shows how long it takes
            time.sleep(moments.uniform(0.0, 1.1 * took))
        else:
            child.stdout.readline()
            took = time.monotonic() - began
        child.kill()
        child.wait()
        with Project.open(path) as project:
            assert [] == project.check()
            view = project.reviews()[0]
            states.append(view.released)
            if view.released:
                assert [] == [name for name in NAMES if name in view.transcript.text]
                assert NAMES[0] in project.originals(view.transcript)[0].title
            else:
                assert all(name in view.transcript.text for name in NAMES)
        assert (set() if states[-1] else set(NAMES)) == _names_in(folder)
    assert states[0]
