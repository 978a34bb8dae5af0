"""A process in which somebody withdraws is killed at each stage: all of theirs is there, or nothing is, anywhere."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from themes import Project
from themes.passages import Passages
from themes.store import look

NAME = "Zanquinde Uqnazrax"
TALK = (
    f"Interviewer: Who?\n\n{NAME}: The night clinic was closed in March and nobody told the ward about it at all.\n\n"
    f"Interviewer: And then?\n\n{NAME}: We wrote to the board twice, and Brivosquith wrote a third time herself.\n"
)
GROUP = (
    f"Moderator: Well?\n\n{NAME}: We asked the finance director for the money and she never came back to us.\n\n"
    "Ben: As Zanquinde said, the money was never there for us in the end.\n"
)
STAGES = (
    "themes.store.log.append",
    "themes.store.write.write",
    "themes.store.purge.begin",
    "themes.store.purge.finish",
    "themes.store.search.build_again",
    "themes.store.openfile.OpenFile.compact",
    "themes.store.keyfile.KeyFile.forget",
    "themes.project.withdrawal.verbs.deleted_now",
)
# What the child does: withdraws, and is gone as it comes to a stage, or as it has done with it.
CHILD = """
import importlib, os, signal, sys
from themes import Project

stage, when, path, what = sys.argv[1:]
place, _, name = stage.rpartition(".")
try:
    holder = importlib.import_module(place)
except ModuleNotFoundError:
    module, _, kind = place.rpartition(".")
    holder = getattr(importlib.import_module(module), kind)
real = getattr(holder, name)

def killed(*args, **given):
    if when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    real(*args, **given)
    os.kill(os.getpid(), signal.SIGKILL)

if what == "withdraw":
    with Project.open(path) as project:
        setattr(holder, name, killed)
        project.withdraw("P01", confirm="P01", delete_backups=True)
else:
    setattr(holder, name, killed)
    Project.open(path).close()
print("done")
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with a key that knows her by name, and knows what a transcript was before its release; and a backup."""
    path = tmp_path_factory.mktemp("withdrawal") / "study.themes"
    with Project.create(path, coder="AB") as project:
        alone = project.add_bytes("one.txt", TALK.encode())
        group = project.add_bytes("group.txt", GROUP.encode())
        project.merge_cases(group.speakers[1].case_id or "", into=alone.speakers[1].case_id or "")
        project.add_name(NAME, case=project.case("P01"))
        project.find_identifiers()
        for view in project.identifiers(group):
            project.accept_identifier(view.identifier)
        project.release(group)
        code = project.add_code("Money")
        for transcript in project.transcripts():
            for turn in transcript.turns:
                project.add_coding(transcript, turn.start, turn.end, code)
        project.backup()
    return path


@pytest.fixture(scope="module")
def said(study: Path) -> Passages:
    """What she said, as runs of words that nobody else said."""
    turns = [each.removeprefix(f"{NAME}: ") for each in f"{TALK}\n{GROUP}".split("\n\n") if each.startswith(NAME)]
    found = Passages.of(map(str.strip, turns))
    assert look(study, found)
    assert look(study.with_suffix(".key"), found)
    return found


def killed(stage: str, when: str, path: Path, what: str) -> bool:
    """Whether a child was killed as it came to a stage; it may end before that."""
    child = subprocess.run(
        [sys.executable, "-c", CHILD, stage, when, str(path), what],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": ":".join(filter(None, sys.path))},
    )
    assert child.returncode in (-signal.SIGKILL, 0), child.stderr
    return child.returncode != 0


def left_in(folder: Path, said: Passages) -> set[str]:
    """The files, but for backups, in which a run of her words or her name is found."""
    files = [each for each in folder.iterdir() if each.is_file() and "(backup" not in each.name]
    return {each.name for each in files if look(each, said) or NAME.encode().lower() in each.read_bytes().lower()}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_kill_at_any_stage_leaves_all_of_theirs_or_nothing(
    stage: str, when: str, study: Path, said: Passages, tmp_path: Path
) -> None:
    folder = tmp_path / "study"
    shutil.copytree(study.parent, folder)
    path = folder / study.name
    assert killed(stage, when, path, "withdraw")
    with Project.open(path) as project:
        assert [] == project.check()
        if not project.withdrawals():
            assert 2 == len(project.transcripts())
            assert {NAME, "Ben"} == {one.name for one in project.names()}
            assert {"study.themes", "study.key"} <= left_in(folder, said)
            assert project.withdraw("P01", confirm="P01").proven
        assert ["P01"] == [one.label for one in project.withdrawals()]
        assert ["Ben"] == [one.name for one in project.names()]
    assert set() == left_in(folder, said)
    with Project.open(path) as project:
        assert [] == project.check()
        assert ["group"] == [one.title for one in project.transcripts()]


@pytest.mark.parametrize("stage", ["themes.store.search.build_again", "themes.store.openfile.OpenFile.compact"])
def test_a_kill_while_the_next_opening_ends_it_is_ended_by_the_one_after(
    stage: str, study: Path, said: Passages, tmp_path: Path
) -> None:
    folder = tmp_path / "study"
    shutil.copytree(study.parent, folder)
    path = folder / study.name
    assert killed("themes.store.purge.finish", "before", path, "withdraw")
    assert killed(stage, "before", path, "open")
    assert killed(stage, "after", path, "open")
    with Project.open(path) as project:
        assert ["P01"] == [one.label for one in project.withdrawals()]
    assert set() == left_in(folder, said)
