"""A small study whose matters are known: made-up segments with vectors around a few directions."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from themes.model import Segment

MATTERS = (
    "The board engagement was strong and the board members asked us about it in every meeting we had.",
    "Waiting times in the clinic were far too long and patients complained about the waiting room.",
    "The training course was hard to follow because the training materials were never sent to us.",
    "Clinical leadership came from the consultants who gave their weekends for the new pathway.",
    "Our data quality was poor and the data dashboard showed different figures each morning.",
    "Staff morale fell when the change team left and nobody took over the staff wellbeing work.",
    "The funding ended early and the budget for travel was cut before the project had finished.",
    "Equality and inclusion were on the agenda and the staff network was invited to design sessions.",
)


def study(
    n: int = 240, *, n_cases: int = 8, seed: int = 3, noise: float = 0.6
) -> tuple[list[Segment], list[str], NDArray[np.float32], list[int]]:
    """Segments, their words, vectors of length 1, and which matter each is about."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(len(MATTERS), 48))
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    about = [int(matter) for matter in random.integers(len(MATTERS), size=n)]
    vectors = centres[about] + noise * random.normal(size=(n, 48)) / np.sqrt(48)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    segments, words, end = [], [], [0] * n_cases
    for at, matter in enumerate(about):
        case = at % n_cases
        text = f"{MATTERS[matter]} That was in year {at}."
        # Apart in the transcript, so that no neighbour is blended in by the order of making.
        segments.append(
            Segment(
                transcript_id=f"t{case}",
                start=end[case],
                end=end[case] + len(text),
                turn=at,
                case_id=f"P{case:02} {at}" if noise > 1 else f"P{case:02}",
            )
        )
        words.append(text)
        end[case] += len(text) + 1
    return segments, words, vectors.astype(np.float32), about
