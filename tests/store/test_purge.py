"""What a release takes out of the file is gone from its bytes, and a crash on the way leaves nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from themes.errors import Refused
from themes.model import Code, Transcript
from themes.operations import Step, added, revised
from themes.store import Job, Purge, Store, purge

NAME = "Zanquinde"


@pytest.fixture
def store(tmp_path: Path, begin: Callable[[Path], Store], step: Callable[..., Step], transcript: Transcript):
    """A transcript whose words change, with a code that was once called by a name."""
    with begin(tmp_path / "study.themes") as made:
        named = replace(transcript, text=transcript.text.replace("The board", f"{NAME}"), id="t", speakers=())
        named = replace(named, turns=tuple(replace(turn, speaker=None) for turn in named.turns))
        made.write(step(), [added(named)], sources={})
        code = Code(id="code", name=f"What {NAME} did")
        made.write(step("add code"), [added(code)])
        made.write(step("change code"), [revised(code, replace(code, name="What was done"))])
        made.save_job(Job(id="job", kind="adding", state="done", result=f"{NAME}.txt: refused"))
        made.save_job(Job(id="next", kind="adding", state="waiting", message=f"{NAME}.txt comes next"))
        yield made


def _release(
    store: Store, step: Callable[..., Step], *, names: str = NAME, needed: frozenset[str] = frozenset()
) -> bool:
    import re  # noqa: PLC0415 - only here

    (was,) = store.facts(Transcript)
    now = replace(was, text=was.text.replace(NAME, "[person]"))
    what = Purge(transcripts=frozenset({"t"}), names=re.compile(names), needed=needed)
    return store.release(step("release transcript"), [revised(was, now)], what)


def test_nothing_of_the_words_is_left_in_the_bytes(store: Store, step: Callable[..., Step]) -> None:
    assert NAME.encode() in b"".join(each.read_bytes() for each in store.path.parent.iterdir())
    assert _release(store, step)
    assert NAME.encode() not in b"".join(each.read_bytes() for each in store.path.parent.iterdir())


def test_the_file_is_sound_and_says_what_cannot_be_brought_back(store: Store, step: Callable[..., Step]) -> None:
    steps = {logged.step.verb: logged.step.id for logged in store.steps()}
    _release(store, step)
    assert [] == store.check()
    with pytest.raises(Refused, match="cannot be brought back"):
        store.changes(steps["change code"])
    assert steps["change code"] in store.steps_gone()
    assert steps["create project"] not in store.steps_gone()


@pytest.mark.parametrize("written", [" Zanquindé", " Zanquinde\u0301", "\nZanquinde", "\tZanquinde"])
def test_an_older_state_goes_however_the_name_is_written_in_it(
    store: Store, step: Callable[..., Step], written: str
) -> None:
    code = Code(id="other", name="Asked", definition=f"Whoever asked{written} of it.")
    store.write(step("add code"), [added(code)])
    store.write(step("change code"), [revised(code, replace(code, definition="Whoever asked."))])
    _release(store, step, names=r"\bZanquinde")
    assert b"Whoever asked." in store.path.read_bytes()
    assert b"of it." not in store.path.read_bytes()


def test_vectors_of_words_that_went_are_gone_and_needed_ones_stay(store: Store, step: Callable[..., Step]) -> None:
    store.save_vectors("mini", ["old", "still said"], np.ones((2, 4), dtype=np.float32))
    _release(store, step, needed=frozenset({"still said"}))
    assert {"still said"} == set(store.known_vectors("mini", ["old", "still said"]))


def test_the_search_finds_the_new_words_and_not_the_old(store: Store, step: Callable[..., Step]) -> None:
    assert store.search(NAME)
    _release(store, step)
    assert ([], True) == (store.search(NAME), bool(store.search("person")))


def test_a_version_emptied_by_anybody_else_is_found(store: Store) -> None:
    with store._file.door() as connection:
        connection.exec_driver_sql("UPDATE version SET body = '' WHERE entity = 'code' AND body LIKE '%What Z%'")
    assert any("A kept version of code" in problem for problem in store.check())


def test_a_version_that_stands_may_not_be_emptied_even_after_a_release(store: Store, step: Callable[..., Step]) -> None:
    _release(store, step)
    with store._file.door() as connection:
        connection.exec_driver_sql("UPDATE version SET body = '' WHERE entity = 'coder'")
    assert any("A kept version of coder" in problem for problem in store.check())


def test_a_release_that_was_cut_off_is_finished_when_the_file_is_next_opened(
    store: Store, step: Callable[..., Step], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge, "finish", lambda _file: False)  # as a kill after the transaction leaves it
    assert not _release(store, step)
    monkeypatch.undo()
    path = store.path
    assert [] == [job for job in store.jobs() if job.kind == "purge"]
    store.close()
    with Store.open(path) as again:
        assert not purge.is_begun(again._file)
        assert [] == again.check()
    assert NAME.encode() not in path.read_bytes()


def test_a_reader_in_the_way_puts_the_end_off_and_the_next_opening_does_it(
    store: Store, step: Callable[..., Step]
) -> None:
    with Store.open(store.path, read_only=True) as reader, reader.snapshot():
        reader.facts(Transcript)
        finished = _release(store, step)
    path = store.path
    store.close()
    with Store.open(path) as again:
        assert not purge.is_begun(again._file)
    assert not finished
    assert NAME.encode() not in path.read_bytes()
