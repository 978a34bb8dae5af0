"""Encoding that is broken off goes on from what it handed over."""

from __future__ import annotations

import numpy as np
import pytest

from themes.model import Transcript, Turn
from themes.project.encoding import encode

N = 530
"""A few more answers than are handed over at a time."""


class _Killed(Exception):
    """Stands for what ends a worker."""


@pytest.fixture(scope="module")
def answers() -> Transcript:
    """So many short answers to one question, no two alike."""
    said = [f"Better parking {nth}" for nth in range(N)]
    turns, start = [], 0
    for words in said:
        turns.append(Turn(start=start, end=start + len(words)))
        start += len(words) + 1
    return Transcript(
        id="answers", title="Answers", kind="survey answers", text="\n".join(said), turns=tuple(turns), speakers=(),
        format="csv", layout="answers", source_name="answers.csv", source_sha256="0",
    )  # fmt: skip


def test_what_was_handed_over_is_not_encoded_again(answers: Transcript):
    kept: dict[str, np.ndarray] = {}
    handed_over: list[int] = []

    def keep(_encoder: str, keys: list[str], vectors: np.ndarray) -> None:
        handed_over.append(len(keys))
        kept.update(zip(keys, vectors, strict=True))

    def fail_towards_the_end(share: float, _what: str) -> None:
        if share > 0.98:
            raise _Killed

    with pytest.raises(_Killed):
        encode([answers], known=lambda _encoder, _keys: {}, on_vectors=keep, on_progress=fail_towards_the_end)
    assert [512] == handed_over
    encoded = encode([answers], known=lambda _encoder, _keys: dict(kept), on_vectors=keep)
    assert ([512, N - 512], (N, 384)) == (handed_over, encoded.vectors.shape)
    assert all((encoded.vectors[at] == kept[key]).all() for at, key in enumerate(list(kept)[:512]))
