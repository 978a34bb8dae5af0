"""Runs of words are found however they are spaced, spelt large or punctuated, and others' words are none of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from themes.passages import FEWEST, MARK, N_WORDS, Passages, unescaped

SAID = "We closed the night clinic in March, and it’s been quiet since."
WORDS = st.lists(
    st.sampled_from(["we", "closed", "the", "night", "clinic", "in", "march", "and", "nobody", "told", "it's", "ÉTÉ"]),
    max_size=40,
)


def test_a_run_is_found_in_other_spacing_case_and_punctuation() -> None:
    passages = Passages.of([SAID])
    assert passages.found_in("she: “we closed the NIGHT\n clinic in…”")
    assert passages.found_in("MARCH and it's been quiet")


def test_five_words_of_a_longer_turn_are_no_run() -> None:
    assert set() == Passages.of([SAID]).found_in("we closed the night clinic")


def test_what_others_said_too_is_no_run() -> None:
    passages = Passages.of([SAID], besides=["Yes: we closed the night clinic in March."])
    assert 2 == passages.n_shared
    assert set() == passages.found_in("We closed the night clinic in March.")
    assert passages.found_in("clinic in March and it’s been quiet")


def test_a_short_turn_is_a_run_as_a_whole_and_a_shorter_one_is_counted() -> None:
    passages = Passages.of(["Nobody told the ward.", "Yes, I did.", ""])
    assert (1, 1) == (len(passages.runs), passages.n_short)
    assert passages.found_in("And then nobody told the ward!")


def test_a_marked_text_keeps_what_stands_around() -> None:
    told = Passages.of([SAID]).without(f"Note ({SAID[:40]}) and more")
    assert f"Note ({MARK}" == told[: 6 + len(MARK)]
    assert told.endswith(" and more")


def test_an_escaped_line_end_parts_words() -> None:
    assert Passages.of([SAID]).found_in(unescaped(r'{"text":"closed the night\nclinic in March, and"}'))


@given(said=st.lists(WORDS, max_size=4), others=st.lists(WORDS, max_size=4), text=WORDS)
def test_a_text_without_the_runs_holds_none(said: list[list[str]], others: list[list[str]], text: list[str]) -> None:
    passages = Passages.of([" ".join(turn) for turn in said], besides=[" ".join(turn) for turn in others])
    told = passages.without(" ".join(text))
    # Where others' words are all that is left between two marks, a run could only stand across a mark.
    assert set() == {run for part in told.split(MARK) for run in passages.found_in(part)}
    assert all(not passages.found_in(" ".join(turn)) for turn in others)
    assert all(FEWEST <= run.count(" ") + 1 <= 2 * N_WORDS for run in passages.runs)
