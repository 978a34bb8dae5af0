"""A kill at any statement of a migration leaves the file as it was, and the retry succeeds."""

from __future__ import annotations

import itertools
import os
import signal
from pathlib import Path

import alembic.command
import pytest
from sqlalchemy import Engine, event

from themes.model import Code, Coder, Coding, Quotation, Speaker, Study, Transcript, Turn
from themes.operations import Step, added, now
from themes.store import Store, engine, migrate, opening
from themes.store.migrate import Revisions
from themes.store.schema import SCHEMA

assert alembic.command.upgrade  # imported before the children fork, which otherwise import it sixty times

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process, which Windows has not")

NEXT = Revisions(newest=SCHEMA + 1, folders=(*migrate.BUILT_IN.folders, Path(__file__).parent / "revisions"))
LOOKS = ("SELECT", "PRAGMA main.", "PRAGMA temp.", "PRAGMA foreign_key_check")
TEXT = "The board turned up, every month."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the first version, with codings that a careless rebuild would take along."""
    transcript = Transcript(
        id="transcript", title="Interview 1", kind="interview", text=TEXT,
        turns=(Turn(start=0, end=len(TEXT), speaker=0),), speakers=(Speaker(label="P", role="participant"),),
        format="txt", layout="", source_name="1.txt", source_sha256="",
    )  # fmt: skip
    codes = [Code(id="code", name="Board", parent_id="parent"), Code(id="parent", name="Leadership")]
    quotations = [
        Quotation(id=f"q{n}", transcript_id="transcript", coder_id="coder", start=n, end=n + 5, words=TEXT[n : n + 5])
        for n in range(20)
    ]
    codings = [Coding(id=f"c{n}", quotation_id=f"q{n}", code_id="code", coder_id="coder", at=now()) for n in range(20)]
    facts = [Study(id="study", title="S"), Coder(id="coder", name="AB"), transcript, *codes, *quotations, *codings]
    step = Step(id="create", verb="create project", coder_id="coder", at=now())
    path = tmp_path / "study.themes"
    Store.create(path, step, [added(fact) for fact in facts]).close()
    return path


def migrate_and_die_at(path: Path, nth: int) -> bool:
    """Migrate in a child that is killed before its nth change or commit; whether it came to its end before.

    Statements that only look (two thirds of Alembic's) change nothing that a kill could leave, so they do not count.
    """
    child = os.fork()
    if child == 0:
        left = itertools.count(nth, -1)

        def die(*call: object) -> None:
            looks = len(call) > 1 and str(call[2]).lstrip().startswith(LOOKS)
            if not looks and next(left) == 1:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            event.listen(Engine, "before_cursor_execute", die)
            event.listen(Engine, "commit", die)
            opening.take(path, NEXT).ending.close()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status)


def test_a_kill_at_any_statement_loses_nothing_and_the_retry_succeeds(project: Path):
    with Store.open(project, read_only=True) as store:
        before = store.dump()
    for nth in itertools.count(1):
        if migrate_and_die_at(project, nth):
            break
        assert SCHEMA == engine.schema_of(project)
        with Store.open(project, read_only=True) as store:
            assert before == store.dump()
            assert [] == store.check()
    assert nth > 20, "fewer statements than a migration of three tables has: the hook did not see them"
    assert SCHEMA + 1 == engine.schema_of(project)
    with Store(opening.take(project, NEXT)) as store:
        assert before == store.dump()
        assert [] == store.check()
        assert [("transcript", 4, 9)] == store.search("board")
        assert 20 == len(store.facts(Coding))
