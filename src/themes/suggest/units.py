"""What is ranked: spans with their words and vectors, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from themes.model import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEIGHBOURS = 0.2
"""Weight of the span before and of the one after, chosen on usability_interviews P1 to P11."""

_WIDTH = 0.1  # of a bump on the course of a transcript

# A transcript of fewer spans (an answer to a survey) has no course that others could share.
_FEWEST_FOR_A_COURSE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """Spans that may bear codes, in any order: segments, and quotations that people chose.

    Attributes:
        spans: n spans; those of one case in one transcript are each other's context.
        words: The n texts.
        vectors: (n, d), the vector of each, of length 1.
    """

    spans: Sequence[Segment]
    words: Sequence[str]
    vectors: NDArray[np.float32]

    def __post_init__(self) -> None:
        """Refuse parts of different lengths."""
        if not len(self.spans) == len(self.words) == len(self.vectors):
            raise ValueError(
                f"{len(self.spans)} spans, {len(self.words)} texts, {len(self.vectors)} vectors: one each is needed."
            )


def beside(spans: Sequence[Segment]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each span the one before and the one after it by the same case in the same transcript, -1 for none.

    A span that overlaps (a quotation within a segment) is no neighbour: the next one that ends before it, or begins
    after it, is.

    Returns:
        Two arrays of shape (n,): the row before, the row after.
    """
    import numpy as np  # noqa: PLC0415

    before = np.full(len(spans), -1, dtype=np.intp)
    after = before.copy()
    talks: dict[tuple[str, str | None], list[int]] = {}
    for row, span in enumerate(spans):
        talks.setdefault((span.transcript_id, span.case_id), []).append(row)
    for rows in talks.values():
        by_start = sorted(rows, key=lambda row: (spans[row].start, spans[row].end))
        by_end = sorted(rows, key=lambda row: (spans[row].end, spans[row].start))
        starts = np.array([spans[row].start for row in by_start])
        ends = np.array([spans[row].end for row in by_end])
        at_end = np.searchsorted(ends, [spans[row].start for row in rows], side="right") - 1
        at_start = np.searchsorted(starts, [spans[row].end for row in rows], side="left")
        for row, last, first in zip(rows, at_end.tolist(), at_start.tolist(), strict=True):
            if last >= 0:
                before[row] = by_end[last]
            if first < len(rows):
                after[row] = by_start[first]
    return before, after


def courses(spans: Sequence[Segment]) -> NDArray[np.float64]:
    """Where in the course of its transcript each span stands, in [0, 1]; NaN where the transcript has no course.

    Interviews follow a guide, tasks an order, abstracts a form: what is said early is about other things than what is
    said late.

    Returns:
        (n,), the middle of the span as a share of the transcript as far as spans reach.
    """
    import numpy as np  # noqa: PLC0415

    ends: dict[str, int] = {}
    counts: dict[str, int] = {}
    for span in spans:
        ends[span.transcript_id] = max(ends.get(span.transcript_id, 0), span.end)
        counts[span.transcript_id] = counts.get(span.transcript_id, 0) + 1
    return np.array(
        [
            (span.start + span.end) / 2 / ends[span.transcript_id]
            if counts[span.transcript_id] >= _FEWEST_FOR_A_COURSE
            else np.nan
            for span in spans
        ],
        dtype=np.float64,
    )


def parts(spans: Sequence[Segment], *, n_parts: int) -> NDArray[np.intp]:
    """A part of the study for each span, such that a transcript is in one part: (n,) numbers from 0.

    Where there are fewer transcripts than parts, each stretch of a transcript is a part of its own.
    """
    import numpy as np  # noqa: PLC0415

    names = sorted({span.transcript_id for span in spans})
    if len(names) >= n_parts:
        numbers = {name: nth % n_parts for nth, name in enumerate(names)}
        return np.array([numbers[span.transcript_id] for span in spans], dtype=np.intp)
    order = sorted(range(len(spans)), key=lambda row: (spans[row].transcript_id, spans[row].start))
    found = np.empty(len(spans), dtype=np.intp)
    borders = np.linspace(0, len(spans), n_parts + 1).astype(int).tolist()
    for part, (first, last) in enumerate(pairwise(borders)):
        found[order[first:last]] = part
    return found


def bumps(courses: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where units stand, as nearness to eleven places along a transcript: (n, 11), zeros where there is no course."""
    import numpy as np  # noqa: PLC0415

    places = np.linspace(0.0, 1.0, 11)
    near = np.exp(-0.5 * ((courses[:, None] - places) / _WIDTH) ** 2)
    known = np.isfinite(courses)
    found = np.zeros_like(near)
    if known.any():
        found[known] = near[known] - near[known].mean(axis=0)
    return found
