"""Where segments stand on the map: near what is like them, and the same in any process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import numpy as np
import pytest
from numpy.typing import NDArray

from themes.discover import field
from themes.discover.field import Field
from themes.discover.plane import plane

_MAKE = """
import hashlib, numpy as np
from themes.discover.plane import plane
from tests.discover.test_plane import clouds
print(hashlib.sha256(plane(clouds(120)).tobytes()).hexdigest())
"""


def clouds(n: int, *, of: int = 6) -> NDArray[np.float32]:
    """Segments of some matters, one after the other in turn, as vectors of length 1."""
    draw = np.random.default_rng(3)
    centres = draw.normal(size=(of, 32))
    vectors = centres[np.arange(n) % of] + 0.6 * draw.normal(size=(n, 32))
    made: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return made


def _nearest(at: NDArray[np.float32]) -> NDArray[np.int64]:
    apart = ((at[:, None] - at) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    found: NDArray[np.int64] = apart.argmin(axis=1)
    return found


@pytest.mark.parametrize("n", [60, 600])
def test_what_is_nearest_on_the_map_is_of_the_same_matter(n: int) -> None:
    at = plane(clouds(n))
    assert (n, 2) == at.shape
    assert (np.arange(n) % 6 == _nearest(at) % 6).mean() > 0.97


def test_the_same_vectors_give_the_same_map_in_another_process_on_other_threads() -> None:
    here = hashlib.sha256(plane(clouds(120)).tobytes()).hexdigest()
    there = subprocess.run(
        [sys.executable, "-c", _MAKE],
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert here == there.stdout.strip()


@pytest.mark.parametrize("n", [1, 2, 5, 19, 20, 40])
def test_any_number_of_segments_has_places(n: int) -> None:
    assert np.isfinite(plane(clouds(n))).all()


def test_segments_that_all_say_the_same_stand_on_one_place() -> None:
    at = plane(np.full((30, 16), 0.25, dtype=np.float32))
    assert np.isfinite(at).all()


def test_the_grid_pushes_as_every_pair_does(monkeypatch: pytest.MonkeyPatch) -> None:
    at = (np.random.default_rng(1).normal(size=(300, 2)) * 12).astype(np.float32)
    by_pairs, total = Field().push(at)
    monkeypatch.setattr(field, "_FEW", 0)
    by_grid, total_by_grid = Field().push(at)
    assert total_by_grid == pytest.approx(total, rel=0.1)
    # At close quarters it pushes less: that costs a map little (discover/plane.py).
    assert 0.94 < np.corrcoef(by_pairs.ravel(), by_grid.ravel())[0, 1]
