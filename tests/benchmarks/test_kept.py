"""What one benchmark of a run computed is not computed again by the next, and is the same."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks import kept

TEXTS = ["We waited for hours.", "The food was cold.", "We waited for hours."]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A run that keeps what it computes."""
    monkeypatch.setenv(kept.FOLDER, str(tmp_path))
    kept.encoder.cache_clear()
    yield tmp_path
    kept.encoder.cache_clear()


def test_vectors_that_were_kept_are_those_of_the_encoder_bit_for_bit(folder):
    first = kept.encoder().encode(TEXTS)
    kept.encoder.cache_clear()
    written = (folder / "vectors.npz").stat().st_mtime_ns
    again = kept.encoder().encode([TEXTS[1], TEXTS[0]])
    assert written == (folder / "vectors.npz").stat().st_mtime_ns
    assert np.array_equal(first[[1, 0]], again)
    assert np.array_equal(kept.default_encoder().encode(TEXTS), first)


def test_work_is_done_once_for_the_same_input(folder):
    done = []

    def work() -> dict[str, list[int]]:
        done.append(1)
        return {"found": [1, 2]}

    found = [kept.once("peers", [b"one", b"two"], work) for _ in range(2)]
    assert ([{"found": [1, 2]}] * 2, 1) == (found, len(done))
    kept.once("peers", [b"onet", b"wo"], work)
    assert (2, 2) == (len(done), len(list(folder.iterdir())))


def test_nothing_is_kept_where_no_folder_is_named(monkeypatch):
    monkeypatch.delenv(kept.FOLDER, raising=False)
    assert (None, "new") == (kept.folder(), kept.once("peers", [b"one"], lambda: "new"))
