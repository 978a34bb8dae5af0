"""One group parted: segments that differ come apart."""

from __future__ import annotations

import numpy as np
from study import study

from themes.discover.context import in_context
from themes.discover.parting import parted, parts_of


def test_two_matters_in_one_group_come_apart():
    segments, _, vectors, about = study(noise=0.3)
    first = sorted(set(about))[:2]
    members = np.array([at for at, one in enumerate(about) if one in first])
    parts = parts_of(in_context(segments, vectors)[members], into=2)
    assert 2 == len({(about[at], int(part)) for at, part in zip(members.tolist(), parts, strict=True)})


def test_a_group_too_small_to_be_parted_has_no_parts():
    segments, words, vectors, about = study(noise=0.3)
    found = np.zeros(len(about), dtype=np.int64)
    assert [] == parted(segments, words, vectors, found=found, members=np.arange(3), into=2)
