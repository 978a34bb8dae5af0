"""Phrases: what many of a candidate's people say, and its neighbours do not."""

from __future__ import annotations

import numpy as np

from themes.discover import grammar
from themes.discover.describe import describe
from themes.discover.phrases import Pool, Tiers
from themes.discover.terms import Term, Usage, term_of, written

NOTHING: frozenset[Term] = frozenset()


def _tiers(
    texts: list[str], *, candidates: list[int], cases: str, named: list[str], said_of: list[str] | None = None
) -> Tiers:
    pool = Pool(
        named=frozenset(map(term_of, named)),
        judged=NOTHING,
        said_of=frozenset(map(term_of, said_of or [])),
        done=NOTHING,
    )
    usage = Usage(
        texts,
        candidates=candidates,
        weights=[1.0] * len(texts),
        cases=list(cases),
        wanted=pool.all,
        dropped=frozenset(),
    )
    inside = [case for case, candidate in zip(cases, candidates, strict=True) if candidate == 0]
    return Tiers(usage, 0, pool, n_members=len(inside), n_cases=len(set(inside)))


def test_what_one_of_many_people_says_comes_after_what_three_say():
    texts = ["a duffle bag of money"] * 4 + ["the waiting room", "waiting room", "that waiting room", "so", "so"]
    tiers = _tiers(
        [*texts, "other words"],
        candidates=[0] * 9 + [1],
        cases="aaaabcdefg",
        named=["duffle bag of money", "waiting room"],
    )
    assert [term_of("waiting room"), term_of("duffle bag of money")] == tiers.chosen(set(), without=frozenset())


def test_what_a_neighbour_says_much_more_often_comes_last():
    texts = ["the board met", "the board sat", "the board left", "a budget", "a budget", "a budget", "the board"]
    tiers = _tiers(
        [*texts, "the board", *["talk"] * 16],
        candidates=[0, 0, 0, 0, 0, 0, 1, 1, *[2] * 16],
        cases="abcabcab" + "a" * 16,
        named=["board", "budget"],
    )
    assert [term_of("budget"), term_of("board")] == tiers.chosen(set(), without=frozenset())


def test_what_it_is_about_stands_before_what_is_said_of_it():
    texts = ["staff were friendly", "friendly staff", "friendly", "friendly", "staff", "friendly", "so", "so"]
    tiers = _tiers(texts, candidates=[0] * 6 + [1, 1], cases="abcdefgh", named=["staff"], said_of=["friendly"])
    assert [("staff",), ("friend" + "ly",)] == tiers.chosen(set(), without=frozenset())


def test_no_phrase_holds_a_word_that_no_name_may_hold():
    tiers = _tiers(
        ["Dublin events"] * 3 + ["so"] * 3, candidates=[0] * 3 + [1] * 3, cases="abcabc", named=["Dublin events"]
    )
    assert [] == tiers.chosen(set(), without=frozenset({"dublin"}))


def test_claims_and_bare_judgements_are_found():
    (one,) = grammar.groups(["The staff were very friendly. It is confusing. We listened."])
    assert ("staff were very friendly",) == one.judged
    assert {"friendly", "confusing"} == set(one.said_of)
    assert ("listened",) == one.done


def test_places_are_names_too():
    read = ["We moved from Dublin to Wexford.", "In Dublin the clinic closed."]
    assert {"dublin", "wexford"} == grammar.names(read) & {"dublin", "wexford", "clinic"}


def test_a_candidate_of_bare_praise_has_a_name():
    texts = ["It could not be better.", "Nothing could be better.", "It was better than before."]
    texts += ["The ambulance came late.", "We waited for the ambulance.", "An ambulance took an hour."]
    (praise, _) = describe(
        texts, np.eye(6, dtype=np.float32), candidates=np.array([0, 0, 0, 1, 1, 1]), cases=list("abcdef")
    )
    assert "better" in praise.name.lower()


def test_typical_members_do_not_say_the_same_thing_three_times():
    same = "The clinic was closed when we came there with the children on that day, so we left."
    other = "Parking at the clinic costs more than the bus, and the bus comes once an hour at best."
    vectors = np.array([[1, 0, 0], [1, 0.01, 0], [1, 0, 0.01], [0.8, 0.6, 0]], dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    (one,) = describe([same, same, same, other], vectors, candidates=np.zeros(4, dtype=np.int64), cases=list("abcd"))
    assert 3 in one.typical


def test_small_letters_win_where_a_word_is_written_so_once_in_four():
    assert "food" == written({"Food": 3, "food": 1})
