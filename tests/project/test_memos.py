"""Memos: notes on anything, with links to quotations, that two people can write without losing words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from themes import Project
from themes.errors import NotFound, Refused, StaleChange
from themes.memo_text import link_to
from themes.model import Coding, Memo

TALK = b"Anna: We asked the board twice before it came.\n\nBen: The board never came to us at all.\n"


@pytest.fixture
def coded(tmp_path: Path) -> Iterator[Project]:
    """Two people's talk with one coding."""
    with Project.create(tmp_path / "talk.themes", coder="AB", title="Talk") as made:
        made.add_bytes("talk.txt", TALK)
        code = made.add_code("Board")
        made.add_theme("Boards come late", codes=[code])
        made.add_coding(made.transcripts()[0], 0, 12, code)
        yield made


def quotation_of(project: Project):
    return project.codings()[0].quotation


def test_a_memo_can_be_on_anything_and_says_what_it_is_on(coded):
    transcript, case, code, theme = coded.transcripts()[0], coded.cases()[0], coded.codes()[0], coded.themes()[0]

    for subject in (None, transcript, case, code, quotation_of(coded), theme):
        coded.add_memo("Look again.", about=subject)

    assert [
        ("theme", "Boards come late"),
        ("quotation", "We asked the"),
        ("code", "Board"),
        ("case", case.label),
        ("transcript", "talk"),
        ("study", "Talk"),
    ] == [(view.about, view.name) for view in coded.memos()]
    assert ["Board"] == [view.name for view in coded.memos(about=code)]
    assert 1 == coded.n_memos()[code.id]


def test_a_memo_is_dated_and_bears_who_wrote_it(coded):
    memo = coded.as_coder("CD").add_memo("Mine.")

    assert "CD" == coded.memo_view(memo).coder.name
    assert memo.at.endswith("Z")
    assert ["Mine."] == [view.text for view in coded.memos(coder="CD")]
    assert [] == coded.memos(coder="AB")


def test_a_link_shows_the_words_of_its_quotation_and_who_said_them(coded):
    quotation = quotation_of(coded)
    memo = coded.add_memo(f"Compare {link_to(quotation.id)} with theory.")

    view = coded.memo_view(memo)

    assert "Compare “We asked the” with theory." == view.text
    assert [(quotation.id, "P01", True)] == [(one.id, one.by, one.here) for one in view.links]


def test_a_quotation_that_has_gone_is_still_told_by_its_words(coded):
    quotation = quotation_of(coded)
    coded.add_memo("Why so?", about=quotation)
    coded.remove_coding(coded.codings()[0].coding)

    gone = coded.memos()[0]
    assert ("We asked the", False) == (gone.name, gone.here)

    coded.undo()
    assert coded.memos()[0].here


def test_a_code_that_has_gone_is_still_told_by_its_name(coded):
    code = coded.codes()[0]
    coded.add_memo("Too wide?", about=code)

    coded.remove_code(code)

    assert [("Board", False)] == [(view.name, view.here) for view in coded.memos()]


def test_memos_are_found_by_words_in_them_and_in_what_they_link_to(coded):
    coded.add_memo(f"Compare {link_to(quotation_of(coded).id)} with theory.")
    coded.add_memo("Nothing of that.")

    assert 1 == len(coded.memos(words="theory ASKED"))
    assert [] == coded.memos(words="theory nothing")


def test_of_two_who_change_one_memo_the_second_is_told_and_neither_loses(coded):
    memo = coded.add_memo("Draft.")
    seen = coded.memo_view(memo).version
    coded.as_coder("CD").change_memo(memo, "Draft, and mine.")

    with pytest.raises(StaleChange, match="neither version is lost"):
        coded.change_memo(memo.id, "Draft of my own.", version=seen)
    with pytest.raises(StaleChange):
        coded.remove_memo(memo)

    assert "Draft, and mine." == coded.memo(memo.id).text
    assert ["AB", "CD"] == [who.name for who, _, _ in coded.memo_states(memo)]


def test_a_memo_that_was_removed_meanwhile_is_not_written_over(coded):
    memo = coded.add_memo("Draft.")
    coded.remove_memo(memo.id)

    with pytest.raises(NotFound, match="removed meanwhile"):
        coded.change_memo(memo, "More.")


def test_writing_changing_and_removing_are_undone_one_by_one(coded):
    memo = coded.add_memo("One.")
    coded.change_memo(memo, "Two.")
    coded.remove_memo(memo.id)

    seen = []
    for _ in range(3):
        coded.undo()
        seen.append([view.text for view in coded.memos()])

    assert [["Two."], ["One."], []] == seen


def test_a_retry_writes_nothing_twice(coded):
    step, key = "5" * 8 + "-0000-4000-8000-" + "5" * 12, "6" * 8 + "-0000-4000-8000-" + "6" * 12

    for _ in range(2):
        coded.add_memo("Once.", memo_id=key, step_id=step)

    assert 1 == len(coded.memos())


@pytest.mark.parametrize("text", ["", " \n", "x" * 50_001])
def test_a_memo_without_words_or_with_too_many_is_refused(coded, text):
    with pytest.raises(Refused, match="Nothing was changed"):
        coded.add_memo(text)
    assert [] == coded._store.facts(Memo)


def test_a_memo_on_what_is_gone_is_refused(coded):
    quotation = quotation_of(coded)
    coded.remove_codings(coded._store.facts(Coding))

    with pytest.raises(NotFound):
        coded.add_memo("Late.", about=quotation)


def test_merged_codes_keep_their_memos(coded):
    other = coded.add_code("Boards")
    coded.add_memo("From the other.", about=other)

    coded.merge_codes("Board", other)

    assert [("Board", True)] == [(view.name, view.here) for view in coded.memos()]


def test_memos_on_a_quotation_stay_with_it_where_a_correction_joins_it_to_another(coded):
    transcript, code = coded.transcripts()[0], coded.codes()[0]
    shorter = coded.quotation(coded.add_coding(transcript, 3, 12, code).quotation_id)
    memo = coded.add_memo(f"See {link_to(shorter.id)}.", about=shorter)

    coded.correct_text(transcript, 0, 3, "")

    view = coded.memo_view(memo.id)
    assert ("asked the", True, "See “asked the”.") == (view.name, view.here, view.text)
    assert view.quotation.id == view.links[0].id == coded.codings()[0].quotation.id
