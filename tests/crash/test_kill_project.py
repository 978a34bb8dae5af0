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
    for _ in range(N_KILLS):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path), str(corpus / "interviews"), str(N_CODED)],
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": ":".join(filter(None, sys.path))},
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"  # the retry after the kill before succeeded
        time.sleep(moments.uniform(0.0, 0.5))
        child.kill()
        lines = child.stdout.read().splitlines()
        child.wait()
        acknowledged |= {(kind, key) for kind, key in (line.split() for line in lines if line.count(" ") == 1)}
    assert {kind for kind, _ in acknowledged} == {"transcript", "coding"}
    with Project.open(path) as project:
        assert project.check() == []
        held = {("transcript", one.id) for one in project.transcripts()}
        held |= {("coding", one.coding.id) for one in project.codings()}
        assert acknowledged <= held
