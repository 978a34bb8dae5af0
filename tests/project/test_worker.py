"""A worker's end of the pipe: what it says of its own failures."""

from __future__ import annotations

import io
import pickle
import re

import numpy as np
import pytest

from themes.errors import Refused
from themes.project import worker


def _told(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> tuple[str, object]:
    """The worker's last message where its task fails so."""

    def fails(_owner: object) -> None:
        raise error

    monkeypatch.setitem(worker.TASKS, "fails", fails)
    up = io.BytesIO()
    worker.serve(io.BytesIO(pickle.dumps(worker.Task(name="fails", arguments={}))), up)
    message: tuple[str, object] = pickle.loads(up.getvalue())  # noqa: S301 - our own
    return message


def test_a_refusal_is_said_in_its_words(monkeypatch: pytest.MonkeyPatch):
    assert ("failed", "There is no code.") == _told(Refused("There is no code."), monkeypatch)


def test_what_nobody_foresaw_is_said_by_its_place_and_without_its_words(monkeypatch: pytest.MonkeyPatch):
    kind, message = _told(KeyError("Mrs Bloggs"), monkeypatch)
    assert "failed" == kind
    assert re.search(r"\(KeyError in themes\.project\.worker, line \d+\)", str(message))
    assert "Bloggs" not in str(message)


def test_a_file_cut_short_within_a_task_is_no_owner_that_left(monkeypatch: pytest.MonkeyPatch):
    kind, message = _told(EOFError("Ran out of input"), monkeypatch)
    assert ("failed", True) == (kind, "EOFError" in str(message))


def test_a_want_of_memory_is_said_as_such(monkeypatch: pytest.MonkeyPatch):
    kind, message = _told(MemoryError(), monkeypatch)
    assert ("failed", True) == (kind, "not enough memory" in str(message))


def test_a_worker_whose_owner_is_gone_says_nothing_more():
    up = io.BytesIO()
    worker.serve(io.BytesIO(), up)
    assert b"" == up.getvalue()


def test_ctrl_c_ends_a_worker(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(KeyboardInterrupt):
        _told(KeyboardInterrupt(), monkeypatch)


def test_a_worker_tells_how_far_it_is_a_few_times_a_second_and_what_it_begins_at_once(monkeypatch: pytest.MonkeyPatch):
    def counts(owner: worker._Owner) -> None:
        for nth in range(1000):
            owner.tell(nth / 1000, f"encoding {nth} of 1,000 segments")
        owner.tell(1.0, "grouping segments")

    monkeypatch.setitem(worker.TASKS, "counts", counts)
    up = io.BytesIO()
    worker.serve(io.BytesIO(pickle.dumps(worker.Task(name="counts", arguments={}))), up)
    told = []
    up.seek(0)
    while (message := pickle.load(up))[0] == "progress":  # noqa: S301 - our own
        told.append(message[1][1])
    assert ("encoding 0 of 1,000 segments", "grouping segments") == (told[0], told[-1])
    assert len(told) < 10


def test_vectors_come_through_the_pipe_as_the_store_keeps_them():
    known = {key: np.arange(4, dtype=np.float16).astype(np.float32) / 3 for key in ("one", "two")}
    known = {key: vector.astype(np.float16).astype(np.float32) for key, vector in known.items()}
    there = worker._unpacked(worker.packed(known))
    assert {key: vector.tolist() for key, vector in known.items()} == {key: v.tolist() for key, v in there.items()}
    assert {} == worker._unpacked(worker.packed({}))
