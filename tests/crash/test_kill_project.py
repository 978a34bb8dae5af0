"""A process that imports and codes is killed twenty times: nothing that it acknowledged is lost."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from themes import Project

N_KILLS = 20
N_CODED = 12
"""Codings after each transcript."""
MOST_HEARD = 2 * (1 + N_CODED)
"""Acknowledgements after which a child is killed at the latest; the first may still be under way."""

# What the child does: goes on from whatever the file holds, and says each thing once it is done.
CHILD = """
import sys
from pathlib import Path
from themes import Project
from themes.errors import AlreadyAdded

path, corpus = map(Path, sys.argv[1:3])
with Project.open(path) as project:
    print("open", flush=True)
    while True:
        for file in sorted(corpus.iterdir()):
            try:
                transcript = project.add(file)
            except AlreadyAdded:
                transcript = project.transcript(file.name)
            print("transcript", transcript.id, flush=True)
            for _ in range(int(sys.argv[3])):
                start = 7 * len(project.codings(transcript=transcript)) % (len(transcript.text) - 60)
                coding = project.add_coding(transcript, start, start + 50, "Board engagement", valence="barrier")
                print("coding", coding.id, flush=True)
"""


def test_twenty_kills_during_import_and_coding_lose_nothing_that_was_acknowledged(corpus: Path, tmp_path: Path):
    path = tmp_path / "killed.themes"
    with Project.create(path, coder="AB") as project:
        project.add_code("Board engagement")
    moments = random.Random(20261122)  # noqa: S311 - moments, not secrets
    acknowledged: set[tuple[str, str]] = set()
    seconds_each = 0.05
    for _ in range(N_KILLS):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path), str(corpus / "interviews"), str(N_CODED)],
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"  # the retry after the kill before succeeded
        # By what was acknowledged, not by the clock: on a busy machine half a second was over before the first file was
        # read, and nothing that could have been lost had been acknowledged.
        began, n_heard = time.monotonic(), moments.randrange(MOST_HEARD)
        lines = [child.stdout.readline() for _ in range(n_heard)]
        if n_heard:
            seconds_each = (time.monotonic() - began) / n_heard
        time.sleep(moments.uniform(0.0, 1.5 * seconds_each))
        child.kill()
        lines += child.stdout.read().splitlines(keepends=True)
        assert child.wait() != 0
        assert "" not in lines[:n_heard]  # it was killed, it did not end by itself
        acknowledged |= {(kind, key) for kind, key in (line.split() for line in lines if line.endswith("\n"))}
    assert {kind for kind, _ in acknowledged} == {"transcript", "coding"}
    with Project.open(path) as project:
        assert project.check() == []
        held = {("transcript", one.id) for one in project.transcripts()}
        held |= {("coding", one.coding.id) for one in project.codings()}
        assert acknowledged <= held
