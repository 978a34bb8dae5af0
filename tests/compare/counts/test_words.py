"""Words, phrases and concordances, against plain splitting and searching."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from themes.compare.counts.concordance import concordance
from themes.compare.counts.passage import Passage
from themes.compare.counts.words import Said, small, word_counts

VOCABULARY = ("Board", "board", "came", "the", "naïve", "e-mail", "didn’t", "2024", "café,", "well.")
texts = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join), max_size=4)


def said_of(turns: list[str]) -> list[Said]:
    return [Said(passage=Passage(f"t{nth % 2}", nth * 1000, nth * 1000 + len(one)), words=one, case_id=f"P{nth}")
            for nth, one in enumerate(turns)]  # fmt: skip


@given(texts)
def test_words_are_what_splitting_counts(turns: list[str]):
    found = word_counts(said_of(turns), left_out={"the"})
    every = [small(word.strip(".,")) for turn in turns for word in turn.split()]
    expected = Counter(word for word in every if word != "the")
    assert len(every) == found.n_words
    assert dict(expected) == {small(one.written): one.n_times for one in found.counts}


@given(texts)
def test_each_number_leads_to_as_many_places_that_hold_the_words(turns: list[str]):
    whole = {one.passage.start // 1000: one.words for one in said_of(turns)}
    for phrases in (False, True):
        for one in word_counts(said_of(turns), phrases=phrases).counts:
            assert one.n_times == len(one.passages)
            for place in one.passages:
                words = whole[place.start // 1000][place.start % 1000 : place.end % 1000]
                assert small(one.written) == small(words)


@given(texts)
def test_phrases_are_runs_without_a_sign_between_that_neither_begin_nor_end_with_what_is_left_out(turns: list[str]):
    expected: Counter[str] = Counter()
    for turn in turns:
        for clause in re.split(r"[.,]", turn):
            words = [small(word) for word in clause.split()]
            for length in (2, 3, 4):
                for first in range(len(words) - length + 1):
                    run = words[first : first + length]
                    if "the" not in (run[0], run[-1]):
                        expected[" ".join(run)] += 1
    found = word_counts(said_of(turns), left_out={"the"}, phrases=True, limit=10_000)
    assert dict(expected) == {small(one.written): one.n_times for one in found.counts}


@given(texts, st.sampled_from(["board", "the board", "board*", "e-mail", "came"]))
def test_a_concordance_finds_what_an_expression_finds(turns: list[str], asked: str):
    pattern = re.compile(r"(?<![\w’-])" + asked.replace("*", r"\w*") + r"(?![\w’-])", re.IGNORECASE)
    lines = concordance(said_of(turns), asked)
    # Of words that follow themselves an expression skips the overlapping; these phrases cannot overlap themselves.
    assert sum(len(pattern.findall(turn)) for turn in turns) == len(lines)
    for line in lines:
        assert pattern.fullmatch(line.found)


def test_lines_are_sorted_by_the_nearest_word_on_either_side():
    turns = said_of(["a good board here", "no bad board there", "some new board also"])
    assert ["bad", "good", "new"] == [line.left.split()[-1] for line in concordance(turns, "board", sort="left")]
    assert ["also", "here", "there"] == [line.right.split()[0] for line in concordance(turns, "board", sort="right")]


def test_context_is_cut_between_words_and_says_so():
    (line,) = concordance(said_of(["one two three four board five six seven eight"]), "board", n_characters=11)
    assert ("… three four", "five six …") == (line.left, line.right)
