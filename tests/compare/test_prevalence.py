"""Shares of those who were looked at, their intervals, what is hidden of small groups, and whose words carry."""

from __future__ import annotations

import random
from itertools import product

import pytest

from themes.compare.coverage import Voice, coverage
from themes.compare.prevalence import Asked, Share, shares, to_hide, wilson

FEWEST = 5


def test_who_was_not_looked_at_is_in_neither_number():
    people = [
        Asked(group="", looked_at=True, n_quotations=2, directions=frozenset({"enabler", "barrier"})),
        Asked(group="", looked_at=True),
        Asked(group="", looked_at=False, n_quotations=1, directions=frozenset({"enabler"})),
        Asked(group="", looked_at=False),
    ]
    total, _ = shares(people, ())
    assert Share(n=1, of=2, n_more=1, n_not_looked_at=1, by_valence=(1, 1, 0), n_quotations=3) == total
    assert ("1 of 2", "1 more heard, not looked at in full; 1 not looked at") == (total.figure, total.rest)


@pytest.mark.parametrize(
    ("n", "of", "printed"),
    [(81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605)), (0, 20, (0.0, 0.1611)), (1, 29, (0.0061, 0.1718))],
)
def test_the_interval_is_the_published_one(n: int, of: int, printed: tuple[float, float]):
    """Newcombe 1998, Statistics in Medicine 17, table I, method 3."""
    assert printed == pytest.approx(wilson(n, of), abs=5e-5)


def test_there_is_an_interval_only_where_the_sample_is_random():
    people = [Asked(group="", looked_at=True, n_quotations=nth % 2) for nth in range(9)]
    assert shares(people, ())[0].interval is None
    assert wilson(4, 9) == shares(people, (), random_sample=True)[0].interval


def can_be_told(sizes: list[int], hidden: frozenset[int], *, total_shown: bool) -> bool:
    """Whether the sizes of some hidden groups follow from all that is shown, or they are too few together."""
    if not hidden or not total_shown:
        return False
    left = sum(sizes) - sum(size for at, size in enumerate(sizes) if at not in hidden)
    ways = [ways for ways in product(range(1, left + 1), repeat=len(hidden)) if sum(ways) == left]
    return any(len({way[nth] for way in ways}) == 1 for nth in range(len(hidden))) or left < FEWEST


def test_of_no_hidden_group_can_the_size_be_told_by_subtraction():
    choose = random.Random(1)  # noqa: S311 - no secret
    for _ in range(300):
        sizes = [choose.choice([0, 1, 2, 3, 4, 5, 6, 9]) for _ in range(choose.randint(1, 5))]
        people = [Asked(group=str(at), looked_at=True) for at, size in enumerate(sizes) for _ in range(size)]
        total, groups = shares(people, [str(at) for at in range(len(sizes))], hidden_under=FEWEST)
        hidden = frozenset(at for at, share in enumerate(groups) if share.hidden)
        assert hidden == to_hide(sizes, FEWEST)
        assert all(at in hidden for at, size in enumerate(sizes) if 0 < size < FEWEST)
        assert not can_be_told(sizes, hidden, total_shown=not total.hidden)


def test_where_no_group_is_small_none_is_hidden():
    assert frozenset() == to_hide([5, 9, 0], FEWEST)
    assert frozenset({0, 1}) == to_hide([3, 5, 9], FEWEST)


def test_what_is_hidden_says_no_number():
    total, (small, _) = shares(
        [Asked(group=group, looked_at=True, n_quotations=1) for group in "abbbbbb"], ("a", "b"), hidden_under=FEWEST
    )
    assert ("7 of 7", "hidden", "") == (total.figure, small.figure, small.rest)


def answers(group: str, n: int, of: int) -> list[Asked]:
    """So many who were looked at, of whom some say it."""
    return [Asked(group=group, looked_at=True, n_quotations=int(nth < n)) for nth in range(of)]


def test_what_hidden_groups_say_cannot_be_told_from_what_is_left_of_the_total():
    """8 of 13 less 3 of 8 is 5 of 5: each of the nurses and of the porters would be known to say it."""
    people = [*answers("nurse", 3, 3), *answers("porter", 2, 2), *answers("chair", 3, 8), *answers("clerk", 4, 9)]
    total, groups = shares(people, ("nurse", "porter", "chair", "clerk"), hidden_under=FEWEST)
    assert ["12 of 22", "hidden", "hidden", "hidden", "4 of 9"] == [one.figure for one in (total, *groups)]


def test_of_hidden_groups_it_is_never_told_that_all_or_none_say_it():
    choose = random.Random(2)  # noqa: S311 - no secret
    n_hidden = 0
    for _ in range(500):
        sizes = [choose.choice([0, 1, 2, 3, 5, 6, 9]) for _ in range(choose.randint(2, 5))]
        names = [str(at) for at in range(len(sizes))]
        said = [choose.choice([0, size, choose.randint(0, size)]) for size in sizes]
        people = [one for name, n, of in zip(names, said, sizes, strict=True) for one in answers(name, n, of)]
        total, groups = shares(people, names, hidden_under=FEWEST)
        shown = [one for one in groups if not one.hidden]
        n_left, of_left = total.n - sum(one.n for one in shown), total.of - sum(one.of for one in shown)
        if total.hidden or total.n in (0, total.of) or len(shown) == len(groups):
            continue  # of all that they all say it, or none, is said of everybody, not of a group
        n_hidden += 1
        assert 0 < n_left < of_left
    assert n_hidden > 100


def test_one_who_is_heard_and_was_not_looked_at_in_full_is_a_small_group_too():
    people = [Asked(group="chair", looked_at=False, n_quotations=1), *answers("nurse", 3, 6), *answers("clerk", 2, 7)]
    _, (chair, nurse, clerk) = shares(people, ("chair", "nurse", "clerk"), hidden_under=FEWEST)
    assert ("hidden", "") == (chair.figure, chair.rest)
    assert ("hidden", "2 of 7") == (nurse.figure, clerk.figure)


def voice(name: str, n_quotations: int, *, looked_at: bool = True) -> Voice:
    return Voice(id=name, name=name, n_words=100, n_quotations=n_quotations, n_columns=1, looked_at=looked_at)


def test_over_quoted_is_over_twice_an_equal_share_of_those_who_were_read():
    found = coverage([voice("a", 7), voice("b", 1), voice("c", 1), voice("d", 0), voice("e", 0, looked_at=False)])
    assert ["over-quoted", "quoted", "quoted", "silent", "not looked at"] == [one.carried for one in found.covered]
    assert pytest.approx(7 * 4 / 9) == found.covered[0].times
    assert pytest.approx(1.0) == sum(one.share for one in found.covered)


def test_nobody_quoted_is_no_division_by_nothing():
    assert [0.0] == [one.times for one in coverage([voice("a", 0)]).covered]
