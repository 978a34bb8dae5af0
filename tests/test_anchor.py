"""Where quotations are once their text has been corrected: found, found changed, or said to be lost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clock import quickest

from themes import read
from themes.anchor import Edit, Placed, Placement, apply, edits_between, in_words
from themes.model import Span
from themes.text import trim

TEXT = "So the board came. The board came twice, and we saw them."
AT_ONCE, QUOTATIONS = 80, 60


def placed(text: str, words: str, *edits: Edit) -> tuple[str, bool] | None:
    """What stands where some words stood, and whether they are others now."""
    start = text.index(words)
    placement = Placement(text, edits)
    found = placement.of(start, start + len(words))
    return None if found is None else (placement.new[found.start : found.end], found.changed)


def replaced(text: str, old: str, new: str) -> Edit:
    start = text.index(old)
    return Edit(start=start, end=start + len(old), words=new)


# --- the rules, one by one ---------------------------------------------------------------------


def test_an_edit_before_a_range_shifts_it():
    assert ("The board came twice", False) == placed(TEXT, "The board came twice", replaced(TEXT, "So", "And so"))


def test_an_edit_after_a_range_leaves_it():
    placement = Placement(TEXT, [replaced(TEXT, "them", "nobody")])
    assert Placed(start=3, end=12) == placement.of(3, 12)


def test_an_edit_inside_a_range_changes_it():
    assert ("we saw nobody", True) == placed(TEXT + " now", "we saw them", replaced(TEXT, "them", "nobody"))


def test_an_insertion_at_either_end_stays_outside():
    edits = [Edit(start=3, end=3, words="good "), Edit(start=12, end=12, words=" member")]
    assert ("the board", False) == placed(TEXT, "the board", *edits)


@pytest.mark.parametrize(("n_gone", "left"), [(5, ("fghij", True)), (6, None)])
def test_a_range_of_which_an_edit_over_its_end_leaves_less_than_half_is_lost(
    n_gone: int, left: tuple[str, bool] | None
):
    text = "So abcdefghij."
    assert left == placed(text, "abcdefghij", Edit(start=2, end=3 + n_gone, words=" "))


def test_what_is_put_in_just_at_the_beginning_or_end_of_a_turn_belongs_to_it():
    placement = Placement(TEXT, [Edit(start=19, end=19, words="Yes. "), Edit(start=57, end=57, words=" Twice.")])
    assert (
        "Yes. The board came twice, and we saw them. Twice." == placement.new[placement.start(19) : placement.end(57)]
    )


def test_an_edit_of_all_of_a_range_loses_it():
    assert placed(TEXT, "twice", replaced(TEXT, "came twice,", "left,")) is None
    assert placed(TEXT, "twice", replaced(TEXT, "twice", "never")) is None


def test_a_word_that_was_only_spelt_otherwise_is_kept_and_said_to_be_changed():
    assert ("the", True) == placed("So teh board", "teh", replaced("So teh board", "teh", "the"))


def test_words_that_were_all_replaced_one_by_one_are_lost():
    edits = [replaced(TEXT, "The board", "A man"), replaced(TEXT, "came twice", "left")]
    assert placed(TEXT, "The board came twice", *edits) is None


def test_an_edit_over_an_end_leaves_what_is_left_without_words_that_nobody_chose():
    edit = replaced(TEXT, "twice, and we", "in the end; they")
    assert ("The board came", True) == placed(TEXT, "The board came twice", edit)


def test_an_edit_over_an_end_that_leaves_less_than_half_loses_the_range():
    assert placed(TEXT, "twice, and", replaced(TEXT, "and we saw", "or")) == ("twice,", True)
    assert placed(TEXT, "came twice", replaced(TEXT, "came twice, and", "x")) is None
    assert placed(TEXT, "d came twice", replaced(TEXT, "came twice, and", "x")) is None


def test_words_that_are_the_same_but_for_white_space_are_unchanged():
    text = "we saw\nthem go"
    assert ("we saw them", False) == placed(text, "we saw\nthem", Edit(start=6, end=7, words=" "))


def test_edits_in_any_order_are_made_at_their_places():
    edits = [replaced(TEXT, "twice", "once"), replaced(TEXT, "So", "Well"), Edit(start=3, end=3, words="all of ")]
    assert "Well all of the board came. The board came once, and we saw them." == apply(TEXT, edits)


def test_edits_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        Placement(TEXT, [Edit(start=0, end=5, words=""), Edit(start=4, end=8, words="x")])


@pytest.mark.parametrize("end", [len(TEXT) + 1, 999])
def test_an_edit_outside_the_text_is_refused(end: int):
    with pytest.raises(ValueError, match="outside"):
        Placement(TEXT, [Edit(start=0, end=end, words="")])


def test_a_pseudonym_stands_for_the_name_wherever_a_range_cuts_it():
    text = "Then Jane Smith said no."
    placement = Placement(text, [replaced(text, "Jane Smith", "[P07]")], stand_in=True)

    def now(words: str) -> str:
        start = text.index(words)
        found = placement.of(start, start + len(words))
        assert found is not None
        return placement.new[found.start : found.end]

    assert ["[P07]", "[P07]", "[P07] said", "Then [P07]"] == [
        now(words) for words in ("Jane Smith", "Smith", "Smith said", "Then Jane")
    ]


@pytest.mark.parametrize(("first", "last"), [(0, 16), (8, 17), (3, 17)])
def test_about_where_a_lost_range_was_is_never_empty_and_inside_the_text(first: int, last: int):
    text = "All of this goes."
    placement = Placement(text, [Edit(start=first, end=last, words="")])
    near = placement.near(9, 16)
    assert 0 <= near.start < near.end <= len(placement.new)


# --- corrections said in words -----------------------------------------------------------------


def test_a_letter_put_to_a_word_corrects_the_word():
    assert [Edit(start=4, end=8, words="board")] == in_words("the boar came", [Edit(start=8, end=8, words="d")])


def test_a_sentence_typed_again_with_one_word_changed_changes_that_word():
    edits = in_words("the bord came", [Edit(start=0, end=13, words="the board came")])
    assert [Edit(start=4, end=8, words="board")] == edits


@given(st.text("ab '\n.", max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), st.text("ab ."))))
def test_edits_said_in_words_make_the_same_text(text: str, wanted: list[tuple[int, int, str]]):
    edits: list[Edit] = []
    for start, length, words in sorted(wanted):
        if (not edits or start > edits[-1].end) and start + length <= len(text):
            edits.append(Edit(start=start, end=start + length, words=words))
    assert apply(text, edits) == apply(text, in_words(text, edits))


# --- the diff ----------------------------------------------------------------------------------


@given(st.text("ab, \n'é́", max_size=60), st.text("ab, \n'é́", max_size=60))
def test_edits_found_between_two_texts_make_one_of_the_other(old: str, new: str):
    assert new == apply(old, edits_between(old, new))


def test_words_that_are_the_same_by_chance_do_not_hold_two_passages_together():
    old = "We met on Monday and then we drove home together.\nYes."
    new = "They lost every file and nobody has ever said why.\nYes."
    (edit,) = edits_between(old, new)
    assert (0, old.index(".\n")) == (edit.start, edit.end)


def test_a_passage_that_moved_is_found_where_its_words_stand_but_once():
    old = "First we asked the board.\nThen it rained for a week.\nNobody came in the end."
    new = "Nobody came in the end.\nFirst we asked the board.\nThen it rained for a week."
    placement = Placement.between(old, new)
    found = placement.of(old.index("Nobody"), len(old))
    assert Placed(start=0, end=23) == found


def test_a_word_is_not_found_far_away_only_because_it_stands_there_once():
    old = "He lives in Leeds.\nThe train was late again.\nShe moved to York, they say."
    new = "He lives in a city.\nThe train was late again.\nShe moved to Leeds, they say."
    start = old.index("Leeds")
    assert Placement.between(old, new).of(start, start + 5) is None


@pytest.mark.parametrize("words", [["yes"], ["yes", "no"], list("abcdefgh")])
def test_a_long_text_of_few_words_is_compared_in_seconds(words: list[str]):
    choose = random.Random(7)  # noqa: S311 - no secret
    one, other = (" ".join(choose.choice(words) for _ in range(15_000)) for _ in range(2))

    def compare() -> None:
        assert other == apply(one, edits_between(one, other))

    assert quickest(compare, within=5) < 5  # 0.5 s measured


def test_500_corrections_of_two_megabytes_are_found_line_by_line():
    lines = [
        f"sentence number {nth} was said about the board and the money, {nth * 7919 % 1000}." for nth in range(25_000)
    ]
    new = [line.replace("board", "bord") if nth % 50 == 0 else line for nth, line in enumerate(lines)]

    def compare() -> None:
        assert 500 == len(edits_between("\n".join(lines), "\n".join(new)))

    assert quickest(compare, within=5) < 5  # 0.3 s measured


def test_a_long_real_interview_with_500_corrections_is_compared_in_seconds(real: str):
    choose = random.Random(9)  # noqa: S311 - as above
    text = (real + "\n" + real[::-1])[:100_000]
    at = sorted(choose.sample(range(0, len(text), 8), 500))
    new = apply(text, (Edit(start=start, end=start + 3, words=choose.choice(["", "and", "x "])) for start in at))

    def compare() -> None:
        assert new == apply(text, edits_between(text, new))

    assert quickest(compare, within=5) < 5  # 0.5 s measured


# --- five thousand random edits ----------------------------------------------------------------


@pytest.fixture(scope="module")
def spoken(corpus: Path) -> str:
    """What is said in one interview of the sample study."""
    path = next(iter(sorted((corpus / "interviews").glob("*.txt"))))
    return read.read(path.name, path.read_bytes()).text


@pytest.fixture(scope="module")
def real(shared_data: Path) -> str:
    """What is said in a real interview."""
    path = next(iter(sorted((shared_data / "transcripts" / "talkpython_txt").glob("*.txt"))))
    return read.read(path.name, path.read_bytes()).text


def random_edits(choose: random.Random, text: str) -> list[Edit]:
    """Typos, words put in and taken out, passages written anew; none overlaps another, some touch."""
    edits: list[Edit] = []
    for start in sorted(choose.sample(range(len(text)), AT_ONCE)):
        if edits and start < edits[-1].end:
            continue
        length = choose.choice([0, 0, 1, 1, 2, 5, 12, 40, 200])
        words = "".join(choose.choice("aeimnst  ,.") for _ in range(choose.choice([0, 1, 1, 2, 6, 15, 60, 200])))
        edits.append(Edit(start=start, end=min(len(text), start + length), words=words))
    return edits


def random_range(choose: random.Random, text: str) -> Span | None:
    """A range as people choose them: with words in it, and without white space at its ends."""
    start = choose.randrange(len(text) - 1)
    return trim(text, Span(start=start, end=min(len(text), start + choose.choice([1, 4, 12, 30, 80, 200, 600]))))


def played(text: str, *, n_edits: int, seed: int) -> Iterator[tuple[list[Edit], list[tuple[int, int]]]]:
    """Edits made at once, and the quotations of two coders, until so many edits were made."""
    choose = random.Random(seed)  # noqa: S311 - as above
    while n_edits > 0:
        ranges = [random_range(choose, text) for _ in range(QUOTATIONS)]
        edits = random_edits(choose, text)
        n_edits -= len(edits)
        yield edits, [(span.start, span.end) for span in ranges if span is not None]


def identities(text: str, edits: list[Edit]) -> list[tuple[int, int]]:
    """For each character of the new text which old one it is, and -1; or -1, and which edit brought it."""
    marks = [(nth, -1) for nth in range(len(text))]
    for nth, edit in reversed(list(enumerate(edits))):
        marks[edit.start : edit.end] = [(-1, nth)] * len(edit.words)
    return marks


def what_happened(placement: Placement, edits: list[Edit], marks: list[tuple[int, int]], start: int, end: int) -> str:
    """Hold a place against what became of each single character."""
    text, found = placement.old, placement.of(start, end)
    inside = [nth for nth, edit in enumerate(edits) if edit.start < end and edit.end > start]
    if not inside:
        assert found is not None
        assert not found.changed
        assert list(range(start, end)) == [old for old, _ in marks[found.start : found.end]]
        return "kept"
    if found is None:
        letters = [nth for nth in range(start, end) if text[nth].isalnum()]
        still_there = set(letters) & {old for old, _ in marks}
        crossed = any(edits[nth].start < start or edits[nth].end > end for nth in inside)
        assert not letters or len(still_there) < (max(1, len(letters) / 2) if crossed else 1), "it was not to be lost"
        return "lost"
    held = marks[found.start : found.end]
    chosen = {old for old, _ in held if old >= 0}
    assert chosen <= set(range(start, end)), "it covers words that nobody chose"
    within = {nth for nth in inside if start <= edits[nth].start and edits[nth].end <= end}
    assert {nth for old, nth in held if old < 0} <= within, "it covers words put in outside of it"
    survived = {old for old, _ in marks if start <= old < end and not text[old].isspace()}
    assert survived <= chosen, "it leaves out words that were chosen and are still there"
    same = text[start:end].split() == placement.new[found.start : found.end].split()
    assert same != found.changed, "it does not say that its words are others"
    return "changed"


def hold_by_identity(text: str, *, n_edits: int) -> None:
    happened = {"kept": 0, "changed": 0, "lost": 0}
    for edits, ranges in played(text, n_edits=n_edits, seed=1):
        placement, marks = Placement(text, edits), identities(text, edits)
        for start, end in ranges:
            happened[what_happened(placement, edits, marks, start, end)] += 1
    assert min(happened.values()) >= n_edits / 100, happened


def hold_by_words(text: str, *, n_edits: int) -> None:
    """From the two texts alone: the words are the same, or said to be others; what stands there once is found."""
    n_there = n_untouched = 0
    for edits, ranges in played(text, n_edits=n_edits, seed=2):
        new = apply(text, edits)
        placement = Placement.between(text, new)
        now_at = {old: nth for nth, (old, _) in enumerate(identities(text, edits))}
        for start, end in ranges:
            words, found = text[start:end], placement.of(start, end)
            if found is not None:
                assert (words.split() != new[found.start : found.end].split()) == found.changed
            if text.count(words) == new.count(words) == 1 and len(words.split()) >= 3:
                assert found is not None
                assert (new.index(words), words) == (found.start, new[found.start : found.end])
            if not any(edit.start <= end and edit.end >= start for edit in edits):
                n_untouched += 1
                n_there += found is not None and found.start == now_at[start]
    # Of what was not touched; where the same words stand twice, the texts alone cannot always tell which is which.
    assert n_there / n_untouched > 0.99, f"{n_there} of {n_untouched}"


def test_of_5000_edits_that_are_known_none_shifts_a_quotation_silently(spoken: str):
    hold_by_identity(spoken, n_edits=5000)


def test_of_800_known_edits_of_a_real_interview_none_shifts_a_quotation_silently(real: str):
    hold_by_identity(real, n_edits=800)


def test_of_5000_edits_found_from_the_texts_none_shifts_a_quotation_silently(spoken: str):
    hold_by_words(spoken, n_edits=5000)


def test_of_400_edits_found_from_a_real_interview_none_shifts_a_quotation_silently(real: str):
    hold_by_words(real, n_edits=400)
