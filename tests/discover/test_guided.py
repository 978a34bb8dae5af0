"""What is known before segments are grouped bends the groups, and what was decided is kept to the letter."""

from __future__ import annotations

import numpy as np
import pytest
from study import study

from themes.discover.grouping import Grouped, group
from themes.discover.guided import Guidance, gathered, regrouped, settled, voted
from themes.discover.likeness import SAME

N, HALF = 6, SAME // 2
EVERYTHING = np.arange(N)


def known(pairs: list[tuple[int, int]], *, of: int = 2, n: int = N, **more: object) -> Guidance:
    """Guidance by what was decided alone."""
    return Guidance(draws=np.zeros((n, of)), known=pairs, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def grouped() -> tuple[Grouped, list[int]]:
    """Segments about several matters, grouped, and what each is about."""
    segments, words, vectors, about = study(noise=0.3)
    number: dict[object, int] = {}
    return group(segments, words, vectors), [number.setdefault(one, len(number)) for one in about]


def test_where_nothing_is_known_likeness_alone_decides():
    alike = np.full((N, N), 40, dtype=np.uint16)
    np.fill_diagonal(alike, SAME)
    assert (alike == voted(alike, compared=EVERYTHING, guidance=known([]))).all()


def test_two_segments_of_one_code_are_more_alike_and_two_of_two_codes_less():
    alike = np.full((N, N), HALF, dtype=np.uint16)
    found = voted(alike, compared=EVERYTHING, guidance=known([(0, 0), (1, 0), (2, 1)]))
    assert (HALF * 3 // 2, HALF // 2, HALF) == (found[0, 1], found[0, 2], found[3, 4])


def test_what_stood_together_is_more_alike_and_new_segments_are_as_before():
    alike = np.full((N, N), HALF, dtype=np.uint16)
    stood = np.array([0, 0, 1, 1, -1, -1])
    found = voted(alike, compared=EVERYTHING, guidance=known([], of=0, stood=stood))
    assert found[0, 1] > HALF > found[0, 2]
    assert (HALF, HALF) == (found[0, 4], found[4, 5])


def test_a_decided_segment_is_certain_and_a_refused_one_is_not_thought_of():
    draws = np.full((N, 2), 0.4)
    assert [[1.0, 0.0], [0.0, 0.4]] == settled(Guidance(draws=draws, known=[(0, 0)], refused=[(1, 0)]))[:2].tolist()


def test_a_segment_given_two_codes_is_shared_by_them():
    assert [0.5, 0.5] == settled(known([(0, 0), (0, 1)]))[0].tolist()


def test_groups_that_stand_for_one_code_become_one():
    groups = np.array([0, 0, 1, 1, *[2] * 16])
    guidance = Guidance(draws=np.where(groups < 2, 0.9, 0.1)[:, None])
    found, stands = gathered(groups, smooth=np.eye(20, dtype=np.float32), guidance=guidance)
    assert ([0, 0, 0, 0, *[2] * 16], {0: 0}) == (found.tolist(), stands)


def test_groups_of_one_code_that_would_be_too_large_to_read_stay_several():
    guidance = Guidance(draws=np.array([[0.9], [0.9], [0.8], [0.8], [0.1], [0.1]]))
    found, stands = gathered(np.array([0, 0, 1, 1, 2, 2]), smooth=np.eye(N, dtype=np.float32), guidance=guidance)
    assert ([0, 0, 1, 1, 2, 2], {0: 0, 1: 0}) == (found.tolist(), stands)


def test_a_confirmed_segment_is_in_the_group_of_its_code_and_a_refused_one_is_not():
    draws = np.array([[0.9], [0.9], [0.9], [0.1], [0.1], [0.1]])
    guidance = Guidance(draws=draws, known=[(5, 0)], refused=[(2, 0)])
    found, _ = gathered(np.array([0, 0, 0, 1, 1, 1]), smooth=np.eye(N, dtype=np.float32), guidance=guidance)
    assert [0, 0, 1, 1, 1, 0] == found.tolist()


def test_two_matters_that_people_put_together_stay_together(grouped: tuple[Grouped, list[int]]):
    before, about = grouped
    pairs = [(at, 0) for at, one in enumerate(about) if one in {0, 1}]
    after, stands = regrouped(before, known(pairs, of=1, n=len(about)))
    assert 1 == len({int(after.found[at]) for at, _ in pairs})
    assert {int(after.found[pairs[0][0]]): 0} == stands


def test_two_halves_that_people_told_apart_are_apart(grouped: tuple[Grouped, list[int]]):
    before, about = grouped
    members = [at for at, one in enumerate(about) if one == 0]
    pairs = [(at, nth % 2) for nth, at in enumerate(members)]
    after, _ = regrouped(before, known(pairs, n=len(about)))
    assert 2 == len({(int(after.found[at]), half) for at, half in pairs})


def test_the_same_decisions_give_the_same_groups(grouped: tuple[Grouped, list[int]]):
    before, about = grouped
    guidance = known([(0, 0), (1, 0), (9, 1)], n=len(about))
    assert (regrouped(before, guidance)[0].found == regrouped(before, guidance)[0].found).all()
