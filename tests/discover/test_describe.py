"""Names: phrases that participants said, never a filler, never a person."""

from __future__ import annotations

import numpy as np
import pytest
from study import study

from themes import english
from themes.discover import grammar, propose
from themes.discover.describe import describe
from themes.discover.terms import Usage, said, says_something, term_of, written


def test_fillers_and_numbers_say_nothing():
    assert [] == [w for w in ("um", "yeah", "sort", "things", "lot", "mean", "It's", "12", "iii") if says_something(w)]


def test_not_is_kept_because_it_turns_a_judgement_round():
    assert (("not", "clear"), ("clear",)) == (term_of("not very clear"), term_of("clear"))


def test_forms_of_one_word_are_one_term():
    assert term_of("download the file") == term_of("downloading files")


def test_dropped_words_are_in_no_term():
    assert ("hospital",) == term_of("Leeds hospital", frozenset({"leeds"}))


def test_the_commonest_writing_is_shown_with_capitals_only_where_they_are_the_rule():
    assert ("GitHub", "board") == (written({"GitHub": 3, "Github": 1}), written({"Board": 1, "board": 2}))


def test_a_term_that_others_say_as_often_weighs_nothing():
    texts = ["the board met", "the board left", "the board met", "the clinic closed"]
    wanted = {("board",), ("clinic",)}
    usage = Usage(
        texts, candidates=[0, 0, 1, 1], weights=[1.0] * 4, cases=list("abcd"), wanted=wanted, dropped=frozenset()
    )
    assert (0.0, True) == (usage.weight(1, ("board",)), usage.weight(1, ("clinic",)) > 0)


def test_names_are_distinct_and_said_by_members():
    segments, words, vectors, _ = study(noise=0.3)
    found = propose(segments, words, vectors)
    assert len(found.candidates) == len({one.name for one in found.candidates})
    for one in found.candidates:
        said = " ".join(w for w, m in zip(words, found.members, strict=True) if m.rank == one.rank).lower()
        assert [] == [phrase for phrase in one.phrases if phrase.lower() not in said]


def test_there_are_three_to_six_phrases_and_at_most_eight_key_words():
    segments, words, vectors, _ = study(noise=0.3)
    for one in propose(segments, words, vectors).candidates:
        assert (True, True) == (3 <= len(one.phrases) <= 6, 3 <= len(one.key_words) <= 8)


def test_dropped_words_and_people_are_in_no_name():
    segments, words, vectors, about = study(noise=0.3)
    told = "Margaret Atkinson told the committee. I spoke with Margaret about it at Northfield. "
    words = [told + text if matter == 0 else text for text, matter in zip(words, about, strict=True)]
    found = propose(segments, words, vectors, drop_words=frozenset({"Northfield"}))
    shown = " ".join(" ".join((one.name, *one.phrases, *one.key_words)) for one in found.candidates).lower()
    assert [] == [name for name in ("northfield", "margaret", "atkinson") if name in shown]


def test_a_phrase_does_not_reach_across_a_filler():
    found = {term for term, _ in said("sponsored sort of arrangements with the hospital board")}
    assert (False, True) == (("sponsor", "arrangement") in found, ("arrangement", "hospital", "board") in found)


def test_judgements_are_phrases():
    (one,) = grammar.groups(["The new portal was really hard to navigate and we felt listened to."])
    assert ("really hard to navigate", "felt listened to") == one.judged


def test_without_spacy_names_are_pairs_of_words(monkeypatch: pytest.MonkeyPatch):
    # What is absent is absent: the pipeline's package is looked for under a name that nobody has.
    monkeypatch.setattr(english, "PIPELINE", "no_such_pipeline")
    segments, words, vectors, _ = study(noise=0.3)
    names = {one.name for one in propose(segments, words, vectors).candidates}
    assert 8 == len(names)


def test_nothing_to_describe_gives_nothing():
    assert [] == describe(["a"], np.ones((1, 2), np.float32), candidates=np.array([-1]), cases=["a"])
