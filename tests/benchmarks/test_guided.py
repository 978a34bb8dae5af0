"""The simulated researcher decides as the benchmark says, and what was read is not measured."""

from __future__ import annotations

from benchmarks.guided import Researcher

GOLD = ["access", "access", "access", "staff", "staff", "staff", "cost", "food", "noise", "light"]


def test_the_commonest_code_takes_its_segments_and_the_others_are_left_out():
    researcher = Researcher()
    researcher.decide(range(6), GOLD, left=1)
    assert dict.fromkeys(range(3), "access") == researcher.given
    assert [(3, "access"), (4, "access"), (5, "access")] == researcher.refused
    assert ({"accept": 1}, set(range(6))) == (researcher.done, researcher.read)


def test_a_second_code_as_common_is_split_off_by_a_decision_more():
    researcher = Researcher()
    researcher.decide(range(6), GOLD, left=2)
    assert {"accept": 1, "split": 1} == researcher.done
    assert "staff" == researcher.given[3]


def test_a_second_candidate_of_one_code_goes_into_it():
    researcher = Researcher()
    researcher.decide(range(3), GOLD, left=1)
    researcher.decide(range(3), GOLD, left=1)
    assert {"accept": 1, "into": 1} == researcher.done


def test_a_candidate_without_a_common_code_is_set_aside():
    researcher = Researcher()
    researcher.decide(range(6, 10), GOLD, left=1)
    assert ([[6, 7, 8, 9]], {"reject": 1}, {}) == (researcher.aside, researcher.done, researcher.given)
