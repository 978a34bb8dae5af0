"""What a file keeps of its joinings is sealed by the log: a row that was altered or removed by hand is found."""

from __future__ import annotations

import gzip
import random
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tests.joining.test_join import both, something
from tests.joining.test_same_file import take

from themes import Project
from themes.errors import Refused, RefusedFile
from themes.store import Store

ALTERED = "What was kept of the joining on"
WHICH = {
    ":first": "(SELECT step_id FROM joining ORDER BY after LIMIT 1)",
    ":second": "(SELECT step_id FROM joining ORDER BY after LIMIT 1 OFFSET 1)",
    ":last": "(SELECT step_id FROM joining ORDER BY after DESC LIMIT 1)",
    ":oldest": "(SELECT id FROM step ORDER BY seq LIMIT 1)",
}
TAMPERING = {
    "another step": "UPDATE joining SET step_id = :oldest WHERE step_id = :first",
    "another name": "UPDATE joining SET name = 'else.themes'",
    "another name before the same digits": "UPDATE joining SET name = 'else' || substr(name, instr(name, '.'))",
    "no name": "UPDATE joining SET name = ''",
    "an earlier beginning": "UPDATE joining SET after = after - 1",
    "a later beginning": "UPDATE joining SET after = after + 1",
    "a beginning nowhere": "UPDATE joining SET after = -1",
    "an earlier end": "UPDATE joining SET until = until - 1",
    "a later end": "UPDATE joining SET until = (SELECT max(seq) FROM step)",
    "an end nowhere": "UPDATE joining SET until = 100000",
    "one more id": "UPDATE joining SET other_ids = json_insert(other_ids, '$.a', 'b')",
    "no JSON": "UPDATE joining SET other_ids = 'nothing'",
    "a list of ids": "UPDATE joining SET other_ids = '[]'",
    "steps that were not brought again": "DELETE FROM brought_again",
    "a step less brought again": "DELETE FROM brought_again WHERE rowid = (SELECT min(rowid) FROM brought_again)",
    "another step brought again": (
        "UPDATE brought_again SET step_id = :oldest WHERE rowid = (SELECT min(rowid) FROM brought_again)"
    ),
    "a step more brought again": "INSERT INTO brought_again (joining_id, step_id) VALUES (:second, :oldest)",
    "no row": "DELETE FROM brought_again; DELETE FROM joining",
    "no row of the first": "DELETE FROM joining WHERE step_id = :first",
    "no row of the second": (
        "DELETE FROM brought_again WHERE joining_id = :second; DELETE FROM joining WHERE step_id = :second"
    ),
}  # fmt: skip


@pytest.fixture
def joined(pair: tuple[Path, Path]) -> Path:
    """Both took in the same file, so that ids became others; joined, undone, joined again and decided at once."""
    here, there = pair
    for path, coder in ((here, "AB"), (there, "CD")):
        with Project.open(path, coder=coder) as project:
            project.add_bytes("two.txt", b"Carl: We waited for a long time.\n\nDora: So did we all.")
            project.add_coding(project.transcript("two"), 0, 9, "Board")
            project.revise_code("Board", definition=f"As {coder} has it.")
    with Project.open(here, coder="AB") as project:
        project.join_copy(there)
        project.undo()
        project.join_copy(there, prefer="theirs")
        project.add_code("Since then")
        assert [] == project.check()
    return here


def tampered(path: Path, statement: str) -> list[str]:
    """What the check says of the file after some SQL."""
    for name, one in WHICH.items():
        statement = statement.replace(name, one)
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
        connection.executescript(statement)
        assert before != list(connection.iterdump())
    with Store.open(path, read_only=True) as store:
        return store.check()


@pytest.mark.parametrize("how", TAMPERING)
def test_a_row_altered_or_removed_by_hand_is_found(joined: Path, how: str):
    found = tampered(joined, TAMPERING[how])
    assert [problem for problem in found if problem.startswith(ALTERED)], found


def test_two_copies_joined_into_each_other_and_again_are_sound(joined: Path, pair: tuple[Path, Path], tmp_path: Path):
    """Each log then holds the other's joining, of which it has no row, and needs none."""
    _, there = pair
    third = tmp_path / "third.themes"
    shutil.copy(there, third)
    for here, copy in ((there, joined), (joined, there), (third, joined), (joined, third), (there, joined)):
        with Project.open(here, coder="EF") as project:
            project.join_copy(copy)
            assert [] == project.check()
            project.undo()
            project.redo()
            assert [] == project.check()


def test_after_a_release_no_file_is_named_and_the_rest_is_still_sealed(joined: Path):
    with Project.open(joined, coder="AB") as project:
        project.release(insist=True)
        assert [] == project.check()
    with closing(sqlite3.connect(joined)) as connection:
        assert {""} == {name for (name,) in connection.execute("SELECT name FROM joining")}
    assert tampered(joined, "UPDATE joining SET after = after + 1")


def test_a_name_is_sealed_by_digits_that_go_with_it(joined: Path):
    """Two joinings of one name are sealed otherwise: who guesses a name that has left cannot try it on the log."""
    with closing(sqlite3.connect(joined)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM joining")]
    assert 2 == len(set(names))
    assert {"there.themes"} == {name.split("\n")[0] for name in names}
    assert [32, 32] == [len(name.split("\n")[1]) for name in names]
    with Project.open(joined, coder="AB") as project:
        project.undo()
        assert "join with “there.themes”" == project.undo_words()


@pytest.fixture
def of_before(tmp_path: Path) -> Path:
    """A file whose two joinings were made before they were sealed."""
    path = tmp_path / "before.themes"
    path.write_bytes(gzip.decompress((Path(__file__).parent / "files" / "joined-before.gz").read_bytes()))
    return path


def test_a_file_joined_before_is_sound_and_nothing_is_said_of_what_it_keeps(of_before: Path):
    with Project.open(of_before, coder="AB") as project:
        assert [] == project.check()
        assert "join with “there.themes”" == project.undo_words()
        project.undo()
        assert [] == project.check()
    assert [] == tampered(of_before, "UPDATE joining SET after = after + 1")


def test_a_file_joined_before_is_joined_again_and_sealed_from_then_on(of_before: Path, tmp_path: Path):
    there = tmp_path / "there.themes"
    shutil.copy(of_before, there)
    with Project.open(there, coder="CD") as project:
        project.add_code("Later")
    with Project.open(of_before, coder="AB") as project:
        project.join_copy(there)
        assert [] == project.check()
    (found,) = tampered(of_before, "DELETE FROM joining WHERE step_id = :last")
    assert found.startswith(ALTERED)
    assert found.endswith("is gone.")


@pytest.mark.parametrize("seed", [2, 5, 9])
def test_whatever_was_joined_and_decided_at_once_is_sound(pair: tuple[Path, Path], seed: int):
    choose = random.Random(seed)  # noqa: S311 - no secret
    with both(pair) as views:
        for view in views if seed % 2 else ():
            take(view, "Board")
        for _ in range(24):
            with suppress(Refused, RefusedFile, IndexError):
                something(choose, choose.choice(views))
    here, there = pair if choose.random() < 0.5 else pair[::-1]
    for _ in range(2):
        with Project.open(here, coder="AB") as project:
            with suppress(Refused):
                project.join_copy(
                    there, prefer=choose.choice([None, "ours", "theirs"]), same_name=choose.choice([None, "one", "two"])
                )
            assert [] == project.check()
        here, there = there, here
